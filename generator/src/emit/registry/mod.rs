//! Which type each place has: the memory that keeps the names of types from flipping when a page is edited.
//!
//! The file `types.yaml` of a product. A place keeps its type for as long as it exists; a new place joins a type that is
//! called the same on the wire and has the same fields, and otherwise gets a type of its own. People may edit the file:
//! move a place to another name to split or to merge types.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Position, Severity};

use crate::emit::names::{Case, MAX_LENGTH, ident, is_type_name};
use crate::emit::uses::{Use, shape};

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

    /// The registry as `uses` and `wrappers`, collected with this registry, make it, and what is worth saying about it.
    /// The order of `uses` does not matter.
    pub fn update(&self, uses: &[Use<'_>], wrappers: &[String], file: &str) -> (Self, Vec<Diagnostic>) {
        let mut update = Update::new(self, uses, file);
        update.keep();
        update.report_wrappers(wrappers);
        update.assign();
        update.next.wrappers = wrappers.iter().cloned().collect();
        update.next.index();
        (update.next, update.diagnostics)
    }

    fn index(&mut self) {
        self.by_place.clear();
        for (name, places) in &self.types {
            for place in places {
                self.by_place.entry(place.clone()).or_insert_with(|| name.clone());
            }
        }
    }

    fn insert(&mut self, name: &str, place: &str) {
        self.types.entry(name.to_owned()).or_default().insert(place.to_owned());
        self.by_place.insert(place.to_owned(), name.to_owned());
    }
}

/// One update under way.
struct Update<'u, 'a> {
    before: &'u TypeRegistry,
    next: TypeRegistry,
    uses: BTreeMap<&'u str, &'u Use<'a>>,
    shapes: BTreeMap<&'u str, String>,
    file: &'u str,
    diagnostics: Vec<Diagnostic>,
}

impl<'u, 'a> Update<'u, 'a> {
    fn new(before: &'u TypeRegistry, uses: &'u [Use<'a>], file: &'u str) -> Self {
        let shapes = uses.iter().map(|one| (one.place.as_str(), shape(one.fields))).collect();
        let uses = uses.iter().map(|one| (one.place.as_str(), one)).collect();
        Self { before, next: TypeRegistry::default(), uses, shapes, file, diagnostics: Vec::new() }
    }

    /// Carries over what still exists.
    fn keep(&mut self) {
        for (name, places) in &self.before.types {
            if !is_type_name(name) {
                let spelled = ident(name, Case::Camel);
                self.report(
                    Severity::Error,
                    "type-name-invalid",
                    format!("`{}` cannot be the name of a type; its places are named anew", name.escape_debug()),
                    format!("use an identifier in upper camel case that Rust does not use itself, such as `{spelled}`"),
                );
                continue;
            }
            for place in places {
                if !self.uses.contains_key(place.as_str()) {
                    self.report(
                        Severity::Note,
                        "type-place-vanished",
                        format!("`{place}` has gone and no longer has the type `{name}`"),
                        String::new(),
                    );
                } else if let Some(first) = self.next.type_of(place) {
                    let message = format!("`{place}` is listed below `{first}` and `{name}`; it stays with the first");
                    self.report(Severity::Error, "type-place-twice", message, "remove one of the two".to_owned());
                } else {
                    self.next.insert(name, place);
                }
            }
        }
    }

    /// Tells of lists that came out of hiding.
    fn report_wrappers(&mut self, wrappers: &[String]) {
        let gone: Vec<&String> = self.before.wrappers.iter().filter(|place| !wrappers.contains(place)).collect();
        for place in gone {
            if let Some(one) = self.uses.get(place.as_str()) {
                let fields: Vec<&str> = one.fields.iter().map(|field| field.name.as_str()).collect();
                self.report(
                    Severity::Warning,
                    "list-wrapper-grew",
                    format!("`{place}` only wrapped a list and now holds {}: it becomes a struct", fields.join(", ")),
                    "callers see a struct where they saw a list; if the page is wrong, correct it by an override"
                        .to_owned(),
                );
            }
        }
    }

    /// Gives every new place a type, outer ones first, because the type of a field follows from the type around it.
    fn assign(&mut self) {
        let uses: Vec<&'u Use<'a>> = self.uses.values().copied().collect();
        let mut new: Vec<&'u Use<'a>> =
            uses.into_iter().filter(|one| self.next.type_of(&one.place).is_none()).collect();
        new.sort_by(|a, b| (a.depth, &a.place).cmp(&(b.depth, &b.place)));
        let first = self.commonest(&new);
        for one in new {
            let name = self
                .of_the_same_field(one)
                .or_else(|| self.of_the_same_shape(one))
                .unwrap_or_else(|| self.new_name(one, &first));
            self.next.insert(&name, &one.place);
        }
    }

    /// For each name on the wire the shape that most of the new places have, which gets the short name.
    fn commonest(&self, new: &[&'u Use<'a>]) -> BTreeMap<&'u str, String> {
        let mut counts: BTreeMap<(&str, &str), (usize, &str)> = BTreeMap::new();
        for one in new {
            let entry = counts.entry((&one.container, &self.shapes[one.place.as_str()])).or_insert((0, &one.place));
            entry.0 += 1;
            entry.1 = entry.1.min(&one.place);
        }
        let mut best: BTreeMap<&str, (usize, &str, String)> = BTreeMap::new();
        for ((container, shape), (count, place)) in counts {
            let better =
                best.get(container).is_none_or(|(most, first, _)| count > *most || (count == *most && place < *first));
            if better {
                best.insert(container, (count, place, shape.to_owned()));
            }
        }
        best.into_iter().map(|(container, (_, _, shape))| (container, shape)).collect()
    }

