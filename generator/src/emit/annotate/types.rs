//! The structs: one for each type of the registry, with the fields of all its places.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::emit::Error;
use crate::emit::docs::{self, Facts};
use crate::emit::markdown::{code, rustdoc};
use crate::emit::model::{Struct, StructField, Ty, Wrapper};
use crate::emit::names::{Case, RESERVED_TYPE_METHODS, assign};
use crate::emit::registry::TypeRegistry;
use crate::emit::uses::{Direction, Node, Use, View, member};
use crate::ir;

use super::Scope;

/// How many places the documentation of a type names.
const PLACES_NAMED: usize = 3;

/// A field of a type with the place that says so.
struct Seen<'a> {
    place: &'a str,
    field: &'a ir::Field,
    ty: Ty,
    wrapper: Option<String>,
}

/// The facts of a type's documentation.
#[derive(Serialize)]
struct TypeFacts {
    text: String,
    code: String,
    is_sent: bool,
    is_received: bool,
    uses: Vec<String>,
    more: usize,
}

/// The structs by name.
pub fn annotate(scope: &mut Scope<'_>, uses: &[Use<'_>]) -> Result<BTreeMap<String, Struct>, Error> {
    let by_place: BTreeMap<&str, &Use<'_>> = uses.iter().map(|one| (one.place.as_str(), one)).collect();
    let mut structs = BTreeMap::new();
    for (name, places) in scope.registry.types.clone() {
        let places: Vec<&Use<'_>> = places.iter().filter_map(|place| by_place.get(place.as_str()).copied()).collect();
        structs.insert(name.clone(), structure(scope, &name, &places)?);
    }
    box_cycles(&mut structs);
    Ok(structs)
}

/// The fields of an answer or of a type, with documentation.
pub fn fields(scope: &Scope<'_>, sources: Vec<(&ir::Field, Ty, Option<String>)>) -> Result<Vec<StructField>, Error> {
    let idents = assign(sources.iter().map(|(field, ..)| field.name.as_str()), Case::Snake, &[]);
    let setters = assign(sources.iter().map(|(field, ..)| field.name.as_str()), Case::Snake, RESERVED_TYPE_METHODS);
    let mut fields = Vec::new();
    for ((field, ty, wrapper), (ident, setter)) in sources.into_iter().zip(idents.into_iter().zip(setters)) {
        let docs = docs::render(scope.templates, "docs/field.md", &Facts::new(field, &ty))?;
        let wrapper = wrapper.map(|wire| Wrapper { module: String::new(), wire });
        fields.push(StructField {
            wire: field.name.clone(),
            ident,
            setter,
            ty,
            wrapper,
            example: field.example.clone(),
            boxed: false,
            sensitive: field.sensitive,
            docs,
        });
    }
    Ok(fields)
}

/// The type of a place, and the key of the wrapper around it.
pub fn resolve(registry: &TypeRegistry, view: View<'_>, place: &str) -> (Ty, Option<String>) {
    let plain = |ty| (ty, None);
    match view.node(place, registry) {
        Node::Any => plain(Ty::Any),
        Node::Scalar(scalar) => plain(match scalar {
            ir::Type::Int32 => Ty::Int32,
            ir::Type::Int64 => Ty::Int64,
            ir::Type::Float => Ty::Float,
            ir::Type::Double => Ty::Double,
            ir::Type::Boolean => Ty::Boolean,
            _ => Ty::Text,
        }),
        Node::Map(values) => plain(Ty::Map(Box::new(resolve(registry, values, &format!("{place}{{}}")).0))),
        Node::List(items) => plain(Ty::List(Box::new(resolve(registry, items, &format!("{place}[]")).0))),
        Node::Wrapper(list) => {
            let (ty, _) = resolve(registry, list.into(), &member(place, &list.name));
            (ty, Some(list.name.clone()))
        }
        // Every such place has a type once the registry is up to date.
        Node::Struct(_) => plain(registry.type_of(place).map_or(Ty::Any, |name| Ty::Struct(name.to_owned()))),
    }
}

fn structure(scope: &mut Scope<'_>, name: &str, places: &[&Use<'_>]) -> Result<Struct, Error> {
    let mut order: Vec<&str> = Vec::new();
    let mut seen: BTreeMap<&str, Vec<Seen<'_>>> = BTreeMap::new();
    for one in places {
        for field in one.fields {
            let place = member(&one.place, &field.name);
            let (ty, wrapper) = resolve(&scope.registry, field.into(), &place);
            let entry = seen.entry(&field.name).or_insert_with(|| {
                order.push(&field.name);
                Vec::new()
            });
            entry.push(Seen { place: &one.place, field, ty, wrapper });
        }
    }
    report_union(scope, name, places, &seen);
    let mut merged = Vec::new();
    for wire in order {
        merged.push(merge(scope, name, &seen[wire]));
    }
    let sent = places.iter().any(|one| one.direction == Direction::Request);
    let facts = TypeFacts {
        text: rustdoc(
            places.iter().map(|one| one.description).find(|text| !text.trim().is_empty()).unwrap_or_default(),
        ),
        code: code(&docs::excerpt(places.first().map_or(name, |one| &one.container))),
        is_sent: sent,
        is_received: places.iter().any(|one| one.direction == Direction::Response),
        uses: places.iter().take(PLACES_NAMED).map(|one| place_in_words(one)).collect(),
        more: places.len().saturating_sub(PLACES_NAMED),
    };
    let docs = docs::render(scope.templates, "docs/type.md", &facts)?;
    let sources = merged.iter().map(|(field, ty, wrapper)| (field, ty.clone(), wrapper.clone())).collect();
    Ok(Struct { name: name.to_owned(), fields: fields(scope, sources)?, sent, docs })
}

