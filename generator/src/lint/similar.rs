//! How much two names look alike: the same but for case, one letter off, or close.

use strsim::osa_distance;

/// How two different names look alike, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They differ in upper and lower case.
    Case,
    /// A letter is missing, surplus, another one, or swapped with its neighbour.
    Letter,
    /// Two letters differ, or one name is the other and an ending.
    Close,
}

/// The shortest name in which one letter counts as a slip: in shorter ones it makes another word.
const SHORTEST: usize = 5;

/// The shortest name in which two letters do.
const SHORTEST_CLOSE: usize = 8;

/// The longest name that is compared, and the most pairs of names of one page: no page of the reference comes near, and a
/// hostile one must not take long.
const LONGEST: usize = 64;
const MOST: usize = 200_000;

/// Whether so many names can be compared with so many others.
pub fn comparable(ones: usize, others: usize) -> bool {
    ones.saturating_mul(others) <= MOST
}

/// The longest ending that one of two close names may have more.
const ENDING: usize = 3;

/// Compares two names.
///
/// Evidence: the letters alone. Names that differ in digits are members of a series, not slips.
pub fn likeness(one: &str, other: &str) -> Option<Likeness> {
    if one == other || one.len().max(other.len()) > LONGEST || !one.is_ascii() || !other.is_ascii() {
        return None;
    }
    if one.eq_ignore_ascii_case(other) {
        return Some(Likeness::Case);
    }
    let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
    let digits = |name: &str| name.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let shorter = one.len().min(other.len());
    if shorter < SHORTEST || one.len().abs_diff(other.len()) > ENDING || digits(&one) != digits(&other) {
        return None;
    }
    // Letters are added, removed, replaced, or swapped with a neighbour.
    match osa_distance(&one, &other) {
        1 => Some(Likeness::Letter),
        2 if shorter >= SHORTEST_CLOSE => Some(Likeness::Close),
        _ if one.starts_with(&other) || other.starts_with(&one) => Some(Likeness::Close),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_names() {
        for (one, other, expected) in [
            ("ShipId", "shipID", Some(Likeness::Case)),
            ("HarbourId", "HarborId", Some(Likeness::Letter)),
            ("Cargoes", "Cagroes", Some(Likeness::Letter)),
            ("HarbourHistories", "HarbourHistorys", Some(Likeness::Close)),
            ("Berth", "BerthId", Some(Likeness::Close)),
            ("ShipId", "ShipId", None),
            ("Pier1Name", "Pier2Name", None),
            ("Name", "Same", None),
            ("BeginTime", "EndTime", None),
            ("船", "船只", None),
        ] {
            assert_eq!(likeness(one, other), expected, "{one} {other}");
            assert_eq!(likeness(other, one), expected, "{other} {one}");
        }
    }
}
