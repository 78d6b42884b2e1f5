//! The sentences of the emitted code, as the templates have them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;

use crate::emit::error::Error;
use crate::emit::templates::Templates;

use super::tokens::text;

/// Fills the templates of documentation and of attributes.
#[derive(Clone, Copy)]
pub struct Words<'a>(pub &'a Templates);

/// Documentation with an example of a call.
#[derive(Serialize)]
struct WithExample<'a, D> {
    #[serde(flatten)]
    docs: &'a D,
    example: String,
}

/// What a template without facts is filled with.
#[derive(Serialize)]
struct NoFacts {}

impl Words<'_> {
    /// The documentation that `docs/NAME.md` makes of facts, an attribute for each line.
    pub fn docs(self, name: &str, facts: &impl Serialize) -> Result<TokenStream, Error> {
        let words = self.0.render(&format!("docs/{name}.md"), facts)?;
        let lines = words.trim().lines().map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            let line = text(&line);
            quote!(#[doc = #line])
        });
        Ok(quote!(#(#lines)*))
    }

    /// The same with the example of a call.
    pub fn docs_with_example(self, name: &str, docs: &impl Serialize, example: String) -> Result<TokenStream, Error> {
        self.docs(name, &WithExample { docs, example })
    }

    /// The documentation that is the same everywhere.
    pub fn fixed(self, name: &str) -> Result<TokenStream, Error> {
        self.docs(name, &NoFacts {})
    }

    /// The text of an attribute: `attributes/NAME.txt`.
    pub fn attribute(self, name: &str) -> Result<Literal, Error> {
        Ok(text(self.0.render(&format!("attributes/{name}.txt"), &NoFacts {})?.trim()))
    }
}
