//! Decoding what services really send: numbers as text, lists with and without a wrapper, empty text for "nothing".
//!
//! By hand: crates of lenient helpers replace a value that does not fit by a default, where a caller needs an error
//! with its place and cause.
//!
//! The functions are for `#[serde(default, deserialize_with = "…")]`. What they accept:
//!
//! | function | from | gives |
//! | --- | --- | --- |
//! | [`string`] | text, number, Boolean; the compact JSON of a list or object; null | `Option<String>` |
//! | [`int32`], [`int64`] | whole number, text of one, Boolean as 1 or 0; null, empty text | `Option<_>` |
//! | [`float`], [`double`] | number, text of one, Boolean as 1 or 0; null, empty text | `Option<_>` |
//! | [`boolean`] | Boolean, 1 or 0, text of either; null, empty text | `Option<bool>` |
//! | [`object()`] | object; null, empty text, empty list | `Option<T>` |
//! | [`map`] | object; null, empty text, empty list | `BTreeMap<String, T>` |
//! | [`list()`] | list; `{"AnyName": [..]}`; null, empty text, `{}`; one item alone | `Vec<T>` |
//! | [`list_wrapper!`](crate::list_wrapper) | `{"Name": …}` with all that [`list()`] takes inside; all that [`list()`] takes | `Vec<T>` |
//!
//! Items of lists and maps are decoded with the same leniency if they are scalars, lists or maps; items of the
//! outermost list or map that are null are left out. Whatever else comes is an error at its place.

mod by_name;
mod item;
mod list;
mod object;
mod scalar;
mod slot;
#[cfg(test)]
mod tests;

pub(crate) use by_name::ByName;
pub use list::list;
#[doc(hidden)]
pub use list::{unwrap, wrap};
pub use object::{map, object};
pub use scalar::{boolean, double, float, int32, int64, string};

#[doc(hidden)]
pub use serde;

/// Makes a module for `#[serde(default, with = "…")]` on a `Vec<T>` that has a wrapper on the wire.
///
/// `list_wrapper!(pub(crate) mod change, "Change");` writes `{"Change": […]}` and reads that and everything that
/// [`list()`](crate::lenient::list()) reads.
#[macro_export]
macro_rules! list_wrapper {
    ($(#[$attribute:meta])* $visibility:vis mod $module:ident, $name:literal $(,)?) => {
        $(#[$attribute])*
        #[doc = concat!("A list that stands inside a wrapper with the member `", $name, "` on the wire.")]
        #[allow(dead_code)]
        $visibility mod $module {
            /// Writes the list inside its wrapper.
            pub fn serialize<T, S>(items: &[T], serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                T: $crate::lenient::serde::Serialize,
                S: $crate::lenient::serde::Serializer,
            {
                $crate::lenient::wrap($name, items, serializer)
            }

            /// Reads the list with or without its wrapper.
            pub fn deserialize<'de, T, D>(
                deserializer: D,
            ) -> ::core::result::Result<::std::vec::Vec<T>, D::Error>
            where
                T: $crate::lenient::serde::Deserialize<'de>,
                D: $crate::lenient::serde::Deserializer<'de>,
            {
                $crate::lenient::unwrap($name, deserializer)
            }
        }
    };
}

#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use list_wrapper;
