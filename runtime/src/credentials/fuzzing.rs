//! The parsers of untrusted text, for fuzz targets: none of them may panic.

use super::{answer, ecs, external, ini, profile};

/// Reads the bytes as each of the files and answers that carry credentials.
pub fn parse_all(bytes: &[u8]) {
    for read in [answer::metadata, answer::uri, answer::enveloped, answer::oauth, answer::external] {
        let _ = read(bytes);
    }
    let _ = answer::refusal(bytes);
    let _ = ecs::role_name(bytes);
    let _ = profile::file::parse(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = ini::file::parse(text);
        let _ = external::split(text);
        let _ = crate::signature::parse_iso8601(text);
        let _ = crate::transport::HttpRequest::get(text);
    }
}
