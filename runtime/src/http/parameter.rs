//! Turns values into parameters: plain, flattened, as JSON text, or joined by commas.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// A value that can be sent as one or more parameters.
///
/// Scalars print plainly, `None` prints nothing, an item of a list is `Name.1` and so on, a field of an object is
/// `Name.Field`. An empty text is sent as empty; an empty list is not sent.
pub trait Parameter {
    /// Appends the parameters that stand for this value under `name`.
    fn flatten(&self, name: &str, out: &mut Pairs);
}

/// Names and values in the order in which they were added.
#[derive(Clone, Default)]
pub struct Pairs {
    items: Vec<(String, String)>,
    failure: Option<String>,
}

impl Pairs {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// The parameters that stand for this value.
    pub(crate) fn of(name: &str, value: &(impl Parameter + ?Sized)) -> Self {
        let mut pairs = Self::new();
        value.flatten(name, &mut pairs);
        pairs
    }

    /// Appends one parameter.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.items.push((name.into(), value.into()));
    }

    /// Says that a value cannot be sent; the call then fails with this message. The first one counts.
    pub fn fail(&mut self, message: impl Into<String>) {
        self.failure.get_or_insert_with(|| message.into());
    }

    /// The parameters in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.items.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there is no parameter.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Makes this the only value of `name`.
    pub(crate) fn set(&mut self, name: &str, value: String) {
        self.items.retain(|(known, _)| known != name);
        self.push(name, value);
    }

    /// Makes `value` the only value of `name`: what stands there is removed, the items of a list and the fields of an
    /// object too. A value that is not sent replaces nothing.
    pub(crate) fn replace(&mut self, name: &str, value: Pairs, case: Case) {
        if !value.items.is_empty() {
            self.items.retain(|(known, _)| !case.is_of(known, name));
        }
        self.items.extend(value.items);
        if let Some(failure) = value.failure {
            self.fail(failure);
        }
    }

    /// Whether there is a value of `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.items.iter().any(|(known, _)| Case::Counts.is_of(known, name))
    }

    pub(crate) fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    pub(crate) fn into_items(self) -> Vec<(String, String)> {
        self.items
    }
}

/// Whether `Name` and `name` are two parameters, as in a query, or one, as among headers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Counts,
    Ignored,
}

impl Case {
    /// Whether `known` is the parameter `name` or a part of it: `Tag.1.Key` is one of `Tag`.
    fn is_of(self, known: &str, name: &str) -> bool {
        let (Some(head), Some(rest)) = (known.as_bytes().get(..name.len()), known.as_bytes().get(name.len()..)) else {
            return false;
        };
        let is_same = match self {
            Self::Counts => head == name.as_bytes(),
            Self::Ignored => head.eq_ignore_ascii_case(name.as_bytes()),
        };
        is_same && matches!(rest.first(), None | Some(b'.'))
    }
}

/// Prints the names only: a value may be a password.
impl fmt::Debug for Pairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.items.iter().map(|(name, _)| name)).finish()
    }
}

/// Sends a value as its compact JSON text in one parameter; a value that is `null` in JSON is not sent.
#[derive(Clone, Copy, Debug)]
pub struct Json<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Parameter for Json<'_, T> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        match serde_json::to_string(self.0) {
            Ok(text) if text == "null" => {}
            Ok(text) => out.push(name, text),
            Err(error) => out.fail(format!("the parameter {name} cannot be written as JSON: {error}")),
        }
    }
}

/// Sends the items of a list in one parameter, joined by commas. An empty list is not sent.
#[derive(Clone, Copy, Debug)]
pub struct Comma<'a, T>(pub &'a [T]);

impl<T: Parameter> Parameter for Comma<'_, T> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        let mut joined = String::new();
        for (index, item) in self.0.iter().enumerate() {
            let mut pairs = Pairs::new();
            item.flatten("", &mut pairs);
            if let Some(failure) = pairs.failure {
                return out.fail(format!("the parameter {name}: {failure}"));
            }
            let [(_, text)] = pairs.items.as_slice() else {
                return out.fail(format!("item {} of the parameter {name} is not a single value", index + 1));
            };
            if text.contains(',') {
                return out.fail(format!(
                    "item {} of the parameter {name} holds a comma, which separates the items of this parameter",
                    index + 1
                ));
            }
            if index > 0 {
                joined.push(',');
            }
            joined.push_str(text);
        }
        if !self.0.is_empty() {
            out.push(name, joined);
        }
    }
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl Parameter for $type {
            fn flatten(&self, name: &str, out: &mut Pairs) {
                out.push(name, self.to_string());
            }
        }
    )*};
}

