//! Prints the structs of a product, and the modules that read and write wrapped lists.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Error;
use crate::emit::model::{Product, Struct, StructField, Ty};

use super::{argument, convert, format, ident, structure, text};

/// The file of all structs.
pub fn types(product: &Product) -> Result<String, Error> {
    let items = product.types.iter().map(|one| {
        let definition = structure(one, &product.module, &quote!());
        let sending = if one.sent { sending(one) } else { quote!() };
        quote!(#definition #sending)
    });
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
fn sending(one: &Struct) -> TokenStream {
    let name = ident(&one.name);
    let setters = one.fields.iter().map(setter);
    let flattened = one.fields.iter().map(|field| {
        let member = ident(&field.ident);
        let wrapper = field.wrapper.as_ref().map(|wrapper| format!(".{}", wrapper.wire)).unwrap_or_default();
        let suffix = text(&format!(".{}{wrapper}", field.wire));
        quote!(alicloud_core::Parameter::flatten(&self.#member, &[name, #suffix].concat(), out);)
    });
    let unused = if one.fields.is_empty() { quote!(let _ = (name, out);) } else { quote!() };
    quote! {
        impl #name {
            #[doc = " With nothing set."]
            pub fn new() -> Self { Self::default() }
            #(#setters)*
        }
        impl alicloud_core::Parameter for #name {
            fn flatten(&self, name: &str, out: &mut alicloud_core::Pairs) {
                #unused
                #(#flattened)*
            }
        }
    }
}

fn setter(field: &StructField) -> TokenStream {
    let (setter, member) = (ident(&field.setter), ident(&field.ident));
    let docs = super::docs(&format!("Sets the field `{}`.", field.ident));
    let argument = argument(&field.ty, &quote!());
    let value = convert(&field.ty, &quote!(value));
    let value = match &field.ty {
        Ty::List(_) | Ty::Map(_) => value,
        _ if field.boxed => quote!(Some(Box::new(#value))),
        _ => quote!(Some(#value)),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #setter(mut self, value: #argument) -> Self {
            self.#member = #value;
            self
        }
    }
}
