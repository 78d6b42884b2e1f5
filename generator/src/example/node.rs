//! The tree that an example is read into.

use std::collections::HashMap;
use std::ops::Range;

/// A value of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its place in the text.
    pub span: Range<usize>,
}

/// The kinds of values.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Named values, in the order of the text; a name can occur more than once.
    Object(Vec<Member>),
    /// Values.
    Array(Vec<Node>),
    /// A text, unescaped.
    String(String),
    /// A number, as it is written.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`, or a value that is missing.
    Null,
}

/// A named value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The name, unescaped and not trimmed.
    pub name: String,
    /// The name's place in the text, quotes included.
    pub name_span: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The last member of that name, if the value is an object.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.members().iter().rev().find(|member| member.name == name).map(|member| &member.value)
    }

    /// The members, none if the value is not an object.
    pub fn members(&self) -> &[Member] {
        if let Kind::Object(members) = &self.kind { members } else { &[] }
    }

    /// The items, none if the value is not an array.
    pub fn items(&self) -> &[Node] {
        if let Kind::Array(items) = &self.kind { items } else { &[] }
    }

    /// The text, if the value is a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Kind::String(text) = &self.kind { Some(text) } else { None }
    }

    /// Strict JSON text: indented by two spaces, names in the order of the text. Of a repeated name the last value counts,
    /// as it does for every JSON reader.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        match &self.kind {
            Kind::Object(members) => {
                let last: HashMap<&str, usize> =
                    members.iter().enumerate().map(|(index, member)| (member.name.as_str(), index)).collect();
                let mut written = HashMap::new();
                let unique = members.iter().filter(|member| written.insert(member.name.as_str(), ()).is_none());
                write_list(unique, ['{', '}'], depth, out, |member, depth, out| {
                    write_string(&member.name, out);
                    out.push_str(": ");
                    members[last[member.name.as_str()]].value.write(depth, out);
                });
            }
            Kind::Array(items) => write_list(items.iter(), ['[', ']'], depth, out, Node::write),
            Kind::String(text) => write_string(text, out),
            Kind::Number(text) => out.push_str(text),
            Kind::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            Kind::Null => out.push_str("null"),
        }
    }
}

fn write_list<'a, T: 'a>(
    items: impl Iterator<Item = &'a T>,
    brackets: [char; 2],
    depth: usize,
    out: &mut String,
    write: impl Fn(&T, usize, &mut String),
) {
    out.push(brackets[0]);
    let mut empty = true;
    for item in items {
        if !empty {
            out.push(',');
        }
        empty = false;
        new_line(depth + 1, out);
        write(item, depth + 1, out);
    }
    if !empty {
        new_line(depth, out);
    }
    out.push(brackets[1]);
}

fn new_line(depth: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

fn write_string(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
