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
        Example::List(items) => {
            let items = items.iter().map(|item| expression(item, types));
            quote!([#(#items),*])
        }
        Example::Map(members) => {
            let members = members.iter().map(|(name, value)| {
                let (name, value) = (text(name), expression(value, types));
                quote!((#name, #value))
            });
            quote!([#(#members),*])
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
