//! The evidence for and against a place in the tree: each kind is a function of its own, its weights stand in a table.

use super::weights::Weights;
use crate::infer::response::evidence::items::Item;
use crate::infer::response::evidence::knowledge::Member;
use crate::infer::response::evidence::sample::SampleNode;
use crate::infer::response::evidence::usual::Usual;
use crate::infer::table::Class;

macro_rules! evidence {
    ($($(#[doc = $doc:literal])* $name:ident => $text:literal,)*) => {
        /// The kinds of evidence that make a decision.
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
    /// See [`Weights::of_example`].
    Example => "the example",
    /// A container shown elsewhere in the example.
    Moved => "a container that the example shows elsewhere",
    /// A value in the example cell of a container.
    ExampleCell => "a value in the parent's example cell",
    /// A container whose type is described elsewhere.
    Elsewhere => "a parent whose fields stand elsewhere",
    /// A row beside a list level that the example does not fill.
    EmptyWrapper => "an empty list of the example",
    /// See [`Weights::of_leaf_parent`].
    LeafParent => "a scalar parent",
    /// A name twice under one parent.
    Duplicate => "a repeated name",
    /// A field of a list that the example shows as one of scalars.
    ScalarList => "a list of scalars",
    /// See [`Weights::of_order`].
    Order => "the order of siblings",
    /// `Array of X` with its `X`, and containers below their plural.
    Wrapper => "wrapper and list",
    /// See [`Weights::of_root_name`].
    RootName => "a name known at the root",
    /// Rows marked `└`.
    Marks => "rows marked └",
    /// Dotted names.
    Dotted => "dotted names",
    /// The lead-in of a follow-up table.
    FollowUp => "the lead-in of the table",
    /// The same container elsewhere in the example.
    SameName => "the same container elsewhere in the example",
    /// See [`Weights::of_completeness`].
    Completeness => "how complete the example is",
    /// A block of fields that the table repeats.
    Repeats => "fields that the table repeats",
    /// See [`Weights::of_kinship`].
    Kinship => "names that are alike",
    /// See [`Weights::of_member`].
    Memory => "other pages",
    /// See [`Weights::of_childless`], and the end of levels.
    Closing => "containers that end here",
}

/// Adds up the evidence for one place.
pub trait Weighing: Clone + Default {
    /// Adds a weight.
    fn add(&mut self, evidence: Evidence, weight: i32);
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
    /// The evidence that counts, the heaviest first.
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

/// What a name has in common with the names around a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alike {
    /// The first word of a field before.
    pub first: bool,
    /// The last word of a field before.
    pub last: bool,
    /// The last word of a container before, and both hold rows.
    pub containers: bool,
    /// Nothing with the parent's own name, where all fields before go on from the parent's name.
    pub ends: bool,
}

/// The view of the example on a row at a place.
#[derive(Clone, Copy, Debug)]
pub struct InExample {
    /// Whether it shows the row there.
    pub found: bool,
    /// Whether the example shows members of the parent.
    pub parent_shown: bool,
    /// The number of nodes of the example that have the row's name.
    pub nodes: usize,
    /// The number of rows of that name.
    pub rows: usize,
}

impl Weights {
    /// Weighs the place in the example: there, elsewhere, or nowhere.
    pub fn of_example(&self, shown: InExample) -> i32 {
        if shown.found {
            return self.shown;
        }
        match (shown.parent_shown, shown.nodes) {
            (true, 0) => self.nowhere,
            (false, 0) => self.nowhere_blind,
            (true, _) => share(self.elsewhere, shown),
            (false, _) => share(self.elsewhere_blind, shown),
        }
    }

    /// Weighs the parent's type word: a scalar holds nothing, and the keys of a map are no rows unless the example shows some;
    /// `shows_rows`: it does.
    pub fn of_leaf_parent(&self, class: &Class, shows_rows: bool) -> i32 {
        let holds_nothing = if matches!(class, Class::Map(_)) { !shows_rows } else { class.is_leaf() };
        if holds_nothing { self.leaf_parent } else { 0 }
    }

    /// Weighs a container that ends without fields; `shows_rows`: the example shows some that the table lists.
    pub fn of_childless(&self, item: &Item, shown: Option<&SampleNode>, shows_rows: bool) -> i32 {
        let cost = match item.class {
            // A value in its example cell: it is a list of scalars.
            _ if item.exemplified && shown.is_none() => return 0,
            Class::Object | Class::Blank => self.childless,
            Class::List(_) if item.class.lists_structures() => self.childless,
            Class::List(_) | Class::Scalar(_) | Class::Json | Class::Named(_) | Class::Map(_) => return 0,
        };
        match shown {
            // That a list is empty does not tell what its items hold.
            Some(node) if item.class.lists_structures() && node.is_empty_list() => cost,
            Some(_) if !shows_rows => 0,
            Some(_) | None => cost,
        }
    }

    /// Weighs the order of siblings by name; at the root, where pages add fields at the end, by half. `sorted` tells how far the
    /// page keeps to it, in thousandths.
    pub fn of_order(&self, before: &str, name: &str, sorted: i32, at_root: bool) -> i32 {
        let score = if before <= name { self.in_order * sorted.min(1000) } else { self.out_of_order * sorted } / 1000;
        if at_root { score / 2 } else { score }
    }

    /// Weighs names that stand at the root everywhere.
    pub fn of_root_name(&self, usual: Usual, at_root: bool, shown: bool) -> i32 {
        match (usual, at_root, shown) {
            (Usual::Always, false, false) => self.root_name_deep,
            (Usual::Often, true, _) => self.root_name_weak,
            (Usual::Always, ..) | (Usual::Often, false, _) | (Usual::Not, ..) => 0,
        }
    }

    /// Weighs how complete the example is at the parent: where it shows all the fields before, it would show this one too;
    /// where it lacks some, it may lack another. How many it shows tells little: a parent with more fields has more to lack.
    pub fn of_completeness(&self, lacking: u32) -> i32 {
        match lacking {
            0 => self.lacking_none,
            1 | 2 => 0,
            _ => self.lacking_more,
        }
    }

    /// Weighs what a name has in common with those of the fields before, and with the parent's: `VisitProportion` stands beside
    /// `VisitCount`, `Berth` not below `Tags` after `TagKey` and `TagValue`, and containers such as `BowParameters` and
    /// `SternParameters` stand side by side. Only where the example does not tell: there it says nothing new.
    pub fn of_kinship(&self, alike: Alike) -> i32 {
        let weigh = |alike: bool, weight: i32| if alike { weight } else { 0 };
        weigh(alike.first, self.kin_first)
            + weigh(alike.last, self.kin_last)
            + weigh(alike.containers, self.kin_containers)
            + weigh(alike.ends, self.kin_ends)
    }

    /// Weighs what other pages say of a member; `shown`: the page's own example shows the container.
    pub fn of_member(&self, member: Member, shown: bool) -> i32 {
        let (all, least) = (self.known_member, self.known_member_least);
        match member {
            Member::Known { count, seen } => least + (all - least) * count as i32 / seen as i32,
            Member::Foreign if shown => self.foreign_member_shown,
            Member::Foreign => self.foreign_member,
            Member::Unknown => 0,
        }
    }
}

/// A name that has fewer places in the example than rows must be absent at some of them: that costs less.
fn share(full: i32, shown: InExample) -> i32 {
    full * shown.nodes.min(shown.rows) as i32 / shown.rows.max(1) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::evidence::usual::usual_at_root;
    use crate::ir::Type;

    const WEIGHTS: Weights = Weights::IN_USE;

    #[test]
    fn a_name_elsewhere_costs_less_where_rows_outnumber_its_places() {
        let weigh = |nodes, rows| WEIGHTS.of_example(InExample { found: false, parent_shown: true, nodes, rows });
        assert_eq!((weigh(1, 1), weigh(3, 1)), (WEIGHTS.elsewhere, WEIGHTS.elsewhere));
        assert_eq!(weigh(1, 2), WEIGHTS.elsewhere / 2);
        assert_eq!(weigh(0, 1), WEIGHTS.nowhere);
    }

    #[test]
    fn other_pages_count_by_how_many_agree() {
        let known = |count, seen| WEIGHTS.of_member(Member::Known { count, seen }, false);
        assert_eq!(known(4, 4), WEIGHTS.known_member);
        assert!(known(1, 4) > WEIGHTS.known_member_least && known(1, 4) < known(2, 4));
        assert!(WEIGHTS.of_member(Member::Foreign, false) < WEIGHTS.of_member(Member::Foreign, true));
        assert_eq!(WEIGHTS.of_member(Member::Unknown, false), 0);
    }

    #[test]
    fn the_first_word_counts_more_than_the_last() {
        let none = Alike::default();
        let first = WEIGHTS.of_kinship(Alike { first: true, ..none });
        let last = WEIGHTS.of_kinship(Alike { last: true, ..none });
        assert!(first > last && WEIGHTS.of_kinship(Alike { last: true, containers: true, ..none }) > last);
        assert_eq!(WEIGHTS.of_kinship(none), 0);
    }

    #[test]
    fn siblings_out_of_order_cost_as_far_as_the_page_is_sorted() {
        assert!(WEIGHTS.of_order("A", "B", 1000, false) > 0);
        assert_eq!(WEIGHTS.of_order("B", "A", 1000, false), WEIGHTS.out_of_order);
        assert_eq!(WEIGHTS.of_order("B", "A", 0, false), 0);
    }

    #[test]
    fn a_scalar_holds_nothing_and_a_map_only_what_the_example_shows() {
        let scalar = Class::Scalar(Type::String);
        assert_eq!(WEIGHTS.of_leaf_parent(&scalar, false), WEIGHTS.leaf_parent);
        assert_eq!(WEIGHTS.of_leaf_parent(&Class::Blank, false), 0);
        let map = |shows_rows| WEIGHTS.of_leaf_parent(&Class::Map(None), shows_rows);
        assert_eq!((map(false), map(true)), (WEIGHTS.leaf_parent, 0));
    }

    #[test]
    fn the_more_fields_the_example_lacks_the_likelier_is_another() {
        let weights: Vec<i32> = (0..5).map(|lacking| WEIGHTS.of_completeness(lacking)).collect();
        assert!(weights.is_sorted() && weights[0] < 0 && weights[4] == weights[3], "{weights:?}");
    }

    #[test]
    fn root_names_pull_to_the_root_unless_the_example_shows_them_deeper() {
        let weigh = |name, at_root, shown| WEIGHTS.of_root_name(usual_at_root(name), at_root, shown);
        assert!(weigh("requestId", false, false) < weigh("RequestId", true, false));
        assert_eq!(weigh("RequestId", false, true), 0);
        assert_eq!(weigh("EnvId", true, true), 0);
    }
}
