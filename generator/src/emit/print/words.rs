//! The sentences of the emitted code, as the templates have them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde::Serialize;

use crate::emit::error::Error;
use crate::emit::model::OutputDocs;
use crate::emit::templates::Templates;

use super::tokens::text;

/// Fills the templates of documentation and of attributes.
pub struct Words<'a> {
    templates: &'a Templates,
    /// What was the same everywhere, by its name.
    fixed: RefCell<BTreeMap<String, TokenStream>>,
}

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

impl<'a> Words<'a> {
    /// The words of these templates.
    pub fn new(templates: &'a Templates) -> Self {
        Self { templates, fixed: RefCell::default() }
    }

    /// The documentation that `docs/NAME.md` makes of facts, an attribute for each line.
    pub fn docs(&self, name: &str, facts: &impl Serialize) -> Result<TokenStream, Error> {
        let words = self.templates.render(&format!("docs/{name}.md"), facts)?;
        let lines = words.trim().lines().map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            let line = text(&line);
            quote!(#[doc = #line])
        });
        Ok(quote!(#(#lines)*))
    }

    /// The same with the example of a call.
    pub fn docs_with_example(&self, name: &str, docs: &impl Serialize, example: String) -> Result<TokenStream, Error> {
        self.docs(name, &WithExample { docs, example })
    }

    /// The documentation that is the same everywhere.
    pub fn fixed(&self, name: &str) -> Result<TokenStream, Error> {
        self.once(name, || self.docs(name, &NoFacts {}))
    }

    /// The documentation of what sends a call, which is the same for all that hand out the same.
    pub fn sending(&self, name: &str, output: &OutputDocs) -> Result<TokenStream, Error> {
        if output.fields.is_empty() {
            self.once(&format!("{name} {:?}", output.kind), || self.docs(name, output))
        } else {
            self.docs(name, output)
        }
    }

    fn once(&self, key: &str, make: impl FnOnce() -> Result<TokenStream, Error>) -> Result<TokenStream, Error> {
        if let Some(known) = self.fixed.borrow().get(key) {
            return Ok(known.clone());
        }
        let made = make()?;
        self.fixed.borrow_mut().insert(key.to_owned(), made.clone());
        Ok(made)
    }

    /// The text of an attribute: `attributes/NAME.txt`.
    pub fn attribute(&self, name: &str) -> Result<Literal, Error> {
        Ok(text(self.templates.render(&format!("attributes/{name}.txt"), &NoFacts {})?.trim()))
    }
}
