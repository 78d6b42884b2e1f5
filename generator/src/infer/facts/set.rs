//! Values beside a range: `1 to 9, 12, 24`, `-1 or 1 to 50`. A value need only be one of them, or lie in the other.

use crate::ir::{AllowedValue, Bounds, Number};

use super::allowed::Allowed;
use super::ground::Ground;
use super::text::number;

type Values = Option<(Vec<AllowedValue>, Ground)>;
type Range = Option<(Bounds<Number>, Ground)>;

/// What listed numbers and a range say together, so that the specification never asks for both where either will do.
///
/// Evidence: a listed number that lies outside of the range. Where few whole numbers are meant they are listed, each of them;
/// else the range is widened to hold the listed ones, and nothing is listed: that says less, and nothing wrong. Numbers that
/// stand among intervals are not all, so they are never listed alone.
pub(super) fn together(allowed: Option<Allowed>, range: Range) -> (Values, Range) {
    let Some(Allowed { values, ground, has_interval }) = allowed else { return (None, range) };
    let listed = |values| if has_interval { None } else { Some((values, ground)) };
    let Some((bounds, bounded)) = range else { return (listed(values), None) };
    let numbers: Option<Vec<Number>> = values.iter().map(|value| whole_text(&value.value)).collect();
    let Some(numbers) = numbers.filter(|numbers| !numbers.iter().all(|&number| holds(bounds, number))) else {
        return (listed(values), range);
    };
    let ground = ground.weaker(bounded);
    match all(&values, &numbers, bounds) {
        Some(all) => (Some((all, ground)), None),
        None => (None, Some((around(bounds, &numbers), ground))),
    }
}

/// The number that a text is.
fn whole_text(text: &str) -> Option<Number> {
    number(text).filter(|&(_, end)| end == text.len()).map(|(number, _)| number)
}

fn holds(bounds: Bounds<Number>, number: Number) -> bool {
    bounds.min.is_none_or(|min| min.value() <= number.value())
        && bounds.max.is_none_or(|max| max.value() >= number.value())
}

/// All whole numbers of both, in their order, where they are few.
fn all(values: &[AllowedValue], numbers: &[Number], bounds: Bounds<Number>) -> Option<Vec<AllowedValue>> {
    const FEW: i64 = 24;
    let (Some(Number::Whole(min)), Some(Number::Whole(max))) = (bounds.min, bounds.max) else { return None };
    let mut listed: Vec<(i64, AllowedValue)> = Vec::new();
    for (value, number) in values.iter().zip(numbers) {
        let Number::Whole(number) = number else { return None };
        listed.push((*number, value.clone()));
    }
    if max.saturating_sub(min) >= FEW || listed.len() > 24 {
        return None;
    }
    for number in min..=max {
        if listed.iter().all(|(known, _)| *known != number) {
            listed.push((number, AllowedValue { value: number.to_string(), ..AllowedValue::default() }));
        }
    }
    listed.sort_by_key(|(number, _)| *number);
    Some(listed.into_iter().map(|(_, value)| value).collect())
}

/// The narrowest range that holds another one and numbers.
fn around(bounds: Bounds<Number>, numbers: &[Number]) -> Bounds<Number> {
    let widened = |end: Option<Number>, is_beyond: fn(f64, f64) -> bool| {
        end.map(|end| {
            let farther =
                |end: Number, &number: &Number| if is_beyond(number.value(), end.value()) { number } else { end };
            numbers.iter().fold(end, farther)
        })
    };
    Bounds {
        min: widened(bounds.min, |number, end| number < end),
        max: widened(bounds.max, |number, end| number > end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(values: &[&str], min: &str, max: &str) -> (String, String) {
        let value = |value: &&str| AllowedValue { value: (*value).to_owned(), ..AllowedValue::default() };
        let bounds = Bounds { min: Number::parse(min), max: Number::parse(max) };
        let values = values.iter().map(value).collect();
        let allowed = Allowed { values, ground: Ground::Announced, has_interval: false };
        let (allowed, range) = together(Some(allowed), Some((bounds, Ground::Interval)));
        let values = allowed.into_iter().flat_map(|(values, _)| values).map(|value| value.value);
        (values.collect::<Vec<_>>().join(" "), range.map(|(range, _)| range.to_string()).unwrap_or_default())
    }

    #[test]
    fn few_whole_numbers_are_listed_and_many_bounded() {
        assert_eq!(both(&["12", "24"], "1", "3"), ("1 2 3 12 24".into(), String::new()));
        assert_eq!(both(&["-1"], "1", "5120"), (String::new(), "-1..5120".into()));
        assert_eq!(both(&["-1"], "1", ""), (String::new(), "-1..".into()));
        assert_eq!(both(&["0.5"], "1", "3"), (String::new(), "0.5..3".into()));
    }

    #[test]
    fn what_lies_within_or_is_no_number_stays_as_it_is() {
        assert_eq!(both(&["10", "20"], "1", "100"), ("10 20".into(), "1..100".into()));
        assert_eq!(both(&["auto"], "1", "100"), ("auto".into(), "1..100".into()));
    }
}
