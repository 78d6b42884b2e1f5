//! Reads XML as people type it into the tree that the same answer has as JSON.
//!
//! An element with elements inside becomes an object, one without a string; elements of one name under one parent become
//! an array. An element with words before its first child holds a text with markup in it, and becomes a string.
//! Attributes say nothing about an answer and are skipped. One pass with a stack of open elements, linear in
//! the text.

use std::collections::HashMap;
use std::ops::Range;

use super::problem::Problems;
use super::{Cause, Kind, Member, Node, Read};

/// How deep elements can lie in each other. Each adds an object and at times an array to the tree, and the two together
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
    /// How many elements of a name are open.
    open: HashMap<String, usize>,
    /// Whether the root element is closed a second time: what stands between the two is not part of it.
    closed_twice: bool,
    problems: Problems,
}

/// An open element.
struct Element {
    name: String,
    /// The place of its opening tag.
    tag: Range<usize>,
    /// The offset of its content.
    content: usize,
    /// Text outside its children, unescaped.
    text: String,
    /// The place of the first and last of that text that is not blank.
    text_span: Option<Range<usize>>,
    /// Whether words stand before the first child.
    words_first: bool,
    children: Children,
}

/// The children of an element, those of one name together.
#[derive(Default)]
struct Children {
    members: Vec<(Member, bool)>,
    index: HashMap<String, usize>,
}

impl Element {
    fn new(name: String, tag: Range<usize>, content: usize) -> Self {
        Self {
            name,
            tag,
            content,
            text: String::new(),
            text_span: None,
            words_first: false,
            children: Children::default(),
        }
    }

    fn is_empty(&self) -> bool {
        self.text_span.is_none() && self.children.members.is_empty()
    }
}

impl Children {
    fn push(&mut self, name: String, name_span: Range<usize>, value: Node) {
        if let Some(&index) = self.index.get(&name) {
            let (member, repeated) = &mut self.members[index];
            let span = member.value.span.start..value.span.end;
            if *repeated {
                if let Kind::Array(items) = &mut member.value.kind {
                    items.push(value);
                }
                member.value.span = span;
            } else {
                *repeated = true;
                let first = std::mem::replace(&mut member.value, Node { kind: Kind::Null, span: span.clone() });
                member.value = Node { kind: Kind::Array(vec![first, value]), span };
            }
        } else {
            self.index.insert(name.clone(), self.members.len());
            self.members.push((Member { name, name_span, value }, false));
        }
    }

    fn into_members(self) -> Vec<Member> {
        self.members.into_iter().map(|(member, _)| member).collect()
    }
}

