//! The response example against the response table: names that differ, names that only one of them has.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::quote::{list, quoted};
use super::sample::{Entry, Sample};
use super::similar::{Likeness, comparable, likeness};
use super::subject::Subject;
use crate::diagnostic::Findings;
use crate::infer::table::Class;

/// What to do about a name with two spellings.
const SPELLING: &str = "write the name as the service does, in both places";

/// How many names of a page in another case have a finding each.
const FEW: usize = 3;

/// What the checks of names go by.
struct Names<'x, 's> {
    /// The table's names.
    known: HashSet<&'x str>,
    /// The same in lower case.
    folded: HashSet<String>,
    /// By example: what it has and the table lacks.
    strangers: Vec<Strangers<'x, 's>>,
    /// Whether every missing field can be compared with every stranger.
    is_small: bool,
}

/// The names of an example that the table lacks as they are written.
struct Strangers<'x, 's> {
    sample: &'x Sample<'s>,
    /// Those that the table has in another case, by what they are in lower case.
    in_case: HashMap<String, &'x Entry<'s>>,
    /// Those that it has in no case.
    others: Vec<&'x Entry<'s>>,
}

/// Another name for a field, and where the examples have it.
type Slip<'x, 's> = (Likeness, Vec<&'x Entry<'s>>);

impl<'x, 's> Names<'x, 's> {
    fn new(subject: &'x Subject<'s, '_>) -> Self {
        let known: HashSet<&str> = subject.fields.iter().map(|field| field.name).collect();
        let folded: HashSet<String> = known.iter().map(|name| name.to_ascii_lowercase()).collect();
        let strangers: Vec<Strangers<'_, '_>> = subject
            .samples
            .iter()
            .map(|sample| {
                let (mut in_case, mut others) = (HashMap::new(), Vec::new());
                for entry in sample.entries.iter().filter(|entry| !known.contains(entry.name)) {
                    let lower = entry.name.to_ascii_lowercase();
                    if folded.contains(&lower) {
                        in_case.entry(lower).or_insert(entry);
                    } else {
                        others.push(entry);
                    }
                }
                Strangers { sample, in_case, others }
            })
            .collect();
        let missing = |sample: &Sample<'_>| known.iter().filter(|name| !sample.shows(name)).count();
        let is_small = strangers.iter().all(|one| comparable(missing(one.sample) + 1, one.others.len()));
        Self { known, folded, strangers, is_small }
    }

