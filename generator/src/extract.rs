//! `cargo xtask extract`: any tree of pages to a tree of specifications, without a product's folder or overrides.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::infer::{self, PageCounts, ProductKey, RowCounts};
use crate::ir::{Product, Prose, Style};
use crate::read::Page;
use crate::reference::{self, Grouped, PageText, Root, Unknown, Unreadable};
use crate::store;
use crate::understand::{by_product, understand};

/// The specifications of a tree of pages, with the findings.
#[derive(Debug, Default)]
pub struct Extraction {
    /// The texts of the files, by path relative to the output folder.
    pub files: BTreeMap<String, String>,
    /// The counts of each product.
    pub products: Vec<ProductReport>,
    /// Pages of no product, or of one without an operation, that describe none.
    pub rest: usize,
    /// The findings, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// The counts of a product.
#[derive(Clone, Debug)]
pub struct ProductReport {
    /// The product.
    pub key: ProductKey,
    /// Its pages.
    pub pages: PageCounts,
    /// The rows of its tables.
    pub rows: RowCounts,
    /// Findings about its pages.
    pub findings: usize,
}

/// Is told how many pages are taken up next, and how many there are in all.
pub type Progress<'p> = &'p mut dyn FnMut(usize, usize);

/// Reads a tree of pages and makes the texts of the specifications.
///
/// # Errors
///
/// The folder cannot be read, or holds no page.
pub fn extract<'r>(root: impl Into<Root<'r>>, prose: Prose, progress: Progress<'_>) -> Result<Extraction, Diagnostic> {
    let root = root.into();
    let (texts, unreadable) = load(root.path)?;
    let Grouped { groups, homeless, diagnostics } = reference::group(root, &texts);
    let mut extraction = Extraction { diagnostics, ..Extraction::default() };
    extraction.diagnostics.extend(unreadable.iter().map(unreadable_page));
    let told: Vec<Diagnostic> = homeless.iter().filter_map(homeless_page).collect();
    extraction.rest = homeless.len() - told.len();
    extraction.diagnostics.extend(told);
    for (key, groups) in by_product(&groups) {
        progress(groups.iter().map(|group| group.pages.len()).sum(), texts.len());
        let found = understand(&groups, prose);
        if found.operations.is_empty() && found.common.errors.is_empty() {
            extraction.rest += found.pages.other;
            extraction.diagnostics.extend(found.diagnostics);
            continue;
        }
        let folder = format!("{}-{}", key.product, key.version);
        let roa = found.operations.iter().filter(|operation| operation.style == Style::Roa).count();
        let style = if 2 * roa > found.operations.len() { Style::Roa } else { Style::Rpc };
        let product =
            Product { product: key.product.clone(), version: key.version.clone(), style, prose, ..Product::default() };
        extraction.files.insert(format!("{folder}/{}", store::PRODUCT), store::write_product(&product));
        if !found.common.errors.is_empty() {
            extraction.files.insert(format!("{folder}/{}", store::ERRORS), store::write_errors(&found.common));
        }
        let written = found.operations.par_iter().map(|operation| {
            let path = format!("{folder}/{}/{}.yaml", store::OPERATIONS, operation.operation);
            (path, store::write_operation(operation))
        });
        extraction.files.extend(written.collect::<Vec<_>>());
        extraction.products.push(ProductReport {
            key: key.clone(),
            pages: found.pages,
            rows: found.rows,
            findings: found.diagnostics.len() + found.guesses.len(),
        });
        extraction.diagnostics.extend(found.diagnostics);
        extraction.diagnostics.extend(found.guesses.into_iter().map(|guess| guess.diagnostic));
    }
    extraction.diagnostics.sort();
    Ok(extraction)
}

/// Reads the pages of a tree; one without pages is an error.
///
/// # Errors
///
/// The folder cannot be read, or holds no page.
pub fn load(root: &Path) -> Result<(Vec<PageText>, Vec<Unreadable>), Diagnostic> {
    let failure = |message: String| {
        let help = "name a folder that holds reference pages (.md)";
        Diagnostic::new(root.display().to_string(), "reference-unreadable", message, help)
    };
    let (texts, unreadable) =
        reference::load(root).map_err(|error| failure(format!("the folder of pages cannot be read: {error}")))?;
    if texts.is_empty() && unreadable.is_empty() {
        return Err(failure("the folder holds no page".to_owned()));
    }
    Ok((texts, unreadable))
}

/// Reports a page of an unknown product that describes an operation. Of a whole documentation most pages do not.
pub fn homeless_page((page, unknown): &(Page<'_>, Unknown)) -> Option<Diagnostic> {
    if !infer::has_operation(page) {
        return None;
    }
    let (message, help) = match unknown {
        Unknown::Product => (
            "nothing tells which product the page belongs to; it is left out".to_owned(),
            "put it into a folder named like WebPlus-2019-03-20, or say `--product NAME --version DATE`".to_owned(),
        ),
        Unknown::Version(product) => (
            format!("the page is of {product}, but nothing tells which version; it is left out"),
            format!(
                "let a folder above it be named like {product}-2019-03-20, or say `--product {product} --version DATE`"
            ),
        ),
    };
    Some(Diagnostic::new(&page.file, "product-unknown", message, help))
}

/// What to say of a tree that no operation came of.
pub fn without_operation(root: &Path) -> Diagnostic {
    let message = "no page describes an operation of a known product";
    let help =
        "name the folder of an API reference; where its folders name no product, say `--product NAME --version DATE`";
    Diagnostic::new(root.display().to_string(), "reference-without-operation", message, help)
}

/// Reports a page that could not be read.
pub fn unreadable_page(page: &Unreadable) -> Diagnostic {
    let message = format!("the page is left out: {}", page.cause);
    Diagnostic::new(&page.file, "page-unreadable", message, "save the page as UTF-8 text that you may read")
}
