//! The places of a response that the specification knows, for the test of the example.

use crate::emit::place::escape;
use crate::ir::{Field, Type};

use super::view::View;

/// The places of a response, as the test of the example writes them: `Changes.Change[].Id`; `{}` stands for a key that
/// is data, `*` for whatever is below.
pub fn known(fields: &[Field]) -> Vec<String> {
    let mut places = Vec::new();
    for field in fields {
        known_below(field.into(), escape(&field.name), &mut places);
    }
    places.sort();
    places
}

fn known_below(view: View<'_>, place: String, places: &mut Vec<String>) {
    match view.ty {
        Type::Any => places.push(format!("{place}*")),
        Type::Object if view.fields.is_empty() => places.push(format!("{place}*")),
        Type::Object => {
            for field in view.fields {
                known_below(field.into(), format!("{place}.{}", escape(&field.name)), places);
            }
            places.push(place);
        }
        Type::Array => {
            known_below(view.items.map_or(View::ANY, View::from), format!("{place}[]"), places);
            places.push(place);
        }
        Type::Map => {
            known_below(view.items.map_or(View::ANY, View::from), format!("{place}{{}}"), places);
            places.push(place);
        }
        _ => places.push(place),
    }
}
