//! A plan as text: the files that differ, and their diffs.

use std::fmt;
use std::time::Duration;

use similar::TextDiff;

use super::plan::{Change, Plan};

/// How many lines of one file's diff are shown.
const DIFF_LINES: usize = 80;
/// How long one diff may search for the shortest form before it settles for a longer one.
const DIFF_TIME: Duration = Duration::from_secs(1);

/// What is stale, missing and surplus, each with its diff.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in &self.changes {
            let state = match (&change.old, &change.new) {
                (None, _) => "missing",
                (_, None) => "surplus",
                _ => "stale",
            };
            writeln!(f, "{state}: {}", self.target.join(&change.path).display())?;
        }
        for change in &self.changes {
            write_diff(f, change)?;
        }
        Ok(())
    }
}

fn write_diff(f: &mut fmt::Formatter<'_>, change: &Change) -> fmt::Result {
    let old = String::from_utf8_lossy(change.old.as_deref().unwrap_or_default());
    let new = change.new.as_deref().unwrap_or_default();
    let diff = TextDiff::configure().timeout(DIFF_TIME).diff_lines(old.as_ref(), new);
    let name =
        |side: &str, exists: bool| if exists { format!("{side}/{}", change.path) } else { "/dev/null".to_owned() };
    let text = diff
        .unified_diff()
        .context_radius(3)
        .header(&name("a", change.old.is_some()), &name("b", change.new.is_some()))
        .to_string();
    let lines = text.lines().count();
    writeln!(f)?;
    for line in text.lines().take(DIFF_LINES) {
        writeln!(f, "{line}")?;
    }
    if lines > DIFF_LINES {
        writeln!(f, "… {} more lines", lines - DIFF_LINES)?;
    }
    Ok(())
}
