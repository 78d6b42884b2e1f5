//! Prints annotated products as Rust: items by `quote`, layout by prettyplease. Nothing is decided here.

pub mod client;
pub mod error_code;
pub mod operation;
pub mod paging;
pub mod tests;
pub mod types;
pub mod waiter;
mod way;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Error;
use super::model::{StructField, Ty};
use super::names::token as ident;

/// The text of a file's items. `what` names the file in the error, which would be a defect of the printer.
pub fn format(what: &str, items: TokenStream) -> Result<String, Error> {
    let file = syn::parse2(items).map_err(|error| Error::syntax(what.to_owned(), &error))?;
    Ok(space(&prettyplease::unparse(&file)))
}

/// Sets items and methods apart by blank lines, which prettyplease leaves out. No literal spans lines.
fn space(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut before = "";
    for line in text.lines() {
        let start = line.trim_start();
        let depth = line.len() - start.len();
        let opens = ["///", "#[", "pub ", "fn ", "impl ", "use ", "async ", "alicloud_core::list_wrapper"];
        let opens = depth <= 4 && opens.iter().any(|opening| start.starts_with(opening));
        let ended = before.trim_start() == "}" && before.len() == depth + 1;
        let imported = depth == 0 && before.starts_with("use ") && !start.starts_with("use ");
        if opens && (ended || imported) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        before = line;
    }
    out.trim_end().to_owned()
}

/// A string literal, on one line and with every character escaped that would hide others.
pub fn text(value: &str) -> Literal {
    crate::emit::literal::string(value)
}

/// Documentation, an attribute for each line.
pub fn docs(words: &str) -> TokenStream {
    let lines = words.lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        let line = text(&line);
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// The type of a value; `types` leads to the structs.
pub fn ty(ty: &Ty, types: &TokenStream) -> TokenStream {
    match ty {
        Ty::Text => quote!(String),
        Ty::Int32 => quote!(i32),
        Ty::Int64 => quote!(i64),
        Ty::Float => quote!(f32),
        Ty::Double => quote!(f64),
        Ty::Boolean => quote!(bool),
        Ty::Any => quote!(alicloud_core::Value),
        Ty::Struct(name) => {
            let name = ident(name);
            quote!(#types #name)
        }
        Ty::List(item) => {
            let item = self::ty(item, types);
            quote!(Vec<#item>)
        }
        Ty::Map(value) => {
            let value = self::ty(value, types);
            quote!(std::collections::BTreeMap<String, #value>)
        }
    }
}

/// What a caller passes for a value: whatever turns into it.
pub fn argument(ty: &Ty, types: &TokenStream) -> TokenStream {
    match ty {
        Ty::Text => quote!(impl Into<String>),
        Ty::Any => quote!(impl Into<alicloud_core::Value>),
        Ty::List(item) => {
            let item = argument(item, types);
            quote!(impl IntoIterator<Item = #item>)
        }
        Ty::Map(value) => {
            let value = argument(value, types);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        plain => self::ty(plain, types),
    }
}

/// Turns what the caller passed into the value.
pub fn convert(ty: &Ty, value: &TokenStream) -> TokenStream {
    match ty {
        Ty::Text | Ty::Any => quote!(#value.into()),
        Ty::List(item) => match **item {
            Ty::Text | Ty::Any => quote!(#value.into_iter().map(Into::into).collect()),
            Ty::List(_) | Ty::Map(_) => {
                let inner = convert(item, &quote!(item));
                quote!(#value.into_iter().map(|item| #inner).collect())
            }
            _ => quote!(#value.into_iter().collect()),
        },
        Ty::Map(item) => {
            let inner = convert(item, &quote!(item));
            quote!(#value.into_iter().map(|(key, item)| (key.into(), #inner)).collect())
        }
        _ => value.clone(),
    }
}

/// What `Debug` shows of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The value.
    Plain,
    /// That there is a secret.
    Redacted,
    /// Whether there is a secret, or how many: of an option, a list or a map.
    RedactedEach,
}

impl Shown {
    /// How a field of a struct is shown.
    fn of(field: &StructField) -> Self {
        if field.sensitive { Self::RedactedEach } else { Self::Plain }
    }
}

/// `Debug` that hides what is secret; the derived one where nothing is.
///
/// ```text
/// impl std::fmt::Debug for Account {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.debug_struct("Account")
///             .field("name", &self.name)
///             .field("password", &self.password.as_ref().map(|_| alicloud_core::Redacted))
///             .finish()
///     }
/// }
/// ```
pub fn debug<'a>(
    name: &str,
    fields: impl Iterator<Item = (&'a str, &'a Ty, Shown)> + Clone,
) -> (TokenStream, TokenStream) {
    if fields.clone().all(|(.., shown)| shown == Shown::Plain) {
        return (quote!(Debug,), quote!());
    }
    let members = fields.map(|(field, ty, shown)| {
        let (name, member) = (text(field), ident(field));
        let value = match (shown, ty) {
            (Shown::Plain, _) => quote!(self.#member),
            (Shown::Redacted, _) => quote!(alicloud_core::Redacted),
            (Shown::RedactedEach, Ty::List(_) | Ty::Map(_)) => {
                quote!(self.#member.iter().map(|_| alicloud_core::Redacted).collect::<Vec<_>>())
            }
            (Shown::RedactedEach, _) => quote!(self.#member.as_ref().map(|_| alicloud_core::Redacted)),
        };
        quote!(.field(#name, &#value))
    });
    let (literal, name) = (text(name), ident(name));
    let implementation = quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#literal)#(#members)*.finish()
            }
        }
    };
    (quote!(), implementation)
}

/// A public field with the attributes that read and write it.
///
/// ```text
/// #[serde(rename = "ChangeId", default, deserialize_with = "alicloud_core::lenient::string", skip_serializing_if = "Option::is_none")]
/// pub change_id: Option<String>,
/// #[serde(rename = "Changes", default, with = "crate::webplus::wrappers::change", skip_serializing_if = "Vec::is_empty")]
/// pub changes: Vec<Change>,
/// ```
pub fn field(field: &StructField, module: &str, types: &TokenStream) -> TokenStream {
    let (docs, name, wire) = (docs(&field.docs), ident(&field.ident), text(&field.wire));
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
    quote! {
        #docs
        #[serde(rename = #wire, default #reading, skip_serializing_if = #absent)]
        pub #name: #ty
    }
}

/// A struct that answers are decoded into.
///
/// ```text
/// #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
/// #[non_exhaustive]
/// pub struct Change { … }
/// ```
pub fn structure(structure: &super::model::Struct, module: &str, types: &TokenStream) -> TokenStream {
    let (documentation, name) = (docs(&structure.docs), ident(&structure.name));
    let fields = structure.fields.iter().map(|one| field(one, module, types));
    let shown = structure.fields.iter().map(|field| (field.ident.as_str(), &field.ty, Shown::of(field)));
    let (derived, debug) = debug(&structure.name, shown);
    quote! {
        #documentation
        #[derive(#derived Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
        #debug
    }
}
