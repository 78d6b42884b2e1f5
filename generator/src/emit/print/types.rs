//! Prints the structs of a product, and the modules that read and write wrapped lists.

use proc_macro2::TokenStream;
use quote::quote;

use serde::Serialize;

use crate::emit::error::Error;
use crate::emit::model::{Product, Struct, StructField, Ty};

use super::structure::structure;
use super::tokens::{argument, convert, format, ident, text};
use super::words::Words;

/// The file of all structs.
pub fn types(words: &Words<'_>, product: &Product) -> Result<String, Error> {
    let items = product.types.iter().map(|ty| {
        let definition = structure(words, ty, &product.module, &quote!())?;
        let sending = if ty.sent { sending(words, ty)? } else { quote!() };
        Ok(quote!(#definition #sending))
    });
    let items = items.collect::<Result<Vec<_>, Error>>()?;
    format("types.rs", quote!(#(#items)*))
}

/// The file of the wrappers:
///
/// ```text
/// alicloud_core::list_wrapper!(pub(crate) mod change, "Change");
/// ```
pub fn wrappers(product: &Product) -> Result<String, Error> {
    let items = product.wrappers.iter().map(|wrapper| {
        let (module, wire) = (ident(&wrapper.module), text(&wrapper.wire));
        quote!(alicloud_core::list_wrapper!(pub(crate) mod #module, #wire);)
    });
    format("wrappers.rs", quote!(#(#items)*))
}

/// What a struct needs to be sent:
///
/// ```text
/// impl OptionSetting {
///     pub fn new() -> Self { Self::default() }
///     #[must_use]
///     pub fn path_name(mut self, value: impl Into<String>) -> Self { self.path_name = Some(value.into()); self }
/// }
///
/// impl alicloud_core::Parameter for OptionSetting {
///     fn flatten(&self, name: &str, out: &mut alicloud_core::Pairs) {
///         self.path_name.flatten(&format!("{name}.PathName"), out);
///     }
/// }
/// ```
fn sending(words: &Words<'_>, structure: &Struct) -> Result<TokenStream, Error> {
    let (name, new) = (ident(&structure.name), words.fixed("type_new")?);
    let setters = structure.fields.iter().map(|field| setter(words, field)).collect::<Result<Vec<_>, Error>>()?;
    let flattened = structure.fields.iter().map(|field| {
        let member = ident(&field.ident);
        let wrapper = field.wrapper.as_ref().map(|wrapper| format!(".{}", wrapper.wire)).unwrap_or_default();
        let suffix = text(&format!(".{}{wrapper}", field.wire));
        quote!(alicloud_core::Parameter::flatten(&self.#member, &[name, #suffix].concat(), out);)
    });
    let unused = if structure.fields.is_empty() { quote!(let _ = (name, out);) } else { quote!() };
    Ok(quote! {
        impl #name {
            #new
            pub fn new() -> Self { Self::default() }
            #(#setters)*
        }
        impl alicloud_core::Parameter for #name {
            fn flatten(&self, name: &str, out: &mut alicloud_core::Pairs) {
                #unused
                #(#flattened)*
            }
        }
    })
}

/// The facts of a setter's documentation.
#[derive(Serialize)]
struct SetterDocs<'a> {
    field: &'a str,
}

fn setter(words: &Words<'_>, field: &StructField) -> Result<TokenStream, Error> {
    let (setter, member) = (ident(&field.setter), ident(&field.ident));
    let docs = words.docs("type_setter", &SetterDocs { field: &field.ident })?;
    let argument = argument(&field.ty, &quote!());
    let value = convert(&field.ty, &quote!(value));
    let value = match &field.ty {
        Ty::List(_) | Ty::Map(_) => value,
        _ if field.boxed => quote!(Some(Box::new(#value))),
        _ => quote!(Some(#value)),
    };
    Ok(quote! {
        #docs
        #[must_use]
        pub fn #setter(mut self, value: #argument) -> Self {
            self.#member = #value;
            self
        }
    })
}
