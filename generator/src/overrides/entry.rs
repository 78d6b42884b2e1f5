//! Reads `overrides.yaml`: each entry of the file becomes one correction, or is told to be malformed.

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Position};
use crate::ir::{Fact, Field, ResponseKind, Side, Success, Waiter, WirePath};

use super::action::{Action, Mends, Override};
use super::set::Set;
use super::waiter;

/// What an entry has, for whoever wrote one that has not.
const SHAPE: &str = "each has `operation`, `reason` and one of `move` with `to`, `confirm` with or without `fact`, `remove`, `change` with `set`, `add` with `to`, \
                     `waiter`, `reads`, `client_token`, `success`, `response_kind`, `error` with `transient`";

/// An entry as it stands in the file: every action is a key of its own, so that the reader of YAML knows all keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    operation: String,
    reason: String,
    #[serde(default)]
    mends: Mends,
    #[serde(default)]
    side: Side,
    #[serde(rename = "move")]
    moves: Option<String>,
    to: Option<String>,
    confirm: Option<String>,
    fact: Option<Fact>,
    remove: Option<String>,
    change: Option<String>,
    set: Option<Set>,
    add: Option<Field>,
    waiter: Option<Waiter>,
    reads: Option<bool>,
    client_token: Option<String>,
    success: Option<Success>,
    response_kind: Option<ResponseKind>,
    error: Option<String>,
    transient: Option<bool>,
}

/// Reads the file's text.
///
/// # Errors
///
/// It is not YAML, or not a list of entries; else the entries that are malformed, all of them.
pub fn read(file: &str, text: &str) -> Result<Vec<Override>, Vec<Diagnostic>> {
    if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        return Ok(Vec::new());
    }
    let entries: Vec<Entry> = serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map(|at| Position { line: at.line() as u32, column: at.column() as u32 });
        let message = format!("this is no list of corrections: {error}");
        vec![invalid(file, at.unwrap_or_default(), message, SHAPE)]
    })?;
    // Every entry is an item of the file's one list, so the nth begins at the nth line that begins with a dash.
    let begins =
        |line: &str| line.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    let mut starts = text.lines().enumerate().filter(|(_, line)| begins(line));
    let (mut overrides, mut malformed) = (Vec::new(), Vec::new());
    for entry in entries {
        let line = starts.next().map_or(0, |(at, _)| at as u32 + 1);
        let position = Position { line, column: u32::from(line > 0) };
        let operation = entry.operation.clone();
        match correction(entry, position) {
            Ok(correction) => overrides.push(correction),
            Err((problem, help)) => {
                let message = format!("the correction of {operation} is malformed: {problem}");
                malformed.push(invalid(file, position, message, help));
            }
        }
    }
    if malformed.is_empty() { Ok(overrides) } else { Err(malformed) }
}

/// The correction that an entry means; else what is wrong with it, and what it should be.
fn correction(entry: Entry, position: Position) -> Result<Override, (String, &'static str)> {
    let Entry { operation, reason, mends, side, .. } = &entry;
    if reason.trim().is_empty() {
        return Err(("it has no reason".to_owned(), SHAPE));
    }
    let (operation, reason, mends, side) = (operation.clone(), reason.clone(), *mends, *side);
    let action = action(entry).map_err(|problem| (problem, SHAPE))?;
    if let Action::Waiter(waiter) = &action {
        waiter::check(waiter).map_err(|problem| (problem, waiter::SHAPE))?;
    }
    Ok(Override { operation, reason, mends, side, action, position })
}

/// The one action of an entry.
fn action(entry: Entry) -> Result<Action, String> {
    let Entry {
        moves,
        confirm,
        remove,
        change,
        add,
        waiter,
        reads,
        client_token,
        success,
        response_kind,
        error,
        mut transient,
        mut to,
        mut set,
        mut fact,
        ..
    } = entry;
    let parse = |path: String| WirePath::parse(&path);
    let mut actions = Vec::new();
    if let Some(path) = moves.map(parse) {
        actions.push(Action::Move { path, to: to.take().map(parse).ok_or("`move` needs `to`")? });
    }
    actions.extend(confirm.map(parse).map(|path| Action::Confirm { path, fact: fact.take() }));
    actions.extend(remove.map(parse).map(Action::Remove));
    if let Some(path) = change.map(parse) {
        actions.push(Action::Change { path, set: Box::new(set.take().ok_or("`change` needs `set`")?) });
    }
    actions
        .extend(add.map(|field| Action::Add { field: Box::new(field), to: to.take().map(parse).unwrap_or_default() }));
    actions.extend(waiter.map(Action::Waiter));
    actions.extend(reads.map(Action::Reads));
    actions.extend(client_token.map(Action::ClientToken));
    actions.extend(success.map(Action::Success));
    actions.extend(response_kind.map(Action::ResponseKind));
    if let Some(code) = error {
        actions.push(Action::Error { code, transient: transient.take().ok_or("`error` needs `transient`")? });
    }
    let count = actions.len();
    match (actions.pop(), count) {
        (Some(_), 1) if to.is_some() => Err("`to` belongs to `move` and to `add`".to_owned()),
        (Some(_), 1) if fact.is_some() => Err("`fact` belongs to `confirm`".to_owned()),
        (Some(_), 1) if transient.is_some() => Err("`transient` belongs to `error`".to_owned()),
        (Some(_), 1) if set.is_some() => Err("`set` belongs to `change`".to_owned()),
        (Some(action), 1) => Ok(action),
        _ => Err(format!("it has {count} actions, and must have one")),
    }
}

