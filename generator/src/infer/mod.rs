//! From what pages say to what they mean: pages in, operations out, with what had to be guessed and what is wrong.

mod conclude;
mod depth;
mod draft;
pub(crate) mod facts;
mod finish;
mod guess;
mod inferred;
mod learn;
pub(crate) mod page;
mod request;
mod response;
mod study;
pub(crate) mod table;
pub(crate) mod trial;

use rayon::prelude::*;

use crate::ir::Prose;
use crate::read::Page;

pub use guess::Guess;
pub use inferred::{Inferred, PageCounts};
pub use page::identity::{ProductKey, product};
pub(crate) use page::identity::{has_operation, lists_common_errors};
pub use page::name::is_operation_name;
pub(crate) use response::unwrap_response;
pub(crate) use response::{BANDS, Place, Tree};
pub use response::{Shown, Weights};
pub use study::Study;
pub use table::RowCounts;

use draft::{Draft, drafts};
use finish::{drop_prose, finish};
use learn::learn;

/// Understands the pages of one product in one language. The pages are taken in the order of their names, whatever the
/// order given.
pub fn infer(pages: &[Page<'_>], prose: Prose) -> Inferred {
    languages(&[pages], prose).pop().unwrap_or_default()
}

/// Understands the pages of one product, those of each language by themselves: what comes back are as many sets of
/// operations. What pages tell about each other counts across languages.
pub fn languages(languages: &[&[Page<'_>]], prose: Prose) -> Vec<Inferred> {
    visit(languages, prose, &|_| ()).into_iter().map(|(inferred, _)| inferred).collect()
}

/// As [`languages`]; a visitor is shown each page and what was understood of it, and what it makes of them comes back in the
/// order of the pages.
pub fn visit<T: Send>(
    languages: &[&[Page<'_>]],
    prose: Prose,
    visitor: &(impl Fn(&Study<'_, '_>) -> T + Sync),
) -> Vec<(Inferred, Vec<T>)> {
    let keeps_prose = prose == Prose::Keep;
    let mut all: Vec<(Inferred, Vec<T>)> = languages.iter().map(|_| Default::default()).collect();
    let mut open: Vec<Draft<'_, '_>> = Vec::new();
    for (language, (pages, (inferred, _))) in languages.iter().zip(&mut all).enumerate() {
        open.extend(drafts(language, pages, inferred));
    }
    let learned = learn(&open);
    let numbered = open.into_par_iter().enumerate();
    let finished: Vec<_> =
        numbered.map(|(number, draft)| finish(draft, number, &learned, keeps_prose, visitor)).collect();
    for finished in finished {
        let (inferred, visited) = &mut all[finished.language];
        inferred.add(finished.operation, finished.guesses, finished.findings, finished.rows);
        visited.push(finished.visited);
    }
    for (inferred, _) in &mut all {
        if !keeps_prose {
            inferred.common.errors.iter_mut().for_each(drop_prose);
        }
        inferred.sort();
    }
    all
}
