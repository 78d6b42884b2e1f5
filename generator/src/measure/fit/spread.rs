//! How far folds differ: their mean, and the worst of them.

use super::Fold;
use crate::measure::corpus::Wrong;

/// The share of fields that stand where the truth has them, over folds.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The mean of the folds, each counting as much as any other.
    pub mean: f64,
    /// The least of the folds.
    pub worst: f64,
    /// The name of that fold.
    pub at: String,
}

impl Spread {
    /// Looks at some folds by what `of` takes of each; none where no fold has fields.
    pub fn of(folds: &[Fold], of: fn(&Fold) -> Wrong) -> Option<Self> {
        let shares: Vec<(f64, &str)> =
            folds.iter().filter_map(|fold| Some((of(fold).right()?, fold.name.as_str()))).collect();
        let &(worst, at) = shares.iter().min_by(|(one, _), (other, _)| one.total_cmp(other))?;
        let mean = shares.iter().map(|(share, _)| share).sum::<f64>() / shares.len() as f64;
        Some(Self { mean, worst, at: at.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_folds_count_as_large_ones_do_and_empty_ones_not_at_all() {
        let fold = |name: &str, misplaced, fields| {
            let wrong = Wrong { misplaced, unfounded: 1, fields };
            Fold { name: name.to_owned(), pages: 1, in_use: wrong, fitted: Wrong::default() }
        };
        let folds = [fold("tide", 10, 1000), fold("boat", 2, 4), fold("none", 0, 0)];
        let found = Spread::of(&folds, |fold| fold.in_use).expect("two folds have fields");
        assert_eq!((found.worst, found.at.as_str()), (0.5, "boat"));
        assert!((found.mean - 0.745).abs() < 1e-9, "{}", found.mean);
        assert_eq!(Spread::of(&folds, |fold| fold.fitted), None);
    }
}
