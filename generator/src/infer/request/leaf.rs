//! A parameter as its row describes it, without its place in the tree.

use crate::infer::facts::{Ground, describe};
use crate::infer::table::{Class, Row};
use crate::ir::{Bounds, Fact, Field, Type};

/// A parameter without its place in the tree.
#[derive(Debug)]
pub struct Leaf {
    /// The parameter; its name is that of its place.
    pub field: Field,
    /// How many items the list has that the parameter's name counts, as `Tag.N.Key` does.
    pub count: Bounds<u64>,
}

/// Makes a parameter of a row; which of its facts are guesses comes second.
pub fn leaf(row: &Row<'_>, prose: bool) -> (Leaf, Vec<(Fact, Ground)>) {
    let ty = match row.class {
        Class::Scalar(ty) => ty,
        Class::Object => Type::Object,
        Class::Map(_) => Type::Map,
        Class::List(_) => Type::Array,
        Class::Json | Class::Blank | Class::Named(_) => Type::String,
    };
    let items = row.class.items().map(Box::new);
    let mut field = Field { ty, items, required: row.required == Some(true), ..Field::default() };
    let described = describe(row, prose, &mut field);
    let count = if described.counts_list { std::mem::take(&mut field.size) } else { Bounds::default() };
    (Leaf { field, count }, described.doubts)
}