plain!(bool, char, i8, i16, i32, i64, isize, u8, u16, u32, u64, usize, str, String);

macro_rules! float {
    ($($type:ty),*) => {$(
        impl Parameter for $type {
            fn flatten(&self, name: &str, out: &mut Pairs) {
                if self.is_finite() {
                    // Display never uses an exponent.
                    out.push(name, self.to_string());
                } else {
                    out.fail(format!("the parameter {name} is {self}, which is not a number that can be sent"));
                }
            }
        }
    )*};
}

float!(f32, f64);

impl<T: Parameter + ?Sized> Parameter for &T {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        (**self).flatten(name, out);
    }
}

impl<T: Parameter + ?Sized> Parameter for Box<T> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        (**self).flatten(name, out);
    }
}

impl<T: Parameter> Parameter for Option<T> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        if let Some(value) = self {
            value.flatten(name, out);
        }
    }
}

impl<T: Parameter> Parameter for [T] {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        for (index, item) in self.iter().enumerate() {
            item.flatten(&format!("{name}.{}", index + 1), out);
        }
    }
}

impl<T: Parameter, const N: usize> Parameter for [T; N] {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        self.as_slice().flatten(name, out);
    }
}

impl<T: Parameter> Parameter for Vec<T> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        self.as_slice().flatten(name, out);
    }
}

impl<T: Parameter> Parameter for BTreeMap<String, T> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        for (key, value) in self {
            value.flatten(&format!("{name}.{key}"), out);
        }
    }
}

impl<T: Parameter, S> Parameter for HashMap<String, T, S> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        // Sorted, so that equal values give equal requests.
        for (key, value) in self.iter().collect::<BTreeMap<_, _>>() {
            value.flatten(&format!("{name}.{key}"), out);
        }
    }
}

