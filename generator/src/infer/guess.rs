//! What was guessed: places and facts whose evidence is weak, each with the lines that settle it in `overrides.yaml`.

use crate::diagnostic::Diagnostic;
use crate::infer::facts::Ground;
use crate::ir::{Fact, Field, Side, WirePath};
use crate::read::Page;

/// A place or a fact that was a guess.
#[derive(Clone, Debug)]
pub struct Guess {
    /// The operation.
    pub operation: String,
    /// The side of it.
    pub side: Side,
    /// The wire path of the field.
    pub path: WirePath,
    /// The fact; absent: it is the field's place that was guessed.
    pub fact: Option<Fact>,
    /// What there is to say about it.
    pub diagnostic: Diagnostic,
}

/// A row whose description tells facts that are guesses.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// The row's offset.
    pub at: usize,
    /// The path of its field.
    pub path: WirePath,
    /// The facts, and what each rests on.
    pub grounds: Vec<(Fact, Ground)>,
}

/// The guesses about the facts of one field, but for what the tree has made of it since has no such fact.
pub fn of_facts(page: &Page<'_>, operation: &str, side: Side, fields: &[Field], doubt: &Doubt) -> Vec<Guess> {
    let Some(field) = doubt.path.resolve(fields) else { return Vec::new() };
    let kept = doubt.grounds.iter().filter(|(fact, _)| field.guessed.contains_key(fact));
    kept.map(|&(fact, ground)| Guess {
        operation: operation.to_owned(),
        side,
        path: doubt.path.clone(),
        fact: Some(fact),
        diagnostic: Diagnostic::new(
            &page.file,
            "fact-guessed",
            format!(
                "`{}` of {} was read from {}, which is right {:.0} times in 100",
                fact.key(),
                field.name,
                ground.text(),
                ground.confidence() * 100.0
            ),
            settle(operation, side, &doubt.path, fact),
        )
        .at(page.lines.position(doubt.at)),
    })
    .collect()
}

/// The lines that settle a guess about a fact, either way.
fn settle(operation: &str, side: Side, path: &WirePath, fact: Fact) -> String {
    let side = match side {
        Side::Request => "  side: request\n",
        Side::Body => "  side: body\n",
        Side::Response => "",
    };
    format!(
        "settle it in overrides.yaml, with `confirm` if it is right:\n- operation: {operation}\n  mends: guess\n  \
         reason: …\n{side}  confirm: {path}\n  fact: {key}\nand with `change` if it is wrong, to what is right or to nothing:\n  \
         change: {path}\n  set: {{{key}: {nothing}}}",
        key = fact.key(),
        nothing = fact.nothing()
    )
}

#[cfg(test)]
mod tests {
    use crate::infer::infer;
    use crate::ir::Prose;
    use crate::read::read;

    /// The guesses about the facts of a page with such rows, as `side path fact`, and the help of each.
    fn guesses(request: &str, response: &str) -> Vec<(String, String)> {
        let head = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
        let text = format!(
            "# GetBoat\n\n## Request parameters\n\n{head}{request}\n## Response parameters\n\n\
             |Parameter|Type|Example|Description|\n|--|--|--|--|\n{response}\n"
        );
        let found = infer(&[read("p.md", &text)], Prose::Omit);
        let shown = found.guesses.iter().filter_map(|guess| {
            let place = format!("{:?} {} {}", guess.side, guess.path, guess.fact?.key());
            Some((place, guess.diagnostic.help.clone()))
        });
        shown.collect()
    }

    #[test]
    fn a_fact_on_weak_evidence_is_told_with_the_lines_that_settle_it() {
        let listing = "The kind. Valid values: Buoy, Pier, Anchor.";
        let found = guesses(
            &format!("|Kind|String|No|buoy|{listing}|\n|Tag.N.Kind|String|No|pier|{listing}|\n"),
            &format!("|Moorings|Array| |All.|\n|Kind|String|pier|{listing}|\n"),
        );
        let places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
        assert!(
            places.contains(&"Request Kind allowed") && places.contains(&"Request Tag[].Kind allowed"),
            "{places:?}"
        );
        assert!(places.iter().any(|place| place.starts_with("Response ")), "{places:?}");
        let (_, help) = found.iter().find(|(place, _)| place.starts_with("Request Tag")).expect("it was just there");
        let lines = "  side: request\n  confirm: Tag[].Kind\n  fact: allowed\n";
        assert!(help.contains(lines) && help.ends_with("  change: Tag[].Kind\n  set: {allowed: []}"), "{help}");
    }

    #[test]
    fn a_fact_on_strong_evidence_is_no_guess() {
        let row = "|Kind|String|No|buoy|The kind. Valid values: buoy, pier. Default value: pier.|\n";
        assert_eq!(guesses(row, ""), []);
    }
}
