//! A row whose description is read for facts.

use crate::infer::table::Class;
use crate::ir::Type;

use super::scope::Scope;
use super::text::{Part, number};

/// A row whose description is read.
#[derive(Debug)]
pub(super) struct Cell<'r> {
    pub(super) name: &'r str,
    pub(super) class: &'r Class,
    pub(super) example: &'r str,
    /// Whether the table says which of its rows are required, as those of parameters do.
    pub(super) is_parameter: bool,
    pub(super) parts: Vec<Part>,
    /// What each part speaks of.
    pub(super) scopes: Vec<Scope>,
}

impl Cell<'_> {
    /// The parts that speak of the field itself, not of one of its values or members.
    pub(super) fn own(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().zip(&self.scopes).filter(|(_, scope)| **scope == Scope::Field).map(|(part, _)| part)
    }

    /// Whether the type is a number.
    pub(super) fn is_number(&self) -> bool {
        use Type::{Double, Float, Int32, Int64};
        matches!(self.class, Class::Scalar(Int32 | Int64 | Float | Double))
    }

    /// Whether the example is a number or several, or is missing.
    pub(super) fn shows_number(&self) -> bool {
        let is_number = |text: &str| number(text).is_some_and(|(_, end)| end == text.len());
        let separators = [',', '~', '[', ']', '"', ' '];
        self.example.split(separators).filter(|part| !part.is_empty() && *part != "...").all(is_number)
    }

    /// Whether values of the field are structures, which no list of values and no bound can be about.
    pub(super) fn is_structure(&self) -> bool {
        self.class.is_structure()
    }

    /// The last name of a dotted one.
    pub(super) fn last_name(&self) -> &str {
        self.name.rsplit('.').find(|part| part.len() > 1).unwrap_or(self.name)
    }
}
