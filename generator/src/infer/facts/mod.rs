//! The facts that stand in the prose of a description: values, defaults, bounds, formats, units, and what is said of the
//! life of a field. Each kind has a file of its own; the words stand in [`crate::vocabulary::cues`].

mod allowed;
mod bullets;
mod conditional;
mod default;
mod format;
mod ground;
#[cfg(test)]
mod labelled;
mod length;
mod measure;
mod range;
mod sensitive;
mod size;
mod status;
#[cfg(test)]
mod tests;
mod text;
mod unit;

pub use ground::Ground;
pub use sensitive::by_name as is_secret;

use crate::ir::{AllowedValue, Bounds, Fact, Format, Number, Type};
use crate::read::{Page, pieces};

use super::rows::Row;
use super::type_word::Class;
use bullets::Scope;
use text::Part;

/// What a description says beyond names and types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The values that it lists.
    pub allowed: Vec<AllowedValue>,
    /// The value that is taken where none is given.
    pub default: String,
    /// The least and the greatest number.
    pub range: Bounds<Number>,
    /// The least and the greatest length.
    pub length: Bounds<u64>,
    /// The least and the greatest number of values.
    pub size: Bounds<u64>,
    /// Whether `size` bounds the number in the field's name, as in `Tag.N.Key`, and so the list that has it.
    pub size_of_index: bool,
    /// How a value is to be read.
    pub format: Option<Format>,
    /// What a number counts.
    pub unit: String,
    /// Whether the field is not to be used any more.
    pub deprecated: bool,
    /// Whether the field is in a preview.
    pub preview: bool,
    /// Whether the parameter must be given under a condition.
    pub conditional: bool,
    /// Whether the value is a secret.
    pub sensitive: bool,
    /// What each of them rests on.
    pub grounds: Vec<(Fact, Ground)>,
}

impl Facts {
    /// Keeps what a fact rests on; the fact itself comes back.
    fn rested<T: Default>(&mut self, fact: Fact, found: Option<(T, Ground)>) -> T {
        let Some((value, ground)) = found else { return T::default() };
        self.grounds.push((fact, ground));
        value
    }
}

/// A row whose description is read.
#[derive(Debug)]
struct Cell<'r> {
    name: &'r str,
    class: &'r Class,
    example: &'r str,
    /// Whether the table says which of its rows are required, as those of parameters do.
    is_parameter: bool,
    parts: Vec<Part>,
    /// What each part speaks of.
    scopes: Vec<Scope>,
}

impl Cell<'_> {
    /// The parts that speak of the field itself, not of one of its values or members.
    fn own(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().zip(&self.scopes).filter(|(_, scope)| **scope == Scope::Field).map(|(part, _)| part)
    }

    /// Whether the type is a number.
    fn is_number(&self) -> bool {
        use Type::{Double, Float, Int32, Int64};
        matches!(self.class, Class::Scalar(Int32 | Int64 | Float | Double))
    }

    /// Whether values of the field are structures, which no list of values and no bound can be about.
    fn is_structure(&self) -> bool {
        matches!(self.class, Class::Object | Class::ListOf(_) | Class::Map)
    }

    /// The last name of a dotted one.
    fn last_name(&self) -> &str {
        self.name.rsplit('.').find(|part| part.len() > 1).unwrap_or(self.name)
    }
}

/// Reads the description of a row.
pub fn facts(row: &Row<'_>) -> Facts {
    let mut cell = Cell {
        name: &row.name,
        class: &row.class,
        example: &row.example,
        is_parameter: row.required.is_some(),
        parts: text::parts(&pieces(row.description.raw)),
        scopes: Vec::new(),
    };
    let mut facts = Facts::default();
    facts.sensitive = facts.rested(Fact::Sensitive, told(sensitive::sensitive(&cell)));
    if row.description.raw.is_empty() && row.example.is_empty() {
        return facts;
    }
    let listed = bullets::values(&mut cell);
    facts.allowed = facts.rested(Fact::Allowed, allowed::allowed(&cell, listed));
    facts.default = facts.rested(Fact::Default, default::default(&cell, &facts.allowed));
    facts.format = facts
        .rested(Fact::Format, format::format(&cell, &facts.allowed).map(|(format, ground)| (Some(format), ground)));
    let measures = measure::measures(&cell, facts.format);
    facts.range = facts.rested(Fact::Range, range::range(&cell, &measures, &facts.allowed));
    facts.length = facts.rested(Fact::Length, length::length(&measures));
    if let Some((size, ground)) = size::size(&measures) {
        facts.size = facts.rested(Fact::Size, Some((size, ground)));
        facts.size_of_index = ground == Ground::Index;
    }
    facts.unit = facts.rested(Fact::Unit, unit::unit(&cell, facts.format));
    facts.deprecated = facts.rested(Fact::Deprecated, told(status::deprecated(&cell)));
    facts.preview = facts.rested(Fact::Preview, told(status::preview(&cell)));
    facts.conditional = facts.rested(Fact::Conditional, told(conditional::conditional(&cell)));
    facts
}

/// A fact that is there or not, by what says that it is there.
fn told(ground: Option<Ground>) -> Option<(bool, Ground)> {
    ground.map(|ground| (true, ground))
}

/// Whether a page says of its operation that it is deprecated, and that it is in a preview.
pub fn of_operation(page: &Page<'_>) -> (bool, bool) {
    status::of_operation(page)
}
