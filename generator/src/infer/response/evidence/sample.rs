//! The response example as evidence: one tree whose list items are merged, from the JSON example and the XML one.

use std::collections::HashSet;
use std::ops::Index;

use rustc_hash::FxHashMap;

use super::wrapper::{unwrap_envelope, unwrap_response};
use crate::example::{Kind, Member, Node};
use crate::infer::response::id::{Arena, NodeId};
use crate::read::is_blank;
use crate::words::plural::is_plural;

/// The type of a value of the example; where several are merged, the one that tells most, the last, wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueType {
    /// `null` or absent.
    Null,
    Scalar,
    Object,
    Array,
}

impl ValueType {
    fn of(value: &Node) -> Self {
        match &value.kind {
            Kind::Object(_) => Self::Object,
            Kind::Array(_) => Self::Array,
            Kind::Null => Self::Null,
            _ => Self::Scalar,
        }
    }
}

/// A node of the merged example.
#[derive(Clone, Debug)]
pub struct SampleNode {
    /// Its name, without stray spaces.
    pub name: String,
    pub value: ValueType,
    /// Of a list: what its items are, then, where these are lists, what theirs are, and so on; empty for an empty list.
    pub nested: Vec<ValueType>,
    /// Its members, or those of all its items, in order of first appearance.
    pub children: Vec<NodeId>,
    /// The node above; the root is its own.
    pub parent: NodeId,
    /// Whether only the XML example has it.
    pub only_xml: bool,
}

impl SampleNode {
    fn new(name: &str, value: ValueType, parent: NodeId, only_xml: bool) -> Self {
        Self { name: name.to_owned(), value, nested: Vec::new(), children: Vec::new(), parent, only_xml }
    }

    /// Tells whether it is a list of scalars.
    pub fn holds_scalars(&self) -> bool {
        self.value == ValueType::Array && self.children.is_empty() && self.nested.first() == Some(&ValueType::Scalar)
    }

    /// Tells whether it is a list without items.
    pub fn is_empty_list(&self) -> bool {
        self.value == ValueType::Array && self.nested.is_empty() && self.children.is_empty()
    }
}

/// The merged example; without any node where the page has no usable one.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    nodes: Arena<NodeId, SampleNode>,
    exact: FxHashMap<(NodeId, String), NodeId>,
    /// The first member of a name without regard to case.
    folded: FxHashMap<(NodeId, String), NodeId>,
    led_by_xml: bool,
    in_other_case: bool,
}

impl Index<NodeId> for Sample {
    type Output = SampleNode;

    fn index(&self, node: NodeId) -> &SampleNode {
        &self.nodes[node]
    }
}

/// The members of a further value that are merged, and as what.
#[derive(Clone, Copy)]
struct Merge<'n> {
    only_xml: bool,
    /// The names that are worth having; absent: all are.
    names: Option<&'n HashSet<String>>,
}

impl Sample {
    /// Merges the two examples. `names` are the names of the table's rows, which tell what of the XML is worth having.
    pub fn new(json: Option<&Node>, xml: Option<&Node>, names: &HashSet<String>) -> Self {
        let json = json.map(|json| unwrap_envelope(unwrap_response(json), names));
        let xml = xml.map(unwrap_response);
        match (json, xml) {
            (Some(json), Some(xml)) if xml_knows_more(json, xml, names) => Self::of_both(xml, json, names),
            (Some(json), xml) => {
                let mut sample = Self::of(json, false);
                if let Some(xml) = xml {
                    sample.fill(NodeId::ROOT, xml, Merge { only_xml: true, names: Some(names) });
                }
                sample
            }
            (None, Some(xml)) => Self { led_by_xml: true, ..Self::of(xml, true) },
            (None, None) => Self::default(),
        }
    }

    /// Merges the two examples, of which the XML one is the one to go by.
    pub fn of_xml(xml: &Node, json: &Node, names: &HashSet<String>) -> Self {
        Self::of_both(unwrap_response(xml), unwrap_envelope(unwrap_response(json), names), names)
    }

    /// The XML example, with what the JSON one says of lists.
    fn of_both(xml: &Node, json: &Node, names: &HashSet<String>) -> Self {
        let mut sample = Self::of(xml, false);
        sample.led_by_xml = true;
        sample.in_other_case = known_names(json, names).is_empty();
        sample.take_arrays(NodeId::ROOT, json);
        sample
    }

    fn of(root: &Node, only_xml: bool) -> Self {
        let mut sample = Self::default();
        sample.nodes.push(SampleNode::new("", ValueType::Object, NodeId::ROOT, false));
        sample.fill(NodeId::ROOT, root, Merge { only_xml, names: None });
        sample
    }

