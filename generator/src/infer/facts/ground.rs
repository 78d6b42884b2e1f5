//! What a fact rests on, and how often facts that rest on the same were right.

/// The evidence that a rule decided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Bullets that are all values, below words that say that values follow.
    IntroducedBullets,
    /// Bullets that are all set off like values, below words that say nothing of it.
    SilentBullets,
    /// Paragraphs that are all set off like values, below words that say that values follow.
    Paragraphs,
    /// A sentence that says that values follow.
    Announced,
    /// A sentence that says that a range follows, where values do.
    AnnouncedRange,
    /// A sentence that says what something includes or supports.
    Listing,
    /// A word such as `type` with values after it.
    Title,
    /// A list of values with their meanings, and the example among them.
    Unannounced,
    /// A list that something says to be one of values, and an example that is none of them but for capitals.
    OtherCase,
    /// A list that something says to be one of values, and an example that is none of them.
    Contradicted,
    /// The word default with a value after it.
    StatedDefault,
    /// The meaning of a value after the word default.
    DefaultMeaning,
    /// A value that is marked as the default.
    DefaultMark,
    /// The default as a bullet states it.
    DefaultBullet,
    /// An interval after words that say that a range follows.
    Interval,
    /// An interval in a list of values, or after the end of a sentence that introduces it.
    IntroducedInterval,
    /// A comparison with a number, such as `>0`.
    Compared,
    /// One number after words for the greatest or the least.
    SingleBound,
    /// Numbers with characters after them.
    Characters,
    /// Numbers with a length before them.
    LengthBefore,
    /// Numbers about the index in a name.
    Index,
    /// Numbers of things, of a field that holds several.
    Several,
    /// An example that is JSON, or a type that says so.
    JsonShown,
    /// A description that speaks of JSON.
    JsonSaid,
    /// A description that speaks of commas between values.
    Commas,
    /// An example with as many digits as a time has.
    EpochShown,
    /// A description that counts a timestamp in a unit.
    EpochSaid,
    /// A pattern of time in the description.
    TimePattern,
    /// An example that is a time.
    TimeShown,
    /// ISO 8601 by name alone.
    TimeNamed,
    /// A known unit after the word unit, or right before it.
    Unit,
    /// What looks like a unit after the word unit.
    UnitAsWritten,
    /// A known unit in parentheses after a bound.
    UnitOfBound,
    /// A known unit right after the numbers that a phrase introduces.
    UnitOfNumbers,
    /// A phrase that says that the field is not to be used any more.
    Deprecated,
    /// A phrase that says that the field is not open to all.
    Preview,
    /// A condition, and a phrase that the named parameter must be given.
    MustBeGiven,
    /// The same where the sentence names no parameter at all.
    MustBeGivenUnnamed,
    /// One of several parameters must be given.
    OneOf,
    /// A name that ends like that of a secret.
    SecretName,
    /// A name that may be that of a secret, and a description that says nothing else.
    SecretPossible,
    /// A description that begins with a secret.
    SecretDescribed,
}

/// How often a ground was right.
pub(super) struct Measured {
    /// What the ground is, in words.
    pub(super) text: &'static str,
    /// Facts that were right.
    pub(super) right: u16,
    /// All of them.
    pub(super) of: u16,
}

impl Ground {
    /// All of them.
    #[cfg(test)]
    pub(super) const ALL: &[Self] = &[
        Self::IntroducedBullets,
        Self::SilentBullets,
        Self::Paragraphs,
        Self::Announced,
        Self::AnnouncedRange,
        Self::Listing,
        Self::Title,
        Self::Unannounced,
        Self::OtherCase,
        Self::Contradicted,
        Self::StatedDefault,
        Self::DefaultMeaning,
        Self::DefaultMark,
        Self::DefaultBullet,
        Self::Interval,
        Self::IntroducedInterval,
        Self::Compared,
        Self::SingleBound,
        Self::Characters,
        Self::LengthBefore,
        Self::Index,
        Self::Several,
        Self::JsonShown,
        Self::JsonSaid,
        Self::Commas,
        Self::EpochShown,
        Self::EpochSaid,
        Self::TimePattern,
        Self::TimeShown,
        Self::TimeNamed,
        Self::Unit,
        Self::UnitAsWritten,
        Self::UnitOfBound,
        Self::UnitOfNumbers,
        Self::Deprecated,
        Self::Preview,
        Self::MustBeGiven,
        Self::MustBeGivenUnnamed,
        Self::OneOf,
        Self::SecretName,
        Self::SecretPossible,
        Self::SecretDescribed,
    ];

    /// Facts that are right less often than this are guesses.
    const SURE: f32 = 0.94;

    /// Whether facts that rest on this are no guesses.
    pub fn is_sure(self) -> bool {
        self.confidence() >= Self::SURE
    }

