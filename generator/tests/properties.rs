//! What holds for every page: reading never panics, nothing is lost uncounted, and a tree that a page shows comes back.

mod common;

use std::sync::LazyLock;

use alicloud_generator::infer::{Guess, Inferred};
use alicloud_generator::ir::{Field, Type};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use common::{Case, assert_balanced, assert_linted, cases, understand};

static CASES: LazyLock<Vec<Case>> = LazyLock::new(cases);

/// Pieces that mean something to the reader.
const PIECES: &[&str] = &[
    "|",
    "||",
    "|\n",
    "\n",
    "\n\n",
    " ",
    "\\",
    "`",
    "``",
    "```",
    "```\n",
    "*",
    "**",
    "_",
    "# ",
    "## ",
    "└",
    "{",
    "}",
    "[",
    "]",
    "](",
    ")",
    "<",
    ">",
    "</A>",
    "\"",
    ":",
    ",",
    "：",
    "，",
    "-   ",
    "    ",
    "\r\n",
    "\u{feff}",
    "\u{a0}",
    "\0",
    "中文",
    "😀",
    "A",
    "B",
    "String",
    "Array of A",
    "Struct",
    "Yes",
    "是",
    "1",
    "true",
    "null",
    "&",
    "?",
    "=",
    "POST /a/[B] HTTP/1.1\n",
    "# DoThing\n\n",
    "## Request parameters\n\n",
    "## 返回数据\n\n",
    "## Examples\n\n",
    "## Error codes\n\n",
    "## Request syntax\n\n",
    "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n",
    "|名称|类型|示例值|描述|\n|--|--|--|--|\n",
    "|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n",
    "|A|String|Yes|x|y|\n",
    "|B| | | |\n",
    "|--|",
    "https://api.aliyun.com/#product=P&api=A&type=ROA&version=1",
    "HTTP/1.1 200 OK\n\n",
    "{\"A\":[{\"B\":1}]}\n",
    "<R><A>1</A></R>\n",
];

/// Pieces that mean something in a description.
const WORDS: &[&str] = &[
    "取值",
    "取值：",
    "取值范围",
    "默认",
    "默认值：",
    "（默认）",
    "单位：",
    "长度为",
    "个字符",
    "最多",
    "N的",
    "格式为",
    "时间戳",
    "当",
    "必选",
    "该参数",
    "已废弃",
    "逗号隔开",
    "。",
    "，",
    "、",
    "；",
    "~",
    "～",
    "到",
    "和",
    "等",
    "（",
    "）",
    "第",
    "μs",
    "Valid values: ",
    "Default value: ",
    " is the default value. ",
    "Unit: ",
    "Maximum value: ",
    "up to ",
    " characters",
    " of N",
    "between ",
    " to ",
    " and ",
    "or ",
    "yyyy-MM-dd",
    "HH:mmZ",
    "JSON",
    "if ",
    "is required",
    "deprecated",
    "(",
    ")",
    "[",
    "]",
    "|",
    "-",
    "--",
    ".",
    ". ",
    ":",
    ": ",
    ",",
    "\"",
    "'",
    "*",
    "**",
    "`",
    "\\",
    " ",
    "\n",
    "\n\n",
    "\n\n -   ",
    "\n-   ",
    "\n    -   ",
    "true",
    "false",
    "a",
    "B_c",
    "0",
    "1",
    "-1",
    "20",
    "1,024",
    "0.5",
    "9999999999999999999",
    "1595568970000",
    "中",
    "😀",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_understood(text in any::<String>(), title in any::<bool>()) {
        let text = if title { format!("# DoThing\n\n## Request parameters\n\n{text}") } else { text };
        assert_balanced(&understand("p.md", &text), "any text");
        assert_linted("p.md", &text);
    }

    #[test]
    fn any_heap_of_pieces_is_understood(pieces in vec(select(PIECES), 0..120)) {
        assert_balanced(&understand("p.md", &pieces.concat()), "pieces");
        assert_linted("p.md", &pieces.concat());
    }

    #[test]
    fn any_description_is_understood(words in vec(select(WORDS), 0..60), example in select(WORDS), text in any::<String>()) {
        let (words, example) = (words.concat(), example.replace(['|', '\n'], " "));
        for description in [words.replace('|', "\\|"), text.replace('|', "\\|")] {
            let rows = format!("|A|String|No|{example}|{description}\n\n |\n|B.N|Integer|No|{example}|{description}\n\n |\n");
            let head = "# DoThing\n\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
            assert_balanced(&understand("p.md", &format!("{head}{rows}")), "a description");
        }
    }

    #[test]
    fn damaged_pages_are_understood(case in any::<Index>(), damages in vec(damage(), 1..12)) {
        let mut lines: Vec<String> = case.get(&CASES).text.lines().map(str::to_owned).collect();
        for damage in &damages {
            damage.apply(&mut lines);
        }
        assert_balanced(&understand("p.md", &lines.join("\n")), "a damaged page");
        assert_linted("p.md", &lines.join("\n"));
    }

    #[test]
    fn a_tree_that_is_shown_comes_back(
        tree in tree(select(vec![Naming::Sorted, Naming::Shuffled, Naming::Repeated])),
        generated in any::<bool>(),
    ) {
        let found = understand("p.md", &tree.page(&tree.json(&|_| true), generated));
        assert_balanced(&found, "a tree");
        prop_assert_eq!(show(&found.operations[0].response), tree.show());
    }

    #[test]
    fn a_tree_that_is_shown_in_part_loses_nothing(tree in tree(select(vec![Naming::Sorted, Naming::Shuffled])), hidden in vec(any::<bool>(), 64)) {
        let found = understand("p.md", &tree.page(&tree.json(&|number| !hidden[number % 64]), false));
        assert_balanced(&found, "a tree in part");
        let mut names = Vec::new();
        count(&found.operations[0].response, &mut names);
        for name in tree.names() {
            prop_assert_eq!(names.iter().filter(|one| **one == name).count(), 1, "{}", name);
        }
        prop_assert!(found.guesses.iter().all(|guess| guess_is_of(guess, &found)));
    }
}

