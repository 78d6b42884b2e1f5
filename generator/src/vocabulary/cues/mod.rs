//! The words of descriptions, in each language: what introduces values, defaults, bounds, units and formats.
//!
//! A description is searched once for all of them, from the left, the longest first. White space within a phrase is one
//! space; punctuation is that of ASCII, whatever the page has. A phrase of letters matches whole words in any case.

mod around;
mod bounds;
mod choices;
mod conditions;
mod cue;
mod defaults;
mod life;
mod lists;
mod times;
mod values;

pub use around::{COMPARED, EITHER, FIELD_WORDS, LINKS, NO_VALUE, OWN, SEVERAL, TO, UNIT_NAMED};
pub use cue::Cue;

/// The phrases, by what they are about.
pub const CUES: [&[(&str, Cue)]; 8] =
    [bounds::CUES, choices::CUES, conditions::CUES, defaults::CUES, life::CUES, lists::CUES, times::CUES, values::CUES];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_listed_twice() {
        let phrases: Vec<&str> = CUES.iter().copied().flatten().map(|&(phrase, _)| phrase).collect();
        for (index, phrase) in phrases.iter().enumerate() {
            assert!(!phrases[..index].contains(phrase), "{phrase}");
            assert_eq!(*phrase, phrase.to_lowercase(), "phrases are in lower case");
        }
    }
}
