//! What is wrong with an example.

use std::ops::Range;

/// The most problems of one example that are listed; a text with more is not an example, and nobody reads further.
const LIMIT: usize = 200;

/// One deviation of an example from its format, and its repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its place in the text; empty where something is missing.
    pub span: Range<usize>,
    /// Its kind.
    pub cause: Cause,
    /// The fault and its repair, in one sentence.
    pub message: String,
}

macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident => $code:literal,)*) => {
        /// The kinds of deviations.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Cause { $($(#[$doc])* $name,)* }

        impl Cause {
            /// Every kind.
            pub const ALL: &[Cause] = &[$(Cause::$name,)*];

            /// The stable name of the kind.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

causes! {
    /// A comma with nothing after it.
    TrailingComma => "trailing-comma",
    /// Two values with no comma between them.
    MissingComma => "missing-comma",
    /// A comma with nothing before it.
    ExtraComma => "extra-comma",
    /// A name and its value with no colon between them.
    MissingColon => "missing-colon",
    /// Punctuation of Chinese text in place of ASCII.
    FullWidthPunctuation => "full-width-punctuation",
    /// A string in single quotes.
    SingleQuotes => "single-quotes",
    /// Quotes with a backslash although they are not inside a string.
    EscapedQuotes => "escaped-quotes",
    /// Quotes without a backslash inside a string.
    UnescapedQuote => "unescaped-quote",
    /// A string without its closing quote.
    UnterminatedString => "unterminated-string",
    /// A backslash with something after it that has no meaning there.
    InvalidEscape => "invalid-escape",
    /// A control character, such as a line break, inside a string.
    ControlCharacter => "control-character",
    /// A space that the format does not know, such as U+00A0.
    OddSpace => "odd-space",
    /// A name without quotes.
    UnquotedKey => "unquoted-key",
    /// A value that has no name although it stands in an object.
    MissingKey => "missing-key",
    /// A name without a value.
    MissingValue => "missing-value",
    /// A text without quotes.
    BareValue => "bare-value",
    /// A number that no number type can hold.
    NumberRange => "number-range",
    /// A comment in a format that has none.
    Comment => "comment",
    /// Dots in place of what was left out.
    Ellipsis => "ellipsis",
    /// Members with no braces around them.
    MissingBraces => "missing-braces",
    /// An opening bracket too many.
    ExtraOpener => "extra-opener",
    /// A closing bracket too many.
    ExtraCloser => "extra-closer",
    /// A closing bracket of the wrong kind.
    BracketMismatch => "bracket-mismatch",
    /// The text ends inside a value.
    Truncated => "truncated",
    /// Text before the value.
    LeadingText => "leading-text",
    /// Text after the value.
    TrailingText => "trailing-text",
    /// Text between values that belongs to none.
    StrayText => "stray-text",
    /// Values in values beyond what any example needs.
    TooDeep => "too-deep",
    /// No value at all.
    NoValue => "no-value",
    /// Several elements, or text, where one root element belongs.
    MissingRoot => "missing-root",
    /// A name of an element that XML does not allow, such as one that starts with a digit.
    InvalidName => "invalid-name",
    /// An attribute that is not `name="value"`.
    InvalidAttribute => "invalid-attribute",
    /// An element without its closing tag.
    UnclosedTag => "unclosed-tag",
    /// A closing tag of another name than the opening one.
    MismatchedTag => "mismatched-tag",
    /// A closing tag without an opening one.
    StrayTag => "stray-tag",
    /// Elements within text.
    MixedContent => "mixed-content",
    /// A `<` in text.
    BareAngleBracket => "bare-angle-bracket",
    /// A `&` in text.
    BareAmpersand => "bare-ampersand",
}

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    pub(super) fn push(&mut self, span: Range<usize>, cause: Cause, message: impl Into<String>) {
        if self.list.len() < LIMIT {
            self.list.push(Problem { span, cause, message: message.into() });
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Forgets what was found after the first `length`.
    pub(super) fn truncate(&mut self, length: usize) {
        self.list.truncate(length);
    }

    /// The problems by place: a repair can be recognised after what follows it.
    pub(super) fn into_sorted(mut self) -> Vec<Problem> {
        self.list.sort_by_key(|problem| problem.span.start);
        self.list
    }
}
