//! What the generated tests assert: an example answer survives decoding and encoding, and a call arrived as it was
//! meant.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::call::Call;

/// Checks that an example decodes as `T` and encodes again to the same JSON, except for what reading leniently loses on
/// purpose: whether a scalar was text, whether a list had its wrapper, and what is null or empty. Places that `known`
/// does not list are ignored.
///
/// `known` holds places such as `Changes.Change[].Id`; `{}` stands for a key that is data, and a `*` at the end for all
/// that is below.
///
/// # Panics
///
/// With the operation and every place that differs, as a test should.
#[track_caller]
pub fn check<T: DeserializeOwned + Serialize>(operation: &str, example: &str, known: &[&str]) {
    let expected: Value =
        serde_json::from_str(example).unwrap_or_else(|error| panic!("the example of {operation} is not JSON: {error}"));
    let decoded: T = serde_json::from_str(example)
        .unwrap_or_else(|error| panic!("the example of {operation} does not decode: {error}"));
    let actual = serde_json::to_value(&decoded)
        .unwrap_or_else(|error| panic!("what {operation} decoded does not encode: {error}"));
    let differences = differences(&expected, &actual, known);
    assert!(
        differences.is_empty(),
        "the example of {operation} is not what comes back from its type:{}",
        differences.iter().map(|difference| format!("\n  {difference}")).collect::<String>()
    );
}

/// Decodes an example.
///
/// # Panics
///
/// When it does not decode, as a test should.
#[track_caller]
pub fn decode<T: DeserializeOwned>(example: &str) -> T {
    serde_json::from_str(example).unwrap_or_else(|error| panic!("the example does not decode: {error}"))
}

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

/// The places at which `actual` is not what `expected` has, as far as `known` goes; see [`check`].
pub fn differences(expected: &Value, actual: &Value, known: &[&str]) -> Vec<Difference> {
    let mut comparison = Comparison { known: known.iter().copied().collect(), found: Vec::new() };
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
            // A list whose wrapper the example leaves out.
            (Value::Array(items), Value::Object(wrapper)) => match wrapper.iter().next() {
                Some((key, list)) if wrapper.len() == 1 && list.is_array() => {
                    self.items(&format!("{place}.{}", escape(key)), shown, &Value::Array(items.clone()), list);
                }
                _ => self.differ(shown, expected, actual),
            },
            (Value::Object(_), Value::Object(_)) => self.members(place, shown, expected, actual),
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

/// A parameter that must have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    place: Place,
    name: &'static str,
    value: &'static str,
    is_json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Path,
    Query,
    Header,
    Form,
    Json,
    Body,
}

impl Sent {
    /// In the path.
    pub const fn path(name: &'static str, value: &'static str) -> Self {
        Self { place: Place::Path, name, value, is_json: false }
    }

    /// In the query.
    pub const fn query(name: &'static str, value: &'static str) -> Self {
        Self { place: Place::Query, name, value, is_json: false }
    }

    /// As a header.
    pub const fn header(name: &'static str, value: &'static str) -> Self {
        Self { place: Place::Header, name, value, is_json: false }
    }

    /// In the form body.
    pub const fn form(name: &'static str, value: &'static str) -> Self {
        Self { place: Place::Form, name, value, is_json: false }
    }

    /// A member of the JSON body; `value` is JSON text.
    pub const fn json(name: &'static str, value: &'static str) -> Self {
        Self { place: Place::Json, name, value, is_json: false }
    }

    /// The whole JSON body, whatever the parameter is called; `value` is JSON text.
    pub const fn body(name: &'static str, value: &'static str) -> Self {
        Self { place: Place::Body, name, value, is_json: false }
    }

    /// The value is a text that holds JSON, which is compared as JSON.
    #[must_use]
    pub const fn as_json(mut self) -> Self {
        self.is_json = true;
        self
    }

    /// What a call has at the place of this parameter.
    fn found(&self, call: &Call) -> Option<String> {
        let of = |pairs: &[(String, String)]| {
            pairs.iter().find(|(name, _)| name == self.name).map(|(_, value)| value.clone())
        };
        match self.place {
            Place::Path => of(&call.path_parameters),
            Place::Query => of(&call.query),
            Place::Form => of(&call.form),
            Place::Header => call.header(&self.name.to_ascii_lowercase()).map(str::to_owned),
            Place::Body => call.json.as_ref().map(Value::to_string),
            Place::Json => {
                let member = call.json.as_ref()?.get(self.name)?;
                if self.is_json { member.as_str().map(str::to_owned) } else { Some(member.to_string()) }
            }
        }
    }

    fn matches(&self, found: &str) -> bool {
        if !self.is_json && !matches!(self.place, Place::Json | Place::Body) {
            return found == self.value;
        }
        let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
        parse(found).is_some_and(|found| Some(found) == parse(self.value))
    }
}

/// Checks that calls of `operation` arrived under both signatures, were accepted and carried these parameters, and that
/// their form bodies carried nothing else.
///
/// # Panics
///
/// When a call is missing or was refused, or a parameter differs, as a test should.
#[track_caller]
pub fn received(calls: &[Call], operation: &str, method: &str, sent: &[Sent]) {
    let calls: Vec<&Call> = calls.iter().filter(|call| call.operation == operation).collect();
    let kinds: BTreeSet<&str> = calls.iter().map(|call| call.signature).collect();
    assert_eq!(kinds.len(), 2, "{operation} is called under both signatures, but arrived under {kinds:?}");
    for call in calls {
        let kind = call.signature;
        assert_eq!(call.refusal, None, "{operation} under {kind} was refused");
        assert_eq!(call.method, method, "{operation} under {kind}: the method");
        for parameter in sent {
            let found = parameter.found(call);
            assert!(
                found.as_deref().is_some_and(|found| parameter.matches(found)),
                "{operation} under {kind}: {:?} should carry {} = {}, but has {found:?}",
                parameter.place,
                parameter.name,
                parameter.value
            );
        }
        let in_form = sent.iter().filter(|parameter| parameter.place == Place::Form).count();
        assert_eq!(call.form.len(), in_form, "{operation} under {kind}: parameters in the form body: {:?}", call.form);
    }
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