fn invalid(file: &str, position: Position, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(file, "override-invalid", message, help).at(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with a text, as `line: message`, all of it of one code.
    fn refused(text: &str) -> Vec<String> {
        let found = read("overrides.yaml", text).expect_err(text);
        assert!(found.iter().all(|one| one.code == "override-invalid" && !one.help.is_empty()), "{found:?}");
        found.into_iter().map(|one| format!("{}: {}", one.position.line, one.message)).collect()
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_place() {
        let found = refused("- operation: Get\n  reason: r\n  delete: X\n");
        assert!(found[0].starts_with("3: ") && found[0].contains("unknown field `delete`"), "{found:?}");
        assert!(read("overrides.yaml", "# nothing yet\n").expect("comments alone are fine").is_empty());
    }

    #[test]
    fn an_entry_has_one_action_and_what_belongs_to_it() {
        let waiter = "waiter: {name: done, interval: 1, max_interval: 1, deadline: 1, outcomes: [{state: a, is: success, when: {A: 1}}]}";
        assert_eq!(
            read("overrides.yaml", &format!("- operation: Get\n  reason: r\n  {waiter}\n")).expect("it is fine").len(),
            1
        );
        for (actions, told) in [
            (String::new(), "it has 0 actions, and must have one"),
            (format!("move: A\n  to: B\n  {waiter}"), "it has 2 actions, and must have one"),
            ("reads: true\n  client_token: A".to_owned(), "it has 2 actions, and must have one"),
            ("move: A".to_owned(), "`move` needs `to`"),
            ("change: A".to_owned(), "`change` needs `set`"),
            ("set: {required: true}".to_owned(), "it has 0 actions, and must have one"),
            ("confirm: A\n  to: B".to_owned(), "`to` belongs to `move` and to `add`"),
            ("reads: true\n  set: {required: true}".to_owned(), "`set` belongs to `change`"),
            ("reads: true\n  transient: true".to_owned(), "`transient` belongs to `error`"),
            ("error: A".to_owned(), "`error` needs `transient`"),
            ("remove: A\n  fact: allowed".to_owned(), "`fact` belongs to `confirm`"),
        ] {
            let found = refused(&format!("# why\n- operation: Get\n  reason: r\n  {actions}\n"));
            assert_eq!(found, [format!("2: the correction of Get is malformed: {told}")]);
        }
    }

    #[test]
    fn everything_that_is_malformed_is_told_with_its_line() {
        let waiter = "waiter: {name: done, interval: 0, max_interval: 1, deadline: 1, outcomes: []}";
        let found = refused(&format!(
            "- {{operation: A, reason: '', remove: X}}\n- {{operation: B, reason: r, remove: X}}\n- operation: C\n  reason: r\n  {waiter}\n"
        ));
        let apart =
            refused("-\n  operation: A\n  reason: ''\n  remove: X\n-\n  operation: B\n  reason: ''\n  remove: X\n");
        assert!(apart[0].starts_with("1: ") && apart[1].starts_with("5: "), "{apart:?}");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], "1: the correction of A is malformed: it has no reason");
        assert!(found[1].starts_with("3: the correction of C is malformed: `interval` 0 must be"), "{found:?}");
        for (key, told) in [
            ("reads: perhaps", "reads: invalid type"),
            ("response_kind: png", "unknown variant `png`"),
            ("client_token: [A]", "client_token: invalid type"),
        ] {
            let found = refused(&format!("- operation: Get\n  reason: r\n  {key}\n"));
            assert!(found[0].starts_with("3: ") && found[0].contains(told), "{found:?}");
        }
    }
}
