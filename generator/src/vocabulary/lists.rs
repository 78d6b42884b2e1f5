//! The words by which type cells say list around the type of its items, and the cells that say nothing.

/// Words before the type of the items, in lower case: `Array of X`, `List<X>`.
pub const LIST_HEADS: &[&str] = &["arraylist", "array", "list", "collection", "repeatlist", "set", "数组", "列表"];

/// Words right after the type of the items: `字符串数组`.
pub const LIST_TAILS: &[&str] = &["数组", "列表"];

/// Words after the type of the items and a space, in lower case: `String Array`.
pub const LIST_LAST_WORDS: &[&str] = &["array", "list"];

/// Type cells that say nothing.
pub const NO_TYPE: &[&str] = &["", "-", "--", "/", "n/a", "无", "none", "null"];