    /// The names that the examples have in place of a field's: each example the one that looks most like it, those that
    /// look alike as much.
    fn slip(&self, subject: &Subject<'_, '_>, index: usize) -> Option<Slip<'x, 's>> {
        let field = &subject.fields[index];
        let above = field.parent.map_or("", |parent| subject.fields[parent].name);
        let mut found: Vec<(Likeness, &Entry<'_>)> = Vec::new();
        for one in self.strangers.iter().filter(|one| !one.sample.shows(field.name)) {
            let in_case = one.in_case.get(&field.name.to_ascii_lowercase()).map(|entry| (Likeness::Case, *entry));
            let others = one.others.iter().filter(|_| self.is_small).filter_map(|entry| {
                let how = likeness(entry.name, field.name)?;
                let is_beside = one.sample.above(entry).eq_ignore_ascii_case(above);
                let counts = how != Likeness::Close || is_beside && self.is_closest(field.name, entry.name);
                counts.then_some((how, *entry))
            });
            found.extend(in_case.or_else(|| others.min_by_key(|&(how, _)| how)));
        }
        let how = found.iter().map(|&(how, _)| how).min()?;
        // An example that has the field's own name makes a close one in the other example another field.
        if how == Likeness::Close && self.strangers.iter().any(|one| one.sample.shows(field.name)) {
            return None;
        }
        Some((how, found.into_iter().filter(|&(one, _)| one == how).map(|(_, entry)| entry).collect()))
    }

    /// Whether no other field of the table looks like a name of the example.
    fn is_closest(&self, field: &str, shown: &str) -> bool {
        self.known.len() > MOST_RIVALS
            || self.known.iter().filter(|other| **other != field).all(|other| likeness(other, shown).is_none())
    }
}

/// Up to how many names of a table are looked at for one that fits a stranger better.
const MOST_RIVALS: usize = 1000;

/// A field is in the example in another case, one letter off, under a close name, or not at all; and the reverse.
///
/// Evidence: the names of the table and those of the JSON and the XML example. Names that differ are paired where neither
/// side has the other's; close ones only below the same parent. What the parent of a missing field says is not said again
/// of the field.
pub fn names(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    if subject.samples.iter().all(|sample| sample.entries.is_empty()) || subject.fields.is_empty() {
        return;
    }
    let names = Names::new(subject);
    let mut paired: HashSet<&str> = HashSet::new();
    let mut absent: Vec<bool> = Vec::with_capacity(subject.fields.len());
    let mut reported: HashSet<&str> = HashSet::new();
    let mut cases: Vec<(usize, String, &str)> = Vec::new();
    for (index, field) in subject.fields.iter().enumerate() {
        let is_shown = subject.samples.iter().any(|sample| sample.shows(field.name));
        let slip = names.slip(subject, index).or_else(|| other_case(subject, index));
        let is_below_absent = field.parent.is_some_and(|parent| absent.get(parent).copied().unwrap_or(false));
        absent.push(!is_shown && slip.is_none());
        let Some(row) = field.row.filter(|_| !reported.contains(field.name)) else { continue };
        if let Some((how, entries)) = slip {
            paired.extend(entries.iter().map(|entry| entry.name));
            reported.insert(field.name);
            let message = format!(
                "the field {} is {} in the response example ({})",
                quoted(field.name),
                quoted(entries[0].name),
                findings.places(entries.iter().map(|entry| entry.at))
            );
            match how {
                Likeness::Case => cases.push((row.at, message, field.name)),
                Likeness::Letter => findings.at("name-misspelt", row.at, message, SPELLING),
                Likeness::Close => findings.at("name-similar", row.at, message, SPELLING),
            }
        } else if !is_shown && !is_below_absent {
            reported.insert(field.name);
            let message = format!("the field {} is not in the response example", quoted(field.name));
            findings.at("row-not-in-example", row.at, message, "add it to the example, or remove the row");
        }
    }
    report_cases(cases, findings);
    if let Some(json) = names.strangers.first() {
        strangers(subject, json.sample, &names.folded, &paired, findings);
    }
}

/// Reports names in another case, one by one where they are few. A whole example in another case is one slip.
fn report_cases(cases: Vec<(usize, String, &str)>, findings: &mut Findings<'_>) {
    if cases.len() > FEW {
        let names: Vec<&str> = cases.iter().map(|&(.., name)| name).collect();
        let message = format!("{} are in another case in the response example", list(&names));
        findings.at("name-case", cases[0].0, message, SPELLING);
    } else {
        cases.into_iter().for_each(|(at, message, _)| findings.at("name-case", at, message, SPELLING));
    }
}

/// The example's name for a field that it shows in another case at the field's own place.
fn other_case<'x, 's>(subject: &'x Subject<'s, '_>, index: usize) -> Option<Slip<'x, 's>> {
    let field = &subject.fields[index];
    let path = field.path.as_ref()?;
    let last = *path.last()?;
    (likeness(last, field.name)? == Likeness::Case).then_some(())?;
    let above = path.len().checked_sub(2).map_or("", |at| path[at]);
    let entry =
        subject.samples.iter().find_map(|sample| sample.named(last).find(|entry| sample.above(entry) == above))?;
    Some((Likeness::Case, vec![entry]))
}

/// Names of the JSON example that no row describes, by what holds them.
///
/// Evidence: the holder is the root or has rows of its own below it. Below a map, and below what the table says to be a
/// scalar, names are data.
fn strangers(
    subject: &Subject<'_, '_>,
    sample: &Sample<'_>,
    folded: &HashSet<String>,
    paired: &HashSet<&str>,
    findings: &mut Findings<'_>,
) {
    let is_known = |name: &str| folded.contains(&name.to_ascii_lowercase()) || paired.contains(name);
    let mut holders: HashMap<&str, (bool, bool)> = HashMap::new();
    for field in &subject.fields {
        let (_, is_data) = holders.entry(field.name).or_default();
        *is_data |= matches!(field.row.map(|row| &row.class), Some(Class::Map(_) | Class::Json | Class::Scalar(_)));
    }
    for field in &subject.fields {
        if let Some(parent) = field.parent {
            holders.entry(subject.fields[parent].name).or_default().0 = true;
        }
    }
    // By holder, in the order of the example: what holds stands before what it holds.
    let mut groups: BTreeMap<Option<usize>, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in sample.entries.iter().filter(|entry| !is_known(entry.name)) {
        let siblings = entry.parent.map_or(sample.roots, |parent| sample.entries[parent].children);
        // A level that only the example has: a list in its wrapper, or an envelope.
        let is_level = entry.is_container && siblings == 1;
        let parent = entry.parent.map(|parent| &sample.entries[parent]);
        let may_have_rows = match parent {
            None => true,
            Some(parent) => holders.get(parent.name).is_some_and(|&(has_rows, is_data)| has_rows && !is_data),
        };
        let is_name = entry.name.starts_with(|c: char| c.is_ascii_alphabetic())
            && entry.name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
        if is_level || !may_have_rows || !is_name {
            continue;
        }
        groups.entry(entry.parent).or_default().push(entry);
    }
    for (holder, entries) in groups {
        let names: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
        let of = holder.map_or_else(String::new, |holder| format!(" of {}", quoted(sample.entries[holder].name)));
        let message = format!("no row of the response table describes {}{of}", list(&names));
        findings.at("name-not-in-table", entries[0].at, message, "add the row, or take the name out of the example");
    }
}
