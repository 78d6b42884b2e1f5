//! What the type and the example of a row say about the values that its description lists.

use crate::infer::table::Class;
use crate::ir::{AllowedValue, Type};
use crate::vocabulary::cues::EITHER;
use crate::vocabulary::is_placeholder_word;

use super::cell::Cell;
use super::ground::Ground;
use super::text::number;

/// Whether a field of the type can have the values: a number only numbers, a truth value what says yes or no. What else the
/// example is one of is right, and the type is not.
pub(super) fn is_of_type(values: &[AllowedValue], cell: &Cell<'_>) -> bool {
    let is_shown = || values.iter().any(|value| value.value == cell.example);
    match cell.class {
        Class::Scalar(Type::Boolean) => values.iter().all(|value| says_either(&value.value)) || is_shown(),
        _ if cell.is_number() => values.iter().all(|value| is_number(&value.value)) || is_shown(),
        _ => true,
    }
}

/// Whether a text is a truth value, in any spelling.
fn says_either(text: &str) -> bool {
    EITHER.iter().any(|word| word.eq_ignore_ascii_case(text))
}

pub(super) fn is_number(text: &str) -> bool {
    number(text).is_some_and(|(_, end)| end == text.len())
}

/// Judges the values by the example of the row, which should be one of them.
///
/// Evidence against them: the example is a value or several, and none of them is listed. What nothing says to be values is
/// none then, nor is what only says for which values the example is meant; what something says to be values is a guess.
pub(super) fn judged(
    allowed: Option<(Vec<AllowedValue>, Ground)>,
    cell: &Cell<'_>,
) -> Option<(Vec<AllowedValue>, Ground)> {
    let (values, ground) = allowed?;
    let ground = match seen_in(cell.example, &values) {
        Seen::Listed | Seen::Nothing => ground,
        Seen::OtherCase => ground.weaker(Ground::OtherCase),
        Seen::Other if values.len() == 1 || is_meaning(cell.example, &values) => return None,
        Seen::Other => match ground {
            Ground::IntroducedBullets | Ground::Paragraphs | Ground::Announced | Ground::AnnouncedRange => {
                Ground::Contradicted
            }
            _ => return None,
        },
    };
    Some((values, ground))
}

/// Whether an example is what listed words mean, as of `Count: Sum`, `Delay: Average` it is `Sum`: those are the cases then.
fn is_meaning(example: &str, values: &[AllowedValue]) -> bool {
    values.iter().any(|value| value.description.trim_end_matches(['。', '.', ';']) == example)
}

/// What an example shows of listed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Listed,
    /// Listed but for capitals.
    OtherCase,
    Other,
    /// It is missing, hidden, or a document.
    Nothing,
}

fn seen_in(example: &str, values: &[AllowedValue]) -> Seen {
    const LONGEST: usize = 200;
    let example = example.trim().trim_matches(['"', '`', '\'']);
    let is_hidden = example.contains("**") || is_placeholder_word(example);
    if is_hidden || example.len() > LONGEST || example.contains(['{', '=']) || !example.is_ascii() {
        return Seen::Nothing;
    }
    let one_of = |alike: fn(&str, &str) -> bool| {
        let listed = |text: &str| values.iter().any(|value| alike(&value.value, text));
        listed(example)
            || example.split([',', '[', ']', '"', ';', '|', ' ', '/', ':']).any(|word| !word.is_empty() && listed(word))
    };
    if one_of(|value, text| value == text) {
        Seen::Listed
    } else if one_of(str::eq_ignore_ascii_case) {
        Seen::OtherCase
    } else {
        Seen::Other
    }
}
