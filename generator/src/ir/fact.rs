//! The facts that descriptions tell of a field.

use serde::{Deserialize, Serialize};

/// A fact about a field, named as its key in the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are those of the fields")]
pub enum Fact {
    Allowed,
    Default,
    Range,
    Length,
    Size,
    Format,
    Unit,
    Deprecated,
    Preview,
    Conditional,
    Sensitive,
}

impl Fact {
    /// The key in the specification, such as `allowed`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Default => "default",
            Self::Range => "range",
            Self::Length => "length",
            Self::Size => "size",
            Self::Format => "format",
            Self::Unit => "unit",
            Self::Deprecated => "deprecated",
            Self::Preview => "preview",
            Self::Conditional => "conditional",
            Self::Sensitive => "sensitive",
        }
    }

    /// What takes the fact away, as YAML.
    pub fn nothing(self) -> &'static str {
        match self {
            Self::Allowed => "[]",
            Self::Default | Self::Unit => "''",
            Self::Range | Self::Length | Self::Size => "{}",
            Self::Format => "null",
            Self::Deprecated | Self::Preview | Self::Conditional | Self::Sensitive => "false",
        }
    }
}

/// A side of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The parameters.
    Request,
    /// The members of the JSON body.
    Body,
    /// The fields of the answer.
    #[default]
    Response,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_named_as_they_are_written() {
        for fact in [Fact::Allowed, Fact::Conditional, Fact::Sensitive] {
            assert_eq!(serde_yaml::to_string(&fact).expect("it can be written").trim(), fact.key());
        }
    }
}
