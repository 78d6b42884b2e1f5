//! Declares waiters: what an entry of `overrides.yaml` says must be so in the answer of its operation.

use crate::ir::{End, Operation, Outcome, Waiter, WirePath};

/// What a waiter has, for whoever wrote one that has not.
pub const SHAPE: &str = "a waiter has `name`, `interval`, `max_interval` and `deadline` in seconds, and `outcomes`; each of these has `state`, \
                         `is` (`success` or `failure`) and `when` with at least one field and its value";

/// The longest deadline: a year.
const MOST_SECONDS: u64 = 366 * 24 * 60 * 60;

/// Judges what a waiter is by itself, whatever its operation answers.
///
/// # Errors
///
/// What of it cannot be, in words: a name, a number of seconds or an outcome.
pub fn check(waiter: &Waiter) -> Result<(), String> {
    let plain = "is not of lower-case letters, digits and underscores";
    if !is_plain(&waiter.name) {
        return Err(format!("the waiter's name {:?} {plain}", waiter.name));
    }
    let Waiter { interval, max_interval, deadline, .. } = *waiter;
    if !(1..=max_interval).contains(&interval) || !(interval..=MOST_SECONDS).contains(&deadline) {
        return Err(format!(
            "`interval` {interval} must be at least 1 and at most `max_interval` {max_interval}, and `deadline` {deadline} at \
             least as long as `interval` and at most {MOST_SECONDS}, all in seconds"
        ));
    }
    if !waiter.outcomes.iter().any(|outcome| outcome.end == End::Success) {
        return Err("no outcome of the waiter is a success".to_owned());
    }
    for (index, Outcome { state, when, .. }) in waiter.outcomes.iter().enumerate() {
        if !is_plain(state) {
            return Err(format!("the state's name {state:?} {plain}"));
        }
        if waiter.outcomes[..index].iter().any(|before| before.state == *state) {
            return Err(format!("the state {state:?} comes twice"));
        }
        if when.is_empty() {
            return Err(format!("the state {state} has no condition"));
        }
    }
    Ok(())
}

/// Puts a waiter into its operation.
///
/// # Errors
///
/// There is one of its name, or the answer lacks a field that it looks at, or has it with another type.
pub fn declare(operation: &mut Operation, waiter: &Waiter) -> Result<(), String> {
    if operation.waiters.iter().any(|known| known.name == waiter.name) {
        return Err(format!("there is a waiter {} already", waiter.name));
    }
    for Outcome { state, when, .. } in &waiter.outcomes {
        for (path, value) in when {
            let way = WirePath::parse(path).through_objects(&operation.response).map_err(|there| {
                format!("the answer has no field {path:?}, by which the state {state} is told; there are {there}")
            })?;
            if let Some(field) = way.last().filter(|field| !value.fits(field.ty)) {
                return Err(format!("{path} is of the type {}, so it cannot be {value}", field.ty));
            }
        }
    }
    operation.waiters.push(waiter.clone());
    Ok(())
}

/// Whether a name is one that becomes a part of a method's name, or of a message, as it is.
fn is_plain(name: &str) -> bool {
    (1..=40).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Field, Type};

    const GOOD: &str = "{name: moored, interval: 2, max_interval: 30, deadline: 600, outcomes: [\
        {state: moored, is: success, when: {Boat.Moored: true, Boat.Knots: 0}}, \
        {state: sunk, is: failure, when: {Boat.State: Sunk}}]}";

    fn operation() -> Operation {
        let field = |name: &str, ty| Field { name: name.to_owned(), ty, ..Field::default() };
        let fields = vec![
            field("Moored", Type::Boolean),
            field("State", Type::String),
            field("Knots", Type::Int32),
            field("Crew", Type::Array),
        ];
        let response = vec![Field { fields, ..field("Boat", Type::Object) }];
        Operation { operation: "DescribeBoat".to_owned(), response, ..Operation::default() }
    }

    fn declared(text: &str) -> Result<Operation, String> {
        let mut operation = operation();
        let waiter = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        check(&waiter)?;
        declare(&mut operation, &waiter)?;
        Ok(operation)
    }

    #[test]
    fn a_waiter_is_declared_once() {
        let mut operation = declared(GOOD).expect("it is well-formed");
        assert_eq!(operation.waiters[0].outcomes[1].end, End::Failure);
        let waiter = operation.waiters[0].clone();
        let text = serde_yaml::to_string(&waiter).expect("it can be written");
        assert_eq!(serde_yaml::from_str::<Waiter>(&text).expect("it can be read"), waiter);
        assert_eq!(declare(&mut operation, &waiter).expect_err("it is there"), "there is a waiter moored already");
    }

    #[test]
    fn what_cannot_be_is_told() {
        for (from, to, told) in [
            ("name: moored", "name: 'x(){}'", "lower-case letters"),
            ("interval: 2,", "interval: 0,", "at least 1"),
            ("max_interval: 30", "max_interval: 1", "at most `max_interval` 1"),
            ("deadline: 600", "deadline: 1", "`deadline` 1"),
            ("deadline: 600", "deadline: 99999999999", "`deadline` 99999999999"),
            ("deadline: 600", "dead: 600", "unknown field `dead`"),
            ("is: success", "is: failure", "no outcome of the waiter is a success"),
            ("state: sunk", "state: moored", "comes twice"),
            ("state: sunk", "state: 'a b'", "lower-case letters"),
            ("{Boat.State: Sunk}", "{}", "no condition"),
            ("Boat.State: Sunk", "Boat.Gone: Sunk", "no field \"Boat.Gone\""),
            ("Boat.State: Sunk", "Boat.Gone: Sunk", "there are Moored, State, Knots, Crew"),
            ("Boat.State: Sunk", "Gone.State: Sunk", "there are Boat"),
            ("Boat.State: Sunk", "Boat.Crew.Name: Sunk", "no objects below Crew, which is of the type array"),
            ("Boat.State: Sunk", "Boat.State: true", "Boat.State is of the type string, so it cannot be true"),
            ("Boat.State: Sunk", "Boat.Knots: 5000000000", "cannot be 5000000000"),
            ("Boat.State: Sunk", "Boat: Sunk", "of the type object"),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert_ne!(text, GOOD, "{from}");
            let problem = declared(&text).expect_err(to);
            assert!(problem.contains(told), "{to}: {problem}");
        }
    }
}
