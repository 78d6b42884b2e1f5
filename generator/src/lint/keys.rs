//! The names of a JSON example as they are written.

use super::quote::quoted;
use super::subject::Subject;
use crate::diagnostic::Findings;
use crate::example::Node;
use crate::read::is_blank;

/// A name of the JSON example has white space before or behind it: no decoder finds the field.
///
/// Evidence: the name between its quotes.
pub fn spaces(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let Some(json) = &subject.study.examples.json else { return };
    let Some(root) = &json.read.root else { return };
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut queue: Vec<&Node> = vec![root];
    while let Some(node) = queue.pop() {
        for member in node.members() {
            if member.name.trim_matches(is_blank) != member.name && !member.name.trim_matches(is_blank).is_empty() {
                found.push((json.text.at + member.name_span.start, &member.name));
            }
            queue.push(&member.value);
        }
        queue.extend(node.items());
    }
    for (at, name) in found {
        let message =
            format!("the name {} of the response example has white space at its end or beginning", quoted(name));
        findings.at("key-with-spaces", at, message, format!("write `{}`", name.trim_matches(is_blank)));
    }
}
