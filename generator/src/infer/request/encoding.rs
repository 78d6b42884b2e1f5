//! Parameters whose string value is JSON text, and containers without rows: the example tells what is inside.

use std::collections::HashMap;

use crate::example::{Cause, Kind, Node, Problem, json};
use crate::infer::depth::DEEPEST;
use crate::infer::facts;
use crate::ir::{Encoding, Field, Items, Type};

/// Faults of an example that leave no doubt what it holds: it is shortened, or written with other quotes and commas.
const HARMLESS: &[Cause] = &[
    Cause::Ellipsis,
    Cause::EscapedQuotes,
    Cause::FullWidthPunctuation,
    Cause::MissingComma,
    Cause::OddSpace,
    Cause::SingleQuotes,
    Cause::TrailingComma,
    Cause::UnquotedKey,
];

/// Types the inside of a parameter that travels as JSON text, and says what was repaired in its example.
///
/// Evidence: the word is `String` or `Json`, and the example is a JSON list or object by itself; where there is none, its value
/// in the query of the request example. A masked value or a text in brackets that is no JSON does not count.
pub fn decode_json(field: &mut Field, shown: Option<&str>) -> Option<Problem> {
    if field.ty != Type::String {
        return None;
    }
    let text = if field.example.is_empty() { shown.unwrap_or_default() } else { &field.example };
    let mut read = Some(unquoted(text)).filter(|text| text.starts_with(['[', '{'])).map(json::read)?;
    if read.problems.iter().any(|problem| !HARMLESS.contains(&problem.cause)) {
        return None;
    }
    let root = read.root.filter(|root| depth(root) <= DEEPEST)?;
    if root.items().is_empty() && root.members().is_empty() {
        return None;
    }
    let Shape { ty, items, fields } = shape(&[&root]);
    (field.ty, field.items, field.fields, field.encoding) = (ty, items, fields, Some(Encoding::Json));
    let shortened = read.problems.iter().position(|problem| problem.cause == Cause::Ellipsis);
    (!read.problems.is_empty()).then(|| read.problems.swap_remove(shortened.unwrap_or(0)))
}

/// A text without the quotes around it, where these cannot be JSON's own: `“{"a": 1}”`.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix(['"', '“', '\'']).and_then(|rest| rest.strip_suffix(['"', '”', '\'']));
    inner.map(str::trim).filter(|inner| inner.ends_with([']', '}'])).unwrap_or(text)
}

/// Gives containers that no row describes what their value in an example holds: without members they could not be sent.
pub fn fill(field: &mut Field, value: &Node) {
    if depth(value) <= DEEPEST {
        fill_fields(field, &[value]);
    }
}

fn fill_fields(field: &mut Field, values: &[&Node]) {
    match (field.ty, &mut field.items) {
        (Type::Object, _) => match field.fields.is_empty() && values.iter().any(|value| !value.members().is_empty()) {
            true => {
                let Shape { ty, items, fields } = shape(values);
                if ty.is_container() {
                    (field.ty, field.items, field.fields) = (ty, items, fields);
                }
            }
            false => fill_members(&mut field.fields, values),
        },
        (Type::Array, Some(items)) if items.ty == Type::Object => {
            // A query that numbers its items shows the items themselves.
            let list = |value: &&'_ Node| matches!(value.kind, Kind::Object(_));
            let mut inner: Vec<&Node> = values.iter().flat_map(|value| value.items()).collect();
            inner.extend(values.iter().copied().filter(list));
            match items.fields.is_empty() {
                true if inner.is_empty() => {}
                true => {
                    let Shape { ty, items: inner, fields } = shape(&inner);
                    **items = Items { ty, items: inner, fields };
                }
                false => fill_members(&mut items.fields, &inner),
            }
        }
        _ => {}
    }
}

fn fill_members(fields: &mut [Field], objects: &[&Node]) {
    if fields.iter().all(|field| !field.ty.is_container()) {
        return;
    }
    let mut values: HashMap<&str, Vec<&Node>> = HashMap::new();
    for member in objects.iter().flat_map(|object| object.members()) {
        values.entry(&member.name).or_default().push(&member.value);
    }
    for field in fields {
        if let Some(values) = values.get(field.name.as_str()) {
            fill_fields(field, values);
        }
    }
}

/// How many levels a value has. Reading bounds them, so this recursion ends.
fn depth(node: &Node) -> usize {
    let inner = node.items().iter().chain(node.members().iter().map(|member| &member.value));
    1 + inner.map(depth).max().unwrap_or(0)
}

/// What values have in common.
struct Shape {
    ty: Type,
    items: Option<Box<Items>>,
    fields: Vec<Field>,
}

