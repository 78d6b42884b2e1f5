//! `lint`: what pages get wrong, and what a code of a finding means.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::reference::Root;
use alicloud_generator::{lint, regen, store};

use crate::cli::{Lint, stated};
use crate::lint::{Format, Tree, json, sarif, text};
use crate::print::out;
use crate::progress;

/// Runs the command.
pub fn run(root: &Path, arguments: &Lint) -> Result<ExitCode, Vec<Diagnostic>> {
    if !arguments.explain.is_empty() {
        let texts: Vec<String> = arguments.explain.iter().map(|code| code.explain()).collect();
        out!("{}", texts.join("\n"));
        return Ok(ExitCode::SUCCESS);
    }
    let choice = &arguments.choice;
    let product = stated(&arguments.product, &arguments.version);
    let mut trees = Vec::new();
    for folder in folders(root, arguments.folder.as_deref())? {
        let root = Root { path: &folder, product: product.as_ref() };
        let mut lint = lint::lint(root, &mut progress::bar()).map_err(|error| vec![error])?;
        lint.diagnostics.retain(|found| choice.shows(found));
        trees.push(Tree { folder: from_here(folder), lint });
    }
    match arguments.format {
        Format::Text => text::print(&trees, choice),
        Format::Json => json::print(&trees, choice),
        Format::Sarif => sarif::print(&trees, choice),
    }
    let is_denied = trees.iter().flat_map(|tree| &tree.lint.diagnostics).any(|found| choice.denies(found));
    Ok(if is_denied { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The folders whose pages are read: the one that is named, else those of every product.
fn folders(root: &Path, named: Option<&Path>) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let specs = root.join(regen::SPECS);
    match named {
        Some(folder) => Ok(vec![folder.to_owned()]),
        None => {
            let names = regen::product_folders(&specs).map_err(|error| vec![error])?;
            Ok(names.iter().map(|name| specs.join(name)).filter(|folder| has_pages(folder)).collect())
        }
    }
}

/// Whether a product's pages are in the repository. One whose description is wrong is linted as it is.
fn has_pages(folder: &Path) -> bool {
    store::load_product(folder)
        .map_or(true, |product| !product.reference.is_empty() && folder.join(product.reference).is_dir())
}

/// A folder as one names it from where the command runs.
fn from_here(folder: PathBuf) -> PathBuf {
    let here = env::current_dir().ok().and_then(|here| folder.strip_prefix(here).ok().map(Path::to_owned));
    here.unwrap_or(folder)
}
