//! Gives each place of the specification its type: keeps what the registry says, and names what is new.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::emit::names::{Case, MAX_LENGTH, ident, is_type_name};
use crate::emit::place::Place;
use crate::emit::registry::TypeRegistry;

use super::objects::Object;
use super::view::shape;

/// The registry as `objects` and `wrappers`, collected with the registry `before`, make it, and what is worth saying about
/// it. The order of `objects` does not matter.
pub fn assign(
    before: &TypeRegistry,
    objects: &[Object<'_>],
    wrappers: &[Place],
    file: &str,
) -> (TypeRegistry, Vec<Diagnostic>) {
    let mut update = Update::new(before, objects, file);
    update.keep();
    update.report_wrappers(wrappers);
    update.assign();
    update.next.wrappers = wrappers.iter().map(Place::to_string).collect();
    update.next.index();
    (update.next, update.diagnostics)
}

/// One update under way.
struct Update<'u, 'a> {
    before: &'u TypeRegistry,
    next: TypeRegistry,
    objects: BTreeMap<&'u str, &'u Object<'a>>,
    shapes: BTreeMap<&'u str, String>,
    file: &'u str,
    diagnostics: Vec<Diagnostic>,
}

impl<'u, 'a> Update<'u, 'a> {
    fn new(before: &'u TypeRegistry, objects: &'u [Object<'a>], file: &'u str) -> Self {
        let shapes = objects.iter().map(|object| (object.place.as_str(), shape(object.fields))).collect();
        let objects = objects.iter().map(|object| (object.place.as_str(), object)).collect();
        Self { before, next: TypeRegistry::default(), objects, shapes, file, diagnostics: Vec::new() }
    }

    /// Carries over what still exists.
    fn keep(&mut self) {
        for (name, places) in &self.before.types {
            if !is_type_name(name) {
                let spelled = ident(name, Case::Camel);
                self.report(
                    "type-name-invalid",
                    format!("`{}` cannot be the name of a type; its places are named anew", name.escape_debug()),
                    format!("use an identifier in upper camel case that Rust does not use itself, such as `{spelled}`"),
                );
                continue;
            }
            for place in places {
                if !self.objects.contains_key(place.as_str()) {
                    self.report(
                        "type-place-vanished",
                        format!("`{place}` has gone and no longer has the type `{name}`"),
                        String::new(),
                    );
                } else if let Some(first) = self.next.type_of(place) {
                    let message = format!("`{place}` is listed below `{first}` and `{name}`; it stays with the first");
                    self.report("type-place-twice", message, "remove one of the two".to_owned());
                } else {
                    self.next.insert(name, place);
                }
            }
        }
    }

    /// Reports wrappers that have become structs.
    fn report_wrappers(&mut self, wrappers: &[Place]) {
        let wrappers: BTreeSet<&str> = wrappers.iter().map(Place::as_str).collect();
        for place in self.before.wrappers.iter().filter(|place| !wrappers.contains(place.as_str())) {
            if let Some(object) = self.objects.get(place.as_str()) {
                let fields: Vec<&str> = object.fields.iter().map(|field| field.name.as_str()).collect();
                self.report(
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
        let objects = self.objects.values().copied();
        let mut new: Vec<&'u Object<'a>> = objects.filter(|object| !self.next.knows(&object.place)).collect();
        new.sort_by(|a, b| (a.depth, &a.place).cmp(&(b.depth, &b.place)));
        let commonest = self.commonest(&new);
        for object in new {
            let name = self
                .of_the_same_field(object)
                .or_else(|| self.of_the_same_shape(object))
                .unwrap_or_else(|| self.new_name(object, &commonest));
            self.next.insert(&name, object.place.as_str());
        }
    }

    /// For each name on the wire the shape that most of the new places have, which gets the short name.
    fn commonest(&self, new: &[&'u Object<'a>]) -> BTreeMap<&'u str, String> {
        let mut counts: BTreeMap<(&str, &str), (usize, &str)> = BTreeMap::new();
        for object in new {
            let place = object.place.as_str();
            let entry = counts.entry((&object.container, &self.shapes[place])).or_insert((0, place));
            entry.0 += 1;
            entry.1 = entry.1.min(place);
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
    fn of_the_same_field(&self, object: &Object<'_>) -> Option<String> {
        let outer = object.inside.as_ref()?;
        let siblings = self.next.types.get(self.next.type_of(outer.as_str())?)?;
        let steps = object.place.below(outer);
        siblings.iter().find_map(|sibling| self.next.type_of(&format!("{sibling}{steps}")).map(str::to_owned))
    }

    /// A type that has a place of the same name on the wire and the same fields.
    fn of_the_same_shape(&self, object: &Object<'_>) -> Option<String> {
        let shape = &self.shapes[object.place.as_str()];
        let fits = |place: &String| {
            self.objects
                .get(place.as_str())
                .is_some_and(|other| other.container == object.container && self.shapes[place.as_str()] == *shape)
        };
        self.next.types.iter().find(|(_, places)| places.iter().any(fits)).map(|(name, _)| name.clone())
    }

    fn new_name(&self, object: &Object<'_>, commonest: &BTreeMap<&str, String>) -> String {
        let container = object.container.as_str();
        let operation = ident(object.operation, Case::Camel);
        let free = |name: &str| !self.next.types.contains_key(name) && is_type_name(name);
        let mut candidates = Vec::new();
        if commonest.get(container).is_none_or(|shape| *shape == self.shapes[object.place.as_str()]) {
            candidates.push(container.to_owned());
        }
        if let Some(parent) = &object.parent {
            candidates.push(format!("{parent}{container}"));
        }
        candidates.push(format!("{operation}{container}"));
        if let Some(parent) = &object.parent {
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

    fn report(&mut self, code: &'static str, message: String, help: String) {
        self.diagnostics.push(Diagnostic::new(self.file, code, message, help));
    }
}

#[cfg(test)]
mod tests;
