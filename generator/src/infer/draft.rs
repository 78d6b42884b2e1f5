//! Opens pages: reads their tables, chooses the page of each operation, and reads the rest of that.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::diagnostic::Findings;
use crate::read::Page;
use crate::vocabulary::Role;

use super::inferred::Inferred;
use super::page::examples::{self, Examples};
use super::page::identity::{self, PageKind};
use super::page::route::{self, Route};
use super::page::{errors, outline_faults};
use super::response::Response;
use super::table::{Grids, RowCounts, TypePages, grids};

/// A page whose tables are read.
#[derive(Debug)]
struct Opened<'p, 'a> {
    page: &'p Page<'a>,
    kind: PageKind,
    /// What was found while the kind was looked for.
    about_kind: Findings<'p>,
    grids: Grids<'p, 'a>,
    rows: RowCounts,
    /// What was found in the tables.
    findings: Findings<'p>,
}

/// The page of an operation between the passes.
#[derive(Debug)]
pub struct Draft<'p, 'a> {
    /// The number of its language.
    pub language: usize,
    pub page: &'p Page<'a>,
    /// The operation's name.
    pub name: String,
    /// Its tables, but for the rows of the response.
    pub grids: Grids<'p, 'a>,
    /// How the operation is reached.
    pub route: Route,
    pub examples: Examples<'a>,
    /// The response, read but not yet understood.
    pub response: Response<'a>,
    /// What was found so far.
    pub findings: Findings<'p>,
    /// The rows so far.
    pub rows: RowCounts,
}

/// Reads the pages of one language that describe operations, each operation once. What other pages are is noted.
pub fn drafts<'p, 'a>(language: usize, pages: &'p [Page<'a>], inferred: &mut Inferred) -> Vec<Draft<'p, 'a>> {
    let mut opened: Vec<Opened<'_, '_>> = pages.par_iter().map(open).collect();
    opened.sort_by(|a, b| a.page.file.cmp(&b.page.file));
    let types = TypePages::of(opened.iter().filter(|opened| opened.can_describe_type()).map(|opened| opened.page));
    choose(opened, inferred).into_par_iter().map(|(name, opened)| draft(language, name, opened, &types)).collect()
}

impl Opened<'_, '_> {
    /// Whether the page can describe a type: it lists neither parameters nor a response.
    fn can_describe_type(&self) -> bool {
        self.kind == PageKind::Other && self.grids.request.is_empty() && self.grids.response.is_empty()
    }
}

/// Reads the tables of a page and finds out what it is.
fn open<'p, 'a>(page: &'p Page<'a>) -> Opened<'p, 'a> {
    let (mut rows, mut findings, mut about_kind) = (RowCounts::default(), page.findings(), page.findings());
    let grids = grids(page, &mut rows, &mut findings);
    let kind = identity::kind(page, &grids, &mut about_kind);
    Opened { page, kind, about_kind, grids, rows, findings }
}

/// The pages that describe an operation, by name, each operation once: the first page counts.
fn choose<'p, 'a>(opened: Vec<Opened<'p, 'a>>, inferred: &mut Inferred) -> Vec<(String, Opened<'p, 'a>)> {
    let mut chosen: Vec<(String, Opened<'_, '_>)> = Vec::new();
    let mut known: HashMap<String, &Page<'_>> = HashMap::new();
    for mut opened in opened {
        let page = opened.page;
        let mut findings = std::mem::replace(&mut opened.about_kind, page.findings());
        inferred.pages.pages += 1;
        match std::mem::take(&mut opened.kind) {
            PageKind::Operation(name) => match known.get(&name) {
                Some(first) => {
                    inferred.pages.skipped += 1;
                    let message = format!("{name} is described by {} already; this page is left out", first.file);
                    let help = "remove one of the pages, or correct its title";
                    findings.at("operation-described-twice", 0, message, help);
                }
                None => {
                    known.insert(name.clone(), page);
                    chosen.push((name, opened));
                }
            },
            PageKind::CommonErrors => {
                inferred.pages.common += 1;
                inferred.common.source.clone_from(&page.file);
                // The table stands right below the title, where the introduction would be.
                inferred.common.errors = errors::errors(&errors::tables(page, Role::Description), &mut findings);
            }
            PageKind::Other => inferred.pages.other += 1,
        }
        inferred.diagnostics.extend(findings);
    }
    chosen
}

/// Reads the rest of an operation's page.
fn draft<'p, 'a>(language: usize, name: String, opened: Opened<'p, 'a>, types: &TypePages<'p, 'a>) -> Draft<'p, 'a> {
    let Opened { page, mut grids, mut rows, mut findings, .. } = opened;
    outline_faults::check_fences(page, &mut findings);
    outline_faults::check_tables(page, &mut findings);
    let examples = examples::examples(page);
    types.add_linked(&mut grids, &mut rows);
    let response = Response::read(&mut grids, &examples, &mut rows);
    types.add_linked_to_request(&mut grids, &mut rows);
    let route = route::route(page, &grids, &examples);
    Draft { language, page, name, grids, route, examples, response, findings, rows }
}
