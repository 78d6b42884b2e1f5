//! Prints the structs that responses are decoded into.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{Struct, StructDocs, StructField, Ty};

use super::debug::{Shown, debug};
use super::tokens::{ident, text, ty};
use super::words::Words;

/// A public field with the attributes that read and write it.
///
/// ```text
/// #[serde(rename = "ChangeId", default, deserialize_with = "alicloud_core::lenient::string", skip_serializing_if = "Option::is_none")]
/// pub change_id: Option<String>,
/// #[serde(rename = "Changes", default, with = "crate::webplus::wrappers::change", skip_serializing_if = "Vec::is_empty")]
/// pub changes: Vec<Change>,
/// ```
fn field(words: &Words<'_>, field: &StructField, module: &str, types: &TokenStream) -> Result<TokenStream, Error> {
    let docs = words.docs("field", &field.docs)?;
    let (name, wire) = (ident(&field.ident), text(&field.wire));
    let inner = ty(&field.ty, types);
    let lenient = |helper: &str| {
        let path = text(&format!("alicloud_core::lenient::{helper}"));
        quote!(deserialize_with = #path)
    };
    let (ty, reading, absent) = match &field.ty {
        Ty::List(_) => {
            let reading = match &field.wrapper {
                Some(wrapper) => {
                    let path = text(&format!("crate::{module}::wrappers::{}", wrapper.module));
                    quote!(with = #path)
                }
                None => lenient("list"),
            };
            (inner, reading, "Vec::is_empty")
        }
        Ty::Map(_) => (inner, lenient("map"), "std::collections::BTreeMap::is_empty"),
        Ty::Struct(_) if field.boxed => (quote!(Option<Box<#inner>>), lenient("object"), "Option::is_none"),
        Ty::Struct(_) => (quote!(Option<#inner>), lenient("object"), "Option::is_none"),
        Ty::Any => (quote!(Option<#inner>), quote!(), "Option::is_none"),
        Ty::Text => (quote!(Option<#inner>), lenient("string"), "Option::is_none"),
        Ty::Int32 => (quote!(Option<#inner>), lenient("int32"), "Option::is_none"),
        Ty::Int64 => (quote!(Option<#inner>), lenient("int64"), "Option::is_none"),
        Ty::Float => (quote!(Option<#inner>), lenient("float"), "Option::is_none"),
        Ty::Double => (quote!(Option<#inner>), lenient("double"), "Option::is_none"),
        Ty::Boolean => (quote!(Option<#inner>), lenient("boolean"), "Option::is_none"),
    };
    let reading = if reading.is_empty() { quote!() } else { quote!(, #reading) };
    let absent = text(absent);
    Ok(quote! {
        #docs
        #[serde(rename = #wire, default #reading, skip_serializing_if = #absent)]
        pub #name: #ty
    })
}

/// A struct that responses are decoded into.
///
/// ```text
/// #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
/// #[non_exhaustive]
/// pub struct Change { … }
/// ```
pub fn structure(
    words: &Words<'_>,
    structure: &Struct,
    module: &str,
    types: &TokenStream,
) -> Result<TokenStream, Error> {
    let documentation = match &structure.docs {
        StructDocs::Type(docs) => words.docs("type", docs)?,
        StructDocs::Output(docs) => words.docs("output", docs)?,
    };
    let name = ident(&structure.name);
    let fields = structure.fields.iter().map(|member| field(words, member, module, types));
    let fields = fields.collect::<Result<Vec<_>, Error>>()?;
    let shown = structure.fields.iter().map(|field| (field.ident.as_str(), &field.ty, Shown::of(field)));
    let (derived, debug) = debug(&structure.name, shown);
    Ok(quote! {
        #documentation
        #[derive(#derived Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
        #debug
    })
}
