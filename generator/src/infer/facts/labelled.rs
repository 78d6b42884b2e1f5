//! Measures the rules against rows of the reference that were labelled by reading them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Found, Ground, facts};
use crate::infer::table::{RowCounts, grids};
use crate::ir::Fact;
use crate::read::read;

/// The labels, by half: rules are tuned on the first alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Labels {
    dev: Vec<Label>,
    held_out: Vec<Label>,
}

/// What a row says. Bounds are written as `1..20`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Label {
    page: String,
    line: u32,
    name: String,
    /// Of parameters, whether the row says that they must be given.
    required: Option<bool>,
    allowed: Vec<String>,
    default: String,
    range: String,
    length: String,
    size: String,
    format: String,
    unit: String,
    deprecated: bool,
    preview: bool,
    conditional: bool,
}

/// How often a fact was found rightly, found wrongly, and missed.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    /// What was found, and is it right? A fact that is found but differs is wrong and missed.
    fn add(&mut self, expected: &str, found: &str) {
        match (expected.is_empty(), found.is_empty()) {
            (true, true) => {}
            _ if expected == found => self.right += 1,
            (is_none, is_missing) => {
                self.missed += usize::from(!is_none);
                self.wrong += usize::from(!is_missing);
            }
        }
    }

    fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are a few hundred rows")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// The facts that are labelled, as texts, by their names in the specification.
pub(super) fn texts(facts: &Found) -> [(&'static str, String); 10] {
    use Fact::{Allowed, Conditional, Default, Deprecated, Format, Length, Preview, Range, Size, Unit};
    let labelled = [Allowed, Default, Range, Length, Size, Format, Unit, Deprecated, Preview, Conditional];
    labelled.map(|fact| (fact.key(), facts.text(fact)))
}

fn expected(label: &Label) -> [String; 10] {
    let flag = |set: bool| if set { "true".to_owned() } else { String::new() };
    [
        label.allowed.join(", "),
        label.default.clone(),
        label.range.clone(),
        label.length.clone(),
        label.size.clone(),
        label.format.clone(),
        label.unit.clone(),
        flag(label.deprecated),
        flag(label.preview),
        flag(label.conditional),
    ]
}

/// The vendor's pages, if they lie beside the repository. Their sentences must not stand here, so what is measured on them is
/// skipped elsewhere, and says so; `tests.rs` has the rules on sentences of our own.
pub(super) fn reference() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference");
    if beside.is_dir() {
        return Some(beside);
    }
    // The harness shows nothing of what a test that passes prints, but for what goes to the stream itself.
    let _ = writeln!(std::io::stderr(), "skipped: ../shared/reference, which holds the vendor's pages, is not there");
    None
}

/// The facts that the rules find in a labelled row, and whether it says that the field must be given.
fn found(reference: &Path, label: &Label) -> (Found, Option<bool>) {
    let text =
        fs::read_to_string(reference.join(&label.page)).unwrap_or_else(|error| panic!("{}: {error}", label.page));
    let page = read(&label.page, &text);
    let grids = grids(&page, &mut RowCounts::default(), &mut page.findings());
    let mut rows = grids.request.iter().chain(&grids.response).flat_map(|grid| &grid.rows);
    let row = rows.find(|row| page.lines.position(row.at).line == label.line);
    let row = row.unwrap_or_else(|| panic!("{}:{}: there is no row", label.page, label.line));
    assert_eq!(row.name, label.name, "{}:{}", label.page, label.line);
    (facts(row), row.required)
}

/// Scores by fact, and what differs, one a line.
fn scores(reference: &Path, labels: &[Label]) -> (BTreeMap<&'static str, Score>, Vec<String>) {
    let (mut scores, mut differences): (BTreeMap<&str, Score>, _) = (BTreeMap::new(), Vec::new());
    for label in labels {
        let (facts, required) = found(reference, label);
        if label.required.is_some() {
            let text = |flag: Option<bool>| flag.filter(|&flag| flag).map(|flag| flag.to_string()).unwrap_or_default();
            scores.entry("required").or_default().add(&text(label.required), &text(required));
        }
        for ((fact, found), expected) in texts(&facts).into_iter().zip(expected(label)) {
            scores.entry(fact).or_default().add(&expected, &found);
            if found != expected {
                let Label { page, line, name, .. } = label;
                differences.push(format!("{fact}: {page}:{line} {name}: {expected:?} and {found:?}"));
            }
        }
    }
    (scores, differences)
}

/// A file of labels, and the least precision and recall in percent that the rules reach over both of its halves.
struct Sample {
    name: &'static str,
    text: &'static str,
    wanted: &'static [(&'static str, f64, f64)],
}

