//! Prints the structs of responses and of parameters, as the runtime's macros declare them.

use proc_macro2::{Delimiter, TokenStream};
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{Struct, StructDocs, StructField, Ty};

use super::kind::Kind;
use super::sheet::Sheet;
use super::tokens::{ident, text, ty};
use super::words::Words;

/// Declares a struct:
///
/// ```text
/// alicloud_core::object! {
///     pub struct Change {
///         change_id: Option<String> = "ChangeId",
///         steps: Vec<types::Step> = "Steps" / "Step",
///     }
/// }
/// ```
///
/// One that is sent has words for what the setters take:
///
/// ```text
/// alicloud_core::sent_object! {
///     pub struct OptionSetting {
///         text path_name = "PathName",
///         value size: i32 = "Size",
///     }
/// }
/// ```
pub fn object(words: &Words<'_>, sheet: &mut Sheet, structure: &Struct) -> Result<(), Error> {
    let (types, name) = (quote!(types::), ident(&structure.name));
    let declare = if structure.sent { quote!(alicloud_core::sent_object!) } else { quote!(alicloud_core::object!) };
    sheet.open(declare, Delimiter::Brace);
    sheet.docs(&match &structure.docs {
        StructDocs::Type(docs) => words.docs("type", docs)?,
        StructDocs::Output(docs) => words.docs("output", docs)?,
    });
    sheet.open(quote!(pub struct #name), Delimiter::Brace);
    for field in &structure.fields {
        sheet.docs(&words.docs("field", &field.docs)?);
        let (declared, wire) =
            (if structure.sent { sent(field, &types) } else { held(field, &types) }, text(&field.wire));
        let secret = field.sensitive.then(|| quote!(secret));
        let wrapper = field.wrapper.as_ref().map(|wrapper| {
            let wrapper = text(wrapper);
            quote!(/ #wrapper)
        });
        sheet.line(quote!(#declared = #secret #wire #wrapper,));
    }
    sheet.close(quote!());
    sheet.close(quote!());
    Ok(())
}

/// A field of what is only received: `name: Option<Type>`.
fn held(field: &StructField, types: &TokenStream) -> TokenStream {
    let (name, inner) = (ident(&field.ident), ty(&field.ty, types));
    match &field.ty {
        Ty::List(_) | Ty::Map(_) => quote!(#name: #inner),
        _ if field.boxed => quote!(#name: Option<Box<#inner>>),
        _ => quote!(#name: Option<#inner>),
    }
}

/// A field of what is sent: `word name by setter: Type`.
fn sent(field: &StructField, types: &TokenStream) -> TokenStream {
    let kind = Kind::of(&field.ty, types);
    let kind = if field.boxed { kind.boxed() } else { kind };
    let (name, setter) = (ident(&field.ident), ident(&field.setter));
    if field.setter == field.ident {
        kind.declaration(&quote!(#name))
    } else {
        kind.declaration(&quote!(#name by #setter))
    }
}
