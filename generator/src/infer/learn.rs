//! The first pass over a product: what its pages tell about each other.

use std::collections::HashMap;

use rayon::prelude::*;

use super::conclude::success::Outcomes;
use super::draft::Draft;
use super::request::Positions;
use super::response::{Id, Knowledge, Response, Sorting, SubjectId};

/// What the pages of a product tell about each other.
#[derive(Debug, Default)]
pub struct Learned {
    /// What responses have in common.
    pub knowledge: Knowledge,
    /// Where parameters travel.
    pub positions: Positions,
    /// By which codes responses tell success.
    pub outcomes: Outcomes,
    /// How far the pages of a language are sorted, those with generated examples apart.
    sorting: HashMap<(usize, bool), Sorting>,
    /// What is known of each page.
    pub pages: Vec<Known>,
}

/// What was learned of a page.
#[derive(Debug)]
pub struct Known {
    /// The operation: its pages do not learn from each other as if they were of two.
    pub subject: SubjectId,
    /// How far the page is sorted.
    sorting: Sorting,
}

impl Learned {
    /// How much order counts before anything is known: pages with generated examples are not sorted.
    fn start(response: &Response<'_>) -> i32 {
        if response.is_generated() { 150 } else { 1000 }
    }

    /// How much order counts on a page, in thousandths: by its own pairs of siblings, and six pairs' worth of its product's.
    pub fn sorted(&self, page: usize, language: usize, response: &Response<'_>) -> i32 {
        const SMOOTHING: u32 = 6;
        let product = self.sorting.get(&(language, response.is_generated())).copied().unwrap_or_default();
        let own = &self.pages[page].sorting;
        let usual = (1000 * product.sorted).checked_div(product.pairs).unwrap_or(0);
        let share = (1000 * own.sorted + SMOOTHING * usual) / (own.pairs + SMOOTHING);
        weight_of_order(share)
    }
}

/// Learns from all pages of a product.
pub fn learn(drafts: &[Draft<'_, '_>]) -> Learned {
    let sketch = |draft: &Draft<'_, '_>| draft.response.sketch(Learned::start(&draft.response));
    let sketches: Vec<_> = drafts.par_iter().map(sketch).collect();
    let mut learned = Learned::default();
    let mut subjects: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, (draft, tree)) in drafts.iter().zip(&sketches).enumerate() {
        let count = subjects.len();
        let pages = subjects.entry(&draft.name).or_default();
        let subject = pages.first().map_or(SubjectId::new(count), |&first| learned.pages[first].subject);
        pages.push(number);
        learned.outcomes.learn(&draft.name, draft.response.rows());
        learned.positions.learn(draft.grids.parameters());
        draft.response.learn(subject, tree, &mut learned.knowledge);
        let sorting = draft.response.sorting(tree);
        let all = &mut learned.sorting.entry((draft.language, draft.response.is_generated())).or_default();
        all.sorted += sorting.sorted;
        all.pairs += sorting.pairs;
        learned.pages.push(Known { subject, sorting });
    }
    learned
}

/// How much order counts where a share of sibling pairs, in thousandths, is in order. A page that is sorted throughout
/// means it; below six in ten the order is chance.
fn weight_of_order(share: u32) -> i32 {
    if share >= 990 { 1500 } else { ((share as i32 - 600) * 1300 / 350).clamp(0, 1600) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts_the_more_the_better_a_page_keeps_it() {
        assert_eq!((weight_of_order(0), weight_of_order(600)), (0, 0), "chance");
        assert!(weight_of_order(700) < weight_of_order(900));
        assert_eq!((weight_of_order(990), weight_of_order(1000)), (1500, 1500), "sorted throughout");
    }
}
