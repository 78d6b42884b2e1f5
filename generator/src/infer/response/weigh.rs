//! The evidence for and against a place in the tree: each kind is a function of its own, and its weight stands in a table.
//!
//! Weights add up; a unit is a thousandth of what an ordinary step would be worth. They were set by hand and measured
//! against the official SDKs' view of the same operations; the ratios matter, not the values.

use super::items::Item;
use super::sample::{Place, Sample};
use crate::infer::type_word::Class;

macro_rules! evidence {
    ($($(#[doc = $doc:literal])* $name:ident => $text:literal,)*) => {
        /// What a decision was made of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Evidence { $($(#[doc = $doc])* $name,)* }

        impl Evidence {
            const ALL: &[Evidence] = &[$(Evidence::$name,)*];

            /// The evidence in a few words.
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

evidence! {
    /// See [`example`].
    Example => "the example",
    /// A level that only the example has.
    Level => "a level of the example without a row",
    /// A level that the example leaves out.
    Alias => "a level that the example leaves out",
    /// Another name in the example.
    Renamed => "another name in the example",
    /// A container shown elsewhere in the example.
    Moved => "a container that the example shows elsewhere",
    /// A value in the example cell of a container.
    ExampleCell => "a value in the parent's example cell",
    /// A list level that the example does not fill.
    EmptyWrapper => "an empty list of the example",
    /// See [`leaf_parent`].
    LeafParent => "a scalar parent",
    /// A name twice under one parent.
    Duplicate => "a repeated name",
    /// A field of a list that is more likely one of scalars.
    ScalarList => "a list that is likely one of scalars",
    /// See [`order`].
    Order => "the order of siblings",
    /// See [`is_pair`] and [`is_plural`].
    Wrapper => "wrapper and list",
    /// See [`root_name`].
    RootName => "a name known at the root",
    /// See [`name_style`].
    NameStyle => "the case of names",
    /// Rows marked `└`.
    Marks => "rows marked └",
    /// Dotted names.
    Dotted => "dotted names",
    /// The lead-in of a follow-up table.
    FollowUp => "the lead-in of the table",
    /// The same container elsewhere in the example.
    SameName => "the same container elsewhere in the example",
    /// See [`completeness`].
    Completeness => "how complete the example is",
    /// See [`kinship`].
    Kinship => "names that are alike",
    /// See [`twin`].
    Twin => "the page in another language",
    /// What other pages show.
    Memory => "other pages",
    /// See [`childless`], and the end of levels.
    Closing => "containers that end here",
}

/// Where evidence for one place is added up.
pub trait Weighing: Clone + Default {
    /// Adds a weight.
    fn add(&mut self, evidence: Evidence, weight: i32);

    /// The sum.
    fn score(&self) -> i32;
}

/// The sum alone, which is all that the search needs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum(i32);

impl Weighing for Sum {
    fn add(&mut self, _: Evidence, weight: i32) {
        self.0 += weight;
    }

    fn score(&self) -> i32 {
        self.0
    }
}

/// The evidence by kind.
#[derive(Clone, Debug)]
pub struct Tally([i32; Evidence::ALL.len()]);

impl Default for Tally {
    fn default() -> Self {
        Self([0; Evidence::ALL.len()])
    }
}

impl Weighing for Tally {
    fn add(&mut self, evidence: Evidence, weight: i32) {
        self.0[evidence as usize] += weight;
    }

    fn score(&self) -> i32 {
        self.0.iter().sum()
    }
}

impl Tally {
    /// What counts, the heaviest first.
    pub fn parts(&self) -> Vec<(Evidence, i32)> {
        let mut parts: Vec<(Evidence, i32)> = Evidence::ALL
            .iter()
            .map(|&evidence| (evidence, self.0[evidence as usize]))
            .filter(|&(_, weight)| weight != 0)
            .collect();
        parts.sort_by_key(|&(_, weight)| std::cmp::Reverse(weight.abs()));
        parts
    }
}

/// The weights.
pub mod weight {
    /// The example has the row at that place, by its exact name.
    pub const MATCH: i32 = 2000;
    /// ... by its name in another case.
    pub const MATCH_FOLDED: i32 = 1500;
    /// Of a match that only the XML example gives, in tenths.
    pub const XML_TENTHS: i32 = 8;
    /// The example has the name elsewhere.
    pub const ELSEWHERE: i32 = -2000;
    /// ... and the parent is not in the example.
    pub const ELSEWHERE_BLIND: i32 = -1400;
    /// The example has the name nowhere. Must be small, else unknown rows are drawn into the last subtree without example.
    pub const NOWHERE: i32 = -300;
    /// ... and the parent is not in the example.
    pub const NOWHERE_BLIND: i32 = -100;
    /// A level of the example that the table leaves out.
    pub const LEVEL: i32 = -800;
    /// A wrapper's child whose level the example leaves out.
    pub const ALIAS: i32 = 1700;
    /// ... where the example shows the wrapper as a list, and the type words say nothing.
    pub const ALIAS_BLANK: i32 = 1000;
    /// An object at the root whose level the example leaves out.
    pub const ALIAS_ROOT: i32 = -1300;
    /// A container under another name in the example.
    pub const RENAMED: i32 = 500;
    /// A container that the example shows elsewhere. Must cost more than a match gains.
    pub const MOVED: i32 = -3000;
    /// A list level that the table leaves out and the example does not fill.
    pub const EMPTY_WRAPPER: i32 = -100;
    /// ... where the list is empty.
    pub const EMPTY_WRAPPER_EMPTY: i32 = 300;
    /// A row beside such a level.
    pub const BESIDE_WRAPPER: i32 = -2000;
    /// A scalar as parent.
    pub const LEAF_PARENT: i32 = -7000;
    /// ... that the example shows with members.
    pub const LEAF_PARENT_SHOWN: i32 = -1000;
    /// A name twice under one parent.
    pub const DUPLICATE: i32 = -15000;
    /// ... right below itself: a doubled row.
    pub const DOUBLED: i32 = -6000;
    /// An object without fields.
    pub const CHILDLESS: i32 = -3000;
    /// A list of a named type without fields.
    pub const CHILDLESS_LIST_OF: i32 = -2700;
    /// A list without fields.
    pub const CHILDLESS_LIST: i32 = -300;
    /// A container without fields whose example cell holds a value: a list of scalars.
    pub const CHILDLESS_EXEMPLIFIED: i32 = -200;
    /// A field of such a container.
    pub const EXEMPLIFIED_PARENT: i32 = -1000;
    /// A container without fields that the example shows empty.
    pub const CHILDLESS_SHOWN_EMPTY: i32 = -100;
    /// A container without fields although the example shows some of the table's.
    pub const CHILDLESS_SHOWN: i32 = -1500;
    /// A field of a list that is more likely one of scalars.
    pub const SCALAR_LIST: i32 = -800;
    /// Siblings in order of their names.
    pub const IN_ORDER: i32 = 500;
    /// Siblings out of order.
    pub const OUT_OF_ORDER: i32 = -1600;
    /// `Array of X` with the row `X` below it.
    pub const PAIR: i32 = 4000;
    /// A second field beside that row.
    pub const PAIR_SECOND: i32 = -14000;
    /// A container below the one that is its plural.
    pub const PLURAL: i32 = 1000;
    /// A second field beside it.
    pub const PLURAL_SECOND: i32 = -3000;
    /// A name that stands at the root on every page, at the root.
    pub const ROOT_NAME: i32 = 1500;
    /// ... deeper, where the example does not show it.
    pub const ROOT_NAME_DEEP: i32 = -2000;
    /// A name that often stands at the root.
    pub const ROOT_NAME_WEAK: i32 = 400;
    /// A name that begins in another case than its siblings.
    pub const NAME_STYLE: i32 = -600;
    /// A row marked `└` at the root.
    pub const MARKED_AT_ROOT: i32 = -5000;
    /// An unmarked row below the root of a page with marks.
    pub const UNMARKED_BELOW: i32 = -2000;
    /// What a dotted name says, obeyed or not.
    pub const DOTTED: i32 = 6000;
    /// What the lead-in of a follow-up table says, obeyed or not.
    pub const FOLLOW_UP: i32 = 4000;
    /// A level that ends.
    pub const CLOSING: i32 = -250;
    /// A parent of which the example lacks none, one, two, or more of the fields before.
    pub const LACKING: [i32; 4] = [-400, 0, 100, 150];
    /// A place that the page in another language has, or contradicts.
    pub const TWIN: i32 = 1500;
    /// A name that begins like that of a field before.
    pub const KIN_FIRST: i32 = 400;
    /// ... that ends like it.
    pub const KIN_LAST: i32 = 100;
    /// ... that begins like the parent's own.
    pub const KIN_PARENT: i32 = 300;
    /// The same container elsewhere in the example has, or lacks, this field.
    pub const SAME_NAME: i32 = 600;
}

/// Names that stand at the root of the response on nearly every page that has them; lower case.
const ROOT_NAMES: &[&str] =
    &["requestid", "totalcount", "pagenumber", "pagesize", "httpstatuscode", "nexttoken", "maxresults", "success"];

/// Names that often do.
const WEAK_ROOT_NAMES: &[&str] = &["code", "message", "errorcode", "errormessage", "result", "headers", "data"];

/// Weighs the place in the example: there, elsewhere, or nowhere. `elsewhere` are the nodes of the example of that name,
/// `rows` the rows.
pub fn example(
    sample: &Sample,
    parent: Option<usize>,
    found: Option<(usize, bool)>,
    elsewhere: usize,
    rows: usize,
) -> i32 {
    if let Some((place, exact)) = found {
        let full = if exact { weight::MATCH } else { weight::MATCH_FOLDED };
        let xml = sample.places[place].only_xml;
        return if xml { full * weight::XML_TENTHS / 10 } else { full };
    }
    let shown = parent.is_some_and(|place| !sample.places[place].children.is_empty());
    match (shown, elsewhere) {
        (true, 0) => weight::NOWHERE,
        (false, 0) => weight::NOWHERE_BLIND,
        (true, n) => share(weight::ELSEWHERE, n, rows),
        (false, n) => share(weight::ELSEWHERE_BLIND, n, rows),
    }
}

/// A name that has fewer places in the example than rows must be absent at some of them: that costs less.
fn share(full: i32, places: usize, rows: usize) -> i32 {
    full * places.min(rows) as i32 / rows.max(1) as i32
}

/// Weighs the parent's type word: a scalar holds nothing.
pub fn leaf_parent(class: &Class, shown: Option<&Place>) -> i32 {
    if !class.is_leaf() {
        return 0;
    }
    match shown {
        Some(place) if !place.children.is_empty() => weight::LEAF_PARENT_SHOWN,
        _ => weight::LEAF_PARENT,
    }
}

/// Weighs a container that ends without fields; `shows_rows`: the example shows some that the table lists.
pub fn childless(item: &Item, place: Option<&Place>, shows_rows: bool) -> i32 {
    let cost = match item.class {
        _ if item.exemplified && place.is_none() => weight::CHILDLESS_EXEMPLIFIED,
        Class::Object | Class::Blank => weight::CHILDLESS,
        Class::ListOf(_) => weight::CHILDLESS_LIST_OF,
        Class::List => weight::CHILDLESS_LIST,
        Class::Scalar(_) | Class::ListOfScalar(_) | Class::Json | Class::Named(_) | Class::Map => return 0,
    };
    match place {
        Some(place) if place.children.is_empty() => weight::CHILDLESS_SHOWN_EMPTY,
        Some(_) if shows_rows => cost + weight::CHILDLESS_SHOWN,
        Some(_) => weight::CHILDLESS_SHOWN_EMPTY,
        None => cost,
    }
}

/// Weighs the order of siblings by name. `sorted` tells how far the page keeps to it, in thousandths.
pub fn order(before: &str, name: &str, sorted: i32, at_root: bool) -> i32 {
    let score = if before <= name { weight::IN_ORDER * sorted.min(1000) } else { weight::OUT_OF_ORDER * sorted } / 1000;
    if at_root { score * 7 / 10 } else { score }
}

/// How usual a name is at the root.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Usual {
    /// On nearly every page that has it.
    Always,
    /// Often.
    Often,
    /// No more than elsewhere.
    #[default]
    Not,
}

/// How usual a name is at the root, in whatever case.
pub fn usual_at_root(name: &str) -> Usual {
    let is = |known: &&str| known.eq_ignore_ascii_case(name);
    if ROOT_NAMES.iter().any(is) {
        Usual::Always
    } else if WEAK_ROOT_NAMES.iter().any(is) {
        Usual::Often
    } else {
        Usual::Not
    }
}

/// Weighs names that stand at the root everywhere.
pub fn root_name(usual: Usual, at_root: bool, shown: bool) -> i32 {
    match (usual, at_root, shown) {
        (Usual::Always, true, _) => weight::ROOT_NAME,
        (Usual::Always, false, false) => weight::ROOT_NAME_DEEP,
        (Usual::Often, true, _) => weight::ROOT_NAME_WEAK,
        (Usual::Always, false, true) | (Usual::Often, false, _) | (Usual::Not, ..) => 0,
    }
}

/// Weighs how complete the example is at the parent: where it shows all the fields before, it would show this one too;
/// where it lacks some, it may lack another. How many it shows tells little: a parent with more fields has more to lack.
pub fn completeness(lacking: u32) -> i32 {
    *weight::LACKING.get(lacking as usize).unwrap_or(&weight::LACKING[weight::LACKING.len() - 1])
}

/// Weighs what the operation's page in another language says of a place. It may be older or newer: it does not decide alone.
pub fn twin(agrees: Option<bool>) -> i32 {
    agrees.map_or(0, |agrees| if agrees { weight::TWIN } else { -weight::TWIN })
}

/// Weighs what a name has in common with those of the fields before, and with the parent's: `VisitProportion` belongs to
/// `VisitData`, `TagKey` to `Tags`. Only where the example does not tell: there it says nothing new.
pub fn kinship(first: bool, last: bool, parent: bool) -> i32 {
    let weigh = |alike: bool, weight: i32| if alike { weight } else { 0 };
    weigh(first, weight::KIN_FIRST) + weigh(last, weight::KIN_LAST) + weigh(parent, weight::KIN_PARENT)
}

/// Whether a name goes on from the singular of its parent's.
pub fn is_named_after(parent: &str, name: &str) -> bool {
    let stem = singular(parent);
    stem.len() > 2 && name.strip_prefix(&stem).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Weighs the case of a name's first letter against its sibling's.
pub fn name_style(first_sibling: &str, name: &str) -> i32 {
    let upper = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    let lower = |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase());
    let differs = upper(first_sibling) && lower(name) || lower(first_sibling) && upper(name);
    if differs { weight::NAME_STYLE } else { 0 }
}

/// Whether `item` is the row `X` right below a row `Array of X`: the wrapper and its list.
pub fn is_pair(above: &Item, item: &Item) -> bool {
    matches!(&above.class, Class::ListOf(name) if *name == item.name) && matches!(item.class, Class::Blank)
}

/// Whether a container's name is the plural of another's: `Changes` of `Change`, `VSwitches` of `VSwitch`, `EventList` of
/// `Event`.
pub fn is_plural(plural: &str, singular: &str) -> bool {
    let (plural, singular) = (plural.to_ascii_lowercase(), singular.to_ascii_lowercase());
    plural != singular && plural.len() > singular.len() && {
        let stem = plural.strip_suffix("list").or_else(|| plural.strip_suffix("set")).unwrap_or(&plural);
        stem == singular
            || stem.strip_suffix('s') == Some(&singular)
            || plural.strip_suffix('s') == Some(&singular)
            || plural.strip_suffix("es") == Some(&singular)
            || plural.strip_suffix("ies").is_some_and(|stem| singular.strip_suffix('y') == Some(stem))
    }
}

/// The singular of a plural name, for a list level that a page leaves out.
pub fn singular(plural: &str) -> String {
    for (suffix, replacement) in
        [("List", ""), ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", "")]
    {
        if let Some(stem) = plural.strip_suffix(suffix)
            && !stem.is_empty()
        {
            return format!("{stem}{replacement}");
        }
    }
    plural.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Type;

    #[test]
    fn plurals_are_recognised() {
        for (plural, one) in [
            ("Changes", "Change"),
            ("VSwitches", "VSwitch"),
            ("Categories", "Category"),
            ("InstanceHealthList", "InstanceHealth"),
            ("PublicIpAddresses", "PublicIpAddresse"),
            ("DefaultSecurityGroups", "DefaultSecurityGroup"),
        ] {
            assert!(is_plural(plural, one), "{plural} {one}");
        }
        assert!(!is_plural("Change", "Change"));
        assert!(!is_plural("DefaultSecurityGroups", "SecurityGroup"));
        assert_eq!(singular("VSwitches"), "VSwitch");
        assert_eq!(singular("Policies"), "Policy");
        assert_eq!(singular("s"), "s");
    }

    #[test]
    fn another_language_counts_for_and_against() {
        assert!(twin(Some(true)) > 0 && twin(Some(false)) < 0);
        assert_eq!(twin(None), 0);
    }

    #[test]
    fn a_name_may_go_on_from_its_parents() {
        assert!(is_named_after("Tags", "TagKey"));
        assert!(!is_named_after("Tags", "Tagged") && !is_named_after("Tags", "Tag") && !is_named_after("Id", "IdName"));
        assert!(kinship(true, false, false) > kinship(false, true, false));
        assert_eq!(kinship(false, false, false), 0);
    }

    #[test]
    fn siblings_out_of_order_cost_as_far_as_the_page_is_sorted() {
        assert!(order("A", "B", 1000, false) > 0);
        assert_eq!(order("B", "A", 1000, false), weight::OUT_OF_ORDER);
        assert_eq!(order("B", "A", 0, false), 0);
    }

    #[test]
    fn a_scalar_parent_costs_less_where_the_example_shows_members() {
        let scalar = Class::Scalar(Type::String);
        assert_eq!(leaf_parent(&scalar, None), weight::LEAF_PARENT);
        assert_eq!(leaf_parent(&Class::Blank, None), 0);
    }

    #[test]
    fn root_names_pull_to_the_root_unless_the_example_shows_them_deeper() {
        let weigh = |name, at_root, shown| root_name(usual_at_root(name), at_root, shown);
        assert!(weigh("RequestId", true, false) > 0);
        assert!(weigh("requestId", false, false) < 0);
        assert_eq!(weigh("RequestId", false, true), 0);
        assert_eq!(weigh("EnvId", true, true), 0);
    }

    #[test]
    fn the_case_of_the_first_letter_counts_only_where_it_differs() {
        assert_eq!(name_style("Id", "name"), weight::NAME_STYLE);
        assert_eq!(name_style("id", "name"), 0);
        assert_eq!(name_style("Id", "中文"), 0);
    }
}
