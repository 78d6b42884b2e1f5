//! Reads XML as people type it into the tree that the same response has as JSON.
//!
//! An element with elements inside becomes an object, one without a string; elements of one name under one parent become
//! an array. An element with words before its first child holds a text with markup in it, and becomes a string.
//! Attributes say nothing about a response and are skipped. One pass with a stack of open elements, linear in
//! the text.
//!
//! It is written by hand because parsers of XML refuse what is not well-formed, and do not tell how it was meant.

mod close;
mod element;
mod markup;
mod syntax;
mod text;

use std::collections::HashMap;
use std::ops::Range;

use super::problem::Problems;
use super::steps::count;
use super::{Cause, Kind, Node, Read};

use element::Element;

/// The deepest nesting of elements that is read. Each adds an object and at times an array to the tree, and the two together
/// stay within what JSON readers take.
const DEPTH: usize = 60;

/// Reads a text that is meant to be XML. The root element becomes an object with one member; where there is no root
/// element, the elements of the top become the members. No problems: the elements are well-formed, and
/// each holds elements or text, not both.
pub fn read(text: &str) -> Read {
    let mut reader = Reader {
        text,
        at: 0,
        stack: vec![Element::new(String::new(), 0..0, 0)],
        open: HashMap::new(),
        closed_twice: false,
        problems: Problems::default(),
    };
    reader.run();
    let root = reader.finish();
    Read { root, problems: reader.problems.into_sorted() }
}

struct Reader<'a> {
    text: &'a str,
    /// The offset of the next character.
    at: usize,
    /// The elements that are open, below them the document itself.
    stack: Vec<Element>,
    /// The number of open elements by name.
    open: HashMap<String, usize>,
    /// Whether the root element is closed a second time: what stands between the two is not part of it.
    closed_twice: bool,
    problems: Problems,
}

impl Reader<'_> {
    fn run(&mut self) {
        while self.at < self.text.len() {
            count(1);
            let rest = &self.text[self.at..];
            if !rest.starts_with('<') {
                let end = rest.find('<').map_or(self.text.len(), |length| self.at + length);
                self.characters(self.at, end);
                self.at = end;
            } else if let Some(end) = self.skip_markup() {
                self.at = end;
            } else if let Some(end) = self.tag_end() {
                self.tag(end);
            } else {
                let at = self.at;
                self.angle(at);
                self.characters(at, at + 1);
                self.at += 1;
            }
        }
    }

    fn tag(&mut self, end: usize) {
        let start = self.at;
        let inner = &self.text[start + 1..end - 1];
        self.at = end;
        if let Some(name) = inner.strip_prefix('/') {
            return self.close(name.trim(), start..end);
        }
        let closed = inner.ends_with('/');
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let name = self.name(inner, start);
        if self.stack.len() > DEPTH {
            return self.skip_deep(name, start..end, closed);
        }
        *self.open.entry(name.clone()).or_default() += 1;
        self.stack.push(Element::new(name, start..end, end));
        if closed {
            self.pop(end, end);
        }
    }

    /// An element that lies too deep is skipped up to its closing tag.
    fn skip_deep(&mut self, name: String, tag: Range<usize>, closed: bool) {
        let message = format!("elements lie in each other more than {DEPTH} levels deep; this one was read as empty");
        self.problems.push(tag.clone(), Cause::TooDeep, message);
        let mut depth = usize::from(!closed);
        while depth > 0 {
            let length = self.text[self.at..].find('<');
            count(length.unwrap_or(self.text.len() - self.at));
            let Some(length) = length else {
                self.at = self.text.len();
                break;
            };
            self.at += length;
            match self.tag_end() {
                Some(end) => {
                    let inner = &self.text[self.at + 1..end - 1];
                    if inner.starts_with('/') {
                        depth -= 1;
                    } else if !inner.ends_with('/') {
                        depth += 1;
                    }
                    self.at = end;
                }
                None => self.at += 1,
            }
        }
        // Like everything that the end of the text closes, it ends before the white space there.
        let span = tag.start..self.text[..self.at].trim_end().len();
        let value = Node { kind: Kind::String(String::new()), span };
        self.child(name, tag.start + 1..tag.end - 1, value);
    }

    fn child(&mut self, name: String, name_span: Range<usize>, value: Node) {
        if let Some(parent) = self.stack.last_mut() {
            parent.children.push(name, name_span, value);
        }
    }
}
