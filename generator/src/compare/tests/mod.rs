//! Each kind of change is found, told in one line, and nothing else is.

mod facts;

use super::*;
use crate::ir::{
    AllowedValue, Bounds, Encoding, ErrorCode, Fact, Field, Format, Items, Location, Number, PaginationKind,
    ResponseKind, Style, Success, Type, Waiter,
};

fn field(name: &str, ty: Type) -> Field {
    Field { name: name.to_owned(), ty, ..Field::default() }
}

fn object(name: &str, fields: Vec<Field>) -> Field {
    Field { fields, ..field(name, Type::Object) }
}

fn list(name: &str, fields: Vec<Field>) -> Field {
    let items = Items { ty: if fields.is_empty() { Type::String } else { Type::Object }, fields, ..Items::default() };
    Field { items: Some(Box::new(items)), ..field(name, Type::Array) }
}

fn operation() -> Operation {
    Operation {
        operation: "GetApp".to_owned(),
        style: Style::Roa,
        method: "GET".to_owned(),
        path: "/app".to_owned(),
        request: vec![
            Field { location: Some(Location::Query), required: true, ..field("Id", Type::String) },
            Field { location: Some(Location::Query), required: true, ..field("Name", Type::String) },
            Field {
                location: Some(Location::Form),
                allowed: allowed(&["a", "b"]),
                default: "a".to_owned(),
                ..field("Mode", Type::String)
            },
        ],
        response: vec![
            list("Changes", vec![field("Id", Type::String), object("Actor", vec![field("Kind", Type::Int32)])]),
            field("Code", Type::String),
        ],
        errors: vec![error("NotFound", 404), error("Denied", 403)],
        ..Operation::default()
    }
}

fn allowed(values: &[&str]) -> Vec<AllowedValue> {
    values.iter().map(|value| AllowedValue { value: (*value).to_owned(), ..AllowedValue::default() }).collect()
}

fn error(code: &str, status: u16) -> ErrorCode {
    ErrorCode { code: code.to_owned(), status: Some(status), ..ErrorCode::default() }
}

fn pages() -> Pagination {
    Pagination {
        kind: PaginationKind::Number,
        position: "Page".to_owned(),
        size: "Size".to_owned(),
        items: "Changes".to_owned(),
        total: String::new(),
        next: String::new(),
    }
}

/// The changes that an edit of the operation makes, as they are printed.
fn edit(edit: impl FnOnce(&mut Operation)) -> Vec<Change> {
    let mut new = operation();
    edit(&mut new);
    compare(&[operation()], &[new])
}

fn lines(changes: &[Change]) -> Vec<String> {
    changes.iter().map(ToString::to_string).collect()
}

macro_rules! check {
    ($edit:expr, $($kind:ident $(($fact:ident))? $path:literal $line:literal),* $(,)?) => {
        let changes = edit($edit);
        assert_eq!(lines(&changes), [$($line),*] as [&str; 0 $(+ { let _ = $line; 1 })*]);
        let found: Vec<_> = changes.iter().map(|change| (change.kind, change.path.as_str())).collect();
        assert_eq!(found, [$((Kind::$kind $((Fact::$fact))?, $path)),*]);
    };
}

#[test]
fn what_is_the_same_has_no_changes() {
    assert_eq!(compare(&[operation()], &[operation()]), []);
    assert_eq!(List(&[]).to_string(), "");
    // How sure the inference is changes nothing.
    assert_eq!(edit(|new| new.response[0].confidence = Some(0.5)), []);
}

#[test]
fn operations_come_and_go() {
    let other = Operation { operation: "Other".to_owned(), ..operation() };
    let changes = compare(&[operation()], std::slice::from_ref(&other));
    assert_eq!(
        lines(&changes),
        ["! operation removed", "  operation added, 3 parameters and 2 fields of the response"]
    );
    assert_eq!(changes[0].kind, Kind::OperationRemoved);
    assert_eq!(changes[1].kind, Kind::OperationAdded);
    assert_eq!(
        List(&changes).to_string(),
        "GetApp\n  ! operation removed\nOther\n    operation added, 3 parameters and 2 fields of the response\n"
    );
}

