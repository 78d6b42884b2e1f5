//! The operation's name where the title of its page is none: in the tables, the headings, the examples, the file's name.

use crate::infer::table::{Grid, Grids};
use crate::read::{Content, Page, Text, plain};
use crate::vocabulary::{self, ACTION, Role};

use super::samples::{self, Look};

/// The operation's name.
///
/// Evidence, the strongest first: the example of the row `Action`; the link; the value that this row's description gives; the
/// call that the page shows. Where the page lists parameters and a response: a heading above them; a name within the title; the
/// name of the file.
pub fn name(page: &Page<'_>, grids: &Grids<'_, '_>) -> Option<String> {
    let linked = || page.links.first().map(|link| link.operation.to_owned()).filter(|name| is_operation_name(name));
    let sure = action(grids).or_else(linked).or_else(|| described_action(grids)).or_else(|| called(page));
    // Words in camel case stand on pages for people too, but those do not list both sides of a call.
    let lists = |grids: &[Grid<'_, '_>]| grids.iter().any(|grid| !grid.rows.is_empty());
    let weak = || heading(page).or_else(|| only_name(&page.title)).or_else(|| file_name(&page.file));
    sure.or_else(|| (lists(&grids.request) && lists(&grids.response)).then(weak).flatten())
}

/// The example of the row `Action`.
fn action(grids: &Grids<'_, '_>) -> Option<String> {
    let mut rows = grids.parameters().filter_map(|grid| grid.rows.iter().find(|row| row.name == ACTION));
    rows.find_map(|row| is_operation_name(&row.example).then(|| row.example.clone()))
}

/// The value that the description of the row `Action` gives.
fn described_action(grids: &Grids<'_, '_>) -> Option<String> {
    let mut rows = grids.parameters().filter_map(|grid| grid.rows.iter().find(|row| row.name == ACTION));
    rows.find_map(|row| only_name(&plain(row.description.raw)))
}

/// The name in a heading above the parameters, be it a title of a section or of a part of one.
fn heading(page: &Page<'_>) -> Option<String> {
    let main = |role| matches!(role, Role::Request | Role::Response | Role::Body);
    let mut before = page.sections.iter().take_while(|section| !main(section.role));
    before.find_map(|section| {
        let title = (section.role == Role::Other).then_some(section.title.as_str());
        let parts = section.content.iter().filter_map(|content| match content {
            Content::Text(Text { raw, .. }) if raw.starts_with('#') => Some(*raw),
            _ => None,
        });
        title.into_iter().chain(parts).find_map(|title| only_name(&plain(title)))
    })
}

/// The operation that the page's call names as its action.
fn called(page: &Page<'_>) -> Option<String> {
    let contents = page.sections.iter().flat_map(|section| &section.content);
    let calls = contents.filter_map(|content| match content {
        Content::Fence(fence) => Some(fence.text.raw),
        Content::Text(text) => Some(text.raw),
        Content::Table(_) => None,
    });
    let values = calls.flat_map(|text| text.split(['?', '&']).filter_map(|pair| pair.trim().strip_prefix("Action=")));
    values
        .map(|value| value.split(|c: char| !is_letter(c)).next().unwrap_or_default())
        .find_map(|value| is_operation_name(value).then(|| value.to_owned()))
}

/// The name of the file, where it is that of an operation.
fn file_name(file: &str) -> Option<String> {
    let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    is_compound(name).then(|| name.to_owned())
}

/// The only name of an operation in a text.
fn only_name(text: &str) -> Option<String> {
    let mut names = text.split(|c: char| !is_letter(c)).filter(|word| is_compound(word));
    let name = names.next()?;
    names.all(|other| other == name).then(|| name.to_owned())
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether a word is a name of several words in camel case, as those of operations are and few others.
fn is_compound(word: &str) -> bool {
    let has = |small: fn(&u8) -> bool| word.as_bytes().iter().skip(1).any(small);
    is_operation_name(word)
        && !word.contains('_')
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && !vocabulary::is_brand(word)
}

/// Whether a page describes a command of a tool or a function of a language, and not an operation.
///
/// Evidence: a name in one case or with underscores, or parameters that are options with dashes; and nothing that belongs to a
/// call: no link, no row `Action`, no path and no call that is shown, and no folder for references of an API.
pub fn is_command(page: &Page<'_>, grids: &Grids<'_, '_>, name: &str) -> bool {
    let lacks = |case: fn(&u8) -> bool| !name.as_bytes().iter().any(case);
    let looks_so =
        lacks(u8::is_ascii_uppercase) || lacks(u8::is_ascii_lowercase) || name.contains('_') || has_options(grids);
    looks_so
        && page.links.is_empty()
        && grids.parameters().all(|grid| grid.rows.iter().all(|row| row.name != ACTION))
        && page.sections(Role::Syntax).all(|section| section.content.iter().all(|content| !shows_call(content)))
        && samples::samples(page).iter().all(|sample| samples::look(sample.text.raw) != Look::Call)
        && !page.file.split('/').any(vocabulary::is_api_folder)
}

/// Whether most parameters are written as the options of a command: `--name`.
fn has_options(grids: &Grids<'_, '_>) -> bool {
    let mut cells =
        grids.parameters().flat_map(|grid| grid.cells(vocabulary::Column::Name)).map(|cell| plain(cell.raw));
    let (options, others): (Vec<_>, Vec<_>) = cells.by_ref().partition(|name| name.starts_with("--"));
    options.len() > others.len()
}

fn shows_call(content: &Content<'_>) -> bool {
    let text = match content {
        Content::Text(text) => text.raw,
        Content::Fence(fence) => fence.text.raw,
        Content::Table(_) => return false,
    };
    text.lines().any(|line| samples::look(line.trim_matches(['`', '*', ' '])) == Look::Call)
}

/// Whether a text can be an operation's name: an ASCII identifier, which no path or code can hide in.
pub fn is_operation_name(name: &str) -> bool {
    (2..=100).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
