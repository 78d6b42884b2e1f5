//! What each part of a description speaks of.

/// What a part of a description speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scope {
    /// The field itself.
    #[default]
    Field,
    /// One of the field's values.
    Value,
    /// One of the fields of the structure that is inside.
    Member,
}
