//! Lists: bare, inside a wrapper, empty in one of several ways, or one item alone.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{BoolDeserializer, F64Deserializer, I64Deserializer, StringDeserializer, U64Deserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::{Map, Value};

use super::item::Item;
use super::slot::Slot;

/// Decodes a list.
///
/// # Errors
/// If an item cannot be decoded.
pub fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    ListSeed::new(Wrapper::Any).deserialize(deserializer)
}

/// Decodes a list that usually stands under `name` in an object.
///
/// # Errors
/// If an item cannot be decoded.
pub fn unwrap<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    name: &'static str,
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    ListSeed::new(Wrapper::Named(name)).deserialize(deserializer)
}

/// Writes `items` under `name` in an object.
///
/// # Errors
/// Those of the serializer.
pub fn wrap<T: Serialize, S: Serializer>(name: &'static str, items: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(name, items)?;
    map.end()
}

/// What an object in the place of a list is.
#[derive(Clone, Copy)]
enum Wrapper {
    /// A wrapper, if it has this member, or if it has one member alone and that is a list; else an item.
    Named(&'static str),
    /// A wrapper, if it has one member alone and that is a list; else an item.
    Any,
    /// An item: the wrapper is outside.
    Inside,
}

struct ListSeed<T> {
    wrapper: Wrapper,
    items: PhantomData<T>,
}

impl<T> ListSeed<T> {
    fn new(wrapper: Wrapper) -> Self {
        Self { wrapper, items: PhantomData }
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for ListSeed<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListSeed<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_none<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(Slot(item)) = access.next_element()? {
            items.extend(item);
        }
        Ok(items)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Vec<T>, A::Error> {
        let mut members = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            if matches!(self.wrapper, Wrapper::Named(expected) if expected == name) {
                let items = access.next_value_seed(ListSeed::new(Wrapper::Inside))?;
                while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return Ok(items);
            }
            members.insert(name, access.next_value()?);
        }
        if members.is_empty() {
            return Ok(Vec::new());
        }
        let wrapper = !matches!(self.wrapper, Wrapper::Inside) && members.len() == 1;
        if wrapper && members.values().all(Value::is_array) {
            return buffered(Value::Object(members), SoleMember(PhantomData));
        }
        let Slot(item) = buffered(Value::Object(members), PhantomData)?;
        Ok(item.into_iter().collect())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<T>, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Vec<T>, E> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let text: StringDeserializer<E> = text.into_deserializer();
        alone(text)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Vec<T>, E> {
        let value: BoolDeserializer<E> = value.into_deserializer();
        alone(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Vec<T>, E> {
        let value: I64Deserializer<E> = value.into_deserializer();
        alone(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Vec<T>, E> {
        let value: U64Deserializer<E> = value.into_deserializer();
        alone(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Vec<T>, E> {
        let value: F64Deserializer<E> = value.into_deserializer();
        alone(value)
    }
}

/// A list of one item.
fn alone<'de, T: Deserialize<'de>, D: Deserializer<'de>>(item: D) -> Result<Vec<T>, D::Error> {
    T::deserialize(Item(item)).map(|item| vec![item])
}

/// Decodes what had to be read before it was known what it is, and says where in it an error is.
fn buffered<'de, S: DeserializeSeed<'de>, E: Error>(value: Value, seed: S) -> Result<S::Value, E> {
    let mut track = serde_path_to_error::Track::new();
    let deserializer = serde_path_to_error::Deserializer::new(value, &mut track);
    seed.deserialize(deserializer).map_err(|error| E::custom(format!("at `{}` in it: {error}", track.path())))
}

/// Decodes the list that is the only member of an object.
struct SoleMember<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for SoleMember<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for SoleMember<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with one member")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Vec<T>, A::Error> {
        match access.next_key::<String>()? {
            Some(_) => access.next_value_seed(ListSeed::new(Wrapper::Inside)),
            None => Ok(Vec::new()),
        }
    }
}