#[test]
fn an_operation_changes_as_a_whole() {
    check!(|new| new.style = Style::Rpc, StyleChanged "" "! style changed: roa to rpc");
    check!(|new| new.method = "POST".into(), MethodChanged "" "! method changed: GET to POST");
    check!(|new| new.path = String::new(), PathChanged "" "! path changed: /app to none");
    check!(|new| new.deprecated = true, DeprecationChanged "" "  operation deprecated");
    check!(|new| new.preview = true, PreviewChanged "" "  operation is now in a preview");
    check!(
        |new| new.pagination = Some(pages()),
        PaginationChanged "" "  pagination changed: none to by number with Page and Size, items in Changes",
    );
    let waiter = || Waiter { name: "ready".to_owned(), ..Waiter::default() };
    check!(|new| new.waiters.push(waiter()), WaiterAdded "" "  waiter ready added");
    let mut before = operation();
    before.waiters.push(waiter());
    assert_eq!(lines(&compare(&[before.clone()], &[operation()])), ["! waiter ready removed"]);
    let mut after = before.clone();
    after.waiters[0].deadline = 5;
    assert_eq!(lines(&compare(&[before], &[after])), ["  waiter ready changed"]);
}

#[test]
fn what_a_repetition_does_changes() {
    let of = |reads, token: &str| Operation { reads, client_token: token.to_owned(), ..operation() };
    let told = |old, new| lines(&compare(&[old], &[new]));
    let bytes = ResponseKind::Bytes;
    check!(|new| new.response_kind = bytes, ResponseKindChanged "" "! response changed: json to bytes");
    check!(|new| new.reads = true, EffectChanged "" "  operation only reads now: a call without an answer is repeated");
    assert_eq!(
        told(of(true, ""), of(false, "")),
        ["! operation no longer only reads: a call without an answer may have changed something"]
    );
    let succeeds = |values: &[&str]| {
        Some(Success { field: "Code".into(), equals: values.iter().map(|&value| value.to_owned()).collect() })
    };
    check!(
        |new| new.success = succeeds(&["200", "OK"]),
        SuccessChanged "" "  success is told otherwise: by the status alone to by Code = 200 or OK"
    );
    check!(|new| new.client_token = "Id".into(), ClientTokenChanged "" "  client token changed: none to Id");
    assert_eq!(told(of(false, "Id"), of(false, "")), ["! client token changed: Id to none"]);
    assert_eq!(told(of(false, "Id"), of(false, "Name")), ["! client token changed: Id to Name"]);
    assert_eq!(told(of(true, "Id"), of(true, "Id")), [] as [&str; 0]);
}

#[test]
fn parameters_change() {
    check!(|new| new.request.push(field("X", Type::Int32)), ParameterAdded "X" "  parameter X added: int32");
    check!(
        |new| new.request.push(Field { required: true, ..list("X", vec![field("Y", Type::Int32)]) }),
        ParameterAdded "X" "! parameter X added: required array, with 1 field below it",
    );
    check!(|new| drop(new.request.remove(2)), ParameterRemoved "Mode" "! parameter Mode removed");
    check!(|new| new.request[2].ty = Type::Int64, TypeChanged "Mode" "! parameter Mode: type changed: string to int64");
    check!(
        |new| new.request[0].location = Some(Location::Path),
        LocationChanged "Id" "! parameter Id: location changed: query to path",
    );
    check!(|new| new.request[2].required = true, RequiredChanged "Mode" "! parameter Mode is required now");
    check!(|new| new.request[1].required = false, RequiredChanged "Name" "! parameter Name is no longer required");
    check!(
        |new| new.request[2].encoding = Some(Encoding::Json),
        EncodingChanged "Mode" "! parameter Mode: encoding changed: none to json",
    );
    check!(
        |new| new.request[2].allowed = allowed(&["c", "b"]),
        FactChanged(Allowed) "Mode" "  parameter Mode: allowed values added c; removed a",
    );
    check!(|new| new.request[2].allowed.reverse(),);
    check!(|new| new.request[2].default.clear(), FactChanged(Default) "Mode" "  parameter Mode: default changed: a to none");
    check!(
        |new| new.request.swap(0, 1),
        ArgumentOrderChanged "" "! order of the required parameters changed: Id, Name to Name, Id",
    );
    check!(|new| new.request.swap(1, 2),);
}

