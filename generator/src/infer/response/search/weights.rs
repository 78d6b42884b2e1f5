//! The weights of the evidence, apart from the code that applies them.
//!
//! Weights add up; a unit is a thousandth of what an ordinary step would be worth. They were set by hand and measured
//! against the official SDKs' view of the same operations; the ratios matter, not the values.

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
