//! Prints example values as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::emit::model::Example;

use super::tokens::{ident, text};

/// What a setter is given for a value; `types` is the path to the module of the structs.
///
/// ```text
/// [types::OptionSetting::new().path_name("jdk").option_name("version")]
/// ```
pub fn expression(example: &Example, types: &TokenStream) -> TokenStream {
    match example {
        Example::List(items) => {
            let items = passed(&items.iter().collect::<Vec<_>>(), types);
            quote!([#(#items),*])
        }
        Example::Map(members) => {
            let values = passed(&members.iter().map(|(_, value)| value).collect::<Vec<_>>(), types);
            let members = members.iter().zip(values).map(|((name, _), value)| {
                let name = text(name);
                quote!((#name, #value))
            });
            quote!([#(#members),*])
        }
        Example::Text(value) | Example::Any(Value::String(value)) => {
            let value = text(value);
            quote!(#value)
        }
        other => exact(other, types),
    }
}

/// What is given for the items of a list or the values of a map, which are of one type.
fn passed(values: &[&Example], types: &TokenStream) -> Vec<TokenStream> {
    let are_texts = values.iter().all(|value| matches!(value, Example::Text(_) | Example::Any(Value::String(_))));
    let one = |value: &&Example| if are_texts { expression(value, types) } else { exact(value, types) };
    values.iter().map(one).collect()
}

/// A value of the type itself, where nothing is turned into it.
fn exact(example: &Example, types: &TokenStream) -> TokenStream {
    match example {
        Example::Text(value) => {
            let value = text(value);
            quote!(#value.to_owned())
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
        Example::Any(Value::String(value)) => {
            let value = text(value);
            quote!(alicloud::Value::from(#value))
        }
        Example::Any(value) => {
            let json = text(&value.to_string());
            quote!(#json.parse::<alicloud::Value>().unwrap_or_default())
        }
        Example::List(items) => {
            let items = items.iter().map(|item| exact(item, types));
            quote!(vec![#(#items),*])
        }
        Example::Map(members) => {
            let members = members.iter().map(|(name, value)| {
                let (name, value) = (text(name), exact(value, types));
                quote!((#name.to_owned(), #value))
            });
            quote!(std::collections::BTreeMap::from([#(#members),*]))
        }
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
    use serde_json::json;

    use super::*;

    fn printed(example: &Example) -> String {
        expression(example, &quote!(types)).to_string().replace(' ', "")
    }

    #[test]
    fn a_setter_is_given_what_it_turns_into_its_value() {
        let text = |text: &str| Example::Text(text.to_owned());
        let list = |items: &[Example]| Example::List(items.to_vec());
        assert_eq!(printed(&list(&[text("a"), text("b")])), r#"["a","b"]"#);
        let map = Example::Map(vec![("k".to_owned(), list(&[Example::Integer(-1)]))]);
        assert_eq!(printed(&map), r#"[("k",vec![-1])]"#);
        assert_eq!(
            printed(&list(&[list(&[text("a")]), map])),
            r#"[vec!["a".to_owned()],std::collections::BTreeMap::from([("k".to_owned(),vec![-1])])]"#
        );
    }

    #[test]
    fn values_of_any_kind_are_of_one_type_where_they_stand_together() {
        let any = |value: Value| Example::Any(value);
        assert_eq!(printed(&Example::List(vec![any(json!("a")), any(json!("b"))])), r#"["a","b"]"#);
        let mixed = printed(&Example::List(vec![any(json!("a")), any(json!(1))]));
        assert!(mixed.starts_with(r#"[alicloud::Value::from("a"),"1".parse"#), "{mixed}");
    }
}
