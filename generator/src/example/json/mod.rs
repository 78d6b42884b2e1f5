//! Reads JSON as people type it: every text gives the value that its author meant, as far as one can tell.
//!
//! One pass over the text with a stack of open objects and arrays; nothing recurses. Where a place can be read in two
//! ways, a look ahead decides, and a budget proportional to the text bounds all such looks together, so that time stays
//! linear for any input.

mod bare;
mod close;
mod look;
mod string;

use std::ops::Range;

use super::problem::Problems;
use super::{Cause, Kind, Member, Node, Read};

/// How deep values can lie in each other: as deep as `serde_json` reads them.
const DEPTH: usize = 127;

/// Reads a text that is meant to be JSON. No problems: `serde_json` reads it too, and as the same value.
pub fn read(text: &str) -> Read {
    let mut reader = Reader {
        text,
        at: 0,
        stack: Vec::new(),
        open_objects: 0,
        open_arrays: 0,
        root: None,
        budget: text.len().saturating_mul(8),
        problems: Problems::default(),
    };
    reader.run();
    Read { root: reader.root, problems: reader.problems.into_sorted() }
}

struct Reader<'a> {
    text: &'a str,
    /// The offset of the next character.
    at: usize,
    /// The objects and arrays that are open, the root first.
    stack: Vec<Frame>,
    open_objects: usize,
    open_arrays: usize,
    /// The value that is complete.
    root: Option<Node>,
    /// How many bytes may still be looked at ahead.
    budget: usize,
    problems: Problems,
}

/// An open object or array.
struct Frame {
    shape: Shape,
    /// The offset of its opening bracket, or of its first member if it has none.
    start: usize,
    /// Whether the text has no opening bracket for it.
    implied: bool,
    /// Whether its opening bracket is a brace, although it is an array.
    braced: bool,
    members: Vec<Member>,
    items: Vec<Node>,
    /// The name whose value comes next.
    name: Option<(String, Range<usize>)>,
    /// The comma after the last value.
    comma: Option<Range<usize>>,
    /// Whether names and values are separated by commas here.
    comma_pairs: bool,
    /// Where the last value ends.
    end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Object,
    Array,
}

/// What stands where the reader is, which tells how a string there can end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    Name,
    MemberValue,
    Item,
}

impl Frame {
    fn new(shape: Shape, start: usize) -> Self {
        Self {
            shape,
            start,
            implied: false,
            braced: false,
            members: Vec::new(),
            items: Vec::new(),
            name: None,
            comma: None,
            comma_pairs: false,
            end: start,
        }
    }

    fn is_empty(&self) -> bool {
        self.members.is_empty() && self.items.is_empty()
    }

    fn expects_name(&self) -> bool {
        self.shape == Shape::Object && self.name.is_none()
    }
}

