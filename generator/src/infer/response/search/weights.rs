//! The table of weights: what each kind of evidence is worth. The code that applies them stands in `weigh`.
//!
//! Weights add up; a unit is a thousandth of what an ordinary step would be worth; the ratios matter, not the values.
//!
//! They were set by hand, and judged on 2026-11-30 by `cargo xtask fit`, with the newest pages and those of three earlier days. On
//! products left out they make 888 mistakes; the values that it fits to all other products make 906, so that these stand. Of the
//! products left out, 99.30 % of the fields are at their place in the mean, 96.22 % at worst; of the days left out, 98.32 % and
//! 97.21 %. Two are here that no fold needs, and could go next: `repeated` and `marked_at_root`.

use std::fmt;

macro_rules! weights {
    ($($(#[doc = $doc:literal])+ $name:ident = $value:literal,)*) => {
        /// The worth of each kind of evidence; prints as a table of name, value and what is weighed.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Weights { $($(#[doc = $doc])+ pub $name: i32,)* }

        impl Weights {
            /// The weights in use.
            pub const IN_USE: Self = Self { $($name: $value,)* };

            /// The table: of each weight its name, its value and what it weighs.
            pub fn rows(&self) -> Vec<(&'static str, i32, &'static str)> {
                vec![$((stringify!($name), self.$name, concat!($($doc),+).trim_ascii_start()),)*]
            }

            /// The same weights but for one, given by its name.
            #[must_use]
            pub fn with(mut self, name: &str, value: i32) -> Self {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => {}
                }
                self
            }
        }
    };
}

weights! {
    /// The example has the row at that place, by its exact name.
    shown = 2000,
    /// The example has the name elsewhere.
    elsewhere = -2000,
    /// The example has the name elsewhere, and lacks the parent.
    elsewhere_blind = -1400,
    /// The example has the name nowhere. Must be small, else unknown rows are drawn into the last subtree without example.
    nowhere = -300,
    /// The example has the name nowhere, and lacks the parent.
    nowhere_blind = -100,
    /// A field of a container whose type is described elsewhere.
    elsewhere_described = -3000,
    /// A container that the example shows elsewhere. Must cost more than a match gains.
    moved = -3000,
    /// A row beside a level that the example shows, of a wrapper that shows nothing else.
    beside_wrapper = -2000,
    /// A scalar as parent, or a map of whose keys the example shows no row.
    leaf_parent = -7000,
    /// A name twice under one parent.
    duplicate = -15000,
    /// A name twice under one parent, right below itself: a doubled row.
    doubled = -6000,
    /// An object without fields.
    childless = -3000,
    /// A field of a container whose example cell holds a value: it is a list of scalars.
    exemplified_parent = -1000,
    /// A field that the table repeats among those of another container, in the one that it follows.
    repeated = 800,
    /// A field of a list, or of what wraps one, that the example shows with scalars.
    shown_scalars = -4000,
    /// A row that the example shows nowhere, anywhere in a container that it shows empty.
    shown_empty = 500,
    /// Siblings in order of their names.
    in_order = 500,
    /// Siblings out of order.
    out_of_order = -1600,
    /// A second field beside the row `X` below an `Array of X`.
    pair_second = -14000,
    /// A second field beside a container that stands below its plural.
    plural_second = -3000,
    /// A name that stands at the root on every page, deeper, where the example does not show it.
    root_name_deep = -1000,
    /// A name that often stands at the root, at the root.
    root_name_weak = 400,
    /// A row marked `└` at the root.
    marked_at_root = -5000,
    /// An unmarked row below the root of a page with marks.
    unmarked_below = -2000,
    /// What a dotted name, or the lead-in of a follow-up table, says, obeyed or not.
    told = 6000,
    /// A parent of which the example lacks none of the fields before.
    lacking_none = -400,
    /// A parent of which the example lacks three or more of the fields before.
    lacking_more = 150,
    /// A name that begins like that of a field before.
    kin_first = 400,
    /// A name that ends like that of a field before.
    kin_last = 100,
    /// A container whose name ends like that of a container before, on top.
    kin_containers = 800,
    /// A name that does not begin like the parent's own where those of all fields before do.
    kin_ends = -600,
    /// The same container elsewhere in the example has, or lacks, this field.
    same_name = 600,
    /// A member that all other pages show in the container.
    known_member = 1200,
    /// A member that few other pages show in the container.
    known_member_least = 500,
    /// A member that no other page shows in the container.
    foreign_member = -800,
    /// The same where the page's own example shows the container, which says it already.
    foreign_member_shown = -400,
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows().into_iter().try_for_each(|(name, value, what)| writeln!(f, "{name:24} {value:>6}  {what}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_weight_is_changed_by_its_name() {
        assert_eq!(Weights::IN_USE.with("told", 1), Weights { told: 1, ..Weights::IN_USE });
    }

    #[test]
    fn the_table_prints_the_weights_that_are_given() {
        let weights = Weights { told: 1, ..Weights::IN_USE };
        let printed = weights.to_string();
        assert!(
            printed.contains("told                          1  What a dotted name, or the lead-in of a follow-up table, says, obeyed or not.\n"),
            "{printed}"
        );
        assert_eq!(printed.lines().count(), weights.rows().len());
    }
}
