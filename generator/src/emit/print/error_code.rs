//! Prints the open enum of a product's error codes.

use quote::quote;

use crate::emit::Error;
use crate::emit::model::Product;

use super::{docs, format, ident, text};

/// The file of the error codes.
///
/// ```text
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum ErrorCode { ResourceAuthFailed, …, Unknown(String) }
///
/// impl ErrorCode { pub fn as_str(&self) -> &str { … } }
/// impl std::fmt::Display for ErrorCode { … }
/// impl From<&str> for ErrorCode { … }
/// impl From<String> for ErrorCode { … }
/// impl serde::Serialize for ErrorCode { … }
/// ```
pub fn error_code(product: &Product) -> Result<String, Error> {
    let about = docs(&format!(
        "The error codes that the reference of {} documents. The list is open: what it lacks is `Unknown`.\n\n\
         [`Error::code_as`](alicloud_core::Error::code_as) gives it for an error.",
        crate::emit::markdown::inline(&product.title)
    ));
    let variants = product.errors.iter().map(|error| {
        let (docs, name) = (docs(&error.docs), ident(&error.ident));
        quote!(#docs #name)
    });
    let texts = product.errors.iter().map(|error| {
        let (name, wire) = (ident(&error.ident), text(&error.wire));
        quote!(Self::#name => #wire)
    });
    let known: Vec<_> = product
        .errors
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
    let items = quote! {
        #about
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants,)*
            #[doc = " A code that the reference did not list, as the service sent it."]
            Unknown(String),
        }
        impl ErrorCode {
            #[doc = " The code as the service sends it."]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#texts,)*
                    Self::Unknown(code) => code,
                }
            }
        }
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
    };
    format("error_code.rs", items)
}
