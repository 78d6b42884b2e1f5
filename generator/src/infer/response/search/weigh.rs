//! The evidence for and against a place in the tree: each kind is a function of its own, and its weight stands in a table.

use super::weights as weight;
use crate::infer::response::evidence::items::Item;
use crate::infer::response::evidence::sample::{Place, Sample};
use crate::infer::response::evidence::usual::Usual;
use crate::infer::table::Class;

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
        Class::List(None) => weight::CHILDLESS_LIST,
        Class::List(_) if item.class.lists_structures() => weight::CHILDLESS_LIST_OF,
        Class::List(_) | Class::Scalar(_) | Class::Json | Class::Named(_) | Class::Map(_) => return 0,
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

/// Weighs the case of a name's first letter against its sibling's.
pub fn name_style(first_sibling: &str, name: &str) -> i32 {
    let upper = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    let lower = |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase());
    let differs = upper(first_sibling) && lower(name) || lower(first_sibling) && upper(name);
    if differs { weight::NAME_STYLE } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::evidence::usual::usual_at_root;
    use crate::ir::Type;

    #[test]
    fn another_language_counts_for_and_against() {
        assert!(twin(Some(true)) > 0 && twin(Some(false)) < 0);
        assert_eq!(twin(None), 0);
    }

    #[test]
    fn the_first_word_counts_more_than_the_last() {
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
