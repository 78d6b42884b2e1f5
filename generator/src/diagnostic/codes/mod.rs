//! Every code that a finding can have: how bad it is, what it means, what shows it, what to do.

mod code;
mod files;
mod pages;

use std::fmt::Write as _;

use super::severity::Severity;

pub use code::Code;

/// The codes of what pages get wrong, by name.
pub fn of_pages() -> &'static [Code] {
    pages::CODES
}

/// The codes of what is wrong with files, corrections and specifications, by name.
pub fn of_files() -> &'static [Code] {
    files::CODES
}

/// All codes.
pub fn all() -> impl Iterator<Item = &'static Code> {
    of_pages().iter().chain(of_files())
}

/// A code by its name.
pub fn find(code: &str) -> Option<&'static Code> {
    all().find(|known| known.code == code)
}

/// How bad a finding of the code is.
pub fn severity(code: &str) -> Severity {
    let known = find(code);
    debug_assert!(known.is_some(), "{code} has no row in the table of codes");
    known.map_or(Severity::Warning, |known| known.severity)
}

/// The name that looks most like an unknown one, where one does.
pub fn suggest<'n>(unknown: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let likeness = |name: &str| (strsim::normalized_damerau_levenshtein(unknown, name) * 1000.0) as u32;
    let best = names.into_iter().map(|name| (likeness(name), name)).max_by_key(|&(likeness, _)| likeness);
    best.filter(|&(likeness, _)| likeness >= 600).map(|(_, name)| name)
}

/// The page that lists all codes, as Markdown.
pub fn page() -> String {
    let mut text = String::from(
        "<!-- Made from generator/src/diagnostic/codes/ by `UPDATE_GOLDEN=1 cargo test -p alicloud-generator --test codes`. \
         -->\n\n# Findings\n\nWhat `cargo xtask` reports, by code. `cargo xtask lint --explain CODE` prints an entry.\n",
    );
    let parts = [
        (
            "What pages get wrong",
            "`cargo xtask lint` reports these, `regen` and `extract` those that affect what a page means.",
            of_pages(),
        ),
        ("Files, corrections and specifications", "These stop a command, or tell what it changed.", of_files()),
    ];
    for (title, about, codes) in parts {
        let _ = write!(text, "\n## {title}\n\n{about}\n\n| code | severity |\n| --- | --- |\n");
        for code in codes {
            let _ = writeln!(text, "| [`{0}`](#{0}) | {1} |", code.code, code.severity);
        }
        for code in codes {
            let _ = write!(text, "\n### {}\n\n{}\n", code.code, code.meaning);
            if !code.example.is_empty() {
                let _ = write!(text, "\n````markdown\n{}\n````\n", code.example.trim_end());
            }
            let _ = write!(text, "\n**What to do:** {}\n", code.remedy);
        }
    }
    text
}
