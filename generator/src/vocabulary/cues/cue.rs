//! What a phrase of a description announces.

/// What a phrase announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// Values follow.
    Values,
    /// The value follows that a field has to have; under a condition, the one it has then.
    SetTo,
    /// What follows may be values, and may be anything.
    Listing,
    /// What follows, if it is a list, may be one of values.
    Title,
    /// What follows is a list of something else: fields, formats, notes.
    NoValues,
    /// A range follows, or values.
    Range,
    /// A default follows.
    Default,
    /// A default follows, if it does so at once.
    BareDefault,
    /// What stands before is the default.
    DefaultMark,
    /// The greatest value follows.
    Greatest,
    /// The least value follows.
    Least,
    /// A number follows that something does not exceed.
    AtMost,
    /// A number follows that something does not fall below.
    AtLeast,
    /// A number follows that is too low.
    Above,
    /// A number follows that is too high.
    Below,
    /// A length is spoken of.
    Length,
    /// A greatest length follows.
    Longest,
    /// What numbers before count: characters.
    Characters,
    /// What numbers before count, where a length is spoken of: bytes.
    Bytes,
    /// A number of things is spoken of.
    Amount,
    /// What numbers before count: pieces.
    Pieces,
    /// Several values are given in one.
    Several,
    /// They are separated by commas.
    Commas,
    /// A unit follows.
    Unit,
    /// Points in time are spoken of.
    Time,
    /// A number counts from 1970 on.
    Timestamp,
    /// ISO 8601.
    Iso,
    /// An instance follows, which bounds nothing.
    Example,
    /// JSON text is spoken of.
    Json,
    /// The field itself is spoken of.
    This,
    /// It is not to be used any more.
    Deprecated,
    /// It is in a preview.
    Preview,
    /// It is asked whether something is so.
    Whether,
    /// The contrary of what the words would say.
    Not,
    /// A condition.
    Condition,
    /// It must be given under the condition that follows.
    MustIf,
    /// It must be given.
    Must,
    /// One of several must be given, or all together.
    OneOf,
    /// What stands before is a value, and what follows is its meaning.
    Means,
    /// Joins the items of a list.
    And,
    /// The list goes on.
    AndSoOn,
    /// Nothing: a word within which another phrase stands by chance.
    Word,
}
