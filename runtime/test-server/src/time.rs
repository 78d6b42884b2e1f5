//! The two forms of time on the wire, as seconds since the epoch.

use std::time::{SystemTime, UNIX_EPOCH};

const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The end of the year 9999, the last that the forms can write.
const LAST: u64 = 253_402_300_799;

/// Seconds since the epoch, within what the forms can write.
pub(crate) fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()).min(LAST)
}

/// Reads `2024-05-20T10:30:00Z`, and nothing else.
pub(crate) fn parse_iso(text: &str) -> Option<u64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let mut date = date.split('-');
    let (year, month, day) = (number(date.next()?)?, number(date.next()?)?, number(date.next()?)?);
    let seconds = instant(year, month, day, time)?;
    // Comparing with our own rendering catches wrong lengths and days that do not exist.
    (format_iso(seconds) == text).then_some(seconds)
}

/// Reads `Mon, 20 May 2024 10:30:00 GMT`, and nothing else.
pub(crate) fn parse_http(text: &str) -> Option<u64> {
    let (_, date) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let mut date = date.split(' ');
    let day = number(date.next()?)?;
    let month = date.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? as u64 + 1;
    let year = number(date.next()?)?;
    let seconds = instant(year, month, day, date.next()?)?;
    (format_http(seconds) == text).then_some(seconds)
}

/// Writes `2024-05-20T10:30:00Z`.
pub(crate) fn format_iso(seconds: u64) -> String {
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}T{}Z", clock(seconds))
}

/// Writes `Mon, 20 May 2024 10:30:00 GMT`.
pub(crate) fn format_http(seconds: u64) -> String {
    let days = seconds / 86_400;
    let (year, month, day) = civil(days);
    let (weekday, month) = (DAYS[(days % 7) as usize], MONTHS[(month - 1) as usize]);
    format!("{weekday}, {day:02} {month} {year:04} {} GMT", clock(seconds))
}

fn clock(seconds: u64) -> String {
    let of_day = seconds % 86_400;
    format!("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60)
}

fn number(text: &str) -> Option<u64> {
    // The length bounds what the arithmetic below can meet.
    (text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn instant(year: u64, month: u64, day: u64, time: &str) -> Option<u64> {
    let mut time = time.split(':');
    let (hour, minute, second) = (number(time.next()?)?, number(time.next()?)?, number(time.next()?)?);
    let valid = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let days = valid.then(|| days_before_year(year) + days_before_month(year, month) + day - 1)?;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}

fn civil(mut days: u64) -> (u64, u64, u64) {
    // The estimate by the longest year is never too late, so the year is found by going on from it.
    let mut year = 1970 + days / 366;
    while days_before_year(year + 1) <= days {
        year += 1;
    }
    days -= days_before_year(year);
    let month = (1..=12).rev().find(|month| days_before_month(year, *month) <= days).unwrap_or(1);
    (year, month, days - days_before_month(year, month) + 1)
}

fn days_before_year(year: u64) -> u64 {
    let leaps = |year: u64| year / 4 - year / 100 + year / 400;
    (year - 1970) * 365 + leaps(year - 1) - leaps(1969)
}

fn days_before_month(year: u64, month: u64) -> u64 {
    const BEFORE: [u64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    BEFORE[(month - 1) as usize] + u64::from(leap && month > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_both_forms() {
        for (seconds, iso, http) in [
            (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_716_201_000, "2024-05-20T10:30:00Z", "Mon, 20 May 2024 10:30:00 GMT"),
            (4_107_542_399, "2100-02-28T23:59:59Z", "Sun, 28 Feb 2100 23:59:59 GMT"),
        ] {
            assert_eq!((format_iso(seconds).as_str(), format_http(seconds).as_str()), (iso, http));
            assert_eq!((parse_iso(iso), parse_http(http)), (Some(seconds), Some(seconds)));
        }
    }

    #[test]
    fn refuses_every_other_form() {
        for text in [
            "",
            "2024-05-20T10:30:00",
            "2024-05-20T10:30:00.000Z",
            "2024-5-20T10:30:00Z",
            "2024-02-30T10:30:00Z",
            "2024-13-20T10:30:00Z",
            "2024-00-20T10:30:00Z",
            "1969-12-31T23:59:59Z",
            "2024-05-20T24:00:00Z",
            "99999-05-20T10:30:00Z",
        ] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
        for text in
            ["", "Tue, 20 May 2024 10:30:00 GMT", "Mon, 20 May 2024 10:30:00 UTC", "Mon, 20 Mai 2024 10:30:00 GMT"]
        {
            assert_eq!(parse_http(text), None, "{text}");
        }
    }
}
