//! Takes the members of an object by their names alone: a list is none, whatever its items are.

use serde::de::{Deserializer, Error as _, Unexpected, Visitor};
use serde_json::{Error, Map, Value};

/// A value of which a struct takes no list. `serde` would decode one by position, so that a list of strings became the first
/// fields of whatever struct was expected.
pub(crate) struct ByName(pub Value);

macro_rules! as_the_value {
    ($($method:ident($($argument:ident: $ty:ty),*);)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, Error> {
                self.0.$method($($argument,)* visitor)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for ByName {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) if items.is_empty() => {
                Value::Object(Map::new()).deserialize_struct(name, fields, visitor)
            }
            Value::Array(_) => Err(Error::invalid_type(Unexpected::Seq, &visitor)),
            value => value.deserialize_struct(name, fields, visitor),
        }
    }

    as_the_value! {
        deserialize_any();
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize);
        deserialize_map();
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }
}
