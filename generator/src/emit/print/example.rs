//! Prints example values as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::emit::model::Example;

use super::tokens::{ident, text};

/// The expression of a value, for where its type is known; `types` is the path to the module of the structs.
///
/// ```text
/// [types::OptionSetting::new().path_name("jdk").option_name("version")]
/// ```
pub fn expression(example: &Example, types: &TokenStream) -> TokenStream {
    let inner = if is_ragged(example) { Inner::Vec } else { Inner::Array };
    container(example, types, inner).unwrap_or_else(|| single(example, types))
}

/// What lists and maps within a list or a map are printed as.
#[derive(Clone, Copy)]
enum Inner {
    /// `[…]`, where all of them are of one length.
    Array,
    /// `vec![…]`, which has one type whatever its length.
    Vec,
}

/// A list or a map, with what is within it.
fn container(example: &Example, types: &TokenStream, inner: Inner) -> Option<TokenStream> {
    let nested = |value: &Example| match (container(value, types, inner), inner) {
        (Some(items), Inner::Array) => items,
        (Some(items), Inner::Vec) => quote!(vec! #items),
        (None, _) => single(value, types),
    };
    match example {
        Example::List(items) => {
            let items = items.iter().map(nested);
            Some(quote!([#(#items),*]))
        }
        Example::Map(members) => {
            let members = members.iter().map(|(name, value)| {
                let (name, value) = (text(name), nested(value));
                quote!((#name, #value))
            });
            Some(quote!([#(#members),*]))
        }
        _ => None,
    }
}

/// The values within a list or a map; none in anything else.
fn values(example: &Example) -> Vec<&Example> {
    match example {
        Example::List(items) => items.iter().collect(),
        Example::Map(members) => members.iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}

/// Whether lists or maps that stand on one level within a value differ in length.
fn is_ragged(example: &Example) -> bool {
    let mut level = values(example);
    while !level.is_empty() {
        let next: Vec<Vec<&Example>> = level.into_iter().map(values).collect();
        if next.windows(2).any(|pair| pair[0].len() != pair[1].len()) {
            return true;
        }
        level = next.into_iter().flatten().collect();
    }
    false
}

/// A value that is neither a list nor a map.
fn single(example: &Example, types: &TokenStream) -> TokenStream {
    match example {
        Example::Text(value) | Example::Any(Value::String(value)) => {
            let value = text(value);
            quote!(#value)
        }
        Example::Integer(number) => {
            let digits = Literal::u64_unsuffixed(number.unsigned_abs());
            if *number < 0 { quote!(-#digits) } else { quote!(#digits) }
        }
        Example::Number(number) => {
            let digits = Literal::f64_unsuffixed(number.abs());
            if *number < 0.0 { quote!(-#digits) } else { quote!(#digits) }
        }
        Example::Boolean(value) => quote!(#value),
        Example::Any(value) => {
            let json = text(&value.to_string());
            quote!(#json.parse::<alicloud::Value>().unwrap_or_default())
        }
        Example::List(_) | Example::Map(_) => expression(example, types),
        Example::Struct(name, members) => {
            let name = ident(name);
            let setters = members.iter().map(|member| {
                let (setter, value) = (ident(&member.setter), expression(&member.value, types));
                quote!(.#setter(#value))
            });
            quote!(#types::#name::new()#(#setters)*)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(example: &Example) -> String {
        expression(example, &quote!(types)).to_string().replace(' ', "")
    }

    #[test]
    fn lists_of_one_length_are_arrays_and_all_others_have_one_type() {
        let list = |items: &[i64]| Example::List(items.iter().map(|item| Example::Integer(*item)).collect());
        let (one, two) = (list(&[1]), list(&[1, 2]));
        assert_eq!(printed(&Example::List(vec![two.clone(), two.clone()])), "[[1,2],[1,2]]");
        assert_eq!(printed(&Example::List(vec![two.clone(), one.clone()])), "[vec![1,2],vec![1]]");
        let map = Example::Map(vec![("a".to_owned(), one.clone()), ("b".to_owned(), two.clone())]);
        assert_eq!(printed(&map), r#"[("a",vec![1]),("b",vec![1,2])]"#);
        // The lists further out are of one length and hold some that are not.
        let deep = Example::List(vec![Example::List(vec![one]), Example::List(vec![two])]);
        assert_eq!(printed(&deep), "[vec![vec![1]],vec![vec![1,2]]]");
    }
}
