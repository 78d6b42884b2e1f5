//! Prints how a member of a response is reached, past objects that may be absent.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;

/// The object that members lead to, each of which may be absent.
pub fn object(members: &[String], borrowed: bool) -> Option<TokenStream> {
    let (first, inner) = members.split_first()?;
    let first = ident(first);
    let start = if borrowed { quote!(output.#first.as_ref()) } else { quote!(output.#first) };
    Some(inner.iter().fold(start, |outer, step| {
        let step = ident(step);
        if borrowed { quote!(#outer.and_then(|at| at.#step.as_ref())) } else { quote!(#outer.and_then(|at| at.#step)) }
    }))
}