impl Reader<'_> {
    fn run(&mut self) {
        if !self.find_root() {
            return;
        }
        loop {
            self.skip_space();
            if self.stack.is_empty() && self.root.is_some() && !self.after_root() {
                return;
            }
            let Some(c) = self.peek() else { break };
            let Some(frame) = self.stack.last() else {
                if self.root.is_none() {
                    self.value(c, Place::Root);
                }
                continue;
            };
            match (frame.expects_name(), frame.shape) {
                (true, _) => self.member(c),
                (false, Shape::Object) => self.value(c, Place::MemberValue),
                (false, Shape::Array) => self.item(c),
            }
        }
        self.finish();
    }

    /// Moves to the first character of the value. Members without braces open an object.
    fn find_root(&mut self) -> bool {
        self.skip_space();
        let start = self.at;
        match self.peek() {
            None => {}
            Some(c) if matches!(ascii(c).0, '{' | '[') => return true,
            Some(_) if self.quote_at(start) => return true,
            // Only a lone word can be a value without brackets; anything else is a text about something else.
            Some(_) if self.text[start..].trim_end().chars().all(is_word) => return true,
            Some(_) => {
                if let Some(found) = self.find_bracket(start) {
                    let head = self.text[start..found].trim_end().len();
                    let message = "text stands before the value; it was skipped";
                    self.problems.push(start..start + head, Cause::LeadingText, message);
                    self.at = found;
                    if self.quote_at(found) {
                        self.imply_root();
                    }
                    return true;
                }
            }
        }
        let message = "the text holds no JSON value";
        self.problems.push(start..self.text.len(), Cause::NoValue, message);
        self.at = self.text.len();
        false
    }

    fn imply_root(&mut self) {
        let message = "members have no braces around them; they were read as one object";
        self.problems.push(self.at..self.at, Cause::MissingBraces, message);
        let mut frame = Frame::new(Shape::Object, self.at);
        frame.implied = true;
        self.push(frame);
    }

    /// A member of an object, or what stands between two of them.
    fn member(&mut self, c: char) {
        match ascii(c).0 {
            ',' => self.comma(c),
            closer @ ('}' | ']') => self.close(closer, c.len_utf8()),
            '{' | '[' => self.nameless(),
            ':' => {
                let message = "a colon has no name before it; it was skipped";
                self.problems.push(self.at..self.at + c.len_utf8(), Cause::MissingKey, message);
                self.at += c.len_utf8();
            }
            _ => {
                let start = self.at;
                let name = if self.quote_at(start) {
                    let (name, span) = self.string(Place::Name);
                    self.colon().then_some((name, span))
                } else {
                    self.bare_name()
                };
                if let Some((name, span)) = name {
                    self.expect_comma(start);
                    if let Some(frame) = self.stack.last_mut() {
                        frame.name = Some((name, span));
                        frame.comma = None;
                    }
                }
            }
        }
    }

    /// The colon after a name. False: the text ends inside the name.
    fn colon(&mut self) -> bool {
        let end = self.at;
        self.skip_space();
        let at = self.at;
        let Some(c) = self.peek() else { return self.text[..end].ends_with(['"', '”', '“', '\'']) };
        match ascii(c) {
            (':', wide) => {
                self.at += c.len_utf8();
                self.wide(at, wide, ':');
            }
            ('=', _) => {
                let message = "`=` stands between a name and its value; it was read as a colon";
                self.problems.push(at..at + 1, Cause::MissingColon, message);
                self.at += if self.text[at..].starts_with("=>") { 2 } else { 1 };
            }
            (',', _) => {
                let after = self.space_end(at + c.len_utf8());
                let value =
                    self.text[after..].chars().next().is_some_and(|next| !matches!(ascii(next).0, '}' | ']' | ','));
                if value && self.is_name(after) != Some(true) {
                    let message = "a comma stands between a name and its value; it was read as a colon";
                    self.problems.push(at..at + c.len_utf8(), Cause::MissingColon, message);
                    self.at += c.len_utf8();
                    if let Some(frame) = self.stack.last_mut() {
                        frame.comma_pairs = true;
                    }
                }
            }
            ('}' | ']', _) => {}
            _ => {
                let message = "a name and its value have no colon between them; it was added";
                self.problems.push(end..end, Cause::MissingColon, message);
            }
        }
        true
    }

    /// An item of an array, or what stands between two of them.
    fn item(&mut self, c: char) {
        match ascii(c).0 {
            ',' => self.comma(c),
            closer @ ('}' | ']') => self.close(closer, c.len_utf8()),
            ':' => self.pair_in_array(c),
            _ => {
                let start = self.at;
                if self.ellipsis() {
                    return;
                }
                self.expect_comma(start);
                if let Some(frame) = self.stack.last_mut() {
                    frame.comma = None;
                }
                self.value(c, Place::Item);
            }
        }
    }

    /// `["a": 1, "b": 2]`: an object has lost its braces.
    fn pair_in_array(&mut self, colon: char) {
        let at = self.at;
        self.at += colon.len_utf8();
        // An object without braces lies as deep as one with them.
        let deep = self.stack.len() >= DEPTH;
        let Some(frame) = self.stack.last_mut() else { return };
        let name = match frame.items.pop() {
            Some(Node { kind: Kind::String(name), span }) if frame.comma.is_none() && !deep => Some((name, span)),
            Some(other) => {
                frame.items.push(other);
                None
            }
            None => None,
        };
        let Some((name, span)) = name else {
            let message = "a colon has no name before it; it was skipped";
            self.problems.push(at..self.at, Cause::MissingKey, message);
            return;
        };
        let message = "members stand in an array with no braces around them; they were read as one object";
        self.problems.push(span.start..span.start, Cause::MissingBraces, message);
        let mut object = Frame::new(Shape::Object, span.start);
        object.implied = true;
        object.name = Some((name, span));
        self.push(object);
    }

    fn value(&mut self, c: char, place: Place) {
        let start = self.at;
        match ascii(c) {
            ('{', wide) => {
                self.wide(start, wide, '{');
                self.open(Shape::Object, c.len_utf8());
            }
            ('[', wide) => {
                self.wide(start, wide, '[');
                self.open(Shape::Array, c.len_utf8());
            }
            (',' | '}' | ']', _) => self.missing_value(),
            (':', _) => {
                let message = "a second colon follows a name; it was skipped";
                self.problems.push(start..start + c.len_utf8(), Cause::StrayText, message);
                self.at += c.len_utf8();
            }
            _ if self.quote_at(start) => {
                let before = self.problems.len();
                let (text, span) = self.string(place);
                let next = self.space_end(self.at);
                if place == Place::Root && self.text[next..].starts_with([':', '：']) {
                    // It is a name; the object reads it again.
                    self.problems.truncate(before);
                    self.at = start;
                    self.imply_root();
                } else {
                    self.deliver(Node { kind: Kind::String(text), span });
                }
            }
            _ if place == Place::MemberValue && self.ellipsis() => {
                self.deliver(Node { kind: Kind::Null, span: start..self.at });
            }
            _ => self.bare_value(place),
        }
    }

    /// The name that was read last has no value.
    fn missing_value(&mut self) {
        let at = self.stack.last().and_then(|frame| frame.name.as_ref()).map_or(self.at, |(_, span)| span.end);
        self.problems.push(at..at, Cause::MissingValue, "a name has no value; it was read as null");
        self.deliver(Node { kind: Kind::Null, span: at..at });
    }

    fn comma(&mut self, c: char) {
        let span = self.at..self.at + c.len_utf8();
        self.at = span.end;
        self.wide(span.start, !c.is_ascii(), ',');
        if c == ';' {
            let message = "a semicolon stands between two values; it was read as a comma";
            self.problems.push(span.clone(), Cause::MissingComma, message);
        }
        let Some(frame) = self.stack.last_mut() else { return };
        if frame.is_empty() || frame.comma.is_some() {
            self.problems.push(span, Cause::ExtraComma, "a comma has no value before it; it was skipped");
        } else {
            frame.comma = Some(span);
        }
    }

    /// Reports that the value which starts here lacks the comma before it.
    fn expect_comma(&mut self, start: usize) {
        let Some(frame) = self.stack.last() else { return };
        if !frame.is_empty() && frame.comma.is_none() {
            let end = frame.end.min(start);
            self.problems.push(end..end, Cause::MissingComma, "two values have no comma between them; it was added");
        }
    }

    fn open(&mut self, shape: Shape, width: usize) {
        let start = self.at;
        self.at += width;
        if self.stack.len() < DEPTH {
            self.push(Frame::new(shape, start));
            return;
        }
        self.at = self.skip_value(start);
        let message = format!("values lie in each other more than {DEPTH} levels deep; this one was read as null");
        self.problems.push(start..self.at, Cause::TooDeep, message);
        self.deliver(Node { kind: Kind::Null, span: start..self.at });
    }

    fn push(&mut self, frame: Frame) {
        match frame.shape {
            Shape::Object => self.open_objects += 1,
            Shape::Array => self.open_arrays += 1,
        }
        self.stack.push(frame);
    }

    /// Completes the innermost object or array, which ends at `end`.
    fn pop(&mut self, end: usize) {
        let Some(frame) = self.stack.pop() else { return };
        if let Some(comma) = frame.comma {
            self.problems.push(comma, Cause::TrailingComma, "a comma has no value after it; it was skipped");
        }
        let kind = match frame.shape {
            Shape::Object => {
                self.open_objects -= 1;
                Kind::Object(frame.members)
            }
            Shape::Array => {
                self.open_arrays -= 1;
                Kind::Array(frame.items)
            }
        };
        // What the end of the text cut off reaches to that end, spaces and all.
        self.deliver(Node { kind, span: frame.start..end.max(frame.end) });
    }

    /// Puts a complete value where it belongs.
    fn deliver(&mut self, node: Node) {
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.end = node.span.end;
        match frame.name.take() {
            Some((name, name_span)) => frame.members.push(Member { name, name_span, value: node }),
            None => frame.items.push(node),
        }
    }

    /// Closes what the end of the text leaves open.
    fn finish(&mut self) {
        let end = self.text.trim_end().len();
        let open = self.stack.iter().filter(|frame| !frame.implied).count();
        if open > 0 {
            let what = if open == 1 { "a bracket is".to_owned() } else { format!("{open} brackets are") };
            let message = format!("the text ends while {what} open; it was closed there");
            self.problems.push(end..end, Cause::Truncated, message);
        }
        while let Some(frame) = self.stack.last() {
            if frame.name.is_some() {
                self.missing_value();
            }
            self.pop(end);
        }
    }

    fn wide(&mut self, at: usize, wide: bool, meant: char) {
        if wide {
            let end = at + self.text[at..].chars().next().map_or(0, char::len_utf8);
            let message = format!("full-width punctuation was read as `{meant}`");
            self.problems.push(at..end, Cause::FullWidthPunctuation, message);
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '_' | '*')
}

/// The punctuation that a character was meant to be, and whether it is its full-width form.
fn ascii(c: char) -> (char, bool) {
    match c {
        '，' | '、' => (',', true),
        ';' => (',', false),
        '：' => (':', true),
        '｛' => ('{', true),
        '｝' => ('}', true),
        '［' => ('[', true),
        '］' => (']', true),
        other => (other, false),
    }
}
