//! Prints `Debug` of what may hold secrets.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::model::{Parameter, StructField, Ty};

use super::tokens::{ident, text};

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
    pub fn of(field: &StructField) -> Self {
        if field.sensitive { Self::RedactedEach } else { Self::Plain }
    }

    /// How a parameter is shown: an argument is a value, anything else an option of one.
    pub fn of_parameter(parameter: &Parameter) -> Self {
        match (parameter.sensitive, parameter.is_argument) {
            (false, _) => Self::Plain,
            (true, true) => Self::Redacted,
            (true, false) => Self::RedactedEach,
        }
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
