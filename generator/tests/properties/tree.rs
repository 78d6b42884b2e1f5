//! Responses as trees: as a page shows them, and as a specification should.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A response, as a page could describe it.
#[derive(Clone, Debug)]
pub struct Tree(Vec<Node>);

#[derive(Clone, Debug)]
struct Node {
    /// The number in its name.
    number: usize,
    kind: Kind,
    children: Vec<Node>,
}

/// How the nodes of a tree are named.
#[derive(Clone, Copy, Debug)]
pub enum Naming {
    /// No two alike, and sorted by name, as on most pages.
    Sorted,
    /// No two alike, in no order.
    Shuffled,
    /// Different among siblings alone: every container holds the same names.
    Repeated,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Whole,
    Yes,
    Texts,
    /// `Struct`.
    Object,
    /// A blank type cell, shown as an object.
    BlankObject,
    /// `Array of Item`.
    List,
    /// A blank type cell, shown as a list.
    BlankList,
    /// `Array of X` with a row `X` below it.
    Wrapped,
}

/// Trees of up to four levels. Lists that no type word tells are either wrapped or not within one page, as they are within
/// one product: the inference goes by that.
pub fn tree(naming: impl Strategy<Value = Naming>) -> impl Strategy<Value = Tree> {
    (any::<bool>().prop_flat_map(nodes), naming, 1..512_usize).prop_map(|(mut nodes, naming, seed)| {
        number(&mut nodes, &mut 0, naming, 2 * seed + 1);
        Tree(nodes)
    })
}

fn nodes(wraps: bool) -> impl Strategy<Value = Vec<Node>> {
    use Kind::{BlankList, BlankObject, List, Object, Text, Texts, Whole, Wrapped, Yes};
    let leaf = select(vec![Text, Whole, Yes, Texts]).prop_map(|kind| Node { number: 0, kind, children: Vec::new() });
    let kinds = vec![Object, BlankObject, List, if wraps { Wrapped } else { BlankList }];
    let node = leaf.prop_recursive(4, 40, 5, move |inner| {
        (select(kinds.clone()), vec(inner, 1..5)).prop_map(|(kind, children)| Node { number: 0, kind, children })
    });
    vec(node, 1..7)
}

/// Numbers nodes from above. An odd `step` visits every number below a power of two once.
fn number(nodes: &mut [Node], next: &mut usize, naming: Naming, step: usize) {
    for (at, node) in nodes.iter_mut().enumerate() {
        node.number = match naming {
            Naming::Sorted => *next,
            Naming::Shuffled => *next * step % 1024,
            Naming::Repeated => at,
        };
        *next += 1;
        number(&mut node.children, next, naming, step);
    }
}

impl Tree {
    pub fn page(&self, json: &str, generated: bool) -> String {
        let mut rows = String::new();
        self.0.iter().for_each(|node| node.rows(&mut rows));
        let head = if generated { "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" } else { "" };
        format!(
            "# DoThing\n\n## Request parameters\n\nNone.\n\n## Response parameters\n\n|Parameter|Type|Example|Description|\n|--|--|--|--|\n\
             {rows}\n## Examples\n\nSample success responses\n\n```\n{head}{json}\n```\n"
        )
    }

    /// The example; `is_shown` tells of a node's number whether the example has it.
    pub fn json(&self, is_shown: &dyn Fn(usize) -> bool) -> String {
        members(&self.0, is_shown)
    }

    pub fn show(&self) -> String {
        self.0.iter().map(Node::show).collect::<Vec<_>>().join(" ")
    }

    pub fn names(&self) -> Vec<String> {
        let (mut names, mut queue) = (Vec::new(), self.0.iter().collect::<Vec<_>>());
        while let Some(node) = queue.pop() {
            names.push(node.name());
            queue.extend(&node.children);
        }
        names
    }
}

fn members(nodes: &[Node], is_shown: &dyn Fn(usize) -> bool) -> String {
    let shown = nodes.iter().filter(|node| is_shown(node.number));
    let members: Vec<String> = shown.map(|node| format!("\"{}\":{}", node.name(), node.json(is_shown))).collect();
    format!("{{{}}}", members.join(","))
}

impl Node {
    fn name(&self) -> String {
        // Whatever is a list has a plural; four digits keep the order of names that of numbers.
        let plural = matches!(self.kind, Kind::Texts | Kind::List | Kind::BlankList | Kind::Wrapped);
        format!("Field{:04}{}", self.number, if plural { "Items" } else { "" })
    }

    fn item(&self) -> String {
        format!("Field{:04}Item", self.number)
    }

    fn rows(&self, out: &mut String) {
        let item = self.item();
        let ty = match self.kind {
            Kind::Text => "String".to_owned(),
            Kind::Whole => "Integer".to_owned(),
            Kind::Yes => "Boolean".to_owned(),
            Kind::Texts => "Array of String".to_owned(),
            Kind::Object => "Struct".to_owned(),
            Kind::BlankObject | Kind::BlankList => " ".to_owned(),
            Kind::List | Kind::Wrapped => format!("Array of {item}"),
        };
        *out += &format!("|{}|{ty}| |What it is. |\n", self.name());
        if self.kind == Kind::Wrapped {
            *out += &format!("|{item}| | |One of them. |\n");
        }
        self.children.iter().for_each(|child| child.rows(out));
    }

    fn json(&self, is_shown: &dyn Fn(usize) -> bool) -> String {
        let inner = || members(&self.children, is_shown);
        match self.kind {
            Kind::Text => "\"x\"".to_owned(),
            Kind::Whole => "1".to_owned(),
            Kind::Yes => "true".to_owned(),
            Kind::Texts => "[\"x\"]".to_owned(),
            Kind::Object | Kind::BlankObject => inner(),
            Kind::List | Kind::BlankList => format!("[{}]", inner()),
            Kind::Wrapped => format!("{{\"{}\":[{}]}}", self.item(), inner()),
        }
    }

    fn show(&self) -> String {
        let inner = self.children.iter().map(Self::show).collect::<Vec<_>>().join(" ");
        let value = match self.kind {
            Kind::Text => "string".to_owned(),
            Kind::Whole => "int32".to_owned(),
            Kind::Yes => "boolean".to_owned(),
            Kind::Texts => "[string]".to_owned(),
            Kind::Object | Kind::BlankObject => format!("{{{inner}}}"),
            Kind::List | Kind::BlankList => format!("[{{{inner}}}]"),
            Kind::Wrapped => format!("{{{}:[{{{inner}}}]}}", self.item()),
        };
        format!("{}:{value}", self.name())
    }
}
