//! Reads whole bodies.

use super::list::Items;
use super::mismatch::{Mismatch, Mismatches};
use super::node::Object;
use super::reader::Reader;
use super::skip::{LIST, WORD, kind_of};
use super::syntax::Syntax;

/// Why nothing of a body can be used.
#[derive(Debug)]
pub(crate) enum Unusable {
    /// It is no JSON.
    Syntax(Syntax),
    /// It is something else than was expected.
    Misfit(Mismatch),
}

/// Reads the object that the body is. No body, null and an empty list are an object without members.
pub(crate) fn read_object(body: &[u8], object: &mut dyn Object) -> Result<Mismatches, Unusable> {
    read(body, |reader| reader.object(object))
}

/// Reads the list that the body is. No body and null are an empty list.
pub(crate) fn read_list(body: &[u8], items: &mut dyn Items) -> Result<Mismatches, Unusable> {
    read(body, |reader| match reader.peek() {
        Some(b'[') => reader.items(items),
        _ => reader.nothing() || reader.misfit(LIST),
    })
}

/// The mismatches of what `take` reads; it says whether the body as a whole is what was expected.
fn read(body: &[u8], take: impl FnOnce(&mut Reader<'_>) -> bool) -> Result<Mismatches, Unusable> {
    let mut reader = Reader::new(body);
    if reader.peek().is_none() {
        return Ok(Mismatches::default());
    }
    reader.check_word();
    let fits = take(&mut reader);
    let mismatches = reader.finish().map_err(Unusable::Syntax)?;
    if fits {
        return Ok(mismatches);
    }
    match mismatches.into_vec().into_iter().next() {
        Some(mismatch) => Err(Unusable::Misfit(mismatch)),
        None => Ok(Mismatches::default()),
    }
}

impl Reader<'_> {
    /// Takes no word for a body: what begins so is a page, or the message of a gateway.
    fn check_word(&mut self) {
        if matches!(self.peek(), Some(b'{' | b'[' | b'"')) {
            return;
        }
        let begin = self.at;
        let kind = kind_of(self.word());
        if !self.is_broken() {
            self.at = begin;
            if kind == WORD {
                self.fail("expected value");
            }
        }
    }
}
