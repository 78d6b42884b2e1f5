//! Lays out what macros of the runtime are given, which no formatter does: text line by line, of tokens that are decided.
//!
//! What was written is lexed again and compared with what was decided, so that nothing of a page can become code.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

use crate::emit::error::Error;

use super::spacing::{Piece, write_line};
use super::words::Docs;

/// Text of which every token is decided.
#[derive(Default)]
pub struct Sheet {
    text: String,
    /// The tokens, groups opened and closed.
    decided: Vec<String>,
    /// The groups that are open.
    open: Vec<Delimiter>,
    /// By how many steps lines are indented beyond those of the open groups.
    further: usize,
}

impl Sheet {
    /// Writes documentation, each line for itself.
    pub fn docs(&mut self, docs: &Docs) {
        for line in docs.lines() {
            // A comment cannot hold every character; an attribute can, for its literal escapes them.
            if Docs::is_plain(line) {
                self.indent();
                self.text.push_str("///");
                self.text.push_str(line);
                self.text.push('\n');
            } else {
                self.line(Docs::attribute(line));
                continue;
            }
            let literal = proc_macro2::Literal::string(line).to_string();
            self.decided.extend(["#", "[", "doc", "="].map(str::to_owned).into_iter().chain([literal, "]".to_owned()]));
        }
    }

    /// Writes a line.
    pub fn line(&mut self, tokens: impl ToTokens) {
        self.write(tokens.to_token_stream());
        self.text.push('\n');
    }

    /// Writes a line and opens a group at its end.
    pub fn open(&mut self, tokens: impl ToTokens, delimiter: Delimiter) {
        self.write(tokens.to_token_stream());
        let (opening, _) = signs(delimiter);
        if delimiter == Delimiter::Brace || self.text.ends_with('=') {
            self.text.push(' ');
        }
        self.text.push_str(opening);
        self.text.push('\n');
        self.decided.push(opening.to_owned());
        self.open.push(delimiter);
    }

    /// Closes the group that was opened last, and writes what follows on the same line.
    pub fn close(&mut self, after: impl ToTokens) {
        let Some(delimiter) = self.open.pop() else { return };
        let (_, closing) = signs(delimiter);
        self.indent();
        self.text.push_str(closing);
        self.decided.push(closing.to_owned());
        let after = pieces(after.to_token_stream());
        self.text.push_str(&write_line(&after));
        self.decide(&after);
        self.text.push('\n');
    }

    /// Leaves a line empty.
    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// Indents the lines from here on, until [`back`](Self::back).
    pub fn further(&mut self) {
        self.further += 1;
    }

    /// Ends what `further` began.
    pub fn back(&mut self) {
        self.further = self.further.saturating_sub(1);
    }

    /// The text, once it is certain that its tokens are those that were decided. `what` names the file in the error, which
    /// would be a defect of the printer.
    pub fn finish(self, what: &str) -> Result<String, Error> {
        let lexed: TokenStream =
            self.text.parse().map_err(|_| Error::tokens(what, "what was written has no tokens"))?;
        let mut found = Vec::with_capacity(self.decided.len());
        flatten(lexed, &mut found);
        match found.iter().zip(&self.decided).find(|(found, decided)| found != decided) {
            Some((found, decided)) => {
                Err(Error::tokens(what, &format!("{decided:?} was decided, {found:?} was written")))
            }
            None if found.len() != self.decided.len() => Err(Error::tokens(what, "tokens were lost or won in writing")),
            None => Ok(self.text.trim_end().to_owned()),
        }
    }

    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("    ", self.open.len() + self.further));
    }

    fn write(&mut self, tokens: TokenStream) {
        let pieces = pieces(tokens);
        self.indent();
        self.text.push_str(&write_line(&pieces));
        self.decide(&pieces);
    }

    fn decide(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Word(text) => self.decided.push(text.clone()),
                Piece::Sign(text) => self.decided.extend(text.chars().map(String::from)),
            }
        }
    }
}

fn signs(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::None => ("", ""),
    }
}

/// The tokens as the lexer has them, sign by sign.
fn flatten(tokens: TokenStream, out: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (opening, closing) = signs(group.delimiter());
                out.push(opening.to_owned());
                flatten(group.stream(), out);
                out.push(closing.to_owned());
            }
            TokenTree::Punct(punct) => out.push(punct.as_char().to_string()),
            TokenTree::Ident(ident) => out.push(ident.to_string()),
            TokenTree::Literal(literal) => out.push(literal.to_string()),
        }
    }
}

