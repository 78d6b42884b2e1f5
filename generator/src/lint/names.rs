//! Names and type words of rows: characters that no wire name has, misspelt words.

use super::quote::quoted;
use super::similar::{Likeness, likeness};
use super::subject::Subject;
use crate::diagnostic::Findings;
use crate::read::{is_blank, plain};
use crate::vocabulary::{self, Column, TYPE_WORDS};

/// A name holds punctuation or an invisible character that no wire name has.
///
/// Evidence: characters beyond letters, digits and what the reference writes paths and indices with. Chinese names of
/// fields exist and are names.
pub fn characters(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let is_usual = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']' | '{' | '}' | '#' | '<' | '>' | '$' | '@' | '/')
    };
    for row in subject.all_parameters().chain(subject.all_fields()) {
        if let Some(odd) = row.name.chars().find(|&c| !is_usual(c)) {
            let shown =
                if is_blank(odd) || odd.is_control() { odd.escape_unicode().to_string() } else { odd.to_string() };
            let message = format!("the name {} has `{shown}` in it", quoted(&row.name));
            findings.at("name-odd-character", row.at, message, "write the name as the service does");
        }
    }
    strays(subject, findings);
}

/// Punctuation behind a name, which is left out when the name is read.
fn strays(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    for grid in subject.study.tables().filter(|grid| grid.columns.list_fields()) {
        for cell in grid.cells(Column::Name) {
            let name = plain(cell.raw);
            if name.len() > 1 && name.ends_with([':', '：', ',', '，', '。']) {
                let message = format!("punctuation stands behind the name {}", quoted(&name));
                findings.at("name-odd-character", cell.at, message, "write the name as the service does");
            }
        }
    }
}

/// A type word is misspelt.
///
/// Evidence: a word that is no type word of the reference but one letter off one, or a known misspelling.
pub fn type_words(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    for grid in subject.study.tables() {
        for cell in grid.cells(Column::Type) {
            let word = plain(cell.raw);
            if let Some(right) = misspelt(&word) {
                let message = format!("the type {} is misspelt", quoted(&word));
                findings.at("type-word-misspelt", cell.at, message, format!("write {right}"));
            }
        }
    }
}

/// The type word that a misspelt one means.
fn misspelt(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    let known = vocabulary::MISSPELT_TYPE_WORDS.iter().find(|(wrong, _)| *wrong == lower).map(|&(_, right)| right);
    if known.is_some() || vocabulary::type_word(word).is_some() {
        return known;
    }
    TYPE_WORDS.iter().copied().find(|right| likeness(word, right) == Some(Likeness::Letter))
}