/// The common shape of values.
fn shape(values: &[&Node]) -> Shape {
    let ty = join(values);
    match ty {
        Type::Object if values.iter().all(|value| is_map(value)) => {
            let inner: Vec<&Node> = values.iter().flat_map(|value| value.members()).map(|one| &one.value).collect();
            Shape { ty: Type::Map, items: items(&inner).filter(|_| !inner.is_empty()), fields: Vec::new() }
        }
        Type::Object => Shape { ty, items: None, fields: fields(values) },
        Type::Array => {
            let inner: Vec<&Node> = values.iter().flat_map(|value| value.items()).collect();
            Shape { ty, items: items(&inner), fields: Vec::new() }
        }
        _ => Shape { ty, items: None, fields: Vec::new() },
    }
}

/// What values are as the items of a list.
pub fn items(values: &[&Node]) -> Option<Box<Items>> {
    let Shape { ty, items, fields } = shape(values);
    Some(Box::new(Items { ty, items, fields }))
}

/// Whether an object's names are data: it has none, or they are one word with numbers, as `key1` and `key2` are, before texts.
fn is_map(value: &Node) -> bool {
    let members = value.members();
    let stem = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let Some(first) = members.first().map(|member| &member.name[..stem(&member.name)]) else { return true };
    members.len() > 1
        && members.iter().all(|member| {
            let end = stem(&member.name);
            end < member.name.len() && member.name[..end] == *first && member.value.as_str().is_some()
        })
}

/// The fields of objects, in order of first appearance.
fn fields(objects: &[&Node]) -> Vec<Field> {
    let mut names: Vec<(&str, Vec<&Node>)> = Vec::new();
    let mut index: HashMap<&str, usize> = HashMap::new();
    for object in objects {
        // Of a repeated name the last value counts, as it does for every JSON reader.
        let mut last: HashMap<&str, &Node> = HashMap::new();
        for member in object.members() {
            last.insert(&member.name, &member.value);
        }
        for member in object.members().iter().filter(|member| !member.name.trim().is_empty()) {
            let Some(value) = last.remove(member.name.as_str()) else { continue };
            let at = *index.entry(&member.name).or_insert_with(|| {
                names.push((&member.name, Vec::new()));
                names.len() - 1
            });
            names[at].1.push(value);
        }
    }
    names.into_iter().map(|(name, values)| field(name, &values)).collect()
}

/// The field that has such values.
fn field(name: &str, values: &[&Node]) -> Field {
    let Shape { ty, items, fields } = shape(values);
    let is_text =
        ty == Type::String || items.as_ref().is_some_and(|items| ty == Type::Array && items.ty == Type::String);
    let example =
        if ty.is_container() { String::new() } else { values.first().map(|one| text(one)).unwrap_or_default() };
    let sensitive = is_text && facts::is_secret(name);
    Field { name: name.to_owned(), ty, items, fields, example, sensitive, ..Field::default() }
}

fn type_of(node: &Node) -> Type {
    match &node.kind {
        Kind::Object(_) => Type::Object,
        Kind::Array(_) => Type::Array,
        Kind::String(_) => Type::String,
        Kind::Boolean(_) => Type::Boolean,
        Kind::Null => Type::Any,
        Kind::Number(number) => match number.parse::<i64>() {
            Ok(_) => Type::Int64,
            Err(_) => Type::Double,
        },
    }
}

/// The type that all values have; whole and broken numbers are numbers, anything else together is any.
fn join(values: &[&Node]) -> Type {
    let mut types = values.iter().map(|value| type_of(value)).filter(|&ty| ty != Type::Any);
    let Some(first) = types.next() else { return Type::Any };
    types.fold(first, |joined, ty| match (joined, ty) {
        (a, b) if a == b => a,
        (Type::Int64 | Type::Double, Type::Int64 | Type::Double) => Type::Double,
        _ => Type::Any,
    })
}

