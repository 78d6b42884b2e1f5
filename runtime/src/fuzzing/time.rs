//! Dates: those of credentials and signatures, those of HTTP, and how long to wait.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::time::{http_date, iso8601, parse_iso8601};

/// The end of the year 9999, in seconds since 1970.
const LAST: u64 = 253_402_300_799;

/// A text as a date, and eight bytes as a moment: what is written is read as the same.
pub fn time(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Some(read) = parse_iso8601(text) {
            let printed = iso8601(read);
            assert_eq!(parse_iso8601(&printed), Some(read));
            let (date, rest) = text.split_once('T').expect("a date has a time");
            // A leap second belongs to the next minute.
            assert!(printed.starts_with(date) || rest.contains(":60"), "{text}: {printed}");
        }
        if let Ok(read) = httpdate::parse_http_date(text) {
            check(read);
        }
    }
    let mut number = [0; 8];
    let length = bytes.len().min(8);
    number[..length].copy_from_slice(&bytes[..length]);
    check(UNIX_EPOCH + Duration::from_secs(u64::from_le_bytes(number) % (LAST + 1)));
}

fn check(moment: SystemTime) {
    // Whole seconds are written.
    let Ok(since) = moment.duration_since(UNIX_EPOCH) else { return };
    let whole = UNIX_EPOCH + Duration::from_secs(since.as_secs());
    assert_eq!(parse_iso8601(&iso8601(moment)), Some(whole));
    assert_eq!(httpdate::parse_http_date(&http_date(moment)).ok(), Some(whole));
}
