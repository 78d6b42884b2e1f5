//! Compares the parameters and fields of two versions of an operation.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Kind};
use super::entry::{self, Entry};
use super::text::{count, shown};
use crate::ir::{AllowedValue, Encoding, Fact, Field, Location, Operation, Side, Step, Style, WirePath};
use crate::vocabulary::is_protocol_parameter;

/// Compares the request, then the response.
pub(super) fn compare(old: &Operation, new: &Operation, changes: &mut Vec<Change>) {
    for side in [Side::Request, Side::Response] {
        Comparison::new(old, new, side).run(changes);
    }
    compare_arguments(old, new, changes);
}

struct Comparison<'a> {
    side: Side,
    operation: &'a str,
    old: Vec<Entry<'a>>,
    new: Vec<Entry<'a>>,
    /// Where each old path is now, for those that are still there or moved.
    pairs: BTreeMap<WirePath, WirePath>,
}

impl<'a> Comparison<'a> {
    fn new(old: &'a Operation, new: &'a Operation, side: Side) -> Self {
        let (operation, old, new) = (new.operation.as_str(), entry::of_side(old, side), entry::of_side(new, side));
        let pairs = pair(&old, &new);
        Self { side, operation, old, new, pairs }
    }

    fn run(&self, changes: &mut Vec<Change>) {
        let new: BTreeMap<&WirePath, &Entry<'_>> = self.new.iter().map(|entry| (&entry.path, entry)).collect();
        let targets: BTreeSet<&WirePath> = self.pairs.values().collect();
        for entry in &self.old {
            let target = self.pairs.get(&entry.path).and_then(|path| new.get(path));
            if let Some(target) = target {
                if entry.field.is_some() && !self.parents_match(entry, target) {
                    self.moved(entry, &target.path, changes);
                }
                self.compare_entry(entry, target, changes);
            } else if entry.field.is_some() && is_known(entry, |path| self.pairs.contains_key(path)) {
                self.removed(entry, changes);
            }
        }
        for entry in self.new.iter().filter(|entry| entry.field.is_some() && !targets.contains(&entry.path)) {
            if is_known(entry, |path| targets.contains(path)) {
                self.added(entry, changes);
            }
        }
    }

    /// Whether an entry is where its parent is; that the parent is no longer an array is the parent's change.
    fn parents_match(&self, entry: &Entry<'_>, target: &Entry<'_>) -> bool {
        let parent = entry.parent.field();
        parent.is_top() && target.parent.is_top()
            || self.pairs.get(&parent).is_some_and(|path| *path == target.parent.field())
    }

    fn push(&self, entry: &Entry<'_>, kind: Kind, breaking: bool, text: String, changes: &mut Vec<Change>) {
        changes.push(Change::new(self.operation, &entry.path.to_string(), kind, breaking, text));
    }

    /// `parameter EnvId`, `field Changes.Change[].ChangeId`.
    fn title(&self, entry: &Entry<'_>) -> String {
        format!("{} {}", if self.side == Side::Request { "parameter" } else { "field" }, entry.path)
    }

    fn added(&self, entry: &Entry<'_>, changes: &mut Vec<Change>) {
        let required = entry.field.is_some_and(|field| field.required) && self.side == Side::Request;
        let kind = if self.side == Side::Request { Kind::ParameterAdded } else { Kind::FieldAdded };
        let text = format!(
            "{} added: {}{}{}",
            self.title(entry),
            if required { "required " } else { "" },
            entry.ty,
            below(entry, &self.new)
        );
        self.push(entry, kind, required, text, changes);
    }

    fn removed(&self, entry: &Entry<'_>, changes: &mut Vec<Change>) {
        let kind = if self.side == Side::Request { Kind::ParameterRemoved } else { Kind::FieldRemoved };
        let text = format!("{} removed{}", self.title(entry), below(entry, &self.old));
        self.push(entry, kind, true, text, changes);
    }

    fn moved(&self, entry: &Entry<'_>, target: &WirePath, changes: &mut Vec<Change>) {
        let kind = if self.side == Side::Request { Kind::ParameterMoved } else { Kind::FieldMoved };
        let text = format!("{} moved to {target}", self.title(entry));
        self.push(entry, kind, true, text, changes);
    }

    /// Compares what is in the same place, or was moved there.
    fn compare_entry(&self, old: &Entry<'_>, new: &Entry<'_>, changes: &mut Vec<Change>) {
        let title = self.title(new);
        if old.ty != new.ty {
            let text = format!("{title}: type changed: {} to {}", old.ty, new.ty);
            self.push(new, Kind::TypeChanged, true, text, changes);
        }
        let (Some(a), Some(b)) = (old.field, new.field) else { return };
        if a.location != b.location {
            let text = format!("{title}: location changed: {} to {}", location(a.location), location(b.location));
            self.push(new, Kind::LocationChanged, true, text, changes);
        }
        if a.encoding != b.encoding {
            let text = format!("{title}: encoding changed: {} to {}", encoding(a.encoding), encoding(b.encoding));
            self.push(new, Kind::EncodingChanged, true, text, changes);
        }
        if a.required != b.required {
            // Required parameters are arguments, the others are not: both directions change the call.
            let text = format!("{title} {}", if b.required { "is required now" } else { "is no longer required" });
            self.push(new, Kind::RequiredChanged, self.side == Side::Request, text, changes);
        }
        for &fact in Fact::VALUES.iter().chain(Fact::FLAGS) {
            if let Some(text) = fact_change(fact, a, b) {
                self.push(new, Kind::FactChanged(fact), false, format!("{title}{text}"), changes);
            }
        }
    }
}

