//! Compares the example of a response with what came back from its type.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

/// A place at which two answers differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The place in the JSON, with the numbers of items: `Changes.Change[0].Id`.
    pub place: String,
    /// What the example has there.
    pub expected: Value,
    /// What came back.
    pub actual: Value,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {} became {}", self.place, self.expected, self.actual)
    }
}

/// The places at which `actual` is not what `expected` has, except for what reading leniently loses on purpose: whether a
/// scalar was text, whether a list had its wrapper, and what is null or empty. Places that `known` does not list are ignored.
///
/// `known` holds places such as `Changes.Change[].Id`; `{}` stands for a key that is data, and a `*` at the end for all
/// that is below.
pub fn differences<T: AsRef<str>>(expected: &Value, actual: &Value, known: &[T]) -> Vec<Difference> {
    let mut comparison = Comparison { known: known.iter().map(AsRef::as_ref).collect(), found: Vec::new() };
    match (expected, actual) {
        // Of a list, the specification knows the places of each item.
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                comparison.members("", &format!("[{index}]"), expected, actual);
            }
        }
        _ => comparison.members("", "", expected, actual),
    }
    comparison.found
}

struct Comparison<'a> {
    known: BTreeSet<&'a str>,
    found: Vec<Difference>,
}

impl Comparison<'_> {
    /// Compares objects. `place` is as `known` writes it, `shown` is for people.
    fn members(&mut self, place: &str, shown: &str, expected: &Value, actual: &Value) {
        let (Some(wanted), Some(given)) = (expected.as_object(), actual.as_object()) else {
            return self.differ(shown, expected, actual);
        };
        let keys_are_data = !place.is_empty() && self.any_known(&format!("{place}{{}}"));
        let names: BTreeSet<&String> = wanted.keys().chain(given.keys()).collect();
        let dot = |outer: &str| if outer.is_empty() { "" } else { "." };
        for name in names {
            let known = format!("{place}{}{}", dot(place), escape(name));
            let inner = if keys_are_data { format!("{place}{{}}") } else { known };
            let (expected, actual) = (wanted.get(name), given.get(name));
            let null = Value::Null;
            self.value(
                &inner,
                &format!("{shown}{}{name}", dot(shown)),
                expected.unwrap_or(&null),
                actual.unwrap_or(&null),
            );
        }
    }

    fn value(&mut self, place: &str, shown: &str, expected: &Value, actual: &Value) {
        if self.known.contains(format!("{place}*").as_str()) {
            // Nothing below is typed, so nothing may change, beyond what counts as absent.
            if expected != actual && !(is_empty(expected) && is_empty(actual)) {
                self.differ(shown, expected, actual);
            }
            return;
        }
        if !self.any_known(place) {
            // The example has more than the specification, which only an answer can settle. Nothing may appear from
            // nowhere.
            if !is_empty(actual) {
                self.differ(shown, expected, actual);
            }
            return;
        }
        if is_empty(expected) && is_empty(actual) {
            return;
        }
        let is_list = self.any_known(&format!("{place}[]"));
        if is_list {
            return self.items(place, shown, expected, actual);
        }
        match (expected, actual) {
            (Value::Object(_), Value::Object(actual_members)) => match actual_members.iter().next() {
                // An item alone, whose wrapper the example leaves out.
                Some((key, list))
                    if actual_members.len() == 1 && list.is_array() && self.lacks_list(place, key, expected) =>
                {
                    self.items(&format!("{place}.{}", escape(key)), shown, expected, list);
                }
                _ => self.members(place, shown, expected, actual),
            },
            // A list, or one item alone, whose wrapper the example leaves out.
            (_, Value::Object(wrapper)) => match wrapper.iter().next() {
                Some((key, list)) if wrapper.len() == 1 && list.is_array() => {
                    self.items(&format!("{place}.{}", escape(key)), shown, expected, list);
                }
                _ => self.differ(shown, expected, actual),
            },
            _ if same(expected, actual) => {}
            _ => self.differ(shown, expected, actual),
        }
    }

    fn items(&mut self, place: &str, shown: &str, expected: &Value, actual: &Value) {
        let Some(given) = actual.as_array() else { return self.differ(shown, expected, actual) };
        // Reading takes a single item for a list of one, and a wrapper that the specification lacks; nulls are dropped.
        let wanted: Vec<&Value> = match expected {
            Value::Array(items) => items.iter().filter(|item| !item.is_null()).collect(),
            Value::Object(wrapper) if wrapper.len() == 1 && wrapper.values().all(Value::is_array) => {
                wrapper.values().filter_map(Value::as_array).flatten().filter(|item| !item.is_null()).collect()
            }
            single => vec![single],
        };
        if wanted.len() != given.len() {
            return self.differ(shown, expected, actual);
        }
        for (index, (expected, actual)) in wanted.into_iter().zip(given).enumerate() {
            let (place, shown) = (format!("{place}[]"), format!("{shown}[{index}]"));
            self.value(&place, &shown, expected, actual);
        }
    }

    /// Whether a list is known to be the member `key` of an object, and the example does not have it there.
    fn lacks_list(&self, place: &str, key: &str, example: &Value) -> bool {
        self.any_known(&format!("{place}.{}[]", escape(key))) && example.get(key).is_none_or(Value::is_null)
    }

    /// Whether a place or one below it is known.
    fn any_known(&self, place: &str) -> bool {
        let mut from = self.known.range(place..);
        from.next().is_some_and(|known| known.starts_with(place) && !continues_name(&known[place.len()..]))
            // A longer name may sort between a place and what is below it.
            || from.take_while(|known| known.starts_with(place)).any(|known| !continues_name(&known[place.len()..]))
    }

    fn differ(&mut self, shown: &str, expected: &Value, actual: &Value) {
        let place = if shown.is_empty() { "the root".to_owned() } else { shown.to_owned() };
        self.found.push(Difference { place, expected: expected.clone(), actual: actual.clone() });
    }
}