    /// How often facts that rest on this are right, estimated from those that were looked at: few of them make less sure
    /// than many (Laplace's rule of succession).
    pub fn confidence(self) -> f32 {
        let Measured { right, of, .. } = self.measured();
        let percent = (100 * (u32::from(right) + 1)) / (u32::from(of) + 2);
        percent as f32 / 100.0
    }

    /// What it is, in words.
    pub fn text(self) -> &'static str {
        self.measured().text
    }

    /// The one of the two that is right less often.
    pub(super) fn weaker(self, other: Self) -> Self {
        if other.confidence() < self.confidence() { other } else { self }
    }

    /// What was measured: of facts that rest on it, drawn at random from the reference in both languages, each judged by reading
    /// it beside its description; descriptions that recur were drawn once. The labels are in `tests/facts/`, but for those of
    /// names of secrets, all of which were judged.
    pub(super) fn measured(self) -> Measured {
        let (text, right, of) = match self {
            Self::IntroducedBullets => ("a list below words that say that values follow", 124, 125),
            Self::SilentBullets => ("a list that nothing says to be one of values", 57, 57),
            Self::Paragraphs => ("paragraphs that look like a list of values", 11, 11),
            Self::Announced => ("a sentence that says that values follow", 38, 38),
            Self::AnnouncedRange => ("a list behind a word for a range", 16, 18),
            Self::Listing => ("a list of what something includes or supports", 50, 52),
            Self::Title => ("a list behind a word such as type", 3, 3),
            Self::Unannounced => ("a list with the example in it that nothing announces", 23, 23),
            Self::OtherCase => ("a list of values that the example spells otherwise", 13, 23),
            Self::Contradicted => ("a list of values without the example in it", 16, 31),
            Self::StatedDefault => ("the word default with a value behind it", 68, 68),
            Self::DefaultMeaning => ("the word default with the meaning of a value behind it", 2, 2),
            Self::DefaultMark => ("a mark on one of the values", 28, 28),
            Self::DefaultBullet => ("the word default within a list", 30, 32),
            Self::Interval => ("an interval behind a word for a range", 45, 45),
            Self::IntroducedInterval => ("an interval within a list of values", 18, 18),
            Self::Compared => ("a comparison with a number", 26, 26),
            Self::SingleBound => ("a number behind a word for the greatest or the least", 36, 36),
            Self::Characters => ("a number of characters", 54, 55),
            Self::LengthBefore => ("a number behind the word length", 9, 11),
            Self::Index => ("numbers about the index in a name", 42, 42),
            Self::Several => ("a number of things", 51, 54),
            Self::JsonShown => ("an example that is JSON", 32, 32),
            Self::JsonSaid => ("words about JSON", 22, 22),
            Self::Commas => ("words about commas between values", 39, 39),
            Self::EpochShown => ("an example with the digits of a time", 38, 38),
            Self::EpochSaid => ("words about a timestamp and a unit", 1, 2),
            Self::TimePattern => ("a pattern of a time", 28, 28),
            Self::TimeShown => ("an example that is a time", 28, 28),
            Self::TimeNamed => ("the name of ISO 8601 alone", 0, 0),
            Self::Unit => ("a unit beside the word unit", 63, 63),
            Self::UnitAsWritten => ("an unknown symbol behind the word unit", 3, 3),
            Self::UnitOfBound => ("a unit in parentheses behind a bound", 16, 16),
            Self::UnitOfNumbers => ("a unit behind the numbers that a value may be", 27, 27),
            Self::Deprecated => ("words for what is not to be used any more", 27, 27),
            Self::Preview => ("words for what is not open to all", 15, 16),
            Self::MustBeGiven => ("a condition, and words that this must be given", 36, 38),
            Self::MustBeGivenUnnamed => ("a condition, and words that something must be given", 35, 40),
            Self::OneOf => ("words that one of several must be given", 34, 38),
            Self::SecretName => ("a name that ends like that of a secret", 53, 55),
            Self::SecretPossible => ("a name that may be that of a secret", 2, 2),
            Self::SecretDescribed => ("a description that begins with a secret", 3, 3),
        };
        Measured { text, right, of }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_right_often_enough_is_sure() {
        assert!(Ground::StatedDefault.is_sure() && Ground::Interval.is_sure());
        assert!(!Ground::OneOf.is_sure() && !Ground::MustBeGiven.is_sure());
        assert!(!Ground::Title.is_sure() && !Ground::TimeNamed.is_sure(), "too few were looked at");
        assert_eq!(Ground::OneOf.confidence(), 0.87);
        assert_eq!(Ground::Announced.weaker(Ground::OneOf), Ground::OneOf);
        assert_eq!(Ground::OneOf.weaker(Ground::Announced), Ground::OneOf);
    }
}
