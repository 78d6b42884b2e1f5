//! What the commands print: findings and failures to standard error, results to standard output.

use std::fmt;
use std::io::{ErrorKind, Write};

use alicloud_generator::diagnostic::{Diagnostic, Severity};
use alicloud_generator::extract::ProductReport;
use alicloud_generator::store::Summary;

/// Prints to standard output.
macro_rules! out {
    ($($argument:tt)*) => { $crate::print::write(&mut std::io::stdout(), format_args!($($argument)*)) };
}

/// Prints a line to standard output.
macro_rules! outln {
    ($($argument:tt)*) => { $crate::print::out!("{}\n", format_args!($($argument)*)) };
}

/// Prints a line to standard error.
macro_rules! err {
    ($($argument:tt)*) => {
        $crate::print::write(&mut std::io::stderr(), format_args!("{}\n", format_args!($($argument)*)))
    };
}

pub(crate) use {err, out, outln};

/// Writes text. A reader that went away (`… | head`) stops nothing: the work is what was asked for.
///
/// # Panics
///
/// The text cannot be written for another reason, as with `println!`.
pub fn write(stream: &mut impl Write, text: fmt::Arguments) {
    match stream.write_fmt(text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => panic!("the output cannot be written: {error}"),
        _ => {}
    }
}

/// Prints findings, each with its help below it.
pub fn diagnostics(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        err!("{}", lines(&diagnostic.to_string()));
    }
}

/// A text of several lines, each [`clean`].
pub fn lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}

/// A line with what a terminal would act on replaced: control characters, and marks that turn the direction of text. Pages
/// are not trusted. As many characters come out as go in, so that columns stay.
pub fn clean(line: &str) -> String {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let one = |c: char| match c {
        '\t' => ' ',
        c if acts(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    line.chars().map(one).collect()
}

/// Says that a command did nothing because of errors.
pub fn failed(errors: &[Diagnostic]) {
    err!("{}; nothing was written", tally(errors));
}

/// A number of things, in words: `1 page`, `2 pages`.
pub fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// Says in words what was written to a folder.
pub fn written(summary: &Summary) -> String {
    let Summary { written, removed, unchanged } = summary;
    format!("{} written, {} removed, {unchanged} unchanged", counted(written.len(), "file"), removed.len())
}

/// Counts findings by severity, in words.
pub fn tally<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let severities: Vec<Severity> = diagnostics.into_iter().map(|found| found.severity).collect();
    let count = |severity: Severity| severities.iter().filter(|&&found| found == severity).count();
    let words =
        [(count(Severity::Error), "error"), (count(Severity::Warning), "warning"), (count(Severity::Note), "note")];
    let parts: Vec<String> =
        words.into_iter().filter(|&(count, _)| count > 0).map(|(count, word)| counted(count, word)).collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// Prints the counts of products, one a line, and their sum.
pub fn products(reports: &[ProductReport]) {
    let width = reports.iter().map(|report| name(report).len()).max().unwrap_or(0).max("product".len());
    outln!(
        "{:width$} {:>6} {:>10} {:>7} {:>6} {:>7} {:>6} {:>6} {:>7} {:>8}",
        "product",
        "pages",
        "operations",
        "merged",
        "other",
        "skipped",
        "rows",
        "fields",
        "skipped",
        "findings"
    );
    let mut sum = [0; 9];
    for report in reports {
        let (pages, rows) = (report.pages, report.rows);
        let values = [
            pages.pages,
            pages.operations,
            pages.merged,
            pages.other + pages.common,
            pages.skipped,
            rows.rows,
            rows.fields,
            rows.skipped,
            report.findings,
        ];
        line(&name(report), width, values);
        for (sum, value) in sum.iter_mut().zip(values) {
            *sum += value;
        }
    }
    if reports.len() > 1 {
        line("all", width, sum);
    }
}

fn line(
    name: &str,
    width: usize,
    [pages, operations, merged, other, skipped, rows, fields, skipped_rows, findings]: [usize; 9],
) {
    outln!(
        "{name:width$} {pages:>6} {operations:>10} {merged:>7} {other:>6} {skipped:>7} {rows:>6} {fields:>6} {skipped_rows:>7} {findings:>8}"
    );
}

fn name(report: &ProductReport) -> String {
    format!("{} {}", report.key.product, report.key.version)
}