impl Reader<'_> {
    fn run(&mut self) {
        while self.at < self.text.len() {
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

    /// The end of a declaration, a comment or a section of characters, if one starts here.
    fn skip_markup(&mut self) -> Option<usize> {
        let start = self.at;
        let rest = &self.text[start..];
        if rest.starts_with("<![CDATA[") {
            let end = rest.find("]]>");
            if end.is_none() {
                let message = "a section of characters is not closed; it was closed at the end of the text";
                self.problems.push(start..self.text.len(), Cause::Truncated, message);
            }
            let inner = start + 9..end.map_or(self.text.len(), |length| start + length);
            self.add_text(&self.text[inner.clone()], inner);
            return Some(end.map_or(self.text.len(), |length| start + length + 3));
        }
        let end = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.find("-->").map(|length| length + 7)
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest.find('>').map(|length| length + 1)
        } else {
            return None;
        };
        let Some(length) = end else {
            let message = "a comment or declaration is not closed; it was closed at the end of the text";
            self.problems.push(start..self.text.len(), Cause::Truncated, message);
            return Some(self.text.len());
        };
        let markup = &rest[..length];
        let problem = if let Some(declaration) = markup.strip_prefix("<?") {
            let valid = markup.ends_with("?>") && declaration.starts_with(char::is_alphabetic);
            (!valid).then_some((Cause::StrayTag, "a declaration is not well-formed; it was skipped"))
        } else {
            let valid = markup.starts_with("<!--") || markup.starts_with("<!DOCTYPE");
            (!valid).then_some((Cause::Comment, "a comment is not well-formed; it was skipped"))
        };
        if let Some((cause, message)) = problem {
            self.problems.push(start..start + length, cause, message);
        }
        Some(start + length)
    }

    /// The end of the tag that starts here. None: the `<` is text.
    fn tag_end(&self) -> Option<usize> {
        let rest = &self.text[self.at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        if !name.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let length = rest.find(['<', '>'])?;
        rest[length..].starts_with('>').then_some(self.at + 1 + length + 1)
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

    /// The name in an opening tag. What XML does not allow as a name is one here if no attributes explain it.
    fn name(&mut self, inner: &str, start: usize) -> String {
        let inner = inner.trim_end();
        let length = inner.find(char::is_whitespace).unwrap_or(inner.len());
        let attributes = &inner[length..];
        let name = if attributes.contains('=') {
            if !are_attributes(attributes) {
                let message = "attributes are not `name=\"value\"`; they were skipped";
                self.problems.push(start + 1 + length..start + 1 + inner.len(), Cause::InvalidAttribute, message);
            }
            &inner[..length]
        } else {
            inner
        };
        name.to_owned()
    }

    /// An element that lies too deep is skipped up to its closing tag.
    fn skip_deep(&mut self, name: String, tag: Range<usize>, closed: bool) {
        let message = format!("elements lie in each other more than {DEPTH} levels deep; this one was read as empty");
        self.problems.push(tag.clone(), Cause::TooDeep, message);
        let mut depth = usize::from(!closed);
        while depth > 0 {
            let Some(length) = self.text[self.at..].find('<') else {
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

    /// A closing tag.
    fn close(&mut self, name: &str, tag: Range<usize>) {
        let top = self.stack.len() - 1;
        if top > 0 && self.stack[top].name == name {
            return self.pop(tag.start, tag.end);
        }
        if self.open.get(name).is_some_and(|count| *count > 0) {
            while self.stack.last().is_some_and(|element| element.name != name) {
                self.abandon(tag.start);
            }
            return self.pop(tag.start, tag.end);
        }
        let leaf = self.stack[top].children.members.is_empty();
        let alike = self.stack[top].name.eq_ignore_ascii_case(name);
        let last = top == 1 && self.text[tag.end..].trim_start().is_empty();
        if top > 0 && (leaf || alike || last) {
            let message = format!("`</{name}>` closes `<{}>`; it was read as its closing tag", self.stack[top].name);
            self.problems.push(tag.clone(), Cause::MismatchedTag, message);
            self.pop(tag.start, tag.end);
        } else {
            let first = self.stack[0].children.members.first();
            self.closed_twice |=
                first.is_some_and(|(first, _)| first.name == name && !first.value.members().is_empty());
            let message = format!("`</{name}>` closes nothing; it was skipped");
            self.problems.push(tag, Cause::StrayTag, message);
        }
    }

    /// Completes the innermost element, whose content ends at `content_end` and whose closing tag at `end`.
    fn pop(&mut self, content_end: usize, end: usize) {
        if self.stack.len() < 2 {
            return;
        }
        let Some(element) = self.stack.pop() else { return };
        if let Some(count) = self.open.get_mut(&element.name) {
            *count -= 1;
        }
        let name_span = element.tag.start + 1..element.tag.start + 1 + element.name.len();
        if !is_name(&element.name) {
            let message = format!("`{}` is no name for an element; it was read as one", element.name);
            self.problems.push(name_span.clone(), Cause::InvalidName, message);
        }
        let kind = if element.children.members.is_empty() {
            Kind::String(element.text.trim().to_owned())
        } else if element.words_first {
            let message = "elements stand within text; they were read as part of it";
            self.problems.push(element.tag.clone(), Cause::MixedContent, message);
            Kind::String(self.text[element.content..content_end].trim().to_owned())
        } else {
            if let Some(span) = element.text_span {
                let span = span.start..span.end.min(content_end);
                self.problems.push(span, Cause::StrayText, "text stands between elements; it was skipped");
            }
            Kind::Object(element.children.into_members())
        };
        self.child(element.name, name_span, Node { kind, span: element.tag.start..end });
    }

    fn child(&mut self, name: String, name_span: Range<usize>, value: Node) {
        if let Some(parent) = self.stack.last_mut() {
            parent.children.push(name, name_span, value);
        }
    }

    /// Ends the innermost element, which has no closing tag before `end`.
    fn abandon(&mut self, end: usize) {
        let top = self.stack.len() - 1;
        let (tag, name) = (self.stack[top].tag.clone(), self.stack[top].name.clone());
        let parent = &self.stack[top - 1];
        let remove = |reader: &mut Self| {
            if let Some(count) = reader.open.get_mut(&name) {
                *count -= 1;
            }
            reader.stack.pop()
        };
        if self.stack[top].is_empty() && parent.name == name {
            // `<a>…<a>`: the second one was meant to close.
            let message = format!("`<{name}>` has no slash; it was read as the closing tag `</{name}>`");
            self.problems.push(tag.clone(), Cause::UnclosedTag, message);
            remove(self);
            self.pop(tag.start, tag.end);
        } else if parent.text_span.is_some() && parent.children.members.is_empty() && top > 1 {
            // `text <like this> in text`.
            self.angle(tag.start);
            if let Some(element) = remove(self) {
                self.add_text(&self.text[tag.clone()], tag);
                if element.children.members.is_empty() {
                    let span = element.content..element.text_span.map_or(element.content, |span| span.end);
                    self.add_text(&element.text, span);
                }
            }
        } else {
            let message = format!("`<{name}>` has no closing tag; it was closed where its parent ends");
            self.problems.push(tag, Cause::UnclosedTag, message);
            self.pop(end, end);
        }
    }

    fn finish(&mut self) -> Option<Node> {
        let end = self.text.trim_end().len();
        while self.stack.len() > 1 {
            self.abandon(end);
        }
        let document = self.stack.pop()?;
        let start = self.text.len() - self.text.trim_start().len();
        let mut members = document.children.members;
        if self.closed_twice && members.len() > 1 {
            let root = members[0].0.value.span.end;
            let message = "elements stand after the root element; they were skipped";
            self.problems.push(root..end.max(root), Cause::TrailingText, message);
            members.truncate(1);
        }
        if members.is_empty() {
            let message = "the text holds no XML element";
            self.problems.push(start..end.max(start), Cause::NoValue, message);
            return None;
        }
        if let Some(span) = document.text_span {
            self.problems.push(span, Cause::StrayText, "text stands outside the root element; it was skipped");
        }
        if members.len() > 1 || members[0].1 {
            let message = "several elements stand where one root element belongs; they were read as its content";
            self.problems.push(start..start, Cause::MissingRoot, message);
        }
        let members = members.into_iter().map(|(member, _)| member).collect();
        Some(Node { kind: Kind::Object(members), span: start..end })
    }

    fn angle(&mut self, at: usize) {
        let message = "`<` stands in text, where XML has `&lt;`; it was read as text";
        self.problems.push(at..at + 1, Cause::BareAngleBracket, message);
    }

    /// Text between tags.
    fn characters(&mut self, start: usize, end: usize) {
        let mut at = start;
        let mut text = String::with_capacity(end - start);
        while let Some(length) = self.text[at..end].find('&') {
            text.push_str(&self.text[at..at + length]);
            at += length;
            match entity(&self.text[at..end]) {
                Some((c, length)) => {
                    text.push(c);
                    at += length;
                }
                None => {
                    let message = "`&` stands in text, where XML has `&amp;`; it was read as text";
                    self.problems.push(at..at + 1, Cause::BareAmpersand, message);
                    text.push('&');
                    at += 1;
                }
            }
        }
        text.push_str(&self.text[at..end]);
        self.add_text(&text, start..end);
    }

    fn add_text(&mut self, text: &str, span: Range<usize>) {
        let Some(element) = self.stack.last_mut() else { return };
        element.text.push_str(text);
        if !text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            let source = &self.text[span.clone()];
            element.words_first |= element.children.members.is_empty() && text.contains(char::is_alphanumeric);
            let start = span.start + (source.len() - source.trim_start().len());
            let end = span.start + source.trim_end().len();
            let first = element.text_span.as_ref().map_or(start, |span| span.start);
            element.text_span = Some(first..end.max(first));
        }
    }
}

/// The character that an entity stands for, and the length of the entity.
fn entity(text: &str) -> Option<(char, usize)> {
    // The longest one that XML defines is a character by number.
    let limit = text.char_indices().nth(12).map_or(text.len(), |(index, _)| index);
    let end = text[..limit].find(';')?;
    let c = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

/// Whether XML takes it as the name of an element.
fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_' || c == ':')
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.'))
}

/// Whether a text is nothing but `name="value"`, with space before each.
fn are_attributes(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let Some((name, value)) = rest.split_once('=') else { return false };
        let value = value.trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let Some(end) = value[1..].find(quote) else { return false };
        let after = &value[end + 2..];
        if !is_name(name.trim_end()) || (!after.is_empty() && !after.starts_with(char::is_whitespace)) {
            return false;
        }
        rest = after.trim_start();
    }
    true
}
