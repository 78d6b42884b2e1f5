//! How sure places are said to be, and how often they are right.

use rayon::prelude::*;

use super::corpus::Corpus;
use crate::infer::{BANDS, Weights};

/// A row's place, and whether it is right; given that its holder's is.
#[derive(Clone, Copy, Debug)]
pub struct JudgedPlace {
    /// The number of the product.
    pub product: usize,
    /// The number of the reference.
    pub reference: usize,
    /// The distance to the next best explanation, in thousandths; none where the search met no other.
    pub margin: Option<i32>,
    /// Whether the example shows it there.
    pub shown: bool,
    /// The band that it falls into; none: it is sure.
    pub band: Option<usize>,
    /// Whether it is right.
    pub right: bool,
}

/// The margins by which places are told, in thousandths.
pub const LIMITS: &[i32] = &[100, 250, 500, 1000, 1500, 2000, 3000, 4000, 6000, 10_000];

/// How many places there are, and how many are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Places.
    pub places: usize,
    /// Right ones.
    pub right: usize,
}

impl Share {
    fn of<'p>(places: impl Iterator<Item = &'p JudgedPlace>) -> Self {
        places.fold(Self::default(), |share, place| Self {
            places: share.places + 1,
            right: share.right + usize::from(place.right),
        })
    }

    /// The share of right ones; none where there is no place.
    pub fn value(self) -> Option<f64> {
        (self.places > 0).then(|| self.right as f64 / self.places as f64)
    }
}

/// Places that are said to be equally sure.
#[derive(Clone, Debug)]
pub struct JudgedBand {
    /// How sure they are said to be; none: sure.
    pub said: Option<f32>,
    /// How often they are right on all pages.
    pub all: Share,
    /// And on those of each reference.
    pub references: Vec<Share>,
    /// What one would say of them who knew all products but theirs; how often that is right, `all` says.
    pub left_out: Option<f64>,
    /// The most that this is off, of a product with a hundred such places and more.
    pub worst: Option<f64>,
}

/// Fewer places of a product tell nothing.
const MANY: usize = 100;

/// The places of all pages.
pub fn places(corpus: &Corpus<'_>) -> Vec<JudgedPlace> {
    let of_page = corpus.pages.par_iter().flat_map_iter(|page| {
        let places = corpus.places(page, &corpus.solve(page, &Weights::IN_USE));
        places.into_iter().map(move |(place, right)| JudgedPlace {
            product: page.product,
            reference: page.reference,
            margin: place.standing.margin,
            shown: place.standing.shown,
            band: BANDS.iter().position(|band| band.has(place.standing)),
            right,
        })
    });
    of_page.collect()
}

/// How often places are right below each limit and above the one before, and above all limits or without a rival; of those
/// that the example shows or of the others.
pub fn by_margin(places: &[JudgedPlace], shown: bool) -> Vec<(Option<i32>, Share)> {
    let limits = LIMITS.iter().map(|&limit| Some(limit)).chain([None]);
    let class =
        |place: &JudgedPlace| LIMITS.iter().copied().find(|&limit| place.margin.is_some_and(|margin| margin < limit));
    let within = |limit| places.iter().filter(move |place| place.shown == shown && class(place) == limit);
    limits.map(|limit| (limit, Share::of(within(limit)))).collect()
}

/// Judges each band, and the sure places last.
pub fn judge(corpus: &Corpus<'_>, places: &[JudgedPlace]) -> Vec<JudgedBand> {
    let bands = (0..BANDS.len()).map(Some).chain([None]);
    bands.map(|band| judge_band(corpus, places.iter().filter(|place| place.band == band).collect(), band)).collect()
}

fn judge_band(corpus: &Corpus<'_>, places: Vec<&JudgedPlace>, band: Option<usize>) -> JudgedBand {
    let among = |is_in: &dyn Fn(&JudgedPlace) -> bool| Share::of(places.iter().copied().filter(|place| is_in(place)));
    let all = among(&|_| true);
    let (mut said, mut worst) = (0.0, None);
    for product in 0..corpus.products.len() {
        let own = among(&|place| place.product == product);
        let others = among(&|place| place.product != product);
        let Some((share, right)) = others.value().zip(own.value()) else { continue };
        said += share * own.places as f64;
        if own.places >= MANY {
            let off = (share - right).abs();
            worst = Some(worst.map_or(off, |worst: f64| worst.max(off)));
        }
    }
    let references = (0..corpus.references.len()).map(|number| among(&|place| place.reference == number)).collect();
    let left_out = (all.places > 0).then(|| said / all.places as f64);
    JudgedBand { said: band.map(|band| BANDS[band].share), all, references, left_out, worst }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_by_margin_and_by_whether_the_example_shows_them() {
        let place = |margin, shown, right| JudgedPlace { product: 0, reference: 0, margin, shown, band: None, right };
        let places = [
            place(Some(99), true, false),
            place(Some(100), true, true),
            place(Some(240), true, false),
            place(None, true, true),
            place(None, false, true),
        ];
        let told = by_margin(&places, true);
        assert_eq!(told[0], (Some(100), Share { places: 1, right: 0 }));
        assert_eq!(told[1], (Some(250), Share { places: 2, right: 1 }));
        assert_eq!(told[LIMITS.len()], (None, Share { places: 1, right: 1 }));
        assert_eq!(told[1].1.value(), Some(0.5));
    }
}
