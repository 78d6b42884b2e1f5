//! The response example as evidence: one tree whose list items are merged, from the JSON example and the XML one.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use crate::example::{Kind, Member, Node};
use crate::read::is_blank;

/// The index of the tree's root.
pub const ROOT: usize = 0;

/// What a node of the example is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// It has members.
    Object,
    /// It is a list.
    Array,
    /// It is a scalar.
    Scalar,
    /// It is `null` or absent.
    Null,
}

/// A node of the example.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name, without stray spaces.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// Of a list: what its items are; absent for an empty list.
    pub items: Option<Shape>,
    /// Its members, or those of all its items, in order of first appearance.
    pub children: Vec<usize>,
    /// The node above; the root is its own.
    pub parent: usize,
    /// Whether only the XML example has it.
    pub only_xml: bool,
    /// Whether it is the empty string.
    pub empty_text: bool,
}

/// The merged example.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The nodes, the root first; empty where the page has no usable example.
    pub places: Vec<Place>,
    index: FxHashMap<(usize, String), usize>,
    /// The first member of a name without regard to case.
    folded: FxHashMap<(usize, String), usize>,
}

impl Sample {
    /// Merges the two examples. `names` are the names of the table's rows, which tell what of the XML is worth having.
    pub fn new(json: Option<&Node>, xml: Option<&Node>, names: &HashSet<String>) -> Self {
        let json = json.map(|json| unwrap_envelope(unwrap_response(json), names));
        let xml = xml.map(unwrap_response);
        match (json, xml) {
            (Some(json), Some(xml)) if xml_knows_more(json, xml, names) => {
                let mut sample = Self::of(xml, false);
                sample.take_arrays(ROOT, json);
                sample
            }
            (Some(json), xml) => {
                let mut sample = Self::of(json, false);
                if let Some(xml) = xml {
                    sample.add(ROOT, xml, Some(names));
                }
                sample
            }
            (None, Some(xml)) => Self::of(xml, true),
            (None, None) => Self::default(),
        }
    }

    fn of(root: &Node, only_xml: bool) -> Self {
        let mut sample = Self::default();
        let place = Place {
            name: String::new(),
            shape: Shape::Object,
            items: None,
            children: Vec::new(),
            parent: ROOT,
            only_xml: false,
            empty_text: false,
        };
        sample.places.push(place);
        sample.fill(ROOT, root, only_xml, None);
        sample
    }

    /// Whether there is anything to go by.
    pub fn is_empty(&self) -> bool {
        self.places.first().is_none_or(|root| root.children.is_empty())
    }

    /// The member of a node by name: exactly, else without regard to case; whether it was exact comes second.
    pub fn child(&self, place: usize, name: &str) -> Option<(usize, bool)> {
        let key = (place, name.to_owned());
        if let Some(&exact) = self.index.get(&key) {
            return Some((exact, true));
        }
        self.folded.get(&(place, name.to_ascii_lowercase())).map(|&child| (child, false))
    }

