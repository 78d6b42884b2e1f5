//! How the body of a response tells whether the call succeeded, where the status of the answer does not.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Findings;
use crate::example::{Kind, Node};
use crate::infer::table::{Class, Row};
use crate::ir::{Success, Type};
use crate::read::plain;
use crate::vocabulary::success::{ANY_SUCCESS, CODE_FIELDS, CODES, CUES, FLAGS};

/// How many other operations have to say of a code that it means success.
const ENOUGH: usize = 2;

/// The operations whose pages say that a code means success, by the names of field and code in lower case.
#[derive(Debug, Default)]
pub struct Outcomes(HashMap<(String, String), HashSet<String>>);

/// A row at the root of a response.
#[derive(Clone, Copy, Debug)]
pub struct AtRoot<'r, 'a> {
    pub row: &'r Row<'a>,
    /// What the example has there.
    pub shown: Option<&'r Node>,
}

/// What a page tells of success.
#[derive(Debug)]
struct Told {
    success: Success,
    is_sure: bool,
    /// The place of the row.
    at: usize,
}

impl Outcomes {
    /// Learns from the rows of an operation's response.
    pub fn learn(&mut self, operation: &str, rows: &[Row<'_>]) {
        for row in rows.iter().filter(|row| is_named(row, CODE_FIELDS)) {
            let description = words(row);
            for &code in CODES.iter().filter(|code| tells(&description, code)) {
                let key = (row.name.to_ascii_lowercase(), code.to_owned());
                self.0.entry(key).or_default().insert(operation.to_owned());
            }
        }
    }

    /// Whether enough other operations say that a code means success.
    fn agree(&self, operation: &str, field: &str, code: &str) -> bool {
        let known = self.0.get(&(field.to_ascii_lowercase(), code.to_ascii_lowercase()));
        known.is_some_and(|all| all.len() - usize::from(all.contains(operation)) >= ENOUGH)
    }
}

impl AtRoot<'_, '_> {
    /// The values that examples show: that of the response, and the row's own.
    fn values(&self) -> Vec<String> {
        let shown = self.shown.and_then(|node| match &node.kind {
            Kind::String(text) | Kind::Number(text) => Some(text.trim().to_owned()),
            Kind::Boolean(value) => Some(value.to_string()),
            _ => None,
        });
        let mut values: Vec<String> = Vec::new();
        for value in [self.row.example.trim().to_owned()].into_iter().chain(shown) {
            if !value.is_empty() && !values.iter().any(|known| known.eq_ignore_ascii_case(&value)) {
                values.push(value);
            }
        }
        values
    }
}

impl Told {
    /// How success is told, where that is sure; else it is reported.
    fn or_report(self, operation: &str, findings: &mut Findings<'_>) -> Option<Success> {
        if self.is_sure {
            return Some(self.success);
        }
        let Success { field, equals } = &self.success;
        let values = equals.join(", ");
        let message = format!("{field} may tell that the call succeeded, by {values}; no description says so");
        let help = format!(
            "say in its description which value means success; or settle it in overrides.yaml:\n- operation: {operation}\n  \
             mends: guess\n  reason: …\n  success: {{field: {field}, equals: ['{}']}}",
            equals.join("', '")
        );
        findings.at("success-untold", self.at, message, help);
        None
    }
}

/// How the body of a response tells success. What only may tell it is reported.
///
/// Evidence, the strongest first: a flag; a code.
pub fn success(
    operation: &str,
    rows: &[AtRoot<'_, '_>],
    outcomes: &Outcomes,
    findings: &mut Findings<'_>,
) -> Option<Success> {
    let told = rows.iter().find_map(flag).or_else(|| rows.iter().find_map(|row| code(operation, row, outcomes)));
    told?.or_report(operation, findings)
}

/// A field that is true where the call succeeded.
///
/// Evidence: its name, its type, an example that shows it true, and a description that speaks of success.
fn flag(one: &AtRoot<'_, '_>) -> Option<Told> {
    let AtRoot { row, .. } = one;
    let is_flag = matches!(row.class, Class::Scalar(Type::Boolean | Type::String | Type::Any) | Class::Blank);
    if !is_flag || !is_named(row, FLAGS) || !speaks_of_success(&words(row)) {
        return None;
    }
    let values = one.values();
    let is = |value: &String, text: &str| value.eq_ignore_ascii_case(text);
    let is_true = values.iter().any(|value| is(value, "true"));
    let is_boolean = values.iter().all(|value| is(value, "true") || is(value, "false"));
    let success = Success { field: row.name.clone(), equals: vec!["true".to_owned()] };
    (is_true && is_boolean).then_some(Told { success, is_sure: true, at: row.at })
}

/// A field whose code tells that the call succeeded.
///
/// Evidence: its name, and examples that show no other code than one that means success. It is sure where the description says
/// what the code means, or those of other operations do.
fn code(operation: &str, one: &AtRoot<'_, '_>, outcomes: &Outcomes) -> Option<Told> {
    let AtRoot { row, .. } = one;
    let is_scalar = matches!(row.class, Class::Scalar(_) | Class::Blank);
    let values = one.values();
    let means_success = |value: &String| CODES.contains(&value.to_ascii_lowercase().as_str());
    if !is_scalar || !is_named(row, CODE_FIELDS) || values.is_empty() || !values.iter().all(means_success) {
        return None;
    }
    let description = words(row);
    let is_told = |value: &String| {
        tells(&description, &value.to_ascii_lowercase()) || outcomes.agree(operation, &row.name, value)
    };
    let is_sure = values.iter().any(is_told);
    Some(Told { success: Success { field: row.name.clone(), equals: values }, is_sure, at: row.at })
}

fn is_named(row: &Row<'_>, names: &[&str]) -> bool {
    names.contains(&row.name.to_ascii_lowercase().as_str())
}

/// The description of a row in lower case, without its marks.
fn words(row: &Row<'_>) -> String {
    plain(row.description.raw).to_ascii_lowercase()
}

fn speaks_of_success(description: &str) -> bool {
    CUES.iter().any(|cue| description.contains(cue))
}

/// Whether a description says that a code means success: it names the code, and speaks of success beside it.
fn tells(description: &str, code: &str) -> bool {
    let names = |code: &str| {
        let is_word = |(at, _): (usize, &str)| {
            let ends = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
            ends(description[..at].chars().next_back()) && ends(description[at + code.len()..].chars().next())
        };
        description.match_indices(code).any(is_word)
    };
    let is_named = names(code) || code.starts_with('2') && names(ANY_SUCCESS);
    is_named && speaks_of_success(&description.replace(code, ""))
}

#[cfg(test)]
mod tests;
