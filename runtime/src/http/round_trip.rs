//! Tests of the values that survive each style of parameters: flattened, as JSON and joined by commas, each read back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::parameter::{Comma, Json, Pairs, Parameter};

/// The tree that the parameters of a value are read back into.
#[derive(Debug, Default, PartialEq)]
struct Node {
    text: Option<String>,
    below: BTreeMap<String, Node>,
}

impl Node {
    /// Sorts the parameters below `N` into a tree, by the points in their names.
    fn of(pairs: &Pairs) -> Self {
        let mut root = Node::default();
        for (name, value) in pairs.iter() {
            let mut node = &mut root;
            for part in name.split('.') {
                node = node.below.entry(part.to_owned()).or_default();
            }
            assert_eq!(node.text.replace(value.to_owned()), None, "{name} stands twice");
        }
        root.below.remove("N").unwrap_or_default()
    }

    /// The value that it stands for. What has numbers for names is a list.
    fn value(self) -> Option<Value> {
        if self.below.is_empty() {
            return self.text.map(Value::String);
        }
        assert_eq!(self.text, None, "a value has fields too");
        if self.below.keys().all(|name| number(name).is_some()) {
            let items: BTreeMap<_, Node> = self.below.into_iter().map(|(name, item)| (number(&name), item)).collect();
            return Some(Value::Array(items.into_values().filter_map(Node::value).collect()));
        }
        let fields = self.below.into_iter().filter_map(|(name, field)| Some((name, field.value()?)));
        Some(Value::Object(fields.collect()))
    }
}

fn number(name: &str) -> Option<usize> {
    name.parse().ok().filter(|number: &usize| *number > 0 && number.to_string() == name)
}

/// The value as text, without what is not sent.
fn sent(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Bool(_) | Value::Number(_) => Some(Value::String(value.to_string())),
        Value::String(_) => Some(value.clone()),
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(sent).collect();
            Some(Value::Array(items)).filter(|items| items != &Value::Array(Vec::new()))
        }
        Value::Object(fields) => {
            let fields = fields.iter().filter_map(|(name, field)| Some((name.clone(), sent(field)?)));
            let fields: Map<String, Value> = fields.collect();
            Some(fields).filter(|fields| !fields.is_empty()).map(Value::Object)
        }
    }
}

fn pairs(value: &(impl Parameter + ?Sized)) -> Pairs {
    let mut pairs = Pairs::new();
    value.flatten("N", &mut pairs);
    assert_eq!(pairs.failure(), None);
    pairs
}

/// Short texts of odd characters. Without regular expressions, which are read anew for every level of a tree.
fn texts() -> impl Strategy<Value = String> {
    let odd = prop::sample::select("az09 .,&=%\"\\[]{}é中\u{7f}\n".chars().collect::<Vec<_>>());
    prop::collection::vec(prop_oneof![odd, any::<char>()], 0..6).prop_map(|chars| chars.into_iter().collect())
}

/// Trees with odd names. A point would be taken for a level, and a number for a place in a list.
fn trees() -> impl Strategy<Value = Value> {
    let name = || {
        let first = prop::sample::select(vec!["a", "Key", " ", "&", "=", "_", "[", "\"", "中"]);
        (first, texts()).prop_map(|(first, rest)| format!("{first}{}", rest.replace('.', "-")))
    };
    let scalars = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // Quarters, which no way of printing rounds.
        any::<i32>().prop_map(|quarters| Value::from(f64::from(quarters) / 4.0)),
        texts().prop_map(Value::from),
    ];
    scalars.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name(), inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_is_flattened_is_put_together_again(tree in trees()) {
        prop_assert_eq!(Node::of(&pairs(&tree)).value(), sent(&tree));
    }

    #[test]
    fn maps_lists_and_absent_values_are_flattened_as_trees_are(
        tree in prop::collection::btree_map(any::<u8>(), prop::collection::vec(prop::option::of(texts()), 0..4), 0..4),
    ) {
        let named: BTreeMap<String, _> = tree.into_iter().map(|(name, items)| (format!("K{name}"), items)).collect();
        let value = serde_json::to_value(&named).unwrap();
        prop_assert_eq!(pairs(&named).into_items(), pairs(&value).into_items());
        prop_assert_eq!(Node::of(&pairs(&named)).value(), sent(&value));
    }

    #[test]
    fn json_is_read_back_as_the_same(tree in trees()) {
        let pairs = pairs(&Json(&tree));
        let read = pairs.iter().map(|(name, text)| (name, serde_json::from_str(text).unwrap()));
        let expected = Some(("N", tree)).filter(|(_, tree)| !tree.is_null());
        prop_assert_eq!(read.collect::<Vec<(&str, Value)>>(), Vec::from_iter(expected));
    }

    #[test]
    fn what_commas_join_they_split(items in prop::collection::vec(texts(), 0..6), numbers: Vec<i64>) {
        let items: Vec<String> = items.into_iter().map(|item| item.replace(',', ";")).collect();
        let split = |pairs: Pairs| -> Vec<String> {
            pairs.iter().flat_map(|(_, text)| text.split(',')).map(str::to_owned).collect()
        };
        prop_assert_eq!(split(pairs(&Comma(&items))), items);
        let texts: Vec<String> = numbers.iter().map(i64::to_string).collect();
        prop_assert_eq!(split(pairs(&Comma(&numbers))), texts);
    }
}
