//! Reports what the outline of an operation's page lacks: the end of a fence, the table of the response.

use crate::diagnostic::Findings;
use crate::read::Page;
use crate::vocabulary::Role;

/// Reports fences that are not closed.
pub fn check_fences(page: &Page<'_>, findings: &mut Findings<'_>) {
    for &at in &page.unbalanced {
        let message = "the fence is not closed where its section ends; it is read as ending there";
        findings.at("fence-unbalanced", at, message, "close the fence with ```");
    }
}

/// Reports a page whose response nothing lists. A request without parameters is common, and needs no table.
pub fn check_response(page: &Page<'_>, findings: &mut Findings<'_>) {
    let section = page.sections(Role::Response).next();
    let listed = page.sections(Role::Response).any(|section| section.tables().next().is_some());
    if !listed {
        let message = "no table lists the fields of the response; the operation gets none";
        let help = "add the table, its rows below a line like `|---|---|---|---|`";
        findings.at("response-without-table", section.map_or(0, |section| section.at), message, help);
    }
}
