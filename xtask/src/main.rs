//! The command line of the maintainers: argument parsing and printing; the work is in `alicloud-generator`.

mod commands;
mod lint;
mod print;
mod progress;

use std::path::PathBuf;
use std::process::ExitCode;

use alicloud_generator::diagnostic::codes::Code;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

fn main() -> ExitCode {
    match run(&command().get_matches()) {
        Ok(code) => code,
        Err(errors) => {
            print::diagnostics(&errors);
            print::failed(errors.len());
            ExitCode::FAILURE
        }
    }
}

/// The commands and their arguments.
fn command() -> Command {
    let folder = |name: &'static str| Arg::new(name).value_name("DIR").value_parser(value_parser!(PathBuf));
    let codes = |name: &'static str| Arg::new(name).long(name).value_name("CODE").action(ArgAction::Append);
    Command::new("xtask")
        .bin_name("cargo xtask")
        .about("Keeps the specifications and the generated client true to the API reference")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(folder("root").long("root").global(true).hide(true).help("Another workspace, for tests"))
        .subcommand(
            Command::new("regen")
                .about("Reads the pages of every product under specs/, writes the specification and the client")
                .arg(
                    Arg::new("check")
                        .long("check")
                        .action(ArgAction::SetTrue)
                        .help("Write nothing; exit with 1 and show what is stale"),
                ),
        )
        .subcommand(
            Command::new("extract")
                .about("Reads any tree of pages, of any product, and writes the specifications alone")
                .arg(folder("reference").long("reference").required(true).help("The pages"))
                .arg(folder("out").long("out").required(true).help("Where the specifications go"))
                .arg(
                    Arg::new("prose")
                        .long("prose")
                        .value_parser(["omit", "keep"])
                        .default_value("omit")
                        .help("Whether sentences of the pages are kept"),
                ),
        )
        .subcommand(
            Command::new("diff")
                .about("Shows what changed in the specifications since a git revision, in API terms")
                .arg(Arg::new("revision").value_name("REV").default_value("HEAD").help("The revision")),
        )
        .subcommand(
            Command::new("compare")
                .about("Compares two trees of specifications by their facts; exits with 1 where they differ")
                .arg(folder("left").required(true).help("A tree as extract writes it"))
                .arg(folder("right").required(true).help("Another one")),
        )
        .subcommand(
            Command::new("lint")
                .about("Shows what the pages get wrong, with file, line and column")
                .long_about(
                    "Shows what the pages get wrong, with file, line and column.\n\nExits with 1 where something is an \
                     error or denied, else with 0. generator/LINTS.md lists the codes.",
                )
                .arg(folder("folder").help("The pages; without it, those of every product under specs/"))
                .arg(
                    Arg::new("format")
                        .long("format")
                        .value_parser(["text", "json", "sarif"])
                        .default_value("text")
                        .help("text for people; json: an object a line; sarif: SARIF 2.1.0"),
                )
                .arg(
                    codes("deny")
                        .value_parser(lint::code_or_group)
                        .help("Exit with 1 where a finding has this code; `warnings` and `notes` are all of these"),
                )
                .arg(codes("allow").value_parser(lint::code_or_group).help("Leave findings of this code out"))
                .arg(
                    codes("explain")
                        .value_parser(lint::code)
                        .conflicts_with_all(["folder", "format", "deny", "allow"])
                        .help("Say what a code means, with an example"),
                ),
        )
}

fn run(matches: &ArgMatches) -> Result<ExitCode, Vec<alicloud_generator::diagnostic::Diagnostic>> {
    let path = |matches: &ArgMatches, name: &str| matches.get_one::<PathBuf>(name).cloned().unwrap_or_default();
    let text = |matches: &ArgMatches, name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_else(commands::workspace);
    match matches.subcommand() {
        Some(("regen", matches)) => commands::regen(&root, matches.get_flag("check")),
        Some(("extract", matches)) => {
            commands::extract(&path(matches, "reference"), &path(matches, "out"), text(matches, "prose") == "keep")
        }
        Some(("diff", matches)) => commands::diff(&root, &text(matches, "revision")),
        Some(("compare", matches)) => commands::compare(&path(matches, "left"), &path(matches, "right")),
        Some(("lint", matches)) => match matches.get_many::<&'static Code>("explain") {
            Some(codes) => commands::explain(&codes.copied().collect::<Vec<_>>()),
            None => {
                let folder = matches.get_one::<PathBuf>("folder").map(PathBuf::as_path);
                commands::lint(&root, folder, &lint::Choice::of(matches), lint::Format::of(matches))
            }
        },
        _ => unreachable!("clap requires one of the commands"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_commands_are_consistent() {
        super::command().debug_assert();
    }
}