    /// Adds the members of a value, or of a list's items, below a node.
    fn fill(&mut self, place: usize, node: &Node, only_xml: bool, names: Option<&HashSet<String>>) {
        match &node.kind {
            Kind::Object(members) => {
                for member in members {
                    self.member(place, member, only_xml, names);
                }
            }
            Kind::Array(items) => {
                for item in items {
                    self.fill(place, item, only_xml, names);
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, parent: usize, member: &Member, only_xml: bool, names: Option<&HashSet<String>>) {
        let name = member.name.trim_matches(is_blank);
        let existing = self.index.get(&(parent, name.to_owned())).copied();
        let place = match existing {
            Some(place) => place,
            None if names.is_some_and(|names| !names.contains(name)) => return,
            None => {
                let place = self.places.len();
                self.places.push(Place {
                    name: name.to_owned(),
                    shape: Shape::Null,
                    items: None,
                    children: Vec::new(),
                    parent,
                    only_xml,
                    empty_text: false,
                });
                self.index.insert((parent, name.to_owned()), place);
                self.folded.entry((parent, name.to_ascii_lowercase())).or_insert(place);
                self.places[parent].children.push(place);
                place
            }
        };
        let entry = &mut self.places[place];
        if !(only_xml && existing.is_some() && entry.shape != Shape::Null) {
            let shape = shape_of(&member.value);
            if entry.shape == Shape::Null || rank(shape) > rank(entry.shape) {
                entry.shape = shape;
            }
            if let Kind::Array(items) = &member.value.kind {
                entry.items = items.iter().map(shape_of).max_by_key(|&shape| rank(shape)).or(entry.items);
            }
            entry.empty_text = matches!(&member.value.kind, Kind::String(text) if text.trim().is_empty());
        }
        self.fill(place, &member.value, only_xml, names);
    }

    /// Adds what the XML example has beyond the JSON one, where the table names it.
    fn add(&mut self, place: usize, xml: &Node, names: Option<&HashSet<String>>) {
        self.fill(place, xml, true, names);
    }

    /// Takes over from the JSON example which nodes of the XML one are lists: XML does not tell for a single element.
    fn take_arrays(&mut self, place: usize, json: &Node) {
        match &json.kind {
            Kind::Array(items) => {
                for item in items {
                    self.take_arrays(place, item);
                }
            }
            Kind::Object(members) => {
                for member in members {
                    let Some((child, _)) = self.child(place, member.name.trim_matches(is_blank)) else { continue };
                    if let Kind::Array(items) = &member.value.kind {
                        let shown = self.places[child].shape;
                        self.places[child].items = items.iter().map(shape_of).next().or(match shown {
                            Shape::Array => self.places[child].items,
                            Shape::Null => None,
                            other => Some(other),
                        });
                        self.places[child].shape = Shape::Array;
                        if let Some(level) = self.level_beyond(child, items) {
                            self.places[level].only_xml = true;
                            self.take_arrays(level, &member.value);
                            continue;
                        }
                    }
                    self.take_arrays(child, &member.value);
                }
            }
            _ => {}
        }
    }

    /// The level of the XML example between a list of the JSON one and the members of its items.
    fn level_beyond(&self, list: usize, items: &[Node]) -> Option<usize> {
        let &[only] = self.places[list].children.as_slice() else { return None };
        let name = &self.places[only].name;
        let shown = |item: &Node| item.members().iter().any(|member| member.name.trim_matches(is_blank) == name);
        let listed = items.iter().any(|item| !item.members().is_empty()) && !items.iter().any(shown);
        (listed && !self.places[only].children.is_empty()).then_some(only)
    }

    /// The example with an envelope taken off: where no row's name stands at the root but some stand in one object below
    /// it, that object is the root. Names at the root that are a row's but for their case do not count where the object has
    /// most of the same names as the rows write them.
    pub fn without_envelope(&self, names: &HashSet<String>) -> usize {
        let Some(root) = self.places.first() else { return ROOT };
        let lower: HashSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        let known = |place: usize| {
            self.places[place]
                .children
                .iter()
                .filter(|&&c| lower.contains(&self.places[c].name.to_ascii_lowercase()))
                .count()
        };
        let exact = |place: usize| {
            let names = self.places[place].children.iter().filter(|&&c| names.contains(&self.places[c].name));
            names.map(|&c| self.places[c].name.to_ascii_lowercase()).collect::<HashSet<_>>()
        };
        if known(ROOT) > 0 {
            let folded = self.places[ROOT].children.iter().map(|&c| self.places[c].name.to_ascii_lowercase());
            let folded: HashSet<String> = folded.filter(|name| lower.contains(name)).collect();
            // Most of them are enough: the number of the call may stand in the envelope alone.
            let most = |c: usize| 2 * exact(c).intersection(&folded).count() >= folded.len();
            let repeats = |&&c: &&usize| self.places[c].shape == Shape::Object && most(c);
            let inner = if exact(ROOT).is_empty() { root.children.iter().find(repeats) } else { None };
            return inner.copied().unwrap_or(ROOT);
        }
        let inner = root.children.iter().copied().filter(|&c| self.places[c].shape == Shape::Object);
        inner.max_by_key(|&c| (known(c), std::cmp::Reverse(c))).filter(|&c| known(c) > 0).unwrap_or(ROOT)
    }
}

fn shape_of(node: &Node) -> Shape {
    match &node.kind {
        Kind::Object(_) => Shape::Object,
        Kind::Array(_) => Shape::Array,
        Kind::Null => Shape::Null,
        _ => Shape::Scalar,
    }
}

/// The shape that tells more wins where items differ.
fn rank(shape: Shape) -> u8 {
    match shape {
        Shape::Null => 0,
        Shape::Scalar => 1,
        Shape::Object => 2,
        Shape::Array => 3,
    }
}

/// Takes off the root element `<Operation>Response`, which is always there in XML and now and then in JSON.
pub(crate) fn unwrap_response(root: &Node) -> &Node {
    match root.members() {
        [only] if only.name.trim_matches(is_blank).ends_with("Response") && !only.value.members().is_empty() => {
            &only.value
        }
        _ => match &root.kind {
            // A list at the root shows the items of a page that lists fields.
            Kind::Array(items) if items.len() == 1 => &items[0],
            _ => root,
        },
    }
}

/// Takes off an object around the whole reply, such as one called like the operation: no row has its name, and some have
/// its members'. Beside an XML example without it, it would not be seen any more.
fn unwrap_envelope<'n>(root: &'n Node, names: &HashSet<String>) -> &'n Node {
    let known = |member: &Member| names.contains(member.name.trim_matches(is_blank));
    match root.members() {
        [only] if !known(only) && only.value.members().iter().any(known) => &only.value,
        _ => root,
    }
}

/// Whether the XML example holds more of the table's names than the JSON one.
fn xml_knows_more(json: &Node, xml: &Node, names: &HashSet<String>) -> bool {
    let count = |root: &Node| {
        let (mut seen, mut queue) = (HashSet::new(), vec![root]);
        while let Some(node) = queue.pop() {
            for member in node.members() {
                if let Some(name) = names.get(member.name.trim_matches(is_blank)) {
                    seen.insert(name.as_str());
                }
                queue.push(&member.value);
            }
            queue.extend(node.items());
        }
        seen.len()
    };
    count(xml) > count(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{json, xml};

    fn names(names: &[&str]) -> HashSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn an_envelope_whose_names_differ_in_case_alone_is_none() {
        let root = |text: &str, rows: &[&str]| {
            let json = json::read(text).root;
            let names = names(rows);
            let sample = Sample::new(json.as_ref(), None, &names);
            sample.places[sample.without_envelope(&names)].name.clone()
        };
        let rows = ["Data", "RequestId"];
        assert_eq!(root(r#"{"code":1,"data":{"Data":{"A":1},"RequestId":"r"},"requestId":"s"}"#, &rows), "data");
        assert_eq!(root(r#"{"code":1,"data":{"A":1},"requestId":"s"}"#, &rows), "", "the page writes them so");
        assert_eq!(root(r#"{"Data":{"Data":1},"RequestId":"s"}"#, &rows), "");
    }

    #[test]
    fn items_are_merged_and_spaces_around_names_dropped() {
        let json = json::read(r#"{" A ":[{"B":1},{"C":"x","B":2}],"D":[],"E":""}"#).root;
        let sample = Sample::new(json.as_ref(), None, &names(&["A"]));
        let (a, exact) = sample.child(ROOT, "A").expect("A is at the root");
        assert!(exact);
        let children: Vec<_> = sample.places[a].children.iter().map(|&c| sample.places[c].name.as_str()).collect();
        assert_eq!((children, sample.places[a].items), (vec!["B", "C"], Some(Shape::Object)));
        let (d, exact) = sample.child(ROOT, "d").expect("D is at the root");
        assert_eq!((exact, sample.places[d].shape, sample.places[d].items), (false, Shape::Array, None));
    }

    #[test]
    fn xml_adds_only_what_the_table_names() {
        let json = json::read(r#"{"A":{"B":1},"E":1}"#).root;
        let xml = xml::read("<XResponse><A><B>1</B><C>2</C><D>3</D></A></XResponse>").root;
        let sample = Sample::new(json.as_ref(), xml.as_ref(), &names(&["A", "B", "C", "E"]));
        let (a, _) = sample.child(ROOT, "A").expect("A is at the root");
        assert!(sample.child(a, "D").is_none());
        assert!(sample.places[sample.child(a, "C").expect("C is added").0].only_xml);
    }

    #[test]
    fn an_object_around_the_reply_is_taken_off_unless_a_row_is_named_after_it() {
        let json = json::read(r#"{"CreateCrew":{"CrewId":"c"}}"#).root;
        let xml = xml::read("<CreateCrewResponse><CrewId>c</CrewId></CreateCrewResponse>").root;
        let child = |rows: &[&str]| {
            let sample = Sample::new(json.as_ref(), xml.as_ref(), &names(rows));
            sample.places[ROOT].children.iter().map(|&child| sample.places[child].name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(child(&["CrewId"]), ["CrewId"]);
        assert_eq!(child(&["CreateCrew", "CrewId"]), ["CreateCrew", "CrewId"], "the XML example adds the second");
        assert_eq!(child(&["Other"]), ["CreateCrew"]);
    }

    #[test]
    fn an_envelope_is_taken_off_only_where_the_root_has_no_row() {
        let json = json::read(r#"{"code":200,"data":{"A":1,"B":2}}"#).root;
        let sample = Sample::new(json.as_ref(), None, &names(&["A", "B"]));
        assert_eq!(sample.places[sample.without_envelope(&names(&["A", "B"]))].name, "data");
        assert_eq!(sample.without_envelope(&names(&["code", "A"])), ROOT);
    }
}