    /// The nodes, the root first.
    pub fn nodes(&self) -> &Arena<NodeId, SampleNode> {
        &self.nodes
    }

    /// Tells whether there is anything to go by.
    pub fn is_empty(&self) -> bool {
        self.nodes.get(NodeId::ROOT).is_none_or(|root| root.children.is_empty())
    }

    /// Tells whether it is the XML example, which does not tell an object from a list of one item.
    pub fn led_by_xml(&self) -> bool {
        self.led_by_xml
    }

    /// Tells whether the JSON example has none of the rows' names as they are written, and the XML one does: then the JSON is
    /// not as the service responds.
    pub fn in_other_case(&self) -> bool {
        self.in_other_case
    }

    /// The member of a node by name: exactly, else without regard to case; whether it was exact comes second.
    pub fn child(&self, node: NodeId, name: &str) -> Option<(NodeId, bool)> {
        let key = (node, name.to_owned());
        if let Some(&exact) = self.exact.get(&key) {
            return Some((exact, true));
        }
        self.folded.get(&(node, name.to_ascii_lowercase())).map(|&child| (child, false))
    }

    /// The list that is the only member of a node.
    pub fn only_list(&self, node: NodeId) -> Option<NodeId> {
        match *self[node].children.as_slice() {
            [only] if self[node].value == ValueType::Object && self[only].value == ValueType::Array => Some(only),
            _ => None,
        }
    }

    /// Adds the members of a value, or of a list's items, below a node.
    fn fill(&mut self, node: NodeId, value: &Node, merge: Merge<'_>) {
        match &value.kind {
            Kind::Object(members) => members.iter().for_each(|member| self.member(node, member, merge)),
            Kind::Array(items) => items.iter().for_each(|item| self.fill(node, item, merge)),
            _ => {}
        }
    }

    fn member(&mut self, parent: NodeId, member: &Member, merge: Merge<'_>) {
        let name = member.name.trim_matches(is_blank);
        let existing = self.exact.get(&(parent, name.to_owned())).copied();
        if existing.is_none() && merge.names.is_some_and(|names| !names.contains(name)) {
            return;
        }
        let node = existing.unwrap_or_else(|| self.add(parent, name, merge.only_xml));
        let value = bracketed(name, &member.value).unwrap_or(&member.value);
        let entry = &mut self.nodes[node];
        if !(merge.only_xml && existing.is_some() && entry.value != ValueType::Null) {
            entry.value = entry.value.max(ValueType::of(value));
            if !value.items().is_empty() {
                entry.nested = nested(value.items());
            }
        }
        self.fill(node, value, merge);
    }

    fn add(&mut self, parent: NodeId, name: &str, only_xml: bool) -> NodeId {
        let node = self.nodes.push(SampleNode::new(name, ValueType::Null, parent, only_xml));
        self.exact.insert((parent, name.to_owned()), node);
        self.folded.entry((parent, name.to_ascii_lowercase())).or_insert(node);
        self.nodes[parent].children.push(node);
        node
    }

    /// Takes over from the JSON example which nodes of the XML one are lists: XML does not tell for a single element.
    fn take_arrays(&mut self, node: NodeId, json: &Node) {
        for item in json.items() {
            self.take_arrays(node, item);
        }
        for member in json.members() {
            let Some((child, _)) = self.child(node, member.name.trim_matches(is_blank)) else { continue };
            let mut inside = child;
            if let Kind::Array(items) = &member.value.kind {
                self.take_array(child, items);
                if let Some(level) = self.level_beyond(child, items) {
                    self.nodes[level].only_xml = true;
                    inside = level;
                }
            }
            self.take_arrays(inside, &member.value);
        }
    }

    /// Makes a node the list that the JSON example shows.
    fn take_array(&mut self, node: NodeId, items: &[Node]) {
        let entry = &mut self.nodes[node];
        match (items.first(), entry.value) {
            (Some(first), _) => entry.nested = nested(std::slice::from_ref(first)),
            (None, ValueType::Array) => {}
            (None, ValueType::Null) => entry.nested = Vec::new(),
            (None, other) => entry.nested = vec![other],
        }
        entry.value = ValueType::Array;
    }

    /// The level of the XML example between a list of the JSON one and the members of its items.
    fn level_beyond(&self, list: NodeId, items: &[Node]) -> Option<NodeId> {
        let &[only] = self[list].children.as_slice() else { return None };
        let name = &self[only].name;
        let shown = |item: &Node| item.members().iter().any(|member| member.name.trim_matches(is_blank) == name);
        let listed = items.iter().any(|item| !item.members().is_empty()) && !items.iter().any(shown);
        (listed && !self[only].children.is_empty()).then_some(only)
    }
}

