//! Texts, numbers and Booleans, in whatever JSON type they come.

use super::node::{Node, Wire};
use super::reader::Reader;
use super::skip::{self, NUMBER, TEXT, WORD};
use super::text::{Quoted, compact, is_number};

const WHOLE_32: &str = "a whole number of 32 bits";
const WHOLE_64: &str = "a whole number of 64 bits";
const DOUBLE: &str = "a number";
const SINGLE: &str = "a number of single precision";
const BOOLEAN: &str = "true or false";

/// A value, as far as its kind tells it.
enum Token<'a> {
    Null,
    Boolean(bool),
    Number(&'a str),
    Text(Quoted<'a>),
    /// A list or an object, and its JSON.
    Nested(&'static str, &'a [u8]),
    /// What is no JSON.
    Word,
}

impl<'a> Token<'a> {
    /// The value that the reader stands before.
    fn read(reader: &mut Reader<'a>) -> Self {
        match reader.peek() {
            Some(b'"') => reader.quoted().map_or(Token::Word, Token::Text),
            Some(b'[' | b'{') => {
                let begin = reader.at;
                let kind = reader.skip();
                Token::Nested(kind, &reader.bytes[begin..reader.at])
            }
            _ => Self::of_word(reader.word()),
        }
    }

    fn of_word(word: &'a [u8]) -> Self {
        match word {
            b"null" => Token::Null,
            b"true" => Token::Boolean(true),
            b"false" => Token::Boolean(false),
            word if is_number(word) => std::str::from_utf8(word).map_or(Token::Word, Token::Number),
            _ => Token::Word,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Token::Null => skip::NULL,
            Token::Boolean(_) => skip::BOOLEAN,
            Token::Number(_) => NUMBER,
            Token::Text(_) => TEXT,
            Token::Nested(kind, _) => kind,
            Token::Word => WORD,
        }
    }
}

/// What a value comes to as a scalar of some type.
enum Fit<T> {
    Value(T),
    Nothing,
    Misfit,
}

impl<T> Fit<T> {
    fn of(value: Option<T>) -> Self {
        value.map_or(Fit::Misfit, Fit::Value)
    }

    /// Puts the value into its place, or notes that `token` does not fit.
    fn put(self, place: &mut T, token: &Token<'_>, reader: &mut Reader<'_>, expected: &'static str) -> bool {
        match self {
            Fit::Value(value) => {
                *place = value;
                return true;
            }
            Fit::Nothing => {}
            Fit::Misfit => reader.note(expected, token.kind()),
        }
        false
    }
}

impl Wire for String {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        *self = match Token::read(reader) {
            Token::Null => return false,
            Token::Text(text) => text.text().into_owned(),
            // With the digits that came: an id may have more of them than a number holds.
            Token::Number(digits) => digits.to_owned(),
            Token::Boolean(value) => value.to_string(),
            Token::Nested(kind, json) => {
                reader.note(TEXT, kind);
                compact(json)
            }
            Token::Word => {
                reader.note(TEXT, WORD);
                return false;
            }
        };
        true
    }

    fn node(&self) -> Node<'_> {
        Node::Text(self)
    }
}

impl Wire for bool {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        let token = Token::read(reader);
        let fit = match &token {
            Token::Null => Fit::Nothing,
            Token::Boolean(value) => Fit::Value(*value),
            Token::Number(digits) => Fit::of(one_or_zero(digits)),
            Token::Text(text) => match text.text().trim() {
                "" => Fit::Nothing,
                text if text.eq_ignore_ascii_case("true") => Fit::Value(true),
                text if text.eq_ignore_ascii_case("false") => Fit::Value(false),
                text => Fit::of(one_or_zero(text)),
            },
            Token::Nested(..) | Token::Word => Fit::Misfit,
        };
        fit.put(self, &token, reader, BOOLEAN)
    }

    fn node(&self) -> Node<'_> {
        Node::Boolean(*self)
    }
}

fn one_or_zero(digits: &str) -> Option<bool> {
    match digits {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

impl Wire for i64 {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        let token = Token::read(reader);
        integer(&token).put(self, &token, reader, WHOLE_64)
    }

    fn node(&self) -> Node<'_> {
        Node::Integer(*self)
    }
}

impl Wire for i32 {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        let token = Token::read(reader);
        let fit = match integer(&token) {
            Fit::Value(value) => Fit::of(i32::try_from(value).ok()),
            Fit::Nothing => Fit::Nothing,
            Fit::Misfit => Fit::Misfit,
        };
        fit.put(self, &token, reader, WHOLE_32)
    }

    fn node(&self) -> Node<'_> {
        Node::Integer((*self).into())
    }
}

fn integer(token: &Token<'_>) -> Fit<i64> {
    let parse = |digits: &str| digits.parse().ok().or_else(|| digits.parse().ok().and_then(whole));
    match token {
        Token::Null => Fit::Nothing,
        Token::Boolean(value) => Fit::Value((*value).into()),
        Token::Number(digits) => Fit::of(parse(digits)),
        Token::Text(text) => match text.text().trim() {
            "" => Fit::Nothing,
            text => Fit::of(parse(text)),
        },
        Token::Nested(..) | Token::Word => Fit::Misfit,
    }
}

/// `value` if it is whole and in the range in which a double is exact.
fn whole(value: f64) -> Option<i64> {
    let exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "the value is whole and small")]
    exact.then_some(value as i64)
}

impl Wire for f64 {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        let token = Token::read(reader);
        double(&token).put(self, &token, reader, DOUBLE)
    }

    fn node(&self) -> Node<'_> {
        Node::Number(*self)
    }
}

impl Wire for f32 {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        let token = Token::read(reader);
        let fit = match double(&token) {
            #[expect(clippy::cast_possible_truncation, reason = "losing precision is what the declared type asks for")]
            Fit::Value(value) => Fit::of(Some(value as f32).filter(|narrow| narrow.is_finite())),
            Fit::Nothing => Fit::Nothing,
            Fit::Misfit => Fit::Misfit,
        };
        fit.put(self, &token, reader, SINGLE)
    }

    fn node(&self) -> Node<'_> {
        Node::Single(*self)
    }
}

fn double(token: &Token<'_>) -> Fit<f64> {
    let parse = |digits: &str| digits.parse().ok().filter(|value: &f64| value.is_finite());
    match token {
        Token::Null => Fit::Nothing,
        Token::Boolean(value) => Fit::Value(u8::from(*value).into()),
        Token::Number(digits) => Fit::of(parse(digits)),
        Token::Text(text) => match text.text().trim() {
            "" => Fit::Nothing,
            text => Fit::of(parse(text)),
        },
        Token::Nested(..) | Token::Word => Fit::Misfit,
    }
}