/// Rows of the products that the rules were made on, and of those that nobody had looked at.
const SAMPLES: [Sample; 2] = [
    Sample {
        name: "labels.yaml",
        text: include_str!("../../../tests/facts/labels.yaml"),
        wanted: &[
            ("allowed", 97.0, 90.0),
            ("default", 97.0, 90.0),
            ("range", 97.0, 90.0),
            ("length", 95.0, 95.0),
            ("size", 97.0, 97.0),
            ("format", 97.0, 97.0),
            ("unit", 97.0, 97.0),
            ("conditional", 97.0, 97.0),
        ],
    },
    Sample {
        name: "unseen.yaml",
        text: include_str!("../../../tests/facts/unseen.yaml"),
        wanted: &[
            ("allowed", 97.0, 92.0),
            ("default", 97.0, 92.0),
            ("range", 97.0, 92.0),
            ("length", 97.0, 92.0),
            ("size", 97.0, 92.0),
            ("format", 97.0, 92.0),
            ("unit", 97.0, 92.0),
            ("conditional", 95.0, 95.0),
            ("required", 95.0, 95.0),
        ],
    },
];

impl Sample {
    fn labels(&self) -> Labels {
        serde_yaml::from_str(self.text).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

/// How often the facts that rest on a ground are right, by the ground's name, over the labels of both files.
fn by_ground(reference: &Path, labels: &[&Label]) -> BTreeMap<String, (u16, u16)> {
    let mut all: BTreeMap<String, (u16, u16)> = BTreeMap::new();
    let mut count = |ground: Ground, is_right: bool| {
        let (right, judged) = all.entry(format!("{ground:?}")).or_default();
        *right += u16::from(is_right);
        *judged += 1;
    };
    for label in labels {
        let (facts, _) = found(reference, label);
        let known: BTreeMap<&str, (String, String)> =
            texts(&facts).into_iter().zip(expected(label)).map(|((fact, a), b)| (fact, (a, b))).collect();
        for (fact, ground) in &facts.grounds {
            if let Some((found, expected)) = known.get(fact.key()) {
                count(*ground, found == expected);
            }
        }
    }
    let drawn = include_str!("../../../tests/facts/grounds.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in drawn {
        let cells: Vec<&str> = line.split('\t').collect();
        let [page, at, name, fact, value, verdict] = cells.as_slice() else { panic!("{line:?} has six cells") };
        let label = Label {
            page: (*page).to_owned(),
            line: at.parse().expect("a line"),
            name: (*name).to_owned(),
            ..Label::default()
        };
        let (facts, _) = found(reference, &label);
        let Some((_, ground)) = facts.grounds.iter().find(|(known, _)| known.key() == *fact) else { continue };
        let is_same = texts(&facts).iter().all(|(known, text)| known != fact || text == value);
        assert!(is_same, "{page}:{at}: `{fact}` of {name} is read otherwise now: label it anew");
        count(*ground, *verdict == "right");
    }
    all
}

#[test]
fn grounds_are_right_as_often_as_they_say() {
    let Some(reference) = reference() else { return };
    let samples: Vec<Labels> = SAMPLES.iter().map(Sample::labels).collect();
    let all = samples.iter().flat_map(|labels| labels.dev.iter().chain(&labels.held_out));
    let found = by_ground(&reference, &all.collect::<Vec<_>>());
    let stated = Ground::ALL.iter().filter(|&&ground| ground != Ground::SecretName);
    let stated: BTreeMap<String, (u16, u16)> = stated
        .map(|ground| (format!("{ground:?}"), (ground.measured().right, ground.measured().of)))
        .filter(|(_, (_, of))| *of > 0)
        .collect();
    assert_eq!(found, stated, "the table in ground.rs is what the labels say");
}

#[test]
fn facts_are_found_as_people_find_them() {
    let Some(reference) = reference() else { return };
    for sample in SAMPLES {
        let labels = sample.labels();
        let rows: BTreeSet<_> =
            labels.dev.iter().chain(&labels.held_out).map(|label| (&label.page, label.line)).collect();
        assert_eq!(rows.len(), labels.dev.len() + labels.held_out.len(), "no row is labelled twice");
        let (dev, differences) = scores(&reference, &labels.dev);
        let (held_out, hidden) = scores(&reference, &labels.held_out);
        print(sample.name, &dev, &held_out);
        // What differs in the other half is not shown: who tunes the rules must not see it.
        println!("{}", differences.join("\n"));
        if std::env::var_os("SHOW_HELD_OUT").is_some() {
            println!("{}", hidden.join("\n"));
        }
        for (fact, precision, recall) in sample.wanted {
            let (a, b) = (dev[fact], held_out[fact]);
            let all = Score { right: a.right + b.right, wrong: a.wrong + b.wrong, missed: a.missed + b.missed };
            assert!(all.precision() >= *precision, "{}: {fact}: a precision of {:.1}%", sample.name, all.precision());
            assert!(all.recall() >= *recall, "{}: {fact}: a recall of {:.1}%", sample.name, all.recall());
        }
    }
}

/// Prints the scores of both halves beside each other.
fn print(name: &str, dev: &BTreeMap<&str, Score>, held_out: &BTreeMap<&str, Score>) {
    println!(
        "{name:12} {:>5} {:>9} {:>7}   {:>5} {:>9} {:>7}",
        "dev", "precision", "recall", "held", "precision", "recall"
    );
    for (fact, a) in dev {
        let b = held_out[fact];
        println!(
            "{fact:12} {:5} {:8.1}% {:6.1}%   {:5} {:8.1}% {:6.1}%",
            a.right + a.missed,
            a.precision(),
            a.recall(),
            b.right + b.missed,
            b.precision(),
            b.recall()
        );
    }
}
