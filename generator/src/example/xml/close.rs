//! Elements are complete: by their closing tag, by another one, or by the end of the text.

use std::ops::Range;

use super::super::steps::count;
use super::super::{Cause, Kind, Node};
use super::Reader;
use super::syntax::is_name;

impl Reader<'_> {
    /// A closing tag.
    pub(super) fn close(&mut self, name: &str, tag: Range<usize>) {
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
    pub(super) fn pop(&mut self, content_end: usize, end: usize) {
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
            count(content_end.saturating_sub(element.content));
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

    /// Ends the innermost element, which has no closing tag before `end`.
    pub(super) fn abandon(&mut self, end: usize) {
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

    pub(super) fn finish(&mut self) -> Option<Node> {
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
}
