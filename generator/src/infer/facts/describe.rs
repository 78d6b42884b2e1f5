//! Fills in what a row says of its field beyond name and type: the facts of its description, and the description itself.

use crate::infer::page::prose;
use crate::infer::table::Row;
use crate::ir::{Fact, Field, Type};

use super::ground::Ground;
use super::rules::{Found, facts};

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
    let Found { stated, size_of_index, mut grounds } = facts(row);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Items;

    #[test]
    fn what_holds_a_secret_is_one_and_what_holds_members_is_none() {
        let row = Row { name: "Password".to_owned(), ..Row::default() };
        let described = |ty, items: Option<Type>| {
            let items = items.map(|ty| Box::new(Items { ty, ..Items::default() }));
            let mut field = Field { ty, items, ..Field::default() };
            describe(&row, false, &mut field);
            field.sensitive
        };
        assert!(described(Type::String, None) && described(Type::Array, Some(Type::String)));
        for (ty, items) in [
            (Type::Object, None),
            (Type::Map, None),
            (Type::Array, None),
            (Type::Array, Some(Type::Object)),
            (Type::Array, Some(Type::Array)),
        ] {
            assert!(!described(ty, items), "{ty} of {items:?}");
        }
    }
}