/// Finds for each old path the one that it has now. Fields that are gone are paired with those of the same name that are
/// new elsewhere: that their parents are a pair, then the same type, then the more similar path decides.
fn pair(old: &[Entry<'_>], new: &[Entry<'_>]) -> BTreeMap<WirePath, WirePath> {
    let paths = |entries: &[Entry<'_>]| entries.iter().map(|entry| entry.path.clone()).collect::<BTreeSet<_>>();
    let (old_paths, new_paths) = (paths(old), paths(new));
    let mut arrived: BTreeMap<&str, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in new.iter().filter(|entry| entry.field.is_some() && !old_paths.contains(&entry.path)) {
        arrived.entry(entry.name()).or_default().push(entry);
    }
    let mut pairs: BTreeMap<WirePath, WirePath> = BTreeMap::new();
    for entry in old {
        let target = if new_paths.contains(&entry.path) {
            Some(entry.path.clone())
        } else if entry.field.is_none() {
            // The items of what moved are those of where it went.
            let mut items = pairs.get(&entry.parent).cloned();
            if let (Some(items), Some(step)) = (&mut items, entry.path.steps().last()) {
                items.push(step.clone());
            }
            items.filter(|items| new_paths.contains(items))
        } else {
            let parent = pairs.get(&entry.parent.field());
            let candidates = arrived.entry(entry.name()).or_default();
            let best = candidates.iter().enumerate().max_by_key(|(index, candidate)| {
                let follows = parent == Some(&candidate.parent.field());
                let same_type = candidate.ty == entry.ty;
                (follows, same_type, similarity(&entry.path, &candidate.path), Reverse(*index))
            });
            best.map(|(index, _)| index).map(|index| candidates.remove(index).path.clone())
        };
        if let Some(target) = target {
            pairs.insert(entry.path.clone(), target);
        }
    }
    pairs
}

/// Whether the parent of an entry is told of on its own, so that the entry is to be told of too.
fn is_known(entry: &Entry<'_>, exists: impl Fn(&WirePath) -> bool) -> bool {
    entry.parent.is_top() || exists(&entry.parent.field())
}

/// How many names two paths share, from their ends and from their beginnings.
fn similarity(a: &WirePath, b: &WirePath) -> usize {
    fn names(path: &WirePath) -> Vec<&str> {
        path.steps().iter().filter(|step| matches!(step, Step::Field(_))).map(Step::name).collect()
    }
    let (a, b) = (names(a), names(b));
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    head + tail
}

/// `, with 5 below it`.
fn below(entry: &Entry<'_>, entries: &[Entry<'_>]) -> String {
    let is_below = |other: &&Entry<'_>| {
        let (steps, outer) = (other.path.steps(), entry.path.steps());
        other.field.is_some() && steps.len() > outer.len() && steps.starts_with(outer)
    };
    match entries.iter().filter(is_below).count() {
        0 => String::new(),
        number => format!(", with {} below it", count(number, "field", "fields")),
    }
}

/// Arguments of the client's method go by their place: where two swap, a call that compiled may mean another thing.
fn compare_arguments(old: &Operation, new: &Operation, changes: &mut Vec<Change>) {
    fn names(operation: &Operation) -> Vec<&str> {
        // What the protocol sends is no argument, whatever a page says of it.
        let is_sent = |name: &str| operation.style == Style::Rpc && is_protocol_parameter(name);
        operation.arguments().map(|field| field.name.as_str()).filter(|name| !is_sent(name)).collect()
    }
    let (before, after) = (names(old), names(new));
    let (mut sorted_before, mut sorted_after) = (before.clone(), after.clone());
    sorted_before.sort_unstable();
    sorted_after.sort_unstable();
    if before != after && sorted_before == sorted_after {
        let text = format!("order of the required parameters changed: {} to {}", before.join(", "), after.join(", "));
        changes.push(Change::new(&new.operation, "", Kind::ArgumentOrderChanged, true, text));
    }
}

/// `added c, d; removed a`.
fn allowed(old: &[AllowedValue], new: &[AllowedValue]) -> Option<String> {
    let only_in = |list: &[AllowedValue], other: &[AllowedValue], what: &str| {
        let known: BTreeSet<&str> = other.iter().map(|allowed| allowed.value.as_str()).collect();
        let values = list.iter().map(|allowed| allowed.value.as_str()).filter(|value| !known.contains(value));
        let values: Vec<_> = values.collect();
        (!values.is_empty()).then(|| format!("{what} {}", values.join(", ")))
    };
    let texts: Vec<_> = only_in(new, old, "added").into_iter().chain(only_in(old, new, "removed")).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// How a fact of a field changed, in words that go on from the field's name.
fn fact_change(fact: Fact, a: &Field, b: &Field) -> Option<String> {
    let (before, after) = (a.text(fact), b.text(fact));
    match fact.words() {
        _ if before == after => None,
        "" if fact == Fact::Allowed => allowed(&a.allowed, &b.allowed).map(|text| format!(": allowed values {text}")),
        "" => Some(format!(": {} changed: {} to {}", fact.key(), shown(&before), shown(&after))),
        words => Some(format!(" is {}{words}", if b.has(fact) { "now " } else { "no longer " })),
    }
}

pub(super) fn location(location: Option<Location>) -> String {
    location.map_or_else(|| "none".to_owned(), |location| format!("{location:?}").to_lowercase())
}

pub(super) fn encoding(encoding: Option<Encoding>) -> String {
    encoding.map_or_else(|| "none".to_owned(), |encoding| format!("{encoding:?}").to_lowercase())
}
