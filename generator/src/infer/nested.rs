//! Request rows that stand below another row without saying so: the example shows them inside that row's value.

use std::collections::HashSet;

use crate::example::{Node, json};
use crate::read::Text;

use super::DEEPEST;
use super::rows::Row;
use super::type_word::Class;

/// How many rows may stand between two that the example shows: an example leaves out what is optional.
const GAP: usize = 3;

/// Marks the rows that a container's value in the example holds as standing below it, as `└` would.
///
/// Evidence: the row is a container by its type; its value, in its example cell or in the request example, is JSON whose
/// members are called like the rows that follow; and the example does not show those at the top. A table that marks rows
/// itself is left as it is.
pub fn nest(rows: &mut [Row<'_>], example: Option<Text<'_>>) {
    if rows.iter().any(|row| row.marks > 0 || row.name.contains('.')) {
        return;
    }
    let shown = Shown::read(example);
    let mut at = 0;
    while at < rows.len() {
        let value = value_of(&rows[at], &shown);
        at += 1;
        if let Some(value) = value {
            let end = end_of(rows, at, &value, &shown);
            mark(&mut rows[at..end], &[&value], 1);
            at = end;
        }
    }
}

/// What the request example shows: the members of its body, and the values of its query.
struct Shown<'e> {
    body: Option<Node>,
    query: Vec<(&'e str, &'e str)>,
}

impl<'e> Shown<'e> {
    fn read(example: Option<Text<'e>>) -> Self {
        let Some(text) = example.map(|example| example.raw) else { return Self { body: None, query: Vec::new() } };
        // A body begins on a line of its own; a value of the query goes on in its line.
        let body = text.lines().position(|line| line.trim_start().starts_with(['{', '[']));
        let begin = body.map_or(text.len(), |line| text.split_inclusive('\n').take(line).map(str::len).sum());
        let query = text[..begin].split(['?', '&']).filter_map(|pair| pair.split_once('='));
        let query = query.map(|(name, value)| (name.trim(), value.trim())).collect();
        let body = (begin < text.len()).then(|| json::read(&text[begin..]).root).flatten();
        Self { body, query }
    }

    fn value(&self, name: &str) -> Option<Node> {
        let shown = self.body.as_ref().and_then(|body| body.get(name)).cloned();
        shown.or_else(|| self.query.iter().find(|(key, _)| *key == name).and_then(|(_, value)| structure(value)))
    }

    fn has(&self, name: &str) -> bool {
        self.body.as_ref().is_some_and(|body| body.get(name).is_some())
            || self.query.iter().any(|(key, _)| *key == name)
    }
}

/// The value of a container row, where it has members.
fn value_of(row: &Row<'_>, shown: &Shown<'_>) -> Option<Node> {
    if !matches!(row.class, Class::List | Class::ListOf(_) | Class::Object | Class::Json) {
        return None;
    }
    structure(&row.example).or_else(|| shown.value(&row.name)).filter(|value| !members(&[value]).is_empty())
}

/// Reads a value that is a JSON list or object.
fn structure(text: &str) -> Option<Node> {
    if text.starts_with(['{', '[']) { json::read(text).root } else { None }
}

/// The names below values, those of list items included, each with its values.
fn members<'n>(values: &[&'n Node]) -> Vec<(&'n str, Vec<&'n Node>)> {
    let mut members: Vec<(&str, Vec<&Node>)> = Vec::new();
    let mut queue: Vec<&Node> = values.to_vec();
    while let Some(value) = queue.pop() {
        queue.extend(value.items());
        for member in value.members() {
            match members.iter_mut().find(|(name, _)| *name == member.name) {
                Some((_, values)) => values.push(&member.value),
                None => members.push((&member.name, vec![&member.value])),
            }
        }
    }
    members
}

