//! Reads a body into a value whose type is not known.

use super::mismatch::Mismatch;
use super::node::Wire;
use super::reader::Reader;

/// Reads `body` into `value`, and says what did not fit. For code that knows no type; calls give their
/// [`Response`](crate::Response).
///
/// # Errors
///
/// Why the body is no JSON.
pub fn read(body: &[u8], value: &mut dyn Wire) -> Result<Vec<Mismatch>, String> {
    let mut reader = Reader::new(body);
    if reader.peek().is_some() {
        value.read(&mut reader);
    }
    reader.finish().map(super::Mismatches::into_vec).map_err(|syntax| syntax.to_string())
}
