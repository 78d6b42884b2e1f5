//! Prints the way to a member of an answer, past objects that may be absent.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;

/// The object behind some members, each of which may be absent.
pub fn object(way: &[String], borrowed: bool) -> Option<TokenStream> {
    let (first, inner) = way.split_first()?;
    let first = ident(first);
    let start = if borrowed { quote!(output.#first.as_ref()) } else { quote!(output.#first) };
    Some(inner.iter().fold(start, |outer, step| {
        let step = ident(step);
        if borrowed { quote!(#outer.and_then(|at| at.#step.as_ref())) } else { quote!(#outer.and_then(|at| at.#step)) }
    }))
}
