//! `measure`: how right the specifications of trees of pages are.

use std::process::ExitCode;
use std::time::Instant;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::measure::{Truths, measure};

use crate::cli::Measure;
use crate::measure::{Format, Tree, json, text};
use crate::print::outln;

/// Runs the command.
pub fn run(arguments: &Measure) -> Result<ExitCode, Vec<Diagnostic>> {
    let begun = Instant::now();
    let truths = Truths::load(&arguments.truth, &arguments.product).map_err(|error| vec![error])?;
    for folder in &arguments.reference {
        let measured = measure(folder, &truths, arguments.one_root).map_err(|error| vec![error])?;
        let tree = Tree { folder: folder.display().to_string(), measured };
        match arguments.format {
            Format::Text => text::print(&tree, arguments),
            Format::Json => json::print(&tree, arguments),
        }
    }
    if arguments.format == Format::Text {
        outln!("measured in {:.2} s", begun.elapsed().as_secs_f64());
    }
    Ok(ExitCode::SUCCESS)
}
