//! Which findings are shown, and which of them fail the command: `--allow` and `--deny`.

use alicloud_generator::diagnostic::codes::{self, Code};
use alicloud_generator::diagnostic::{Diagnostic, Severity};
use clap::Args;

/// Codes, or all codes of a severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// A code.
    Code(&'static str),
    /// All findings of a severity.
    Severity(Severity),
}

/// The groups that stand for all codes of a severity.
const GROUPS: [(&str, Severity); 2] = [("warnings", Severity::Warning), ("notes", Severity::Note)];

/// The findings that the arguments choose.
#[derive(Clone, Debug, Default, Args)]
pub struct Choice {
    /// Exit with 1 where a finding has this code; `warnings` and `notes` are all of these
    #[arg(long, value_name = "CODE", value_parser = code_or_group)]
    deny: Vec<Selector>,
    /// Leave findings of this code out
    #[arg(long, value_name = "CODE", value_parser = code_or_group)]
    allow: Vec<Selector>,
}

impl Choice {
    /// Whether a finding is shown: it is not allowed, or denied by its own code. Errors always are: something is lost.
    pub fn shows(&self, found: &Diagnostic) -> bool {
        found.severity == Severity::Error
            || self.deny.contains(&Selector::Code(found.code))
            || !self.allow.iter().any(|selector| selector.matches(found))
    }

    /// Whether a finding fails the command: it is an error, or denied.
    pub fn denies(&self, found: &Diagnostic) -> bool {
        found.severity == Severity::Error || self.deny.iter().any(|selector| selector.matches(found))
    }
}

impl Selector {
    fn matches(self, found: &Diagnostic) -> bool {
        match self {
            Self::Code(code) => found.code == code,
            Self::Severity(severity) => found.severity == severity,
        }
    }
}

/// Reads a code.
///
/// # Errors
///
/// There is no such code.
pub fn code(text: &str) -> Result<&'static Code, String> {
    codes::find(text).ok_or_else(|| unknown(text, &[]))
}

/// Reads a code, or the name of a group.
///
/// # Errors
///
/// There is no such code or group.
fn code_or_group(text: &str) -> Result<Selector, String> {
    let group = GROUPS.iter().find(|(name, _)| *name == text).map(|&(_, severity)| Selector::Severity(severity));
    let code = || codes::find(text).map(|code| Selector::Code(code.code));
    group.or_else(code).ok_or_else(|| unknown(text, &GROUPS))
}

/// Says that there is no such code, and which name is nearest: that of a code or of one of the groups.
fn unknown(text: &str, groups: &[(&'static str, Severity)]) -> String {
    let names = codes::all().map(|code| code.code).chain(groups.iter().map(|&(name, _)| name));
    let meant = codes::suggest(text, names).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    format!("there is no such code{meant} (generator/LINTS.md lists them)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use alicloud_generator::diagnostic::Position;

    fn found(code: &'static str, severity: Severity) -> Diagnostic {
        let (message, help) = (String::new(), String::new());
        Diagnostic { file: "p.md".to_owned(), position: Position::default(), severity, code, message, help }
    }

    #[test]
    fn an_error_always_fails_and_a_code_of_its_own_beats_a_group() {
        let choice =
            Choice { deny: vec![Selector::Code("name-case")], allow: vec![Selector::Severity(Severity::Warning)] };
        let (case, other) = (found("name-case", Severity::Warning), found("row-repeated", Severity::Warning));
        assert!(choice.shows(&case) && choice.denies(&case));
        assert!(!choice.shows(&other) && !choice.denies(&other));
        let lost = found("row-unfinished", Severity::Error);
        assert!(choice.shows(&lost) && choice.denies(&lost));
        let note = found("row-not-in-example", Severity::Note);
        assert!(choice.shows(&note) && !choice.denies(&note));
    }

    #[test]
    fn an_unknown_code_is_answered_with_the_nearest() {
        assert!(code("name-case").is_ok() && code_or_group("warnings").is_ok() && code("warnings").is_err());
        assert!(code("name-cases").is_err_and(|error| error.contains("`name-case`")));
        assert!(code("zzz").is_err_and(|error| !error.contains("did you mean")));
    }
}
