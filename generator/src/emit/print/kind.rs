//! The words by which the runtime's macros know what a setter takes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::model::Ty;

use super::tokens::ty;

/// What a setter takes.
pub struct Kind {
    /// The word of the macros.
    word: TokenStream,
    /// The type that is not in the word.
    value: Option<TokenStream>,
    /// The same as the argument of a function.
    pub argument: TokenStream,
}

impl Kind {
    /// What sets a value of this type; `types` leads to the structs.
    pub fn of(whole: &Ty, types: &TokenStream) -> Self {
        let any = || quote!(alicloud_core::Value);
        match whole {
            Ty::Text => Self::new(quote!(text), None, quote!(impl Into<String>)),
            Ty::Any => Self::new(quote!(into), Some(any()), quote!(impl Into<alicloud_core::Value>)),
            Ty::List(item) => match **item {
                Ty::Text => Self::new(quote!(texts), None, quote!(impl IntoIterator<Item = impl Into<String>>)),
                Ty::Any => {
                    let argument = quote!(impl IntoIterator<Item = impl Into<alicloud_core::Value>>);
                    Self::new(quote!(intos), Some(any()), argument)
                }
                _ => {
                    let item = ty(item, types);
                    let argument = quote!(impl IntoIterator<Item = #item>);
                    Self::new(quote!(values), Some(item), argument)
                }
            },
            Ty::Map(value) => {
                let inner = ty(value, types);
                let (word, passed) = match **value {
                    Ty::Text | Ty::Any => (quote!(map), quote!(impl Into<#inner>)),
                    _ => (quote!(entries), inner.clone()),
                };
                let argument = quote!(impl IntoIterator<Item = (impl Into<String>, #passed)>);
                Self::new(word, Some(inner), argument)
            }
            plain => {
                let plain = ty(plain, types);
                Self::new(quote!(value), Some(plain.clone()), plain)
            }
        }
    }

    fn new(word: TokenStream, value: Option<TokenStream>, argument: TokenStream) -> Self {
        Self { word, value, argument }
    }

    /// The same for a field that is boxed.
    pub fn boxed(self) -> Self {
        Self { word: quote!(boxed), ..self }
    }

    /// The declaration of what is set by `setter`: the word, the setter and the type.
    pub fn declaration(&self, setter: &TokenStream) -> TokenStream {
        let (word, value) = (&self.word, self.value.iter());
        quote!(#word #setter #(: #value)*)
    }
}