/// One thing that goes wrong with a page.
#[derive(Clone, Debug)]
enum Damage {
    Delete(Index),
    Double(Index),
    Swap(Index, Index),
    Insert(Index, Index, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<Index>().prop_map(Damage::Delete),
        any::<Index>().prop_map(Damage::Double),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Damage::Swap(one, other)),
        (any::<Index>(), any::<Index>(), select(PIECES)).prop_map(|(line, at, piece)| Damage::Insert(line, at, piece)),
    ]
}

impl Damage {
    fn apply(&self, lines: &mut Vec<String>) {
        if lines.is_empty() {
            return;
        }
        match self {
            Self::Delete(line) => drop(lines.remove(line.index(lines.len()))),
            Self::Double(line) => {
                let line = line.index(lines.len());
                lines.insert(line, lines[line].clone());
            }
            Self::Swap(one, other) => {
                let count = lines.len();
                lines.swap(one.index(count), other.index(count));
            }
            Self::Insert(line, at, piece) => {
                let count = lines.len();
                let line = &mut lines[line.index(count)];
                let places: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
                line.insert_str(*at.get(&places), piece);
            }
        }
    }
}

/// A response, as a page could describe it.
#[derive(Clone, Debug)]
struct Tree(Vec<Node>);

#[derive(Clone, Debug)]
struct Node {
    /// The number in its name.
    number: usize,
    kind: Kind,
    children: Vec<Node>,
}

/// How the nodes of a tree are named.
#[derive(Clone, Copy, Debug)]
enum Naming {
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
fn tree(naming: impl Strategy<Value = Naming>) -> impl Strategy<Value = Tree> {
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
    fn page(&self, json: &str, generated: bool) -> String {
        let mut rows = String::new();
        self.0.iter().for_each(|node| node.rows(&mut rows));
        let head = if generated { "HTTP/1.1 200 OK\nContent-Type: application/json\n\n" } else { "" };
        format!(
            "# DoThing\n\n## Request parameters\n\nNone.\n\n## Response parameters\n\n|Parameter|Type|Example|Description|\n|--|--|--|--|\n\
             {rows}\n## Examples\n\nSample success responses\n\n```\n{head}{json}\n```\n"
        )
    }

    /// The example; `is_shown` tells of a node's number whether the example has it.
    fn json(&self, is_shown: &dyn Fn(usize) -> bool) -> String {
        members(&self.0, is_shown)
    }

    fn show(&self) -> String {
        self.0.iter().map(Node::show).collect::<Vec<_>>().join(" ")
    }

    fn names(&self) -> Vec<String> {
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

/// A specification in the form of [`Tree::show`].
fn show(fields: &[Field]) -> String {
    let value =
        |ty: Type, fields: &[Field]| if ty == Type::Object { format!("{{{}}}", show(fields)) } else { ty.to_string() };
    let one = |field: &Field| match &field.items {
        Some(items) if field.ty == Type::Array => format!("{}:[{}]", field.name, value(items.ty, &items.fields)),
        _ => format!("{}:{}", field.name, value(field.ty, &field.fields)),
    };
    fields.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// The names of a specification's fields.
fn count(fields: &[Field], names: &mut Vec<String>) {
    for field in fields {
        names.push(field.name.clone());
        count(&field.fields, names);
        let mut items = field.items.as_deref();
        while let Some(inner) = items {
            count(&inner.fields, names);
            items = inner.items.as_deref();
        }
    }
}

/// Whether a guess names a field of the operation.
fn guess_is_of(guess: &Guess, found: &Inferred) -> bool {
    guess.path.resolve(&found.operations[0].response).is_some()
}
