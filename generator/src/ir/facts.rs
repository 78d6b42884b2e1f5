//! All facts of one field, and what is done with every one of them alike.

use super::constraint::{AllowedValue, Bounds, Format, Number};
use super::default::is_default;
use super::fact::{Fact, Stated, facts};
use super::shape::Field;

macro_rules! define {
    (
        flags { $($(#[$flag_doc:meta])* $flag:ident: $Flag:ident, $words:literal;)* }
        values { $($(#[$doc:meta])* $value:ident: $Value:ident, $ty:ty;)* }
    ) => {
        /// All facts of one field.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Facts {
            $($(#[$flag_doc])* pub $flag: bool,)*
            $($(#[$doc])* pub $value: $ty,)*
        }

        impl Facts {
            /// A fact as text; empty where it is not stated.
            pub fn text(&self, fact: Fact) -> String {
                match fact {
                    $(Fact::$Flag => self.$flag.text(),)*
                    $(Fact::$Value => self.$value.text(),)*
                }
            }
        }

        impl Field {
            /// Whether a fact is stated.
            pub fn has(&self, fact: Fact) -> bool {
                match fact {
                    $(Fact::$Flag => self.$flag,)*
                    $(Fact::$Value => !is_default(&self.$value),)*
                }
            }

            /// A fact as text; empty where it is not stated.
            pub fn text(&self, fact: Fact) -> String {
                match fact {
                    $(Fact::$Flag => self.$flag.text(),)*
                    $(Fact::$Value => self.$value.text(),)*
                }
            }

            /// States all facts anew.
            pub fn set_facts(&mut self, facts: Facts) {
                $(self.$flag = facts.$flag;)*
                $(self.$value = facts.$value;)*
            }

            /// States a fact as another field does, which loses it.
            pub fn take_fact(&mut self, fact: Fact, other: &mut Self) {
                match fact {
                    $(Fact::$Flag => self.$flag = std::mem::take(&mut other.$flag),)*
                    $(Fact::$Value => self.$value = std::mem::take(&mut other.$value),)*
                }
            }
        }
    };
}
facts!(define);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_a_fact_away_is_what_a_field_without_it_has() {
        for &fact in Fact::FLAGS.iter().chain(Fact::VALUES) {
            let text = format!("{{name: A, type: string, {}: {}}}", fact.key(), fact.nothing());
            let field: Field = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert!(!field.has(fact) && field.text(fact).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_fact_is_taken_over() {
        let text = "{name: A, type: string, unit: GB, deprecated: true, range: {min: 1}, format: json, allowed: [{value: a}, {value: b}]}";
        let mut other: Field = serde_yaml::from_str(text).expect("it is a field");
        let texts = [Fact::Unit, Fact::Deprecated, Fact::Range, Fact::Format, Fact::Allowed].map(|fact| {
            let mut own = Field::default();
            own.take_fact(fact, &mut other);
            assert!(own.has(fact) && !other.has(fact));
            own.text(fact)
        });
        assert_eq!(texts, ["GB", "true", "1..", "json", "a, b"]);
    }
}
