//! Coordinate descent: one weight after another is set to what serves the pages best, until none changes.

use super::explanations::Case;

/// What a weight may become, times what it is.
const FACTORS: &[f64] = &[0.0, 0.5, 0.7, 0.8, 0.9, 1.1, 1.25, 1.4, 2.0];

/// What a weight of zero may become, in thousandths.
const NEAR_ZERO: &[f64] = &[-200.0, -100.0, 100.0, 200.0];

/// What it costs, in mistakes, to set a weight to `e` times the value in use, or to the `e`th part of it.
const INERTIA: f64 = 1.0;

/// The most that is paid for one weight, such as for its removal.
const MOST: f64 = 4.0;

/// Sweeps over all weights; they hardly ever are that many.
const SWEEPS: usize = 8;

/// Pages, and the scores of their explanations by the weights so far.
struct Descent<'c> {
    cases: Vec<(&'c Case, Vec<f64>)>,
    in_use: &'c [f64],
    values: Vec<f64>,
}

/// Fits weights to pages, from those in use on.
pub fn fit<'c>(cases: impl Iterator<Item = &'c Case>, in_use: &'c [f64]) -> Vec<f64> {
    let start = |case: &'c Case| (case, case.explanations.iter().map(|one| one.score).collect());
    let mut descent = Descent { cases: cases.map(start).collect(), in_use, values: in_use.to_vec() };
    for _ in 0..SWEEPS {
        let changed: Vec<bool> = (0..in_use.len()).map(|weight| descent.improve(weight)).collect();
        if !changed.contains(&true) {
            break;
        }
    }
    descent.values
}

/// The loss of the explanation with the highest score, the first of those.
fn best(case: &Case, score: impl Fn(usize) -> f64) -> f64 {
    let mut best = (f64::NEG_INFINITY, 0.0);
    for (at, one) in case.explanations.iter().enumerate() {
        let score = score(at);
        if score > best.0 {
            best = (score, one.loss);
        }
    }
    best.1
}

impl Descent<'_> {
    /// Sets a weight to the best value; whether it changed.
    fn improve(&mut self, weight: usize) -> bool {
        let value = self.values[weight];
        let others: Vec<f64> = if value == 0.0 {
            NEAR_ZERO.iter().copied().chain([self.in_use[weight]]).collect()
        } else {
            FACTORS.iter().map(|factor| tidy(factor * value)).chain([self.in_use[weight]]).collect()
        };
        let mut found = (self.cost(weight, value), value);
        for other in others {
            let cost = self.cost(weight, other);
            if cost + 1e-9 < found.0 {
                found = (cost, other);
            }
        }
        if found.1 == value {
            return false;
        }
        for (case, scores) in &mut self.cases {
            for (score, one) in scores.iter_mut().zip(&case.explanations) {
                *score += f64::from(one.slopes[weight]) * (found.1 - value);
            }
        }
        self.values[weight] = found.1;
        true
    }

    /// The mistakes with another value of a weight, and what that value costs.
    fn cost(&self, weight: usize, value: f64) -> f64 {
        let change = value - self.values[weight];
        let mistakes = self.cases.iter().map(|(case, scores)| {
            best(case, |at| scores[at] + f64::from(case.explanations[at].slopes[weight]) * change)
        });
        mistakes.sum::<f64>() + inertia(self.in_use[weight], value)
    }
}

/// What it costs to leave the value in use.
fn inertia(in_use: f64, value: f64) -> f64 {
    if in_use == value {
        0.0
    } else if in_use == 0.0 {
        INERTIA * value.abs() / 200.0
    } else if value / in_use <= 0.0 {
        MOST
    } else {
        (INERTIA * (value / in_use).ln().abs()).min(MOST)
    }
}

/// Two digits are as many as the pages can tell apart.
fn tidy(value: f64) -> f64 {
    let step = if value.abs() >= 1000.0 { 100.0 } else { 10.0 };
    (value / step).round() * step
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::measure::fit::explanations::Explanation;

    /// A page of two explanations, the second one right, which a weight must grow by `distance` to prefer.
    fn case(distance: f64) -> Case {
        let wrong = Explanation { loss: 2.0, score: distance, slopes: vec![0.0, 0.0] };
        let right = Explanation { loss: 0.0, score: 0.0, slopes: vec![1.0, 0.0] };
        Case { page: 0, product: 0, reference: 0, explanations: vec![wrong, right], trees: Vec::new() }
    }

    #[test]
    fn a_weight_goes_as_far_as_pages_ask_and_no_other_moves() {
        let (in_use, cases) = ([1000.0, 500.0], [case(80.0), case(90.0)]);
        assert_eq!(fit(cases.iter(), &in_use), [1100.0, 500.0]);
    }

    #[test]
    fn a_weight_stays_where_pages_gain_too_little() {
        let in_use = [1000.0, 500.0];
        // Nothing but twelve times the weight would mend the page.
        assert_eq!(fit([case(11_000.0)].iter(), &in_use), in_use);
    }

    #[test]
    fn values_have_two_digits_and_leaving_those_in_use_costs() {
        assert_eq!([1234.0, 126.0, -7040.0].map(tidy), [1200.0, 130.0, -7000.0]);
        assert_eq!(inertia(-300.0, -300.0), 0.0);
        assert!(inertia(-300.0, -600.0) < inertia(-300.0, -900.0) && inertia(-300.0, 0.0) == MOST);
    }
}
