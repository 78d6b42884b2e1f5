//! Tags, comments, declarations and CDATA sections: where they end, and what they name.

use super::super::Cause;
use super::super::steps::count;
use super::Reader;
use super::syntax::are_attributes;

impl Reader<'_> {
    /// The end of a declaration, a comment or a section of characters, if one starts here.
    pub(super) fn skip_markup(&mut self) -> Option<usize> {
        let start = self.at;
        let rest = &self.text[start..];
        if rest.starts_with("<![CDATA[") {
            let end = rest.find("]]>");
            count(end.unwrap_or(rest.len()));
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
        count(end.unwrap_or(rest.len()));
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
    pub(super) fn tag_end(&self) -> Option<usize> {
        let rest = &self.text[self.at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        if !name.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let length = rest.find(['<', '>']);
        count(length.unwrap_or(rest.len()));
        let length = length?;
        rest[length..].starts_with('>').then_some(self.at + 1 + length + 1)
    }

    /// The name in an opening tag. What XML does not allow as a name is one here if no attributes explain it.
    pub(super) fn name(&mut self, inner: &str, start: usize) -> String {
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
}