/// Whether the rest of a place belongs to the name before it.
fn continues_name(rest: &str) -> bool {
    !rest.is_empty() && !rest.starts_with(['.', '[', '{', '*'])
}

/// Null, empty or made of nothing else: what leaves no trace in a type.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(members) => members.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether two scalars mean the same, text or not; a text may also hold what is JSON on the other side.
fn same(expected: &Value, actual: &Value) -> bool {
    let plain = |value: &Value| match value {
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    let (left, right) = (plain(expected), plain(actual));
    if left == right || left.eq_ignore_ascii_case(&right) && (expected.is_boolean() || actual.is_boolean()) {
        return true;
    }
    if let (Ok(left), Ok(right)) = (left.parse::<f64>(), right.parse::<f64>()) {
        // A float of 32 bits keeps about seven digits.
        return (left - right).abs() <= left.abs() * 1e-6;
    }
    matches!(actual, Value::String(text) if serde_json::from_str::<Value>(text).is_ok_and(|inner| inner == *expected))
}

fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars() {
        if matches!(char, '.' | '[' | ']' | '{' | '}' | ':' | '\\') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const KNOWN: [&str; 12] = [
        "Any*",
        "Changes",
        "Changes.Change",
        "Changes.Change[]",
        "Changes.Change[].Id",
        "Changes.Change[].Ok",
        "Labels",
        "Labels{}",
        "Name",
        "NameSpace",
        "Rows",
        "Rows[]",
    ];

    fn places(expected: &Value, actual: &Value) -> Vec<String> {
        differences(expected, actual, &KNOWN).into_iter().map(|difference| difference.place).collect()
    }

    #[test]
    fn what_reading_leniently_loses_is_no_difference() {
        let expected = json!({
            "Name": 7, "NameSpace": null, "Surplus": {"A": 1}, "Rows": [1, null, "2"], "Labels": {"x.y": 1},
            "Changes": [{"Id": "1", "Ok": "TRUE", "Surplus": 1}], "Any": {"a": [1]},
        });
        let actual = json!({
            "Name": "7", "Rows": ["1", "2"], "Labels": {"x.y": "1"},
            "Changes": {"Change": [{"Id": "1", "Ok": true}]}, "Any": {"a": [1]},
        });
        assert_eq!(differences(&expected, &actual, &KNOWN), []);
        assert_eq!(places(&json!({"Changes": {"Change": []}, "Rows": ""}), &json!({})), [""; 0]);
        assert_eq!(places(&json!({"Rows": 5}), &json!({"Rows": ["5"]})), [""; 0]);
        let change = json!({"Changes": {"Change": ["a"]}});
        assert_eq!(places(&json!({"Changes": "a"}), &change), [""; 0]);
        assert_eq!(places(&json!({"Changes": "b"}), &change), ["Changes[0]"]);
        let change = json!({"Changes": {"Change": [{"Id": "1"}]}});
        assert_eq!(places(&json!({"Changes": {"Id": "1"}}), &change), [""; 0]);
        assert_eq!(places(&json!({"Changes": {"Id": "2"}}), &change), ["Changes[0].Id"]);
        assert_eq!(places(&json!({"Name": {"a": 1}}), &json!({"Name": "{\"a\":1}"})), [""; 0]);
    }

    #[test]
    fn what_is_lost_or_changed_is_named() {
        assert_eq!(places(&json!({"Name": "a"}), &json!({})), ["Name"]);
        assert_eq!(places(&json!({"Name": "a"}), &json!({"Name": "b"})), ["Name"]);
        let change = |id: &str| json!({"Changes": {"Change": [{"Id": "1"}, {"Id": id}]}});
        assert_eq!(places(&change("2"), &change("3")), ["Changes.Change[1].Id"]);
        assert_eq!(places(&change("2"), &json!({"Changes": {"Change": [{"Id": "1"}]}})), ["Changes.Change"]);
        assert_eq!(places(&json!({"Labels": {"a": "1"}}), &json!({"Labels": {}})), ["Labels.a"]);
        assert_eq!(places(&json!({"Any": {"a": 1}}), &json!({"Any": {"a": "1"}})), ["Any"]);
        assert_eq!(places(&json!({}), &json!({"Invented": 1})), ["Invented"]);
        assert_eq!(places(&json!([]), &json!({})), ["the root"]);
        assert_eq!(places(&json!([{"Name": "a"}, {"Name": "b"}]), &json!([{"Name": "a"}, {}])), ["[1].Name"]);
        assert_eq!(places(&json!([{"Name": "a"}]), &json!([])), ["the root"]);
    }
}
