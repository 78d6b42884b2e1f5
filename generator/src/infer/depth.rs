//! How deep trees of fields may go.

/// How many levels a tree of fields may have. The deepest of the reference has 13; a specification nested much deeper could
/// be written but not be read again.
pub const DEEPEST: usize = 24;
