//! What a value may be beyond its type: bounds, listed values, and the closed list of formats.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::default::is_default;

/// A least and a greatest value, both included; an end that the page does not name is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds<T> {
    /// The least value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<T>,
    /// The greatest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<T>,
}

impl<T> Default for Bounds<T> {
    fn default() -> Self {
        Self { min: None, max: None }
    }
}

impl<T> Bounds<T> {
    /// Whether neither end is named.
    pub fn is_open(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }
}

/// `1..20`, `..64`, `1..`.
impl<T: fmt::Display> fmt::Display for Bounds<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(min) = &self.min {
            write!(f, "{min}")?;
        }
        f.write_str("..")?;
        self.max.as_ref().map_or(Ok(()), |max| write!(f, "{max}"))
    }
}

/// A number of a page, whole or with a decimal point.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// A whole number.
    Whole(i64),
    /// A number with a decimal point.
    Decimal(f64),
}

impl Number {
    /// Reads `-1`, `1024` or `0.5`.
    pub fn parse(text: &str) -> Option<Self> {
        let decimal = || text.parse().ok().filter(|number: &f64| number.is_finite()).map(Self::Decimal);
        text.parse().ok().map(Self::Whole).or_else(|| decimal().filter(|_| text.contains('.')))
    }

    /// The number as one that can be compared.
    #[expect(clippy::cast_precision_loss, reason = "the bounds of pages are far smaller")]
    pub fn value(self) -> f64 {
        match self {
            Self::Whole(number) => number as f64,
            Self::Decimal(number) => number,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Decimal(number) => number.fmt(f),
        }
    }
}

/// One value of a list of allowed ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowedValue {
    /// The value, as text.
    pub value: String,
    /// What the page says of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
}

/// How a text or a number is to be read. Of times, the names beginning with `local-` have no zone; the others are UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// `2006-01-02T15:04:05Z`.
    DateTime,
    /// `2006-01-02T15:04Z`.
    DateTimeMinutes,
    /// `2006-01-02 15:04:05` or `2006-01-02T15:04:05`.
    LocalDateTime,
    /// `2006-01-02 15:04` or `2006-01-02T15:04`.
    LocalDateTimeMinutes,
    /// `2006-01-02`.
    Date,
    /// `20060102`.
    CompactDate,
    /// `2006-01`.
    Month,
    /// `15:04:05Z`.
    Time,
    /// `15:04Z`.
    TimeMinutes,
    /// `15:04:05`.
    LocalTime,
    /// `15:04`.
    LocalTimeMinutes,
    /// Seconds since 1970-01-01T00:00Z.
    EpochSeconds,
    /// Milliseconds since 1970-01-01T00:00Z.
    EpochMillis,
    /// JSON text.
    Json,
    /// Values joined by commas.
    CommaList,
}

impl Format {
    /// The name in the specification, such as `date-time`.
    pub fn name(self) -> &'static str {
        match self {
            Self::DateTime => "date-time",
            Self::DateTimeMinutes => "date-time-minutes",
            Self::LocalDateTime => "local-date-time",
            Self::LocalDateTimeMinutes => "local-date-time-minutes",
            Self::Date => "date",
            Self::CompactDate => "compact-date",
            Self::Month => "month",
            Self::Time => "time",
            Self::TimeMinutes => "time-minutes",
            Self::LocalTime => "local-time",
            Self::LocalTimeMinutes => "local-time-minutes",
            Self::EpochSeconds => "epoch-seconds",
            Self::EpochMillis => "epoch-millis",
            Self::Json => "json",
            Self::CommaList => "comma-list",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_survive_yaml_with_either_end_open() {
        for (min, max) in [("-1", "1024"), ("0.1", "2"), ("", "9223372036854775807"), ("1.0", "")] {
            let bounds = Bounds { min: Number::parse(min), max: Number::parse(max) };
            let text = serde_yaml::to_string(&bounds).expect("it can be written");
            assert_eq!(serde_yaml::from_str::<Bounds<Number>>(&text).expect("it can be read"), bounds, "{text}");
        }
    }

    #[test]
    fn only_plain_numbers_are_numbers() {
        assert_eq!(Number::parse("-5"), Some(Number::Whole(-5)));
        assert_eq!(Number::parse("0.50").map(|number| number.to_string()).as_deref(), Some("0.5"));
        for text in ["", "x", "1e9", "NaN", "inf", "1,000", "99999999999999999999"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn formats_are_named_as_they_are_written() {
        let format = Format::DateTimeMinutes;
        assert_eq!(serde_yaml::to_string(&format).expect("it can be written").trim(), format.name());
    }
}
