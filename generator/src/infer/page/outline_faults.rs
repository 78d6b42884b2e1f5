//! Reports what the outline of an operation's page lacks: the end of a fence, the delimiter of a table, the table of the
//! response.

use crate::diagnostic::Findings;
use crate::infer::table::Row;
use crate::ir::ResponseKind;
use crate::read::{Delimiter, Page, Section};
use crate::vocabulary::Role;

/// Reports fences that are not closed.
pub fn check_fences(page: &Page<'_>, findings: &mut Findings<'_>) {
    for &at in &page.unbalanced {
        let message = "the fence is not closed where its section ends; it is read as ending there";
        findings.at("fence-unbalanced", at, message, "close the fence with ```");
    }
}

/// Reports tables that Markdown takes for none, be they read or lost.
pub fn check_tables(page: &Page<'_>, findings: &mut Findings<'_>) {
    for table in page.sections.iter().flat_map(Section::tables) {
        let what = match table.delimiter {
            Delimiter::Sound => continue,
            Delimiter::Broken => "the line below the titles of the table has other dashes or another number of cells",
            Delimiter::Missing => "the table has no line of dashes between its titles and its rows",
        };
        let columns = table.header.len();
        let message = format!("{what}; it is read as if there were one of {columns} cells");
        let help = format!("put the line `{}|` below the titles", "|---".repeat(columns));
        findings.at("table-without-delimiter", table.header.first().map_or(0, |title| title.at), message, help);
    }
    for &at in &page.unread {
        let message = "this looks like a table, and is none to Markdown; what it lists is lost";
        let help = "write it as a table: a line of titles, a line like `|---|---|`, and a line for each row";
        findings.at("table-unread", at, message, help);
    }
}

/// Reports a page whose response nothing lists, where it has fields: a file or a text has none. A request without parameters
/// is common, and needs no table.
pub fn check_response(page: &Page<'_>, kind: ResponseKind, rows: &[Row<'_>], findings: &mut Findings<'_>) {
    let section = page.sections(Role::Response).next();
    let mut sections = page.sections(Role::Response);
    let is_listed = !rows.is_empty() || sections.any(|section| section.tables().next().is_some());
    if matches!(kind, ResponseKind::Json | ResponseKind::List) && !is_listed {
        let message = "no table lists the fields of the response; the operation gets none";
        let help = "add the table, its rows below a line like `|---|---|---|---|`";
        findings.at("response-without-table", section.map_or(0, |section| section.at), message, help);
    }
}
