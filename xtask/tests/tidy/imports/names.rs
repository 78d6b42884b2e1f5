//! The names and paths in tokens, as they stand: code, macros and attributes alike.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{ItemUse, UseTree};

use super::module::plain;

/// What tokens name.
#[derive(Default)]
pub struct Names {
    /// Paths of two segments or more.
    pub paths: BTreeSet<Vec<String>>,
    pub names: BTreeSet<String>,
    /// What functions import for themselves.
    pub uses: Vec<UseTree>,
}

impl Names {
    /// Reads tokens, those in groups too.
    pub fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Ident(name) if name == "use" => self.import(&tokens, at),
                TokenTree::Ident(name) => self.path(name, &tokens, at),
                TokenTree::Group(group) => {
                    self.read(group.stream());
                    at + 1
                }
                TokenTree::Literal(literal) => {
                    self.text(&literal.to_string());
                    at + 1
                }
                TokenTree::Punct(_) => at + 1,
            }
        }
    }

    /// Reads a `use`; returns where it ends. In a type, `use<'a>` is something else.
    fn import(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
        let Some(length) = tokens[at..].iter().position(is_end) else { return at + 1 };
        let end = at + length + 1;
        match syn::parse2::<ItemUse>(tokens[at..end].iter().cloned().collect()) {
            Ok(item) => {
                self.uses.push(item.tree);
                end
            }
            Err(_) => at + 1,
        }
    }

    /// Reads a path from its first name; returns where it ends.
    fn path(&mut self, first: &Ident, tokens: &[TokenTree], at: usize) -> usize {
        let mut path = vec![plain(first)];
        let mut next = at + 1;
        while is_separator(&tokens[next..])
            && let Some(TokenTree::Ident(name)) = tokens.get(next + 2)
        {
            path.push(plain(name));
            next += 3;
        }
        // After `::`, a path goes on from another crate or from a type in angles.
        let goes_on = at >= 2 && is_separator(&tokens[at - 2..]);
        if !goes_on {
            self.names.insert(path[0].clone());
            if path.len() > 1 {
                self.paths.insert(path);
            }
        }
        next
    }

    /// Takes a text for a path where it is one, as in `#[serde(default = "crate::a::b")]`.
    fn text(&mut self, literal: &str) {
        let path: Vec<String> = literal.trim_matches('"').split("::").map(str::to_owned).collect();
        let is_name = |name: &String| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if path.len() > 1 && ["crate", "self", "super"].contains(&path[0].as_str()) && path.iter().all(is_name) {
            self.paths.insert(path);
        }
    }
}

/// Whether tokens begin with `::`.
fn is_separator(tokens: &[TokenTree]) -> bool {
    let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    is_colon(tokens.first()) && is_colon(tokens.get(1))
}
