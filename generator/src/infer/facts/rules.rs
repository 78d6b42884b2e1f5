//! Runs the rules for each fact over the description of a row, in their order.

use std::ops::{Deref, DerefMut};

use crate::infer::table::Row;
use crate::ir::{self, Fact};
use crate::read::pieces;

use super::cell::Cell;
use super::ground::Ground;
use super::{
    allowed, bullets, conditional, default, format, judge, length, measure, range, sensitive, set, size, status, text,
    unit,
};

/// What a description says beyond names and types, and what each fact rests on. It is read like the facts themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The facts.
    pub stated: ir::Facts,
    /// Whether `size` bounds the number in the field's name, as in `Tag.N.Key`, and so the list that has it.
    pub size_of_index: bool,
    /// What each of them rests on.
    pub grounds: Vec<(Fact, Ground)>,
}

impl Deref for Found {
    type Target = ir::Facts;

    fn deref(&self) -> &ir::Facts {
        &self.stated
    }
}

impl DerefMut for Found {
    fn deref_mut(&mut self) -> &mut ir::Facts {
        &mut self.stated
    }
}

impl Found {
    /// Records the ground of a fact and returns its value.
    fn record<T: Default>(&mut self, fact: Fact, found: Option<(T, Ground)>) -> T {
        let Some((value, ground)) = found else { return T::default() };
        self.grounds.push((fact, ground));
        value
    }
}

/// Reads the description of a row.
pub fn facts(row: &Row<'_>) -> Found {
    let mut cell = Cell {
        name: &row.name,
        class: &row.class,
        example: &row.example,
        is_parameter: row.required.is_some(),
        parts: text::parts(&pieces(row.description.raw)),
        scopes: Vec::new(),
    };
    let mut facts = Found::default();
    facts.sensitive = facts.record(Fact::Sensitive, is_so(sensitive::sensitive(&cell)));
    if row.description.raw.is_empty() && row.example.is_empty() {
        return facts;
    }
    let listed = bullets::values(&mut cell);
    let allowed = allowed::allowed(&cell, listed);
    let values = allowed.as_ref().map_or(&[][..], |allowed| &allowed.values);
    facts.default = facts.record(Fact::Default, default::default(&cell, values));
    let format = format::format(&cell, values).map(|(format, ground)| (Some(format), ground));
    facts.format = facts.record(Fact::Format, format);
    let measures = measure::measures(&cell, facts.format);
    let range = range::range(&cell, &measures, values);
    let (allowed, range) = set::together(allowed, range);
    facts.allowed = facts.record(Fact::Allowed, judge::judged(allowed, &cell));
    facts.range = facts.record(Fact::Range, range);
    facts.length = facts.record(Fact::Length, length::length(&measures));
    if let Some((size, ground)) = size::size(&measures) {
        facts.size = facts.record(Fact::Size, Some((size, ground)));
        facts.size_of_index = ground == Ground::Index;
    }
    facts.unit = facts.record(Fact::Unit, unit::unit(&cell, facts.format));
    facts.deprecated = facts.record(Fact::Deprecated, is_so(status::deprecated(&cell)));
    facts.preview = facts.record(Fact::Preview, is_so(status::preview(&cell)));
    facts.conditional = facts.record(Fact::Conditional, is_so(conditional::conditional(&cell)));
    facts
}

/// A fact that holds where something says so.
fn is_so(ground: Option<Ground>) -> Option<(bool, Ground)> {
    ground.map(|ground| (true, ground))
}