/// One field out of all places that have it: the first that says something says it.
fn merge(scope: &mut Scope<'_>, name: &str, seen: &[Seen<'_>]) -> (ir::Field, Ty, Option<String>) {
    let Some(first) = seen.first() else { return (ir::Field::default(), Ty::Any, None) };
    // A page that shows no type, or an object without fields, does not contradict one that does.
    let telling = seen.iter().find(|one| !is_vague(&one.ty)).unwrap_or(first);
    if let Some(other) = seen.iter().find(|one| one.ty != telling.ty && !is_vague(&one.ty)) {
        let message = format!(
            "the field {:?} of the type `{name}` is {} at `{}` and {} at `{}`; the first is taken",
            telling.field.name,
            in_words(&telling.ty),
            telling.place,
            in_words(&other.ty),
            other.place
        );
        let help = format!("list `{}` below another name in types.yaml", other.place);
        let file = format!("{}/types.yaml", scope.specs);
        scope.report(Severity::Error, "type-conflict", file, message, &help);
    }
    let mut field = telling.field.clone();
    let all = || seen.iter().map(|one| one.field);
    let text =
        |get: fn(&ir::Field) -> &String| all().map(get).find(|text| !text.is_empty()).cloned().unwrap_or_default();
    field.description = text(|field| &field.description);
    field.example = text(|field| &field.example);
    field.default = text(|field| &field.default);
    field.allowed = all().map(|field| &field.allowed).find(|values| !values.is_empty()).cloned().unwrap_or_default();
    field.required = all().all(|field| field.required);
    field.sensitive = all().any(|field| field.sensitive);
    let wrapper = telling.wrapper.clone().or_else(|| {
        // Reading takes both forms; writing takes the one that some page shows.
        seen.iter().filter(|one| one.ty == telling.ty).find_map(|one| one.wrapper.clone())
    });
    (field, telling.ty.clone(), wrapper)
}

/// Says which fields only some places of a type have.
fn report_union(scope: &mut Scope<'_>, name: &str, places: &[&Use<'_>], seen: &BTreeMap<&str, Vec<Seen<'_>>>) {
    let partial: Vec<String> = seen
        .iter()
        .filter(|(_, at)| at.len() < places.len())
        .map(|(wire, at)| {
            let at: Vec<String> = at.iter().map(|one| format!("`{}`", one.place)).collect();
            format!("{wire:?} only at {}", at.join(", "))
        })
        .collect();
    if !partial.is_empty() {
        let message =
            format!("the places of the type `{name}` differ, it has the fields of all: {}", partial.join("; "));
        let file = format!("{}/types.yaml", scope.specs);
        scope.report(Severity::Note, "type-union", file, message, "to split it, list places below another name");
    }
}

/// Boxes each field by which a type holds itself; lists and maps are on the heap anyway.
fn box_cycles(structs: &mut BTreeMap<String, Struct>) {
    let held = |one: &Struct| -> Vec<String> {
        let direct = one.fields.iter().filter_map(|field| match &field.ty {
            Ty::Struct(name) => Some(name.clone()),
            _ => None,
        });
        direct.collect()
    };
    let edges: BTreeMap<String, Vec<String>> = structs.iter().map(|(name, one)| (name.clone(), held(one))).collect();
    let reaches = |from: &str, to: &str| {
        let (mut seen, mut stack) = (BTreeSet::new(), vec![from]);
        while let Some(name) = stack.pop() {
            if name == to {
                return true;
            }
            if seen.insert(name) {
                stack.extend(edges.get(name).into_iter().flatten().map(String::as_str));
            }
        }
        false
    };
    for (name, one) in structs.iter_mut() {
        for field in &mut one.fields {
            field.boxed = matches!(&field.ty, Ty::Struct(inner) if reaches(inner, name));
        }
    }
}

/// Whether a type says nothing, or only that there is a list or an object.
fn is_vague(ty: &Ty) -> bool {
    match ty {
        Ty::Any => true,
        Ty::List(inner) | Ty::Map(inner) => is_vague(inner),
        _ => false,
    }
}

fn place_in_words(one: &Use<'_>) -> String {
    let path = one.place.splitn(3, ':').nth(2).unwrap_or_default();
    let (path, operation) = (code(&docs::excerpt(path)), code(&docs::excerpt(one.operation)));
    match one.direction {
        Direction::Request => format!("as the parameter {path} of {operation}"),
        Direction::Response => format!("as {path} in the answer of {operation}"),
    }
}

fn in_words(ty: &Ty) -> String {
    match ty {
        Ty::Text => "a string".to_owned(),
        Ty::Int32 => "an int32".to_owned(),
        Ty::Int64 => "an int64".to_owned(),
        Ty::Float => "a float".to_owned(),
        Ty::Double => "a double".to_owned(),
        Ty::Boolean => "a boolean".to_owned(),
        Ty::Any => "any value".to_owned(),
        Ty::Struct(name) => format!("a `{name}`"),
        Ty::List(item) => format!("a list, each item {}", in_words(item)),
        Ty::Map(value) => format!("a map, each value {}", in_words(value)),
    }
}
