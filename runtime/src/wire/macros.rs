//! The macros that declare objects: what responses hold, and what requests send.

/// Declares types of objects that responses hold.
///
/// After the equals sign stands the name of the member on the wire. The word `secret` before it keeps the value out of
/// `Debug`. A second name is that of the member under which a list stands in an object of its own.
///
/// ```
/// alicloud_core::object! {
///     /// A machine.
///     pub struct Instance {
///         /// The number of its processors.
///         cpu: Option<i32> = "Cpu",
///         disks: Vec<String> = "Disks" / "Disk",
///         password: Option<String> = secret "Password",
///     }
/// }
///
/// let instance = Instance { cpu: Some(2), password: Some("hidden".into()), ..Instance::default() };
/// assert_eq!(format!("{instance:?}"), "Instance { cpu: 2, password: [redacted] }");
/// ```
///
/// The types are [`Wire`](crate::wire::Wire), [`Clone`], [`Default`], [`PartialEq`] and [`Debug`](std::fmt::Debug); with
/// the feature `serde` they are `Serialize` and `Deserialize`.
#[macro_export]
macro_rules! object {
    ($(
        $(#[$($attribute:tt)*])*
        $visibility:vis struct $type:ident {
            $($(#[$($field_attribute:tt)*])* $ident:ident: $value:ty = $($secret:ident)? $name:literal $(/ $wrapper:literal)?),*
            $(,)?
        }
    )*) => {$(
        $(#[$($attribute)*])*
        #[derive(Clone, Default)]
        #[non_exhaustive]
        $visibility struct $type {
            $($(#[$($field_attribute)*])* pub $ident: $value,)*
        }

        $crate::wire::__object! { $type { $($ident = $($secret)? $name $(/ $wrapper)?,)* } }
    )*};
}

/// Declares types of objects that requests send, with a setter for each field.
///
/// The word before a field says what its setter takes, and what the field is:
///
/// | word | the field | the setter takes |
/// | --- | --- | --- |
/// | `text a = "A"` | `Option<String>` | `impl Into<String>` |
/// | `texts a = "A"` | `Vec<String>` | `impl IntoIterator<Item = impl Into<String>>` |
/// | `value a: T = "A"` | `Option<T>` | `T` |
/// | `boxed a: T = "A"` | `Option<Box<T>>` | `T` |
/// | `into a: T = "A"` | `Option<T>` | `impl Into<T>` |
/// | `values a: T = "A"` | `Vec<T>` | `impl IntoIterator<Item = T>` |
/// | `intos a: T = "A"` | `Vec<T>` | `impl IntoIterator<Item = impl Into<T>>` |
/// | `map a: T = "A"` | `BTreeMap<String, T>` | `impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>` |
/// | `entries a: T = "A"` | `BTreeMap<String, T>` | `impl IntoIterator<Item = (impl Into<String>, T)>` |
///
/// A second name is that of a wrapper, and `secret` before the names hides the value, as in [`object!`](crate::object).
/// A setter has the name of its field; another one follows the field after `by`: `text new by new_value = "New"`.
///
/// ```
/// alicloud_core::sent_object! {
///     /// A disk.
///     pub struct Disk {
///         /// Its size in GiB.
///         value size: i32 = "Size",
///         texts labels = "Labels" / "Label",
///         text key = secret "Key",
///     }
/// }
///
/// let disk = Disk::new().size(40).labels(["a", "b"]).key("hidden");
/// assert_eq!(
///     alicloud_core::wire::json(alicloud_core::wire::Wire::node(&disk)),
///     r#"{"Size":40,"Labels":{"Label":["a","b"]},"Key":"hidden"}"#,
/// );
/// ```
///
/// The types are all that those of `object!` are, and [`Parameter`](crate::Parameter).
#[macro_export]
macro_rules! sent_object {
    ($(
        $(#[$($attribute:tt)*])*
        $visibility:vis struct $type:ident {
            $(
                $(#[$($field_attribute:tt)*])*
                $kind:ident $ident:ident $(by $setter:ident)? $(: $value:ty)?
                    = $($secret:ident)? $name:literal $(/ $wrapper:literal)?
            ),*
            $(,)?
        }
    )*) => {$(
        $(#[$($attribute)*])*
        #[derive(Clone, Default)]
        #[non_exhaustive]
        $visibility struct $type {
            $($(#[$($field_attribute)*])* pub $ident: $crate::wire::__sent_type!($kind $($value)?),)*
        }

        impl $type {
            /// With nothing set.
            pub fn new() -> Self {
                Self::default()
            }

            $($crate::wire::__sent_setter! { $kind $ident $(by $setter)? $(, $value)? })*
        }

        $crate::wire::__object! { $type { $($ident = $($secret)? $name $(/ $wrapper)?,)* } }

        impl $crate::Parameter for $type {
            fn flatten(&self, name: &str, out: &mut $crate::Pairs) {
                $crate::wire::flatten($crate::wire::Wire::node(self), name, out);
            }
        }
    )*};
}

/// What both kinds of objects are beside their fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($type:ident { $($ident:ident = $($secret:ident)? $name:literal $(/ $wrapper:literal)?,)* }) => {
        impl $crate::wire::Object for $type {
            fn shape(&self) -> &'static $crate::wire::Shape {
                &$crate::wire::Shape { ident: ::core::stringify!($type), members: &[$($name),*] }
            }

            fn member(&mut self, name: &str) -> ::core::option::Option<$crate::wire::Slot<'_>> {
                match name {
                    $($name => ::core::option::Option::Some(
                        $crate::wire::Slot::new(&mut self.$ident)$(.within($wrapper))?
                    ),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn each<'a>(&'a self, visit: &mut dyn ::core::ops::FnMut($crate::wire::Member<'a>)) {
                let _ = &visit;
                $(visit(
                    $crate::wire::Member::new(
                        ::core::stringify!($ident),
                        $name,
                        $crate::wire::Wire::node(&self.$ident),
                    )$(.within($wrapper))?$(.$secret())?
                );)*
            }
        }

        impl $crate::wire::Wire for $type {
            fn read(&mut self, reader: &mut $crate::wire::Reader<'_>) -> bool {
                reader.object(self)
            }

            fn node(&self) -> $crate::wire::Node<'_> {
                $crate::wire::Node::Object(self)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::wire::equal(self, other)
            }
        }

        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::wire::debug(self, f)
            }
        }

        $crate::wire::__object_serde! { $type }
    };
}

/// Implements serde's traits where the feature `serde` of this crate is on, which a macro of another crate cannot ask.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __object_serde {
    ($type:ident) => {
        impl $crate::wire::serde::Serialize for $type {
            fn serialize<S: $crate::wire::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::wire::serde::Serialize::serialize(&$crate::wire::Node::Object(self), serializer)
            }
        }

        impl<'de> $crate::wire::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::wire::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::deserialize(deserializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __object_serde {
    ($type:ident) => {};
}

/// The type of a field that is sent, by the word before it.
#[doc(hidden)]
#[macro_export]
macro_rules! __sent_type {
    (text) => { ::core::option::Option<::std::string::String> };
    (texts) => { ::std::vec::Vec<::std::string::String> };
    (value $value:ty) => { ::core::option::Option<$value> };
    (boxed $value:ty) => { ::core::option::Option<::std::boxed::Box<$value>> };
    (into $value:ty) => { ::core::option::Option<$value> };
    (values $value:ty) => { ::std::vec::Vec<$value> };
    (intos $value:ty) => { ::std::vec::Vec<$value> };
    (entries $value:ty) => { ::std::collections::BTreeMap<::std::string::String, $value> };
    (map $value:ty) => { ::std::collections::BTreeMap<::std::string::String, $value> };
}

/// The setter of a field that is sent, by the word before it.
#[doc(hidden)]
#[macro_export]
macro_rules! __sent_setter {
    ($kind:ident $ident:ident $(, $value:ty)?) => {
        $crate::wire::__sent_setter! { $kind $ident by $ident $(, $value)? }
    };
    (text $ident:ident by $setter:ident) => {
        $crate::wire::__sent_setter! {
            @ $ident $setter(value: impl ::core::convert::Into<::std::string::String>) {
                ::core::option::Option::Some(value.into())
            }
        }
    };
    (texts $ident:ident by $setter:ident) => {
        $crate::wire::__sent_setter! {
            @ $ident $setter(
                value: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<::std::string::String>>
            ) {
                value.into_iter().map(::core::convert::Into::into).collect()
            }
        }
    };
    (value $ident:ident by $setter:ident, $value:ty) => {
        $crate::wire::__sent_setter! { @ $ident $setter(value: $value) { ::core::option::Option::Some(value) } }
    };
    (boxed $ident:ident by $setter:ident, $value:ty) => {
        $crate::wire::__sent_setter! {
            @ $ident $setter(value: $value) { ::core::option::Option::Some(::std::boxed::Box::new(value)) }
        }
    };
    (into $ident:ident by $setter:ident, $value:ty) => {
        $crate::wire::__sent_setter! {
            @ $ident $setter(value: impl ::core::convert::Into<$value>) { ::core::option::Option::Some(value.into()) }
        }
    };
    (values $ident:ident by $setter:ident, $value:ty) => {
        $crate::wire::__sent_setter! {
            @ $ident $setter(value: impl ::core::iter::IntoIterator<Item = $value>) { value.into_iter().collect() }
        }
    };
    (intos $ident:ident by $setter:ident, $value:ty) => {
        $crate::wire::__sent_setter! {
            @ $ident $setter(
                value: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$value>>
            ) {
                value.into_iter().map(::core::convert::Into::into).collect()
            }
        }
    };
    (entries $ident:ident by $setter:ident, $value:ty) => {
        $crate::wire::__sent_setter! {
            @ $ident $setter(
                value: impl ::core::iter::IntoIterator<Item = (impl ::core::convert::Into<::std::string::String>, $value)>
            ) {
                value.into_iter().map(|(name, value)| (name.into(), value)).collect()
            }
        }
    };
    (map $ident:ident by $setter:ident, $value:ty) => {
        $crate::wire::__sent_setter! {
            @ $ident $setter(
                value: impl ::core::iter::IntoIterator<
                    Item = (
                        impl ::core::convert::Into<::std::string::String>,
                        impl ::core::convert::Into<$value>,
                    )
                >
            ) {
                value.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
            }
        }
    };
    (@ $ident:ident $setter:ident($given:ident: $argument:ty) $made:block) => {
        #[doc = ::core::concat!("Sets the field `", ::core::stringify!($ident), "`.")]
        #[must_use]
        pub fn $setter(mut self, $given: $argument) -> Self {
            self.$ident = $made;
            self
        }
    };
}

/// Implements serde's trait for a code, where the feature `serde` of this crate is on, which a macro of another crate
/// cannot ask.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __code_serde {
    ($type:ident) => {
        impl $crate::wire::serde::Serialize for $type {
            fn serialize<S: $crate::wire::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __code_serde {
    ($type:ident) => {};
}

// By these paths the macros find each other, and the other modules find them.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use object;
#[cfg(test)]
pub(crate) use sent_object;
#[doc(hidden)]
pub use {__code_serde, __object, __object_serde, __sent_setter, __sent_type};
