//! Which type each place has: the memory that keeps the names of types from flipping when a page is edited.
//!
//! The file `types.yaml` of a product. A place keeps its type for as long as it exists; a new place joins a type that is
//! called the same on the wire and has the same fields, and otherwise gets a type of its own. People may edit the file:
//! move a place to another name to split or to merge types.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::place::Place;

/// What the file says at its top.
const HEADER: &str = "\
# Which Rust type each place of the specification has. `cargo xtask regen` adds new places and drops vanished ones, and
# never moves one. To split a type, move places below another name; to merge two, move the places of one below the other.
";

/// The names of a product's types, each with the places that have the type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeRegistry {
    /// The places by the name of the type.
    #[serde(default)]
    pub types: BTreeMap<String, BTreeSet<String>>,
    /// The objects that only wrap a list, which Rust does not see.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub wrappers: BTreeSet<String>,
    /// The types by place, derived from `types`.
    #[serde(skip)]
    by_place: BTreeMap<String, String>,
}

impl TypeRegistry {
    /// Reads the file's text. An empty text is an empty registry.
    ///
    /// # Errors
    ///
    /// The text is not YAML of this form; the error says where.
    pub fn from_yaml(text: &str) -> Result<Self, serde_yaml::Error> {
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Self::default());
        }
        let mut registry: Self = serde_yaml::from_str(text)?;
        registry.index();
        Ok(registry)
    }

    /// The file's text; equal registries have equal texts.
    ///
    /// # Errors
    ///
    /// None in practice: strings, lists and maps of them are always YAML.
    pub fn to_yaml(&self) -> Result<String, serde_yaml::Error> {
        Ok(format!("{HEADER}{}", serde_yaml::to_string(self)?))
    }

    /// The type of a place.
    pub fn type_of(&self, place: &str) -> Option<&str> {
        self.by_place.get(place).map(String::as_str)
    }

    /// Whether a place has a type.
    pub(super) fn knows(&self, place: &Place) -> bool {
        self.type_of(place.as_str()).is_some()
    }

    /// Derives the types by place.
    pub(super) fn index(&mut self) {
        self.by_place.clear();
        for (name, places) in &self.types {
            for place in places {
                self.by_place.entry(place.clone()).or_insert_with(|| name.clone());
            }
        }
    }

    /// Gives a place a type.
    pub(super) fn insert(&mut self, name: &str, place: &str) {
        self.types.entry(name.to_owned()).or_default().insert(place.to_owned());
        self.by_place.insert(place.to_owned(), name.to_owned());
    }
}
