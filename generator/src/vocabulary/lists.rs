//! The words by which type cells say list around the type of its items, and the cells that say nothing.

/// Words before the type of the items, in lower case: `Array of X`, `List<X>`.
pub const LIST_HEADS: &[&str] = &["arraylist", "array", "list", "collection", "repeatlist", "set", "数组", "列表"];

/// Words right after the type of the items: `字符串数组`.
pub const LIST_TAILS: &[&str] = &["数组", "列表"];

/// Words after the type of the items and a space, in lower case: `String Array`.
pub const LIST_LAST_WORDS: &[&str] = &["array", "list"];

/// Type cells that say nothing.
pub const NO_TYPE: &[&str] = &["", "-", "--", "/", "n/a", "无", "none", "null"];

/// Words of a description that stand after the name of what a list consists of: `由X组成的数组`.
pub const AFTER_ITEM: &[&str] = &["组成的"];

/// Words of a description, in lower case, that stand before it: `an array consisting of X data`.
pub const BEFORE_ITEM: &[&str] = &["consisting of ", "consists of ", "consist of ", "composed of "];

/// Words, in lower case, that may stand between such a name and the words after it, or after the name.
pub const ITEM_NOUNS: &[&str] = &["data", "objects", "items", "对象", "数据"];
