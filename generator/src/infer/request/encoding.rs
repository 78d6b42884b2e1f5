//! Parameters whose string value is JSON text: recognised by the example, which also tells the type of what is inside.

use std::collections::HashMap;

use crate::example::{Kind, Node, json};
use crate::infer::depth::DEEPEST;
use crate::infer::facts;
use crate::ir::{Encoding, Field, Items, Type};

/// Types the inside of a parameter that travels as JSON text.
///
/// Evidence: the word is `String` or `Json` and the example is a JSON list or object by itself. A masked value or a text in
/// brackets that is no JSON does not count.
pub fn decode_json(field: &mut Field) {
    if field.ty != Type::String || !field.example.starts_with(['[', '{']) {
        return;
    }
    let read = json::read(&field.example);
    let Some(root) = read.root.filter(|root| read.problems.is_empty() && depth(root) <= DEEPEST) else { return };
    match &root.kind {
        Kind::Array(items) if !items.is_empty() => {
            let (ty, inner, fields) = item_shape(&items.iter().collect::<Vec<_>>());
            field.ty = Type::Array;
            field.items = Some(Box::new(Items { ty, items: inner, fields }));
            field.encoding = Some(Encoding::Json);
        }
        Kind::Object(members) if !members.is_empty() => {
            field.ty = Type::Object;
            field.fields = fields(&[&root]);
            field.encoding = Some(Encoding::Json);
        }
        _ => {}
    }
}

/// How many levels a value has. Reading bounds them, so this recursion ends.
fn depth(node: &Node) -> usize {
    let inner = node.items().iter().chain(node.members().iter().map(|member| &member.value));
    1 + inner.map(depth).max().unwrap_or(0)
}

/// The common shape of a list's items.
fn item_shape(items: &[&Node]) -> (Type, Option<Box<Items>>, Vec<Field>) {
    let ty = join(items);
    match ty {
        Type::Object => (ty, None, fields(items)),
        Type::Array => {
            let inner: Vec<&Node> = items.iter().flat_map(|item| item.items()).collect();
            let (ty, items, fields) = item_shape(&inner);
            (Type::Array, Some(Box::new(Items { ty, items, fields })), Vec::new())
        }
        _ => (ty, None, Vec::new()),
    }
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
        for member in object.members() {
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
    let mut field = Field { name: name.to_owned(), ty: join(values), ..Field::default() };
    match field.ty {
        Type::Array => {
            let inner: Vec<&Node> = values.iter().flat_map(|value| value.items()).collect();
            let (ty, items, fields) = item_shape(&inner);
            field.sensitive = ty == Type::String && facts::is_secret(name);
            field.items = Some(Box::new(Items { ty, items, fields }));
        }
        Type::Object => field.fields = fields(values),
        _ => {
            field.example = values.first().map(|value| text(value)).unwrap_or_default();
            field.sensitive = field.ty == Type::String && facts::is_secret(name);
        }
    }
    field
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
        decode_json(&mut field);
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
}
