//! The promises of the registry: names are short, stay, and never flip silently.

use crate::diagnostic::Severity;
use crate::emit::annotate::objects::collect;
use crate::emit::{Emission, TypeRegistry, emit};
use crate::ir;

use super::assign;

/// An operation whose response has the fields of a YAML text.
fn operation(name: &str, response: &str) -> ir::Operation {
    let response = serde_yaml::from_str(response).expect("fields in YAML");
    ir::Operation {
        operation: name.to_owned(),
        style: ir::Style::Roa,
        method: "GET".to_owned(),
        path: "/x".to_owned(),
        response,
        ..ir::Operation::default()
    }
}

const CHANGES: &str = "[{name: Changes, type: object, fields: [{name: Change, type: array, items: {type: object, \
                       fields: [{name: Id, type: string}, {name: Done, type: boolean}]}}]}]";
const CHANGE: &str = "[{name: Change, type: object, fields: [{name: Done, type: boolean}, {name: Id, type: string}]}]";
const OTHER_CHANGE: &str = "[{name: Change, type: object, fields: [{name: Id, type: int64}]}]";

fn update(registry: &TypeRegistry, operations: &[ir::Operation]) -> (TypeRegistry, Vec<String>) {
    let (objects, wrappers) = collect(operations, registry);
    let (next, diagnostics) = assign(registry, &objects, &wrappers, "types.yaml");
    (next, diagnostics.iter().map(|found| found.code.to_owned()).collect())
}

fn emitted(registry: &TypeRegistry, operations: &[ir::Operation]) -> Emission {
    let product =
        ir::Product { product: "P".to_owned(), style: ir::Style::Roa, version: "1".to_owned(), ..Default::default() };
    emit(&product, operations, &ir::CommonErrors::default(), registry, "specs/p").expect("emission")
}

fn names(registry: &TypeRegistry) -> Vec<String> {
    registry.types.iter().map(|(name, places)| format!("{name}={}", places.len())).collect()
}

#[test]
fn equal_shapes_of_one_name_share_a_type_whatever_the_order() {
    let operations = [operation("A", CHANGES), operation("B", CHANGE), operation("C", OTHER_CHANGE)];
    let (registry, said) = update(&TypeRegistry::default(), &operations);
    assert_eq!(names(&registry), ["CChange=1", "Change=2"]);
    assert_eq!(registry.type_of("A:response:Changes.Change[]"), Some("Change"));
    assert_eq!(said, [""; 0]);
    let back: Vec<ir::Operation> = operations.iter().rev().cloned().collect();
    assert_eq!(update(&TypeRegistry::default(), &back).0, registry);
}

#[test]
fn a_field_more_on_one_page_keeps_the_type_and_is_told() {
    let (before, _) = update(&TypeRegistry::default(), &[operation("A", CHANGES), operation("B", CHANGE)]);
    let grown = CHANGE.replace("fields: [", "fields: [{name: New, type: string}, ");
    let operations = [operation("A", CHANGES), operation("B", &grown)];
    let emission = emitted(&before, &operations);
    assert_eq!(names(&emission.registry), ["Change=2"]);
    let said = &emission.diagnostics[0];
    assert_eq!((said.code, said.severity), ("type-union", Severity::Note));
    assert!(said.message.contains("\"New\" only at `B:response:Change`"), "{said}");
    assert!(emission.files["src/p/types.rs"].contains("new: Option<String> = \"New\","));
}

#[test]
fn one_field_of_two_types_is_an_error_that_names_both() {
    let (before, _) = update(&TypeRegistry::default(), &[operation("A", CHANGES), operation("B", CHANGE)]);
    let changed = CHANGE.replace("{name: Id, type: string}", "{name: Id, type: int32}");
    let emission = emitted(&before, &[operation("A", CHANGES), operation("B", &changed)]);
    let said = emission.diagnostics.iter().find(|found| found.code == "type-conflict").expect("a conflict");
    assert_eq!(said.severity, Severity::Error);
    assert!(said.message.contains("a string at `A:response:Changes.Change[]`"), "{said}");
    assert!(said.message.contains("an int32 at `B:response:Change`"), "{said}");
    assert!(said.help.contains("list `B:response:Change` below another name in types.yaml"), "{said}");
}

