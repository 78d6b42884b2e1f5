//! The facts that descriptions tell of a field: the one table of them.
//!
//! A new fact is a row here; its rule stands in `infer/facts/`, its sentence in `templates/docs/facts.md`.

use serde::{Deserialize, Serialize};

use super::constraint::{AllowedValue, Bounds, Format, Number};

/// Hands the table of facts to a macro. A row has the key in the specification, its name here, and of a flag what a field is
/// that has it, of a value its type. The order of the rows is that of the keys in the specification.
macro_rules! facts {
    ($then:ident) => {
        $then! {
            flags {
                /// Whether the page says that the parameter must be given under a condition, which its prose tells.
                conditional: Conditional, "required under a condition";
                /// Whether the page says that it is not to be used any more.
                deprecated: Deprecated, "deprecated";
                /// Whether the page says that it is in a preview, so that not everybody can use it.
                preview: Preview, "in a preview";
                /// Whether the value is a secret, such as a password, which no log and no debug output may show.
                sensitive: Sensitive, "a secret";
            }
            values {
                /// The values that the page lists, in its order. The list is open: a service may know more.
                allowed: Allowed, Vec<AllowedValue>;
                /// The value that the service takes where none is given, as text.
                default: Default, String;
                /// The least and the greatest number that the page names, both included. No value in `allowed` lies outside.
                range: Range, Bounds<Number>;
                /// The least and the greatest length of a text, in characters or, where the page counts so, in bytes.
                length: Length, Bounds<u64>;
                /// The least and the greatest number of values: of the items of a list, or of the values in a text that holds
                /// several.
                size: Size, Bounds<u64>;
                /// How a text or a number is to be read.
                format: Format, Option<Format>;
                /// What a number counts: a usual symbol such as `s`, `ms`, `GB`, `Mbit/s`, `%`; empty: the page does not say.
                unit: Unit, String;
            }
        }
    };
}
pub(crate) use facts;

macro_rules! define {
    (
        flags { $($(#[$flag_doc:meta])* $flag:ident: $Flag:ident, $words:literal;)* }
        values { $($(#[$doc:meta])* $value:ident: $Value:ident, $ty:ty;)* }
    ) => {
        /// A fact about a field, named as its key in the specification.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Fact {
            $($(#[$doc])* $Value,)*
            $($(#[$flag_doc])* $Flag,)*
        }

        impl Fact {
            /// Those that are there or not.
            pub const FLAGS: &[Self] = &[$(Self::$Flag),*];
            /// Those that have a value.
            pub const VALUES: &[Self] = &[$(Self::$Value),*];

            /// The key in the specification, such as `allowed`.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$Flag => stringify!($flag),)*
                    $(Self::$Value => stringify!($value),)*
                }
            }

            /// What takes the fact away, as YAML.
            pub fn nothing(self) -> &'static str {
                match self {
                    $(Self::$Flag => bool::NOTHING,)*
                    $(Self::$Value => <$ty>::NOTHING,)*
                }
            }

            /// What a field is that has a flag; empty for facts with a value.
            pub fn words(self) -> &'static str {
                match self {
                    $(Self::$Flag => $words,)*
                    $(Self::$Value => "",)*
                }
            }
        }
    };
}
facts!(define);

/// The value of a fact.
pub(super) trait Stated {
    /// What takes it away, as YAML.
    const NOTHING: &'static str;

    /// It as text; empty where it is not stated.
    fn text(&self) -> String;
}

impl Stated for bool {
    const NOTHING: &'static str = "false";

    fn text(&self) -> String {
        if *self { "true".to_owned() } else { String::new() }
    }
}

impl Stated for String {
    const NOTHING: &'static str = "''";

    fn text(&self) -> String {
        self.clone()
    }
}

impl Stated for Vec<AllowedValue> {
    const NOTHING: &'static str = "[]";

    fn text(&self) -> String {
        self.iter().map(|allowed| allowed.value.as_str()).collect::<Vec<_>>().join(", ")
    }
}

impl<T: std::fmt::Display> Stated for Bounds<T> {
    const NOTHING: &'static str = "{}";

    fn text(&self) -> String {
        if self.is_open() { String::new() } else { self.to_string() }
    }
}

impl Stated for Option<Format> {
    const NOTHING: &'static str = "null";

    fn text(&self) -> String {
        self.map(|format| format.name().to_owned()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_named_as_they_are_written() {
        for &fact in Fact::FLAGS.iter().chain(Fact::VALUES) {
            assert_eq!(serde_yaml::to_string(&fact).expect("it can be written").trim(), fact.key());
            assert_eq!(fact.words().is_empty(), Fact::VALUES.contains(&fact));
        }
    }
}