    /// The type that the same field has in another place of the type around it.
    fn of_the_same_field(&self, one: &Use<'_>) -> Option<String> {
        let (outer, way) = one.inside.as_ref()?;
        let around = self.next.type_of(outer)?;
        let siblings = self.next.types.get(around)?;
        siblings.iter().find_map(|sibling| self.next.type_of(&format!("{sibling}{way}")).map(str::to_owned))
    }

    /// A type that has a place of the same name on the wire and the same fields.
    fn of_the_same_shape(&self, one: &Use<'_>) -> Option<String> {
        let shape = &self.shapes[one.place.as_str()];
        let fits = |place: &String| {
            self.uses
                .get(place.as_str())
                .is_some_and(|other| other.container == one.container && self.shapes[place.as_str()] == *shape)
        };
        self.next.types.iter().find(|(_, places)| places.iter().any(fits)).map(|(name, _)| name.clone())
    }

    fn new_name(&self, one: &Use<'_>, commonest: &BTreeMap<&str, String>) -> String {
        let container = one.container.as_str();
        let operation = ident(one.operation, Case::Camel);
        let free = |name: &str| !self.next.types.contains_key(name) && is_type_name(name);
        let mut candidates = Vec::new();
        if commonest.get(container).is_none_or(|shape| *shape == self.shapes[one.place.as_str()]) {
            candidates.push(container.to_owned());
        }
        if let Some(parent) = &one.parent {
            candidates.push(format!("{parent}{container}"));
        }
        candidates.push(format!("{operation}{container}"));
        if let Some(parent) = &one.parent {
            candidates.push(format!("{operation}{parent}{container}"));
        }
        let mut last = String::new();
        for name in candidates {
            // Joined names may be too long, and are cut like all others.
            let name = if name.len() > MAX_LENGTH { ident(&name, Case::Camel) } else { name };
            if free(&name) && !self.claimed(&name, container, commonest) {
                return name;
            }
            last = name;
        }
        (2_u32..).map(|number| format!("{last}{number}")).find(|name| free(name)).unwrap_or(last)
    }

    /// Whether a name is due to the places of another name on the wire.
    fn claimed(&self, name: &str, container: &str, commonest: &BTreeMap<&str, String>) -> bool {
        name != container && commonest.contains_key(name)
    }

    fn report(&mut self, severity: Severity, code: &'static str, message: String, help: String) {
        let (file, position) = (self.file.to_owned(), Position::default());
        self.diagnostics.push(Diagnostic { file, position, severity, code, message, help });
    }
}

#[cfg(test)]
mod tests;