#[test]
fn a_page_that_knows_less_does_not_contradict() {
    let with = |field: &str| CHANGE.replace("fields: [", &format!("fields: [{field}, "));
    let yaml = "types:\n  Change: ['A:response:Change', 'B:response:Change', 'C:response:Change']\n";
    let operations = [
        operation("A", &with("{name: Tags, type: any}")),
        operation("B", &with("{name: Tags, type: array, items: {type: string}}")),
        operation("C", &with("{name: Tags, type: object, fields: [{name: Tag, type: array, items: {type: string}}]}")),
    ];
    let emission = emitted(&TypeRegistry::from_yaml(yaml).expect("YAML"), &operations);
    assert_eq!(emission.diagnostics, []);
    let types = &emission.files["src/p/types.rs"];
    assert!(types.contains(r#"tags: Vec<String> = "Tags" / "Tag","#), "{types}");
}

#[test]
fn a_conflict_is_settled_by_splitting_the_type_in_the_file() {
    let yaml = "types:\n  Change: ['A:response:Changes.Change[]']\n  PlainChange: ['B:response:Change']\n";
    let registry = TypeRegistry::from_yaml(yaml).expect("YAML");
    let changed = CHANGE.replace("{name: Id, type: string}", "{name: Id, type: int32}");
    let emission = emitted(&registry, &[operation("A", CHANGES), operation("B", &changed)]);
    assert_eq!(emission.diagnostics, []);
    assert_eq!(names(&emission.registry), ["Change=1", "PlainChange=1"]);
}

#[test]
fn what_vanished_is_dropped_with_a_note() {
    let (before, _) = update(&TypeRegistry::default(), &[operation("A", CHANGES), operation("C", OTHER_CHANGE)]);
    let (after, said) = update(&before, &[operation("A", CHANGES)]);
    assert_eq!(names(&after), ["Change=1"]);
    assert_eq!(said, ["type-place-vanished"]);
}

#[test]
fn a_new_operation_joins_or_gets_a_name_of_its_own() {
    let (before, _) = update(&TypeRegistry::default(), &[operation("B", CHANGE)]);
    // Two places of another shape do not take the name away, nor does a name that sorts earlier.
    let operations =
        [operation("A", OTHER_CHANGE), operation("AA", OTHER_CHANGE), operation("B", CHANGE), operation("D", CHANGES)];
    let (after, _) = update(&before, &operations);
    assert_eq!(names(&after), ["AChange=2", "Change=2"]);
    assert_eq!(after.type_of("D:response:Changes.Change[]"), Some("Change"));
}

#[test]
fn a_new_field_of_a_shared_type_has_one_type_in_all_places() {
    let with_owner = |fields: &str| {
        let owner = format!("fields: [{{name: Owner, type: object, fields: [{fields}]}}, ");
        operation("A", &CHANGE.replace("fields: [", &owner)).response
    };
    let yaml = "types:\n  Change: ['A:response:Change', 'B:response:Change']\n  Owner: ['A:response:Change.Owner']\n";
    let before = TypeRegistry::from_yaml(yaml).expect("YAML");
    // By its shape alone the new place would get a type of its own, and `Change` could not have both.
    let operations = [
        ir::Operation { response: with_owner("{name: Id, type: string}"), ..operation("A", CHANGE) },
        ir::Operation {
            response: with_owner("{name: Id, type: string}, {name: Name, type: string}"),
            ..operation("B", CHANGE)
        },
    ];
    let (after, _) = update(&before, &operations);
    assert_eq!(names(&after), ["Change=2", "Owner=2"]);
}

#[test]
fn a_wrapper_that_grows_becomes_a_struct_and_is_told() {
    let (before, _) = update(&TypeRegistry::default(), &[operation("A", CHANGES)]);
    assert_eq!(before.wrappers.iter().collect::<Vec<_>>(), ["A:response:Changes"]);
    let grown = CHANGES.replace("fields: [{name: Change,", "fields: [{name: Total, type: int32}, {name: Change,");
    let (after, said) = update(&before, &[operation("A", &grown)]);
    assert_eq!(names(&after), ["Change=1", "Changes=1"]);
    assert_eq!(said, ["list-wrapper-grew"]);
    // Losing the field again does not turn the struct back into a list without a word.
    let (later, said) = update(&after, &[operation("A", CHANGES)]);
    assert_eq!(names(&later), ["Change=1", "Changes=1"]);
    assert_eq!(said, [""; 0]);
}

#[test]
fn a_type_that_holds_itself_is_boxed() {
    let nested = "[{name: Node, type: object, fields: [{name: Name, type: string}, {name: Node, type: object, fields: \
                  [{name: Name, type: string}]}]}]";
    let yaml = "types:\n  Node: ['A:response:Node', 'A:response:Node.Node']\n";
    let emission = emitted(&TypeRegistry::from_yaml(yaml).expect("YAML"), &[operation("A", nested)]);
    assert!(emission.files["src/p/types.rs"].contains("node: Option<Box<types::Node>> = \"Node\","));
}

#[test]
fn names_that_cannot_be_types_are_refused() {
    let yaml = "types:\n  fn: ['B:response:Change']\n  Option: ['A:response:Changes.Change[]']\n";
    let registry = TypeRegistry::from_yaml(yaml).expect("YAML");
    let (after, said) = update(&registry, &[operation("A", CHANGES), operation("B", CHANGE)]);
    assert_eq!(names(&after), ["Change=2"]);
    assert_eq!(said, ["type-name-invalid", "type-name-invalid"]);
}

#[test]
fn reserved_names_are_not_given() {
    let (registry, _) = update(
        &TypeRegistry::default(),
        &[operation("A", "[{name: Option, type: object, fields: [{name: X, type: string}]}]")],
    );
    assert_eq!(names(&registry), ["AOption=1"]);
}

#[test]
fn the_file_reads_back_and_is_sorted() {
    let (registry, _) = update(&TypeRegistry::default(), &[operation("B", CHANGE), operation("A", CHANGES)]);
    let yaml = registry.to_yaml().expect("YAML");
    assert!(yaml.ends_with(
        "types:\n  Change:\n  - A:response:Changes.Change[]\n  - B:response:Change\nwrappers:\n- A:response:Changes\n"
    ));
    assert_eq!(TypeRegistry::from_yaml(&yaml).expect("YAML"), registry);
    assert_eq!(TypeRegistry::from_yaml("").expect("nothing"), TypeRegistry::default());
    assert!(TypeRegistry::from_yaml("types: [1]").is_err());
}