/// The tokens as they are laid out: signs that belong together are one.
fn pieces(tokens: TokenStream) -> Vec<Piece> {
    fn walk(tokens: TokenStream, out: &mut Vec<Piece>) {
        let mut joins = false;
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    let (opening, closing) = signs(group.delimiter());
                    // What quoting groups without a sign is not to be seen.
                    let is_seen = group.delimiter() != Delimiter::None;
                    out.extend(is_seen.then(|| Piece::Sign(opening.to_owned())));
                    walk(group.stream(), out);
                    out.extend(is_seen.then(|| Piece::Sign(closing.to_owned())));
                    joins = false;
                }
                TokenTree::Punct(punct) => {
                    match out.last_mut() {
                        Some(Piece::Sign(sign)) if joins && Piece::is_sign(sign, punct.as_char()) => {
                            sign.push(punct.as_char());
                        }
                        _ => out.push(Piece::Sign(punct.as_char().to_string())),
                    }
                    joins = punct.spacing() == Spacing::Joint;
                }
                TokenTree::Ident(ident) => {
                    out.push(Piece::Word(ident.to_string()));
                    joins = false;
                }
                TokenTree::Literal(literal) => {
                    out.push(Piece::Word(literal.to_string()));
                    joins = false;
                }
            }
        }
    }
    let mut out = Vec::new();
    walk(tokens, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::emit::print::tokens::text;

    fn written(write: impl FnOnce(&mut Sheet)) -> Result<String, Error> {
        let mut sheet = Sheet::default();
        write(&mut sheet);
        sheet.finish("a sheet")
    }

    #[test]
    fn lines_are_indented_and_spaced_as_people_write_them() {
        let name = text("A");
        let text = written(|sheet| {
            sheet.open(quote!(alicloud_core::object!), Delimiter::Brace);
            sheet.docs(&Docs::of("One.\n\nTwo."));
            sheet.open(quote!(pub struct Boat), Delimiter::Brace);
            sheet.line(quote!(ids: Vec<std::collections::BTreeMap<String, Vec<types::Id>>> = secret #name / #name,));
            sheet.close(quote!());
            sheet.close(quote!());
            sheet.line(quote!(pub fn a(&self, b: impl IntoIterator<Item = (impl Into<String>, f64)>) -> Vec<X>));
            sheet.line(
                quote!(|output| output.a.as_ref().map_or(&[][..], |at| &at.b), None, Some(-5) && x == y, vec![1];),
            );
        });
        let expected = "alicloud_core::object! {\n    /// One.\n    ///\n    /// Two.\n    pub struct Boat {\n        \
                        ids: Vec<std::collections::BTreeMap<String, Vec<types::Id>>> = secret \"A\" / \"A\",\n    }\n}\n\
                        pub fn a(&self, b: impl IntoIterator<Item = (impl Into<String>, f64)>) -> Vec<X>\n\
                        |output| output.a.as_ref().map_or(&[][..], |at| &at.b), None, Some(-5) && x == y, vec![1];";
        assert_eq!(text.expect("its tokens"), expected);
    }

    #[test]
    fn what_documentation_holds_stays_documentation() {
        for hostile in
            ["*/ fn evil() {} /*", "}\npub fn evil() {}", "\" fn evil(){} //", "\r\nevil", "/// #[evil]", "\u{202e}x"]
        {
            let text = written(|sheet| {
                sheet.docs(&Docs::of(hostile));
                sheet.line(quote!(
                    pub struct Kept;
                ));
            });
            let file: syn::File = syn::parse_str(&text.expect("its tokens")).expect("Rust");
            assert_eq!(file.items.len(), 1, "{hostile}");
        }
    }

    #[test]
    fn a_token_that_nobody_decided_is_an_error() {
        let mut sheet = Sheet::default();
        sheet.line(quote!(
            pub struct Kept;
        ));
        sheet.text.push_str("pub fn evil() {}");
        assert!(sheet.finish("a sheet").is_err());
        let mut sheet = Sheet::default();
        sheet.line(quote!(
            pub struct Kept;
        ));
        sheet.text = sheet.text.replace("Kept", "Evil");
        assert!(sheet.finish("a sheet").is_err());
    }
}
