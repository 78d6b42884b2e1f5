//! Where the example of a response contradicts the specification, as the client then tells it: the test of the example
//! expects exactly these mismatches.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::emit::model::{Mismatch, Struct, StructField, Ty};

/// The longest name that a path shows.
const LONGEST_NAME: usize = 60;

/// So many mismatches are told at most.
const MOST: usize = 100;

/// What the client finds in an example that is not what the specification says; nothing where the example is no JSON.
pub fn mismatches(
    example: &str,
    is_list: bool,
    fields: &[StructField],
    types: &BTreeMap<String, Struct>,
) -> Vec<Mismatch> {
    let Ok(example) = serde_json::from_str::<Value>(example) else { return Vec::new() };
    let mut reading = Reading { types, path: String::new(), found: Vec::new() };
    match (&example, is_list) {
        (Value::Array(items), true) => reading.items(items, |reading, item| reading.object(fields, item)),
        (example, _) => reading.object(fields, example),
    }
    reading.found.truncate(MOST);
    reading.found
}

/// An example under the rules by which the client reads responses.
struct Reading<'a> {
    types: &'a BTreeMap<String, Struct>,
    path: String,
    found: Vec<Mismatch>,
}

impl Reading<'_> {
    fn value(&mut self, ty: &Ty, wrapper: Option<&str>, value: &Value) {
        match ty {
            Ty::Any => {}
            Ty::Struct(name) => {
                if let Some(definition) = self.types.get(name) {
                    self.object(&definition.fields, value);
                }
            }
            Ty::Map(inner) => match value {
                Value::Object(members) => {
                    for (name, value) in members {
                        self.below(name, |reading| reading.value(inner, None, value));
                    }
                }
                value if is_nothing_or_empty(value) => {}
                value => self.misfit(value),
            },
            Ty::List(item) => self.list(item, wrapper, value),
            scalar if is_scalar(scalar, value) => {}
            _ => self.misfit(value),
        }
    }

    /// The members that are known; one whose name differs in case only from that of a member which is not there is taken for
    /// it.
    fn object(&mut self, fields: &[StructField], value: &Value) {
        let Value::Object(members) = value else {
            if !is_nothing_or_empty(value) {
                self.misfit(value);
            }
            return;
        };
        for (name, value) in members {
            let known = fields.iter().find(|field| field.wire == *name);
            let is_other_case = |field: &&StructField| field.wire.eq_ignore_ascii_case(name);
            let lookalike = || fields.iter().find(is_other_case).filter(|field| is_absent(members, field));
            let Some(field) = known.or_else(lookalike) else { continue };
            self.below(name, |reading| {
                if field.wire != *name {
                    reading.note("a name in another case");
                }
                reading.value(&field.ty, field.wrapper.as_deref(), value);
            });
        }
    }

    fn list(&mut self, item: &Ty, wrapper: Option<&str>, value: &Value) {
        if let Value::Object(members) = value {
            let named = wrapper.and_then(|wrapper| members.get_key_value(wrapper));
            let lookalike =
                || members.iter().find(|(name, _)| wrapper.is_some_and(|wrapper| name.eq_ignore_ascii_case(wrapper)));
            let sole = || members.iter().next().filter(|(_, value)| members.len() == 1 && value.is_array());
            if members.is_empty() {
                return;
            }
            if let Some((name, inner)) = named.or_else(lookalike).or_else(sole) {
                let is_other_case =
                    wrapper.is_some_and(|wrapper| wrapper != name && name.eq_ignore_ascii_case(wrapper));
                return self.below(name, |reading| {
                    if is_other_case {
                        reading.note("a name in another case");
                    }
                    if !inner.as_object().is_some_and(Map::is_empty) {
                        reading.inside(item, inner);
                    }
                });
            }
        }
        self.inside(item, value);
    }

    /// A list without a wrapper, or within it.
    fn inside(&mut self, item: &Ty, value: &Value) {
        match value {
            Value::Array(items) => self.items(items, |reading, value| reading.value(item, None, value)),
            value if is_nothing(value) => {}
            single => self.value(item, None, single),
        }
    }

    fn items(&mut self, items: &[Value], read: impl Fn(&mut Self, &Value)) {
        let length = self.path.len();
        for (index, item) in items.iter().enumerate() {
            self.path.push_str(&format!("[{index}]"));
            read(self, item);
            self.path.truncate(length);
        }
    }

    fn below(&mut self, name: &str, read: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.extend(name.chars().map(|char| if char.is_control() { ' ' } else { char }).take(LONGEST_NAME));
        read(self);
        self.path.truncate(length);
    }

    fn misfit(&mut self, value: &Value) {
        self.note(match value {
            Value::Null => "null",
            Value::Bool(_) => "a Boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        });
    }

    fn note(&mut self, found: &'static str) {
        let path = if self.path.is_empty() { ".".to_owned() } else { self.path.clone() };
        self.found.push(Mismatch { path, found });
    }
}

/// Whether the value of a field is not there.
fn is_absent(members: &Map<String, Value>, field: &StructField) -> bool {
    members.get(&field.wire).is_none_or(Value::is_null)
}

/// Whether a value stands for nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// The same in the place of an object.
fn is_nothing_or_empty(value: &Value) -> bool {
    is_nothing(value) || value.as_array().is_some_and(Vec::is_empty)
}

/// Whether a value can be read as a scalar of this type.
fn is_scalar(ty: &Ty, value: &Value) -> bool {
    let text = match value {
        Value::Null => return true,
        Value::Array(_) | Value::Object(_) => return false,
        Value::Bool(_) => return true,
        Value::Number(number) => number.to_string(),
        Value::String(_) if *ty == Ty::Text => return true,
        Value::String(text) if text.trim().is_empty() => return true,
        Value::String(text) => text.trim().to_owned(),
    };
    let whole = || {
        let exact = |value: f64| value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "the value is whole and small")]
        let rounded = || text.parse().ok().filter(|value| exact(*value)).map(|value| value as i64);
        text.parse::<i64>().ok().or_else(rounded)
    };
    match ty {
        Ty::Int64 => whole().is_some(),
        Ty::Int32 => whole().is_some_and(|value| i32::try_from(value).is_ok()),
        Ty::Double => text.parse().is_ok_and(f64::is_finite),
        Ty::Float => text.parse().is_ok_and(f32::is_finite),
        Ty::Boolean => {
            matches!(text.as_str(), "1" | "0") || ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::annotate::types::fields;
    use crate::ir;

    fn found(example: &str) -> Vec<(String, &'static str)> {
        let field = |name: &str| ir::Field { name: name.to_owned(), ..ir::Field::default() };
        let sources = [
            ("Id", Ty::Int32, None),
            ("Name", Ty::Text, None),
            ("Ok", Ty::Boolean, None),
            ("Sizes", Ty::List(Box::new(Ty::Double)), Some("Size")),
            ("Labels", Ty::Map(Box::new(Ty::Int64)), None),
        ];
        let owned: Vec<_> = sources.iter().map(|(name, ty, wrapper)| (field(name), ty.clone(), *wrapper)).collect();
        let fields =
            fields(owned.iter().map(|(field, ty, wrapper)| (field, ty.clone(), wrapper.map(str::to_owned))).collect());
        mismatches(example, false, &fields, &BTreeMap::new()).into_iter().map(|one| (one.path, one.found)).collect()
    }

    #[test]
    fn what_the_client_reads_leniently_is_no_mismatch() {
        for example in [
            r#"{"Id": "7", "Name": 7, "Ok": "TRUE", "Sizes": {"Size": [1, "2.5", null]}, "Labels": {"a": true}}"#,
            r#"{"Id": "", "Ok": 1, "Sizes": 5, "Labels": [], "Other": [1]}"#,
            r#"{"Id": 3.0, "Sizes": {"Other": [1]}, "Labels": ""}"#,
            "[]",
            "no JSON",
        ] {
            assert_eq!(found(example), [], "{example}");
        }
    }

    #[test]
    fn what_does_not_fit_is_found_where_it_stands() {
        let example =
            r#"{"Id": "1009****", "Name": {"a": 1}, "Ok": 2, "Sizes": {"Size": ["x", 1]}, "Labels": {"a": []}}"#;
        let expected = [
            ("Id", "a text"),
            ("Labels.a", "a list"),
            ("Name", "an object"),
            ("Ok", "a number"),
            ("Sizes.Size[0]", "a text"),
        ];
        assert_eq!(found(example), expected.map(|(path, found)| (path.to_owned(), found)));
        assert_eq!(found(r#"{"ID": 1, "Id": null}"#), [("ID".to_owned(), "a name in another case")]);
        assert_eq!(found(r#"{"ID": 1, "Id": 2}"#), []);
        assert_eq!(found("[1]"), [(".".to_owned(), "a list")]);
    }
}