#[test]
fn arguments_of_path_and_body_swap() {
    let mut old = operation();
    old.path = "/{Dock}/{Berth}".to_owned();
    let in_path = |name: &str| Field { location: Some(Location::Path), ..field(name, Type::String) };
    let required = |name: &str| Field { required: true, ..field(name, Type::String) };
    old.request = vec![in_path("Dock"), in_path("Berth"), field("Note", Type::String)];
    old.body = vec![required("Owner"), required("Keeper"), field("Flag", Type::String)];
    let swapped = |swap: fn(&mut Operation)| {
        let mut new = old.clone();
        swap(&mut new);
        let changes = compare(std::slice::from_ref(&old), std::slice::from_ref(&new));
        changes.iter().map(|change| (change.breaking, change.text.clone())).collect::<Vec<_>>()
    };
    let told = |before: &str, after: &str| {
        vec![(true, format!("order of the required parameters changed: {before} to {after}"))]
    };
    let all = "Dock, Berth, Owner, Keeper";
    assert_eq!(swapped(|new| new.request.swap(0, 1)), told(all, "Berth, Dock, Owner, Keeper"));
    assert_eq!(swapped(|new| new.body.swap(0, 1)), told(all, "Dock, Berth, Keeper, Owner"));
    assert_eq!(swapped(|new| new.request.swap(1, 2)), [], "a setter goes by its name");
    assert_eq!(swapped(|new| new.body.swap(1, 2)), []);
    old.style = Style::Rpc;
    old.request.push(required("Timestamp"));
    let mut new = old.clone();
    new.request.swap(0, 3);
    let told = compare(std::slice::from_ref(&old), std::slice::from_ref(&new));
    assert!(told.iter().all(|change| !change.text.contains("Timestamp")), "the client sends it: {told:?}");
}

#[test]
fn fields_change() {
    check!(|new| new.response.push(field("X", Type::Any)), FieldAdded "X" "  field X added: any");
    check!(
        |new| new.response[0].items.as_mut().expect("items").fields.push(field("X", Type::Boolean)),
        FieldAdded "Changes[].X" "  field Changes[].X added: boolean",
    );
    check!(
        |new| drop(new.response.remove(0)),
        FieldRemoved "Changes" "! field Changes removed, with 3 fields below it",
    );
    check!(
        |new| new.response[0].items.as_mut().expect("items").fields[1].fields[0].ty = Type::Int64,
        TypeChanged "Changes[].Actor.Kind" "! field Changes[].Actor.Kind: type changed: int32 to int64",
    );
    check!(
        |new| new.response[1] = list("Code", vec![]),
        TypeChanged "Code" "! field Code: type changed: string to array",
    );
    // An array that is none any more has the same fields.
    check!(
        |new| {
            let fields = new.response[0].items.take().expect("items").fields;
            new.response[0] = object("Changes", fields);
        },
        TypeChanged "Changes" "! field Changes: type changed: array to object",
    );
}

