//! Types that stand on pages of their own, which the type cells of requests and responses link to.

use std::collections::{HashMap, HashSet};

use crate::read::Page;

use super::grid::{Grid, Grids, members};
use super::lead::lead_names;
use super::row::{Row, RowCounts};

/// How many rows a page can get from pages of types, and how far these lead to each other: they may do so without end.
const MOST_ROWS: usize = 500;
const DEEPEST: usize = 8;

/// The pages of a product in one language that describe types.
#[derive(Debug, Default)]
pub struct TypePages<'p, 'a> {
    pages: Vec<TypePage<'p, 'a>>,
    /// By the name of the file, alone and below its folder.
    by_file: HashMap<&'p str, usize>,
    by_name: HashMap<String, usize>,
}

/// A page that describes a type.
#[derive(Debug)]
struct TypePage<'p, 'a> {
    grid: Grid<'p, 'a>,
    /// The pages of the types that its rows have.
    links: Vec<usize>,
}

impl<'p, 'a> TypePages<'p, 'a> {
    /// Finds the pages of types among those that describe no operation. Of pages of one name the first one counts.
    pub fn of(pages: impl Iterator<Item = &'p Page<'a>>) -> Self {
        let mut found = Self::default();
        for page in pages {
            let Some(mut grid) = members(page) else { continue };
            let Some(name) = type_name(page, &grid) else { continue };
            let number = found.pages.len();
            for file in file_names(&page.file) {
                found.by_file.entry(file).or_insert(number);
            }
            found.by_name.entry(name.to_owned()).or_insert(number);
            grid.describes = Some(name.to_owned());
            found.pages.push(TypePage { grid, links: Vec::new() });
        }
        for number in 0..found.pages.len() {
            let mut rows = std::mem::take(&mut found.pages[number].grid.rows);
            found.pages[number].links = found.resolve(&mut rows, |_| true).into_iter().map(|(page, _)| page).collect();
            found.pages[number].grid.rows = rows;
        }
        found
    }

    /// Adds the tables of the types that a response's rows link to, and of those that these link to, to the tables of its
    /// page; each type after the first one that has a field of it. What the page describes itself is left to it.
    ///
    /// Their rows stand where the row stands that led to them: what is found there is found on the operation's page.
    pub fn add_linked(&self, grids: &mut Grids<'p, 'a>, counts: &mut RowCounts) {
        self.add(grids, |grids| &mut grids.response, counts);
    }

    /// The same for the rows of the request. What is left over of the tables is its own, so that this comes after the response.
    pub fn add_linked_to_request(&self, grids: &mut Grids<'p, 'a>, counts: &mut RowCounts) {
        self.add(grids, |grids| &mut grids.request, counts);
    }

    fn add(
        &self,
        grids: &mut Grids<'p, 'a>,
        side: impl for<'g> Fn(&'g mut Grids<'p, 'a>) -> &'g mut Vec<Grid<'p, 'a>>,
        counts: &mut RowCounts,
    ) {
        if self.pages.is_empty() {
            return;
        }
        let listed = std::mem::take(side(grids));
        let own = listed.iter().chain(&grids.types);
        let titles = own.flat_map(|grid| grid.lead.map(|lead| lead.raw).into_iter().chain([&*grid.section.title]));
        let told: HashSet<String> = titles.flat_map(lead_names).collect();
        let mut roots = Vec::new();
        *side(grids) = listed;
        for grid in side(grids) {
            roots.extend(self.resolve(&mut grid.rows, |name| !told.contains(name)));
        }
        for (page, at) in self.in_order(&roots) {
            let mut grid = self.pages[page].grid.clone();
            for row in &mut grid.rows {
                (row.at, row.description.at) = (at, at);
            }
            counts.rows += grid.rows.len();
            grids.types.push(grid);
        }
    }

    /// The pages that some lead to, each once and after the one that led to it; where possible, after all that do.
    fn in_order(&self, roots: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let (mut seen, mut rows) = (HashSet::new(), 0);
        let mut enter = |page: usize| {
            let more = self.pages[page].grid.rows.len();
            let enters = rows + more <= MOST_ROWS && seen.insert(page);
            rows += if enters { more } else { 0 };
            enters
        };
        let mut left = Vec::new();
        // What is entered last is left first: turned round, each stands before what it leads to.
        for &(root, at) in roots.iter().rev() {
            let mut path = if enter(root) { vec![(root, 0)] } else { continue };
            while let Some((page, next)) = path.pop() {
                let Some(&link) = self.pages[page].links.get(next) else {
                    left.push((page, at));
                    continue;
                };
                path.push((page, next + 1));
                if path.len() < DEEPEST && enter(link) {
                    path.push((link, 0));
                }
            }
        }
        left.reverse();
        left
    }

    /// The pages of the types that rows have, each with the place of its row, and calls the types as their pages do. `is_open`
    /// tells whether nothing else describes a type.
    ///
    /// Evidence: a link in the type cell, whose target is a page's file or whose text is a type's name. Where the next row is a
    /// member of the type, the table lists the members itself.
    fn resolve(&self, rows: &mut [Row<'_>], is_open: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for at in 0..rows.len() {
            let Some((link, name)) = rows[at].link.zip(rows[at].class.type_name()) else { continue };
            let by_file = || file_names(link.split(['#', '?']).next()?).find_map(|file| self.by_file.get(file));
            let Some(&page) = by_file().or_else(|| self.by_name.get(name)).filter(|_| is_open(name)) else { continue };
            let grid = &self.pages[page].grid;
            let is_member = |next: &Row<'_>| grid.rows.iter().take(MOST_ROWS).any(|row| row.name == next.name);
            let Some(describes) = grid.describes.as_deref().filter(|describes| is_open(describes)) else { continue };
            if !rows.get(at + 1).is_some_and(is_member) {
                rows[at].class.rename_type(describes);
                found.push((page, rows[at].at));
            }
        }
        found
    }
}

/// The name of the type that a page describes: the page's title, that of the table's section, or the name of the file.
fn type_name<'n>(page: &'n Page<'_>, grid: &Grid<'n, '_>) -> Option<&'n str> {
    let is_name = |name: &&str| {
        (2..=100).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let file = file_names(&page.file).last().and_then(|file| file.strip_suffix(".md"));
    [Some(page.title.as_str()), Some(&grid.section.title), file].into_iter().flatten().map(str::trim).find(is_name)
}

/// The names by which a page's file is found: below its folder, unless that is written as dots, and alone.
fn file_names(path: &str) -> impl Iterator<Item = &str> {
    let mut parts = path.rmatch_indices('/').map(|(at, _)| at);
    let file = parts.next().map_or(path, |at| &path[at + 1..]);
    let below = parts.next().map_or(path, |at| &path[at + 1..]);
    [below, file].into_iter().filter(|name| name.ends_with(".md") && !name.starts_with('.'))
}

#[cfg(test)]
mod tests;
