//! A tree of reference pages: finds the pages and groups them by the product that they describe.

mod folder;
mod load;
mod owner;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::infer::{self, ProductKey};
use crate::read;
use crate::vocabulary::Language;

pub(crate) use folder::of_path;
pub use folder::{is_safe, is_version};
pub use load::{PageText, Root, Unreadable, load};
pub use owner::Unknown;

/// The pages of one product in one language.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The product.
    pub key: ProductKey,
    /// The language.
    pub language: Language,
    /// The pages.
    pub pages: Vec<read::Page<'a>>,
}

/// The pages of a tree, by what they belong to.
#[derive(Debug, Default)]
pub struct Grouped<'a> {
    /// By product and language.
    pub groups: Vec<Group<'a>>,
    /// Those of an unknown product, with what is not known.
    pub homeless: Vec<(read::Page<'a>, Unknown)>,
    /// Where a page's folder and its link disagree.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads pages and groups them by product and language. The file `owner.rs` says how a page's product is found.
pub fn group<'a, 'r>(root: impl Into<Root<'r>>, texts: &'a [PageText]) -> Grouped<'a> {
    let pages: Vec<read::Page<'a>> = texts.par_iter().map(|page| read::read(&page.file, &page.text)).collect();
    let owners = owner::owners(root.into(), &pages);
    let mut groups: BTreeMap<(ProductKey, Language), Vec<read::Page<'a>>> = BTreeMap::new();
    let mut grouped = Grouped::default();
    for (page, owner) in pages.into_iter().zip(owners) {
        match owner {
            Ok(key) => {
                grouped.diagnostics.extend(disagreement(&page, &key));
                groups.entry((key, page.language)).or_default().push(page);
            }
            Err(unknown) => grouped.homeless.push((page, unknown)),
        }
    }
    grouped.groups = groups.into_iter().map(|((key, language), pages)| Group { key, language, pages }).collect();
    grouped
}

/// Reports a page whose link names another product, or another version, than the folder that it lies in.
fn disagreement(page: &read::Page<'_>, key: &ProductKey) -> Option<Diagnostic> {
    let (link, named) = (page.links.first()?, infer::product(page)?);
    let is_other_version = !named.version.is_empty() && named.version != key.version;
    if named.product.eq_ignore_ascii_case(&key.product) && !is_other_version {
        return None;
    }
    let ProductKey { product, version } = key;
    let linked = format!("{} {}", named.product, named.version);
    let message = format!("the page lies in the folder of {product} {version}, its link names {}", linked.trim_end());
    let help = format!("let the link name {product} {version}, or move the page");
    let mut findings = page.findings();
    findings.at("link-names-another-product", link.at, message, help);
    findings.into_iter().next()
}