#[test]
fn fields_move() {
    check!(
        |new| {
            let code = new.response.remove(1);
            new.response.push(object("Data", vec![code]));
        },
        FieldMoved "Code" "! field Code moved to Data.Code",
        FieldAdded "Data" "  field Data added: object, with 1 field below it",
    );
    // What is below a field moves with it and is not told of; what changed on the way is.
    check!(
        |new| {
            let mut changes = new.response.remove(0);
            changes.items.as_mut().expect("items").fields[0].ty = Type::Int64;
            new.response.push(object("Data", vec![changes]));
        },
        FieldMoved "Changes" "! field Changes moved to Data.Changes",
        TypeChanged "Data.Changes[].Id" "! field Data.Changes[].Id: type changed: string to int64",
        FieldAdded "Data" "  field Data added: object, with 4 fields below it",
    );
    // A wrapper between an array and its fields.
    check!(
        |new| {
            let fields = new.response[0].items.take().expect("items").fields;
            new.response[0] = object("Changes", vec![list("Change", fields)]);
        },
        TypeChanged "Changes" "! field Changes: type changed: array to object",
        FieldMoved "Changes[].Id" "! field Changes[].Id moved to Changes.Change[].Id",
        FieldMoved "Changes[].Actor" "! field Changes[].Actor moved to Changes.Change[].Actor",
        FieldAdded "Changes.Change" "  field Changes.Change added: array, with 3 fields below it",
    );
    check!(
        |new| {
            let mode = new.request.remove(2);
            new.request.push(object("Options", vec![mode]));
        },
        ParameterMoved "Mode" "! parameter Mode moved to Options.Mode",
        ParameterAdded "Options" "  parameter Options added: object, with 1 field below it",
    );
}

#[test]
fn what_is_said_of_values_changes() {
    let range = Bounds { min: Some(Number::Whole(1)), max: Some(Number::Whole(9)) };
    check!(|new| new.request[2].range = range, FactChanged(Range) "Mode" "  parameter Mode: range changed: none to 1..9");
    let length = Bounds { min: None, max: Some(64) };
    check!(|new| new.request[2].length = length, FactChanged(Length) "Mode" "  parameter Mode: length changed: none to ..64");
    check!(|new| new.request[2].size = length, FactChanged(Size) "Mode" "  parameter Mode: size changed: none to ..64");
    check!(
        |new| new.response[1].format = Some(Format::EpochMillis),
        FactChanged(Format) "Code" "  field Code: format changed: none to epoch-millis",
    );
    check!(|new| new.response[1].unit = "GB".into(), FactChanged(Unit) "Code" "  field Code: unit changed: none to GB");
    check!(
        |new| new.request[2].conditional = true,
        FactChanged(Conditional) "Mode" "  parameter Mode is now required under a condition",
    );
    check!(|new| new.response[1].deprecated = true, FactChanged(Deprecated) "Code" "  field Code is now deprecated");
    check!(|new| new.response[1].preview = true, FactChanged(Preview) "Code" "  field Code is now in a preview");
    check!(|new| new.response[1].sensitive = true, FactChanged(Sensitive) "Code" "  field Code is now a secret");
}

#[test]
fn errors_change() {
    check!(|new| new.errors.push(error("Busy", 409)), ErrorAdded "Busy" "  error Busy added");
    check!(|new| drop(new.errors.remove(0)), ErrorRemoved "NotFound" "! error NotFound removed, from the product too");
    check!(
        |new| new.errors[0].status = None,
        ErrorStatusChanged "NotFound" "  error NotFound: status changed: 404 to none",
    );
    check!(
        |new| new.errors[0].transient = true,
        ErrorTransienceChanged "NotFound" "  error NotFound is now transient",
    );
    let other = Operation { operation: "Other".to_owned(), ..operation() };
    let changes = compare(&[operation(), other.clone()], &[Operation { errors: vec![], ..operation() }, other]);
    assert_eq!(lines(&changes), ["  error Denied removed", "  error NotFound removed"]);
}

#[test]
fn prose_and_examples_are_counted() {
    check!(
        |new| {
            new.summary = "s".into();
            new.request[0].description = "d".into();
            new.errors[0].message = "m".into();
            new.request[2].allowed[0].description = "v".into();
        },
        DescriptionChanged "" "  4 descriptions changed",
    );
    check!(|new| new.response[1].example = "OK".into(), ExampleChanged "" "  1 example changed");
}

#[test]
fn repeated_names_are_told_apart() {
    let twice = |ty| Operation { response: vec![field("A", Type::String), field("A", ty)], ..Operation::default() };
    let changes = compare(&[twice(Type::String)], &[twice(Type::Int32)]);
    assert_eq!(lines(&changes), ["! field A#2: type changed: string to int32"]);
}
