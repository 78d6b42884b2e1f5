//! The structs: one for each type of the registry, with the fields of all its places.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::markdown::rustdoc;
use crate::emit::model::{PlaceDocs, Struct, StructDocs, StructField, Ty, TypeDocs};
use crate::emit::names::{Case, RESERVED_TYPE_METHODS, assign};
use crate::emit::place::{Direction, Place};
use crate::emit::registry::TypeRegistry;
use crate::ir;

use super::context::Context;
use super::docs::{field_docs, name_code};
use super::objects::Object;
use super::view::{Node, View};

/// How many places the documentation of a type names.
const PLACES_NAMED: usize = 3;

/// A field of a type with the place that says so.
struct Seen<'a> {
    place: &'a Place,
    operation: &'a str,
    field: &'a ir::Field,
    ty: Ty,
    wrapper: Option<String>,
}

/// The structs by name.
pub fn annotate(context: &mut Context<'_>, objects: &[Object<'_>]) -> BTreeMap<String, Struct> {
    let by_place: BTreeMap<&str, &Object<'_>> = objects.iter().map(|object| (object.place.as_str(), object)).collect();
    let mut structs = BTreeMap::new();
    for (name, places) in context.registry.types.clone() {
        let objects: Vec<&Object<'_>> =
            places.iter().filter_map(|place| by_place.get(place.as_str()).copied()).collect();
        structs.insert(name.clone(), structure(context, &name, &objects));
    }
    box_cycles(&mut structs);
    structs
}

/// The fields of a response or of a type, each with its type and the key of the wrapper around it.
pub fn fields(sources: Vec<(&ir::Field, Ty, Option<String>)>) -> Vec<StructField> {
    let wires = || sources.iter().map(|(field, ..)| field.name.as_str());
    let idents = assign(wires(), Case::Snake, &[]);
    let setters = assign(wires(), Case::Snake, RESERVED_TYPE_METHODS);
    let named = sources.into_iter().zip(idents.into_iter().zip(setters));
    let fields = named.map(|((field, ty, wrapper), (ident, setter))| StructField {
        wire: field.name.clone(),
        ident,
        setter,
        docs: field_docs(field, &ty),
        ty,
        wrapper,
        example: field.example.clone(),
        needed: field.required,
        boxed: false,
        sensitive: field.sensitive,
    });
    fields.collect()
}

/// The type of a place, and the key of the wrapper around it.
pub fn resolve(registry: &TypeRegistry, view: View<'_>, place: &Place) -> (Ty, Option<String>) {
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
        Node::Map(values) => plain(Ty::Map(Box::new(resolve(registry, values, &place.value()).0))),
        Node::List(items) => plain(Ty::List(Box::new(resolve(registry, items, &place.item()).0))),
        Node::Wrapper(list) => {
            let (ty, _) = resolve(registry, list.into(), &place.member(&list.name));
            (ty, Some(list.name.clone()))
        }
        // Every such place has a type once the registry is up to date.
        Node::Struct(_) => plain(registry.type_of(place.as_str()).map_or(Ty::Any, |name| Ty::Struct(name.to_owned()))),
    }
}

fn structure(context: &mut Context<'_>, name: &str, objects: &[&Object<'_>]) -> Struct {
    let mut order: Vec<&str> = Vec::new();
    let mut seen: BTreeMap<&str, Vec<Seen<'_>>> = BTreeMap::new();
    for object in objects {
        for field in object.fields {
            let (ty, wrapper) = resolve(&context.registry, field.into(), &object.place.member(&field.name));
            let entry = seen.entry(&field.name).or_insert_with(|| {
                order.push(&field.name);
                Vec::new()
            });
            entry.push(Seen { place: &object.place, operation: object.operation, field, ty, wrapper });
        }
    }
    report_union(context, name, objects, &seen);
    let merged: Vec<_> = order.into_iter().map(|wire| merge(context, name, &seen[wire])).collect();
    let sources = merged.iter().map(|(field, ty, wrapper)| (field, ty.clone(), wrapper.clone())).collect();
    let docs = type_docs(name, objects);
    let mut fields = fields(sources);
    for field in &mut fields {
        field.needed = seen[field.wire.as_str()].iter().any(|seen| seen.field.required);
    }
    Struct { name: name.to_owned(), fields, sent: docs.is_sent, docs: StructDocs::Type(docs) }
}

