//! The pieces that every printer uses: identifiers, literals, types, conversions, and the layout of a file.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::emit::error::Error;
use crate::emit::literal;
use crate::emit::model::{Operation, Output, Ty};
use crate::ir::Location;

/// An identifier that was decided on.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

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
        let opens = ["///", "#[", "pub ", "fn ", "impl ", "use ", "async "];
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
    literal::string(value)
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

/// The type that a call hands out.
pub fn output_type(operation: &Operation) -> TokenStream {
    match &operation.output {
        Output::Struct(output) => {
            let name = ident(&output.name);
            quote!(#name)
        }
        Output::List(output) => {
            let name = ident(&output.name);
            quote!(Vec<#name>)
        }
        Output::Bytes => quote!(Vec<u8>),
        Output::Text => quote!(String),
        Output::Nothing => quote!(()),
    }
}

/// The runtime's name for where a parameter travels that it has to find again; in the address, which is text to it, it finds
/// none, nor in a body of one piece.
pub fn place(location: Location) -> Option<TokenStream> {
    match location {
        Location::Path | Location::Body | Location::Host => None,
        Location::Query | Location::Form | Location::Header | Location::Json => Some(goes(location)),
    }
}

/// The runtime's name for where a parameter travels.
pub fn goes(location: Location) -> TokenStream {
    match location {
        Location::Path => quote!(Path),
        Location::Host => quote!(Host),
        Location::Query => quote!(Query),
        Location::Form => quote!(Form),
        Location::Header => quote!(Header),
        Location::Json => quote!(Json),
        Location::Body => quote!(Body),
    }
}