impl Parameter for Value {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        match self {
            Value::Null => {}
            Value::Bool(value) => value.flatten(name, out),
            Value::Number(value) => out.push(name, value.to_string()),
            Value::String(value) => value.flatten(name, out),
            Value::Array(items) => items.flatten(name, out),
            Value::Object(fields) => {
                for (key, value) in fields {
                    value.flatten(&format!("{name}.{key}"), out);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    struct Tag {
        key: &'static str,
        value: Option<&'static str>,
    }

    impl Parameter for Tag {
        fn flatten(&self, name: &str, out: &mut Pairs) {
            self.key.flatten(&format!("{name}.Key"), out);
            self.value.flatten(&format!("{name}.Value"), out);
        }
    }

    fn flat(value: &(impl Parameter + ?Sized)) -> Vec<String> {
        let mut pairs = Pairs::new();
        value.flatten("N", &mut pairs);
        assert_eq!(pairs.failure(), None);
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect()
    }

    fn failure(value: &impl Parameter) -> String {
        let mut pairs = Pairs::new();
        value.flatten("N", &mut pairs);
        pairs.failure().expect("a failure").to_owned()
    }

    #[test]
    fn scalars_print_plainly() {
        assert_eq!(flat("text"), ["N=text"]);
        assert_eq!(flat(&String::new()), ["N="]);
        assert_eq!(flat(&true), ["N=true"]);
        assert_eq!(flat(&false), ["N=false"]);
        assert_eq!(flat(&i64::MIN), ["N=-9223372036854775808"]);
        assert_eq!(flat(&u64::MAX), ["N=18446744073709551615"]);
        assert_eq!(flat(&1.5), ["N=1.5"]);
        assert_eq!(flat(&1e21), ["N=1000000000000000000000"]);
        assert_eq!(flat(&2.0_f32), ["N=2"]);
        assert_eq!(flat(&None::<i32>), [""; 0]);
        assert_eq!(flat(&Some(3)), ["N=3"]);
    }

    #[test]
    fn lists_and_objects_are_numbered_and_dotted() {
        let tags = [Tag { key: "k1", value: Some("v 1") }, Tag { key: "k2", value: None }];
        assert_eq!(flat(&tags), ["N.1.Key=k1", "N.1.Value=v 1", "N.2.Key=k2"]);
        assert_eq!(flat(&vec![vec![1, 2], vec![], vec![3]]), ["N.1.1=1", "N.1.2=2", "N.3.1=3"]);
        assert_eq!(flat(&Vec::<String>::new()), [""; 0]);
        assert_eq!(flat(&BTreeMap::from([("b".to_owned(), 2), ("a".to_owned(), 1)])), ["N.a=1", "N.b=2"]);
        assert_eq!(flat(&HashMap::from([("b".to_owned(), 2), ("a".to_owned(), 1)])), ["N.a=1", "N.b=2"]);
        assert_eq!(flat(&json!({"A": {"B": [true, null, 1.5]}})), ["N.A.B.1=true", "N.A.B.3=1.5"]);
    }

    #[test]
    fn json_is_compact_and_keeps_characters() {
        assert_eq!(flat(&Json(&["i-1", "中\"文"])), [r#"N=["i-1","中\"文"]"#]);
        assert_eq!(flat(&Json(&None::<i32>)), [""; 0]);
        assert_eq!(flat(&Json(&Vec::<i32>::new())), ["N=[]"]);
        let bad = BTreeMap::from([((1, 2), 3)]);
        assert!(failure(&Json(&bad)).contains("N cannot be written as JSON"));
    }

    #[test]
    fn commas_join_single_values_only() {
        assert_eq!(flat(&Comma(&["a", "b"])), ["N=a,b"]);
        assert_eq!(flat(&Comma(&[1, 2, 3])), ["N=1,2,3"]);
        assert_eq!(flat(&Comma::<i32>(&[])), [""; 0]);
        assert!(failure(&Comma(&["a,b"])).contains("item 1 of the parameter N holds a comma"));
        assert!(failure(&Comma(&[vec![1, 2]])).contains("item 1 of the parameter N is not a single value"));
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        assert!(failure(&f64::NAN).contains("NaN"));
        assert!(failure(&vec![f32::INFINITY]).contains("N.1"));
    }

    #[test]
    fn a_later_value_replaces_an_earlier_one_with_all_its_parts() {
        let after = |name: &str, value: Pairs, case: Case| {
            let mut pairs = Pairs::of("Tag", &["a", "b"]);
            pairs.replace("Tags", Pairs::of("Tags", "c"), case);
            pairs.replace("Ta", Pairs::of("Ta", "d"), case);
            pairs.replace(name, value, case);
            pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>()
        };
        let replaced = |name: &str, case: Case| after(name, Pairs::of(name, "new"), case);
        assert_eq!(replaced("Tag", Case::Counts), ["Tags=c", "Ta=d", "Tag=new"]);
        assert_eq!(replaced("Tag.2", Case::Counts), ["Tag.1=a", "Tags=c", "Ta=d", "Tag.2=new"]);
        assert_eq!(replaced("tag", Case::Ignored), ["Tags=c", "Ta=d", "tag=new"]);
        assert_eq!(replaced("tag", Case::Counts), ["Tag.1=a", "Tag.2=b", "Tags=c", "Ta=d", "tag=new"]);
        let objects = json!([{"Key": "k"}]);
        assert_eq!(after("Tag", Pairs::of("Tag", &objects), Case::Counts), ["Tags=c", "Ta=d", "Tag.1.Key=k"]);
        for nothing in [Pairs::of("Tag", &None::<i32>), Pairs::of("Tag", &Vec::<i32>::new())] {
            assert_eq!(after("Tag", nothing, Case::Counts), ["Tag.1=a", "Tag.2=b", "Tags=c", "Ta=d"]);
        }
        let mut accented = Pairs::of("é", "1");
        accented.replace("e", Pairs::of("e", "2"), Case::Ignored);
        assert!(accented.has("é") && accented.has("e"));
    }

    proptest! {
        #[test]
        fn a_list_of_texts_keeps_order_and_values(items: Vec<String>) {
            let mut pairs = Pairs::new();
            items.flatten("N", &mut pairs);
            let expected: Vec<(String, String)> =
                items.iter().enumerate().map(|(index, item)| (format!("N.{}", index + 1), item.clone())).collect();
            prop_assert_eq!(pairs.into_items(), expected);
        }
    }
}
