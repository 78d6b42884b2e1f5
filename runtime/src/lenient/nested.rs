//! Lists and maps that are items themselves: their own items are decoded with the same leniency.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::item::Item;

/// Gives `V` a list whose items are lenient; nothing in one of its forms is an empty list.
pub(super) struct ListItem<V>(pub V);

impl<'de, V: Visitor<'de>> Visitor<'de> for ListItem<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_seq(SeqDeserializer::<_, E>::new(std::iter::empty::<()>()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        if text.trim().is_empty() { self.visit_unit() } else { Err(E::invalid_type(Unexpected::Str(text), &self)) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Items(access))
    }
}

/// Gives `V` a map whose values are lenient; nothing in one of its forms is an empty map.
pub(super) struct MapItem<V>(pub V);

impl<'de, V: Visitor<'de>> Visitor<'de> for MapItem<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_map(MapDeserializer::<_, E>::new(std::iter::empty::<((), ())>()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        if text.trim().is_empty() { self.visit_unit() } else { Err(E::invalid_type(Unexpected::Str(text), &self)) }
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Items(access))
    }
}

/// Access whose items are lenient.
struct Items<A>(A);

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Items<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(ItemSeed(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Items<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(ItemSeed(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

struct ItemSeed<S>(S);

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for ItemSeed<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Item(deserializer))
    }
}
