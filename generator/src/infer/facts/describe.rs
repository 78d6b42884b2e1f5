//! Fills in what a row says of its field beyond name and type: the facts of its description, and the description itself.

use crate::infer::page::prose;
use crate::infer::table::Row;
use crate::ir::{Fact, Field, Type};

use super::ground::Ground;
use super::rules::{Facts, facts};

/// What a description was read for.
pub struct Described {
    /// Whether the size is that of the list which the row's name counts.
    pub counts_list: bool,
    /// The facts that are guesses, and what each rests on.
    pub doubts: Vec<(Fact, Ground)>,
}

/// Fills in what a row says beyond name and type.
pub fn describe(row: &Row<'_>, prose: bool, field: &mut Field) -> Described {
    field.example.clone_from(&row.example);
    let Facts { stated, size_of_index, mut grounds } = facts(row);
    field.set_facts(stated);
    // What the tree made a structure of has secrets among its members at most.
    let holds = field.items.as_ref().map_or(field.ty, |items| items.ty);
    field.sensitive &= !matches!(holds, Type::Object | Type::Array | Type::Map);
    if prose {
        field.description = prose::markdown(row.description.raw);
    } else {
        for allowed in &mut field.allowed {
            allowed.description.clear();
        }
    }
    grounds.retain(|(fact, ground)| !ground.is_sure() && (*fact != Fact::Sensitive || field.sensitive));
    field.guessed = grounds.iter().map(|(fact, ground)| (*fact, ground.confidence())).collect();
    Described { counts_list: size_of_index, doubts: grounds }
}
