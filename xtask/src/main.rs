//! The command line of the maintainers: argument parsing and printing; the work is in `alicloud-generator`.

mod cli;
mod commands;
mod lint;
mod measure;
mod print;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use cli::Cli;

fn main() -> ExitCode {
    match commands::run(Cli::parse()) {
        Ok(code) => code,
        Err(errors) => {
            print::diagnostics(&errors);
            print::failed(&errors);
            ExitCode::FAILURE
        }
    }
}
