//! What the request example shows: the members of its body, the values of its query, and how both spell their names.

use std::collections::{BTreeMap, HashMap};

use crate::example::{Kind, Member, Node, body_from, json};
use crate::infer::depth::DEEPEST;
use crate::infer::table::is_index;
use crate::read::Text;

/// What the request example shows.
#[derive(Debug, Default)]
pub struct ShownValues<'e> {
    body: HashMap<String, Node>,
    /// The body, where it is a list.
    list: Option<Node>,
    query: HashMap<&'e str, &'e str>,
    /// What the query shows in dotted names, as `Tag.1.Key=a` does of `Tag`.
    dotted: HashMap<&'e str, Node>,
    /// The names at the top, by their lower case.
    spellings: HashMap<String, String>,
}

impl<'e> ShownValues<'e> {
    /// Reads the request example.
    pub fn read(example: Option<Text<'e>>) -> Self {
        let Some(text) = example.map(|example| example.raw) else { return Self::default() };
        let begin = body_at(text);
        let mut query = HashMap::new();
        for (name, value) in text[..begin].split(['?', '&']).filter_map(|pair| pair.split_once('=')) {
            query.entry(name.trim()).or_insert(value.trim());
        }
        let body = (begin < text.len()).then(|| json::read(&text[begin..]).root).flatten();
        let dotted = dotted(&query);
        let mut shown = Self { query, dotted, ..Self::default() };
        if let Some(body) = body {
            shown.take_body(body);
        }
        let names = shown.body.keys().map(String::as_str).chain(shown.query.keys().copied());
        shown.spellings = names.map(|name| (name.to_ascii_lowercase(), name.to_owned())).collect();
        shown
    }

    fn take_body(&mut self, body: Node) {
        match body.kind {
            Kind::Object(members) => {
                self.body = members.into_iter().map(|member| (member.name, member.value)).collect();
            }
            Kind::Array(ref items) if !items.is_empty() => self.list = Some(body),
            _ => {}
        }
    }

    /// Takes a body that is shown apart from the request, where the request shows none.
    pub fn add_body(&mut self, text: Option<Text<'_>>) {
        let text = text.filter(|_| self.body.is_empty() && self.list.is_none()).map(|text| text.raw);
        let begin = text.map_or(0, body_at);
        if let Some(body) = text.and_then(|text| structure(text[begin..].trim_start())) {
            self.take_body(body);
        }
    }

    /// The body, where it is a list.
    pub fn list(&self) -> Option<&Node> {
        self.list.as_ref()
    }

    /// Whether the body has a member of the name.
    pub fn has_member(&self, name: &str) -> bool {
        self.body.contains_key(name)
    }

    /// The value of a parameter, where it is a structure.
    pub fn value(&self, name: &str) -> Option<Node> {
        let in_query = || self.query.get(name).and_then(|value| structure(value));
        self.body.get(name).cloned().or_else(in_query).or_else(|| self.dotted.get(name).cloned())
    }

    /// The text of a parameter in the query.
    pub fn text(&self, name: &str) -> Option<&'e str> {
        self.query.get(name).copied()
    }

    /// Whether a parameter of the name is shown at the top.
    pub fn has(&self, name: &str) -> bool {
        self.body.contains_key(name) || self.query.contains_key(name) || self.dotted.contains_key(name)
    }

    /// How the example spells a name that lost its inner capitals, as `Autosnapshotpolicyid` has.
    ///
    /// Evidence: the name begins with its only capital, the example does not have it so, and has one that differs in capitals
    /// alone.
    pub fn respelled(&self, name: &str) -> Option<&str> {
        let mut letters = name.chars();
        let is_lost = letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && name.len() > 1
            && letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !is_lost || self.has(name) {
            return None;
        }
        let shown = self.spellings.get(&name.to_ascii_lowercase())?;
        shown.starts_with(|first: char| first.is_ascii_uppercase()).then_some(shown)
    }
}

/// Where the body begins: on a line of its own that opens an object or a list, outside any value that is still open in the
/// query; at the end where there is none.
fn body_at(text: &str) -> usize {
    let (mut at, mut open) = (body_from(text), 0_i32);
    for line in text[at..].split_inclusive('\n') {
        if open <= 0 && line.trim_start().starts_with(['{', '[']) {
            return at;
        }
        let count = |brackets: [char; 2]| line.matches(brackets).count() as i32;
        open = open.max(0) + count(['{', '[']) - count(['}', ']']);
        at += line.len();
    }
    text.len()
}

/// Reads a value that is a JSON list or object.
pub fn structure(text: &str) -> Option<Node> {
    if text.starts_with(['{', '[']) { json::read(text).root } else { None }
}

/// Whether a value holds named values, at whatever depth of lists.
pub fn has_members(value: &Node) -> bool {
    !value.members().is_empty() || value.items().iter().any(has_members)
}

/// Parts of dotted names, with those behind each.
#[derive(Default)]
struct Parts<'e>(BTreeMap<&'e str, Parts<'e>>);

/// What dotted names of a query say of the structures that they lead through; the numbers of items are no names.
fn dotted<'e>(query: &HashMap<&'e str, &'e str>) -> HashMap<&'e str, Node> {
    let mut all = Parts::default();
    for name in query.keys().filter(|name| name.contains('.')) {
        let mut at = &mut all;
        for part in name.split('.').filter(|part| !part.is_empty() && !is_index(part, true)).take(DEEPEST) {
            at = at.0.entry(part).or_default();
        }
    }
    all.0.into_iter().map(|(name, parts)| (name, node(&parts))).collect()
}

/// The value that parts of names make.
fn node(parts: &Parts<'_>) -> Node {
    let member =
        |(name, below): (&&str, &Parts<'_>)| Member { name: (*name).to_owned(), name_span: 0..0, value: node(below) };
    let kind = match parts.0.is_empty() {
        true => Kind::String(String::new()),
        false => Kind::Object(parts.0.iter().map(member).collect()),
    };
    Node { kind, span: 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &str) -> ShownValues<'_> {
        ShownValues::read(Some(Text { raw, at: 0 }))
    }

    #[test]
    fn dotted_names_of_the_query_show_a_structure() {
        let shown = shown("http://host/?Action=X&Boat.1.Sail.2.Name=a&Boat.1.Crew=3&Port=p");
        let boat = shown.value("Boat").expect("it is shown");
        assert_eq!(boat.to_json().split_whitespace().collect::<String>(), r#"{"Crew":"","Sail":{"Name":""}}"#);
        assert!(shown.has("Boat") && shown.value("Port").is_none() && !shown.has("Sail"));
    }

    #[test]
    fn a_value_of_the_query_may_go_on_in_further_lines() {
        let shown = shown("http://[Host]/?Crew=[\n  {\"Name\":\"n\"},\n  {\"Name\":\"m\"}]\n&Port=p\n\n{\"Deck\":1}");
        assert_eq!(shown.value("Crew").map(|crew| crew.items().len()), Some(2));
        assert!(shown.has("Port") && shown.has("Deck") && !shown.has("Name"));
    }

    #[test]
    fn a_name_without_its_inner_capitals_takes_those_of_the_example() {
        let shown = shown("http://host/?BoatName=a&portId=b&Deck=c&DECK=d");
        assert_eq!(shown.respelled("Boatname"), Some("BoatName"));
        assert_eq!(shown.respelled("Portid"), None, "its first letter is another");
        assert_eq!(shown.respelled("Deck"), None, "the example has it so");
        assert_eq!(shown.respelled("BoatNAME"), None, "it has inner capitals");
        assert_eq!(shown.respelled("Sailname"), None);
    }
}
