//! Places: where in a request or in a response a value stands, as the registry of types writes it.

use std::fmt;

use serde::Serialize;

/// What travels in which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// In parameters.
    Request,
    /// In the response.
    Response,
}

/// A place, written `Operation:request:Wire.Path[]` or `Operation:response:Wire.Path[]`: `[]` steps into the items of a
/// list, `{}` into the values of a map. A backslash stands before a character of a wire name that has a meaning here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    text: String,
    /// Where the wire path begins in the text.
    path: usize,
    direction: Direction,
    last: Step,
}

/// The last step of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// To a parameter, or to a field at the top of a response.
    Top,
    /// To a field of an object.
    Member,
    /// To the items of a list.
    Item,
    /// To the values of a map.
    Value,
}

impl Place {
    /// The place of a parameter, or of a field at the top of a response.
    pub fn top(operation: &str, direction: Direction, name: &str) -> Self {
        let side = match direction {
            Direction::Request => "request",
            Direction::Response => "response",
        };
        let mut text = format!("{}:{side}:", escape(operation));
        let path = text.len();
        text.push_str(&escape(name));
        Self { text, path, direction, last: Step::Top }
    }

    /// The place of a field of the object that stands here.
    pub fn member(&self, name: &str) -> Self {
        self.step(&format!(".{}", escape(name)), Step::Member)
    }

    /// The place of the items of the list that stands here.
    pub fn item(&self) -> Self {
        self.step("[]", Step::Item)
    }

    /// The place of the values of the map that stands here.
    pub fn value(&self) -> Self {
        self.step("{}", Step::Value)
    }

    fn step(&self, text: &str, last: Step) -> Self {
        Self { text: [self.text.as_str(), text].concat(), last, ..*self }
    }

    /// The place as the registry writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The wire path alone.
    pub fn path(&self) -> &str {
        &self.text[self.path..]
    }

    /// Whether the value is sent or received.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// What follows the place of an object around this one.
    pub fn below(&self, outer: &Self) -> &str {
        self.text.strip_prefix(outer.as_str()).unwrap_or_default()
    }

    /// Whether one of several values stands here: an item of a list, or a value of a map.
    pub fn is_one_of_many(&self) -> bool {
        matches!(self.last, Step::Item | Step::Value)
    }

    /// Whether a field stands here, which keeps the name of a wrapper that is hidden. A parameter is none, nor is an item.
    pub fn is_field(&self) -> bool {
        match self.last {
            Step::Top => self.direction == Direction::Response,
            Step::Member => true,
            Step::Item | Step::Value => false,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A wire name as a step of a place.
pub fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars() {
        if matches!(char, '.' | '[' | ']' | '{' | '}' | ':' | '\\') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_step_by_step() {
        let top = Place::top("A:request:b", Direction::Response, "Rows.All");
        let inner = top.item().value().member("Id[]");
        assert_eq!(inner.as_str(), "A\\:request\\:b:response:Rows\\.All[]{}.Id\\[\\]");
        assert_eq!((inner.path(), inner.below(&top)), ("Rows\\.All[]{}.Id\\[\\]", "[]{}.Id\\[\\]"));
        assert_eq!(top.below(&inner), "");
    }

    #[test]
    fn only_a_field_can_stand_for_its_wrapper() {
        let (sent, received) =
            (Place::top("A", Direction::Request, "a.b[]"), Place::top("A", Direction::Response, "a.b[]"));
        assert_eq!((sent.is_field(), received.is_field(), sent.member("c").is_field()), (false, true, true));
        assert_eq!((received.item().is_field(), sent.item().is_one_of_many()), (false, true));
        assert_eq!((received.value().is_field(), received.is_one_of_many()), (false, false));
    }
}
