//! Items of lists and maps: their type is the caller's, so leniency comes in through the deserializer they are given.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Visitor};

use super::nested::{ListItem, MapItem};
use super::scalar::{boolean, double, integer, narrow, string};

/// An item; `None` for null.
pub(super) struct Slot<T>(pub Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(SlotVisitor(PhantomData))
    }
}

struct SlotVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SlotVisitor<T> {
    type Value = Slot<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item")
    }

    fn visit_unit<E>(self) -> Result<Slot<T>, E> {
        Ok(Slot(None))
    }

    fn visit_none<E>(self) -> Result<Slot<T>, E> {
        Ok(Slot(None))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Slot<T>, D::Error> {
        T::deserialize(Item(deserializer)).map(|item| Slot(Some(item)))
    }
}

/// Gives a type that asks for a scalar what the lenient functions make of the value, and a type that asks for a list or
/// a map the same for the items in it; passes everything else through.
pub(super) struct Item<D>(pub D);

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $expected:literal;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            match narrow(integer(self.0)?, $expected)? {
                Some(value) => visitor.$visit(value),
                None => visitor.visit_unit(),
            }
        }
    )*};
}

macro_rules! pass_through {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Item<D> {
    type Error = D::Error;

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        match string(self.0)? {
            Some(text) => visitor.visit_string(text),
            None => visitor.visit_unit(),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        match boolean(self.0)? {
            Some(value) => visitor.visit_bool(value),
            None => visitor.visit_unit(),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        match double(self.0)? {
            Some(value) => visitor.visit_f64(value),
            None => visitor.visit_unit(),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(ListItem(visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(MapItem(visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    whole_numbers! {
        deserialize_i8 visit_i8 "a whole number of 8 bits";
        deserialize_i16 visit_i16 "a whole number of 16 bits";
        deserialize_i32 visit_i32 "a whole number of 32 bits";
        deserialize_i64 visit_i64 "a whole number of 64 bits";
        deserialize_u8 visit_u8 "a whole number of 8 bits without a sign";
        deserialize_u16 visit_u16 "a whole number of 16 bits without a sign";
        deserialize_u32 visit_u32 "a whole number of 32 bits without a sign";
        deserialize_u64 visit_u64 "a whole number of 64 bits without a sign";
    }

    pass_through! {
        deserialize_any();
        deserialize_char();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_tuple(len: usize);
        deserialize_tuple_struct(name: &'static str, len: usize);
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }
}
