//! The sentences of the emitted code, as the templates have them.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde::Serialize;

use crate::emit::error::Error;
use crate::emit::literal::is_hidden;
use crate::emit::templates::Templates;

use super::tokens::text;

/// Fills the templates of documentation and of attributes.
pub struct Words<'a> {
    templates: &'a Templates,
}

/// Documentation, line by line as the attribute has it.
#[derive(Clone, Debug, Default)]
pub struct Docs(Vec<String>);

impl Docs {
    /// The documentation that a text is.
    pub fn of(text: &str) -> Self {
        let line = |line: &str| if line.is_empty() { String::new() } else { format!(" {line}") };
        Self(text.trim().lines().map(line).collect())
    }

    /// The lines, each with the space before it.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a line can stand in a comment.
    pub fn is_plain(line: &str) -> bool {
        !line.chars().any(is_hidden)
    }

    /// A line as an attribute.
    pub fn attribute(line: &str) -> TokenStream {
        let line = text(line);
        quote!(#[doc = #line])
    }
}

impl ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.lines().map(Self::attribute));
    }
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
        Self { templates }
    }

    /// The documentation that `docs/NAME.md` makes of facts.
    pub fn docs(&self, name: &str, facts: &impl Serialize) -> Result<Docs, Error> {
        Ok(Docs::of(&self.templates.render(&format!("docs/{name}.md"), facts)?))
    }

    /// The same with the example of a call.
    pub fn docs_with_example(&self, name: &str, docs: &impl Serialize, example: String) -> Result<Docs, Error> {
        self.docs(name, &WithExample { docs, example })
    }

    /// The documentation that is the same everywhere.
    pub fn fixed(&self, name: &str) -> Result<Docs, Error> {
        self.docs(name, &NoFacts {})
    }

    /// The text of an attribute: `attributes/NAME.txt`.
    pub fn attribute(&self, name: &str) -> Result<Literal, Error> {
        Ok(text(self.templates.render(&format!("attributes/{name}.txt"), &NoFacts {})?.trim()))
    }
}