/// Where the rows end that a value holds: behind the last one that it has a name of, at whatever depth.
fn end_of(rows: &[Row<'_>], begin: usize, value: &Node, shown: &Shown<'_>) -> usize {
    let mut names: HashSet<&str> = HashSet::new();
    let mut queue = vec![value];
    while let Some(value) = queue.pop() {
        queue.extend(value.items());
        for member in value.members() {
            names.insert(&member.name);
            queue.push(&member.value);
        }
    }
    let mut end = begin;
    for (at, row) in rows.iter().enumerate().skip(begin) {
        if at - end >= GAP || shown.has(&row.name) {
            break;
        }
        if names.contains(row.name.as_str()) {
            end = at + 1;
        }
    }
    end
}

/// Marks rows by the value that shows them; what it does not show stands beside what it does.
fn mark(rows: &mut [Row<'_>], values: &[&Node], depth: usize) {
    let members = members(values);
    let mut at = 0;
    while at < rows.len() {
        rows[at].marks = depth;
        let below = members.iter().find(|(name, _)| *name == rows[at].name).map(|(_, values)| values);
        at += 1;
        let Some(below) = below.filter(|_| depth < DEEPEST) else { continue };
        let inner = self::members(below);
        let held = rows[at..].iter().take_while(|row| {
            inner.iter().any(|(name, _)| *name == row.name) && !members.iter().any(|(name, _)| *name == row.name)
        });
        let end = at + held.count();
        if end > at {
            mark(&mut rows[at..end], below, depth + 1);
            at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, class: Class, example: &str) -> Row<'static> {
        Row { name: name.to_owned(), class, example: example.to_owned(), ..Row::default() }
    }

    fn leaf(name: &str) -> Row<'static> {
        row(name, Class::Scalar(crate::ir::Type::String), "")
    }

    fn marks(mut rows: Vec<Row<'_>>, example: &str) -> Vec<usize> {
        nest(&mut rows, Some(Text { raw: example, at: 0 }));
        rows.iter().map(|row| row.marks).collect()
    }

    #[test]
    fn the_value_in_the_query_shows_what_a_parameter_holds() {
        let rows = || {
            vec![
                leaf("PackId"),
                row("Rules", Class::List, ""),
                leaf("Identifier"),
                leaf("Title"),
                row("Inputs", Class::List, ""),
                leaf("InputName"),
                leaf("InputValue"),
                leaf("ClientToken"),
            ]
        };
        let example = "http://host/?Action=X\n&PackId=p\n\
                       &Rules=[{\"Identifier\":\"i\",\"Inputs\":[{\"InputName\":\"n\",\"InputValue\":\"v\"}]}]\n&<public>";
        assert_eq!(marks(rows(), example), [0, 0, 1, 1, 1, 2, 2, 0]);
        assert_eq!(marks(rows(), "http://host/?Action=X&PackId=p"), [0; 8], "nothing shows it");
    }

    #[test]
    fn the_example_cell_or_the_body_shows_it_as_well() {
        let rows = vec![row("group", Class::Object, "{\"name\":\"n\",\"ips\":[\"1\"]}"), leaf("name"), leaf("ips")];
        assert_eq!(marks(rows, ""), [0, 1, 1]);
        let rows = vec![row("group", Class::Object, ""), leaf("name"), leaf("mode")];
        assert_eq!(marks(rows, "PUT /a HTTP/1.1\n\n{\"group\":{\"name\":\"n\"},\"mode\":\"x\"}"), [0, 1, 0]);
    }

    #[test]
    fn what_the_example_shows_at_the_top_or_the_table_marks_is_left() {
        let rows = vec![row("group", Class::Object, "{\"name\":\"n\"}"), leaf("name")];
        assert_eq!(marks(rows, "http://host/?name=x"), [0, 0]);
        let mut rows = vec![row("group", Class::Object, "{\"name\":\"n\"}"), leaf("name"), leaf("a"), leaf("b")];
        rows[3].marks = 1;
        assert_eq!(marks(rows, ""), [0, 0, 0, 1]);
        let rows = vec![row("group", Class::Scalar(crate::ir::Type::String), "{\"name\":\"n\"}"), leaf("name")];
        assert_eq!(marks(rows, ""), [0, 0], "a text is no container");
    }
}