/// The wrapper that an example shows in brackets of its own, as if it were a list: `"Cranes":[{"Crane":[…]}]`.
///
/// Evidence: one item, of one member that is a list and called by the singular. Items of a real list have more to say.
fn bracketed<'n>(name: &str, value: &'n Node) -> Option<&'n Node> {
    let [item] = value.items() else { return None };
    let [only] = item.members() else { return None };
    let is_list = matches!(only.value.kind, Kind::Array(_));
    (is_list && is_plural(name, only.name.trim_matches(is_blank))).then_some(item)
}

/// The most lists in lists that are looked at; real ones nest two or three deep.
const DEEPEST: usize = 6;

/// The type of items, then, where they are lists, that of theirs, and so on.
fn nested(items: &[Node]) -> Vec<ValueType> {
    let (mut found, mut level): (Vec<ValueType>, Vec<&Node>) = (Vec::new(), items.iter().collect());
    while let Some(most) = level.iter().map(|item| ValueType::of(item)).max()
        && found.len() < DEEPEST
    {
        found.push(most);
        level = level.into_iter().flat_map(Node::items).collect();
    }
    found
}

/// Tells whether the XML example holds more of the table's names than the JSON one.
fn xml_knows_more(json: &Node, xml: &Node, names: &HashSet<String>) -> bool {
    known_names(xml, names).len() > known_names(json, names).len()
}

/// The names of the table that an example holds.
fn known_names<'n>(root: &Node, names: &'n HashSet<String>) -> HashSet<&'n str> {
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
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{json, xml};

    fn names(names: &[&str]) -> HashSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn items_are_merged_and_spaces_around_names_dropped() {
        let json = json::read(r#"{" A ":[{"B":1},{"C":"x","B":2}],"D":[],"E":""}"#).root;
        let sample = Sample::new(json.as_ref(), None, &names(&["A"]));
        let (a, exact) = sample.child(NodeId::ROOT, "A").expect("A is at the root");
        assert!(exact);
        let children: Vec<_> = sample[a].children.iter().map(|&c| sample[c].name.as_str()).collect();
        assert_eq!((children, sample[a].nested.as_slice()), (vec!["B", "C"], [ValueType::Object].as_slice()));
        let (d, exact) = sample.child(NodeId::ROOT, "d").expect("D is at the root");
        assert_eq!((exact, sample[d].value, sample[d].nested.len()), (false, ValueType::Array, 0));
    }

    #[test]
    fn lists_in_lists_are_looked_at_level_by_level() {
        let nested = |text: &str| {
            let json = json::read(&format!(r#"{{"A":{text}}}"#)).root;
            let sample = Sample::new(json.as_ref(), None, &names(&["A"]));
            sample[sample.child(NodeId::ROOT, "A").expect("A is at the root").0].nested.clone()
        };
        use ValueType::{Array, Object, Scalar};
        assert_eq!(nested("[[1],[]]"), [Array, Scalar]);
        assert_eq!(nested(r#"[[1],[{"B":1}],2]"#), [Array, Object], "what tells most wins");
        assert_eq!(nested("[[[]]]"), [Array, Array]);
        assert_eq!(nested("[]"), []);
    }

    #[test]
    fn xml_adds_only_what_the_table_names() {
        let json = json::read(r#"{"A":{"B":1},"E":1}"#).root;
        let xml = xml::read("<XResponse><A><B>1</B><C>2</C><D>3</D></A></XResponse>").root;
        let sample = Sample::new(json.as_ref(), xml.as_ref(), &names(&["A", "B", "C", "E"]));
        let (a, _) = sample.child(NodeId::ROOT, "A").expect("A is at the root");
        assert!(sample.child(a, "D").is_none());
        assert!(sample[sample.child(a, "C").expect("C is added").0].only_xml);
    }

    #[test]
    fn an_object_around_the_response_is_taken_off_unless_a_row_is_named_after_it() {
        let json = json::read(r#"{"CreateCrew":{"CrewId":"c"}}"#).root;
        let xml = xml::read("<CreateCrewResponse><CrewId>c</CrewId></CreateCrewResponse>").root;
        let child = |rows: &[&str]| {
            let sample = Sample::new(json.as_ref(), xml.as_ref(), &names(rows));
            sample[NodeId::ROOT].children.iter().map(|&child| sample[child].name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(child(&["CrewId"]), ["CrewId"]);
        assert_eq!(child(&["CreateCrew", "CrewId"]), ["CreateCrew", "CrewId"], "the XML example adds the second");
        assert_eq!(child(&["Other"]), ["CreateCrew"]);
    }
}
