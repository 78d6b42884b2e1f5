//! Prints the open enum of a product's error codes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{ErrorCode, Product};

use super::tokens::{format, ident, text};
use super::words::Words;

/// The file of the error codes.
///
/// ```text
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum ErrorCode { ResourceAuthFailed, …, Unknown(String) }
///
/// impl ErrorCode { pub fn as_str(&self) -> &str { … } pub fn is_transient(&self) -> bool { … } }
/// impl std::fmt::Display for ErrorCode { … }
/// impl From<&str> for ErrorCode { … }
/// impl From<String> for ErrorCode { … }
/// impl serde::Serialize for ErrorCode { … }
/// ```
pub fn error_code(words: &Words<'_>, product: &Product) -> Result<String, Error> {
    let (definition, conversions) = (definition(words, product)?, conversions(&product.errors));
    format("error_code.rs", quote!(#definition #conversions))
}

fn definition(words: &Words<'_>, product: &Product) -> Result<TokenStream, Error> {
    let about = words.docs("error_codes", &product.docs)?;
    let (unknown, as_str) = (words.fixed("unknown_code")?, words.fixed("code_as_str")?);
    let variants = product.errors.iter().map(|error| {
        let (docs, name) = (words.docs("error_code", &error.docs)?, ident(&error.ident));
        Ok(quote!(#docs #name))
    });
    let variants = variants.collect::<Result<Vec<_>, Error>>()?;
    let texts = product.errors.iter().map(|error| {
        let (name, wire) = (ident(&error.ident), text(&error.wire));
        quote!(Self::#name => #wire)
    });
    let is_transient = words.fixed("code_is_transient")?;
    Ok(quote! {
        #about
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants,)*
            #unknown
            Unknown(String),
        }
        impl ErrorCode {
            #as_str
            pub fn as_str(&self) -> &str {
                match self {
                    #(#texts,)*
                    Self::Unknown(code) => code,
                }
            }
            #is_transient
            pub fn is_transient(&self) -> bool {
                super::PRODUCT.transient_codes.contains(&self.as_str())
            }
        }
    })
}

fn conversions(errors: &[ErrorCode]) -> TokenStream {
    let known: Vec<_> = errors
        .iter()
        .map(|error| {
            let (name, wire) = (ident(&error.ident), text(&error.wire));
            quote!(#wire => Self::#name)
        })
        .collect();
    let (from_text, from_owned) = if known.is_empty() {
        (quote!(Self::Unknown(code.to_owned())), quote!(Self::Unknown(code)))
    } else {
        (
            quote!(match code {
                #(#known,)*
                other => Self::Unknown(other.to_owned()),
            }),
            quote!(match Self::from(code.as_str()) {
                Self::Unknown(_) => Self::Unknown(code),
                known => known,
            }),
        )
    };
    quote! {
        impl std::fmt::Display for ErrorCode {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl From<&str> for ErrorCode {
            fn from(code: &str) -> Self {
                #from_text
            }
        }
        impl From<String> for ErrorCode {
            fn from(code: String) -> Self {
                #from_owned
            }
        }
        impl serde::Serialize for ErrorCode {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    }
}