fn text(node: &Node) -> String {
    match &node.kind {
        Kind::String(text) | Kind::Number(text) => text.clone(),
        Kind::Boolean(value) => value.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(example: &str) -> Field {
        let mut field = Field { name: "P".to_owned(), example: example.to_owned(), ..Field::default() };
        decode_json(&mut field, None);
        field
    }

    #[test]
    fn the_example_types_the_inside() {
        let strings = decoded(r#"["i-1****"]"#);
        assert_eq!((strings.ty, strings.encoding), (Type::Array, Some(Encoding::Json)));
        assert_eq!(strings.items.map(|items| items.ty), Some(Type::String));
        let objects = decoded(r#"[{"path":"a", "n":1}, {"path":"b", "n":1.5}]"#);
        let fields = objects.items.expect("a list has items").fields;
        assert_eq!(
            fields.iter().map(|f| (f.name.as_str(), f.ty)).collect::<Vec<_>>(),
            [("path", Type::String), ("n", Type::Double)]
        );
        assert_eq!(
            decoded(r#"{"a":{"b":[true]}}"#).fields[0].fields[0].items.as_ref().map(|i| i.ty),
            Some(Type::Boolean)
        );
    }

    #[test]
    fn texts_within_json_are_secrets_by_their_names() {
        let secrets = |example: &str| {
            let fields = decoded(example).fields;
            fields.iter().filter(|field| field.sensitive).map(|field| field.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(secrets(r#"{"user": "root", "passwd": "****", "passwdName": "p"}"#), ["passwd"]);
        assert_eq!(secrets(r#"{"PrivateKey": ["k"], "Names": ["n"]}"#), ["PrivateKey"]);
        assert!(secrets(r#"{"Password": 8, "Secret": true, "Psk": {"a": "b"}, "Passwd": [{"a": "b"}]}"#).is_empty());
    }

    #[test]
    fn a_text_that_is_no_json_stays_a_string() {
        for example in ["[a-z]*", "{masked", "[]", "{}", "x", "[1", "[1] and more"] {
            assert_eq!(decoded(example).ty, Type::String, "{example}");
        }
    }

    #[test]
    fn a_shortened_or_mistyped_example_is_read_and_says_what_was_repaired() {
        let read = |example: &str| {
            let mut field = Field { example: example.to_owned(), ..Field::default() };
            let repaired = decode_json(&mut field, None).map(|problem| problem.cause.code());
            (field.ty, field.items.map(|items| items.ty), repaired)
        };
        let list = |code| (Type::Array, Some(Type::String), code);
        for example in [r#"["a", "b", … "z"]"#, r#"["a", "b"…]"#, r#"["a","b",....]"#, r#"["a", "b", ... "z"]"#] {
            assert_eq!(read(example), list(Some("ellipsis")), "{example}");
        }
        assert_eq!(read("[“a”, “b”]"), list(Some("full-width-punctuation")));
        assert_eq!(read("['a', 'b']"), list(Some("single-quotes")));
        assert_eq!(read(r#"“["a"]”"#), list(None), "the quotes around it are not JSON's");
        assert_eq!(read(r#"[{"Port": 1}, …]"#), (Type::Array, Some(Type::Object), Some("ellipsis")));
        for example in ["[port]", "{k:v}", r#"[{"Port": 80**}]"#, r#"{"a","b"}"#] {
            assert_eq!(read(example).0, Type::String, "{example}");
        }
    }

    #[test]
    fn the_request_example_tells_where_the_row_has_none() {
        let read = |example: &str, shown| {
            let mut field = Field { example: example.to_owned(), ..Field::default() };
            decode_json(&mut field, shown);
            field.ty
        };
        assert_eq!(read("", Some(r#"["a"]"#)), Type::Array);
        assert_eq!(read("a", Some(r#"["a"]"#)), Type::String, "its own example is another");
    }

    #[test]
    fn names_that_are_data_make_a_map() {
        let found = decoded(r#"{"key1":"a","key2":"b", ... "key5":"c"}"#);
        assert_eq!((found.ty, found.items.map(|items| items.ty)), (Type::Map, Some(Type::String)));
        assert_eq!(decoded(r#"{"a":{}}"#).fields[0].ty, Type::Map);
        for example in [r#"{"key1":"a"}"#, r#"{"key1":1,"key2":2}"#, r#"{"key1":"a","box2":"b"}"#] {
            assert_eq!(decoded(example).ty, Type::Object, "{example}");
        }
    }

    #[test]
    fn containers_without_rows_hold_what_the_example_shows() {
        let value = json::read(r#"{"Crew":[{"Name":"n"}],"Deck":{"Port":1},"Knots":3}"#).root.expect("it is JSON");
        let list = |fields| Some(Box::new(Items { ty: Type::Object, fields, ..Items::default() }));
        let mut boat = Field { ty: Type::Object, ..Field::default() };
        boat.fields = vec![
            Field { name: "Crew".into(), ty: Type::Array, items: list(Vec::new()), ..Field::default() },
            Field { name: "Deck".into(), ty: Type::Object, fields: vec![Field::default()], ..Field::default() },
        ];
        fill(&mut boat, &value);
        assert_eq!(boat.fields.len(), 2, "rows say which members there are");
        assert_eq!(boat.fields[0].items.as_ref().map(|items| items.fields[0].name.as_str()), Some("Name"));
        assert_eq!(boat.fields[1].fields.len(), 1);
        let mut empty = Field { ty: Type::Object, ..Field::default() };
        fill(&mut empty, &value);
        assert_eq!(empty.fields.len(), 3);
    }
}