fn type_docs(name: &str, objects: &[&Object<'_>]) -> TypeDocs {
    let goes = |direction| objects.iter().any(|object| object.place.direction() == direction);
    let text = objects.iter().map(|object| object.description).find(|text| !text.trim().is_empty());
    let place = |object: &&Object<'_>| PlaceDocs {
        direction: object.place.direction(),
        path: name_code(object.place.path()),
        operation: name_code(object.operation),
    };
    TypeDocs {
        text: rustdoc(text.unwrap_or_default()),
        code: name_code(objects.first().map_or(name, |object| &object.container)),
        is_sent: goes(Direction::Request),
        is_received: goes(Direction::Response),
        uses: objects.iter().take(PLACES_NAMED).map(place).collect(),
        more: objects.len().saturating_sub(PLACES_NAMED),
    }
}

/// One field out of all places that have it: the first that says something says it.
fn merge(context: &mut Context<'_>, name: &str, seen: &[Seen<'_>]) -> (ir::Field, Ty, Option<String>) {
    let Some(first) = seen.first() else { return (ir::Field::default(), Ty::Any, None) };
    // A page that shows no type, or an object without fields, does not contradict one that does.
    let telling = seen.iter().find(|seen| !is_vague(&seen.ty)).unwrap_or(first);
    if let Some(other) = seen.iter().find(|seen| seen.ty != telling.ty && !is_vague(&seen.ty)) {
        let message = format!(
            "the field {:?} of the type `{name}` is {} at `{}` and {} at `{}`; the first is taken",
            telling.field.name,
            in_words(&telling.ty),
            telling.place,
            in_words(&other.ty),
            other.place
        );
        let help = format!("list `{}` below another name in types.yaml", other.place);
        let file = context.types_file();
        context.report("type-conflict", file, message, &help);
        // Nothing here tells which of the two changed.
        context.refused.extend([telling, other].map(|seen| seen.operation.to_owned()));
    }
    let mut field = telling.field.clone();
    let all = || seen.iter().map(|seen| seen.field);
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
        seen.iter().filter(|seen| seen.ty == telling.ty).find_map(|seen| seen.wrapper.clone())
    });
    (field, telling.ty.clone(), wrapper)
}

/// Says which fields only some places of a type have.
fn report_union(context: &mut Context<'_>, name: &str, objects: &[&Object<'_>], seen: &BTreeMap<&str, Vec<Seen<'_>>>) {
    let partial: Vec<String> = seen
        .iter()
        .filter(|(_, at)| at.len() < objects.len())
        .map(|(wire, at)| {
            let at: Vec<String> = at.iter().map(|seen| format!("`{}`", seen.place)).collect();
            format!("{wire:?} only at {}", at.join(", "))
        })
        .collect();
    if !partial.is_empty() {
        let message =
            format!("the places of the type `{name}` differ, it has the fields of all: {}", partial.join("; "));
        let file = context.types_file();
        context.report("type-union", file, message, "to split it, list places below another name");
    }
}

/// Boxes each field by which a type holds itself; lists and maps are on the heap anyway.
fn box_cycles(structs: &mut BTreeMap<String, Struct>) {
    let held = |structure: &Struct| -> Vec<String> {
        let direct = structure.fields.iter().filter_map(|field| match &field.ty {
            Ty::Struct(name) => Some(name.clone()),
            _ => None,
        });
        direct.collect()
    };
    let edges: BTreeMap<String, Vec<String>> =
        structs.iter().map(|(name, structure)| (name.clone(), held(structure))).collect();
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
    for (name, structure) in structs.iter_mut() {
        for field in &mut structure.fields {
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
