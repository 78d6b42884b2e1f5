//! Values that travel: read from responses as services really send them, and written for requests, by code that knows
//! no type.
//!
//! [`Wire`] is what a value is to this module, [`Node`] what a value is to those who write it, and
//! [`object!`](crate::object) declares the objects. A [`Reader`] goes over the bytes of a body once. Members that nobody asked for are passed over without
//! being understood. What a member that somebody asked for takes:
//!
//! | type | from |
//! | --- | --- |
//! | `String` | text; a number, with its digits; a Boolean; the JSON of a list or an object, which is a [`Mismatch`] |
//! | `i32`, `i64` | whole number, text of one, Boolean as 1 or 0 |
//! | `f32`, `f64` | number, text of one, Boolean as 1 or 0 |
//! | `bool` | Boolean, 1 or 0, text of either |
//! | an object | object |
//! | `BTreeMap<String, T>` | object; nothing, and an empty list |
//! | `Vec<T>` | list; an object around a list; an empty text, `{}`; one item alone |
//! | [`Value`](crate::Value) | everything |
//!
//! An object in the place of a list is one around a list if it has the member that the declaration names, or one member
//! alone that is a list; else it is one item alone. In the place of an `Option`, of an item and of a value in a map there
//! is nothing where null stands, for numbers and Booleans also an empty text, for objects an empty text or an empty
//! list. Items and values that are not there are left out.
//!
//! What does not fit leaves its place empty and is a [`Mismatch`]. So is a name that differs in case only from that of a
//! member which is not there; its value is taken. The last one counts of members that have the same name.

mod body;
mod debug;
mod equal;
mod json;
mod list;
mod macros;
mod map;
mod mismatch;
mod node;
mod nothing;
mod object;
mod pairs;
mod reader;
mod root;
mod scalar;
#[cfg(feature = "serde")]
mod serialize;
mod skip;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod wrapper;

pub use body::read;
pub use debug::debug;
#[doc(hidden)]
pub use equal::equal;
pub use json::json;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use macros::object;
#[cfg(test)]
pub(crate) use macros::sent_object;
#[doc(hidden)]
pub use macros::{__code_serde, __object, __object_serde, __sent_setter, __sent_type};
pub use mismatch::Mismatch;
pub(crate) use mismatch::Mismatches;
pub use node::{List, Map, Member, Node, Object, Shape, Slot, Wire};
pub use pairs::{flatten, join};
pub use reader::Reader;
pub(crate) use root::{Unusable, read_list, read_object};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serialize::deserialize;

#[cfg(feature = "serde")]
#[doc(hidden)]
pub use ::serde;
