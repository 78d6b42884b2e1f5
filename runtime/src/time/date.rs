//! The two ways in which a date is written: that of signatures and credentials, and that of HTTP.
//!
//! The calendar is by hand: two functions in UTC. The client has no other crate that knows this format, and one for
//! dates would add several packages.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// `2024-05-20T10:30:00Z`.
pub(crate) fn iso8601(time: SystemTime) -> String {
    let Moment { year, month, day, hour, minute, second, .. } = Moment::from(time);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Reads what [`iso8601`] writes, and a fraction of a second, which is dropped. `None` for every other text, and for a
/// date before 1970.
pub(crate) fn parse_iso8601(text: &str) -> Option<SystemTime> {
    let text = text.strip_suffix('Z')?;
    let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let (date, time) = text.split_once('T')?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let is_fraction = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    // 60 is a leap second.
    if !is_fraction || !(1..=12).contains(&month) || day == 0 || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // The reverse of `Moment::from`.
    let from_march = (month + 9) % 12;
    let shifted_year = year.checked_sub(u64::from(month <= 2))?;
    let (era, year_of_era) = (shifted_year / 400, shifted_year % 400);
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    let days = (era * 146_097 + of_era).checked_sub(719_468)?;
    let moment = UNIX_EPOCH.checked_add(Duration::from_secs(days * 86_400 + hour * 3_600 + minute * 60 + second))?;
    // A day that the month does not have comes out as one of the next month.
    let seen = Moment::from(UNIX_EPOCH + Duration::from_secs(days * 86_400));
    (seen.month == month && seen.day == day).then_some(moment)
}

/// Three numbers of these lengths with a separator between them.
fn numbers(text: &str, separator: char, lengths: [usize; 3]) -> Option<[u64; 3]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; 3];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let part = parts.next()?;
        if part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// `Mon, 20 May 2024 10:30:00 GMT`.
pub(crate) fn http_date(time: SystemTime) -> String {
    // It panics on a time before or after these. A clock that shows one is wrong anyway.
    httpdate::fmt_http_date(time.clamp(UNIX_EPOCH, UNIX_EPOCH + LAST))
}

/// The last second of the year 9999, since 1970.
const LAST: Duration = Duration::from_secs(253_402_300_799);

/// A point in time in UTC, taken apart.
struct Moment {
    year: u64,
    month: u64,
    day: u64,
    hour: u64,
    minute: u64,
    second: u64,
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        // A clock before 1970 is wrong anyway; the service then answers with an expired timestamp.
        let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
        let (days, of_day) = (seconds / 86_400, seconds % 86_400);
        // Years are counted from March, so that the leap day is the last of its year; eras have 400 years.
        let shifted = days + 719_468;
        let (era, of_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = era * 400 + year_of_era + u64::from(month <= 2);
        Moment { year, month, day, hour: of_day / 3_600, minute: of_day / 60 % 60, second: of_day % 60 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_written_in_both_formats() {
        let cases = [
            (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_716_201_000, "2024-05-20T10:30:00Z", "Mon, 20 May 2024 10:30:00 GMT"),
            (1_735_689_599, "2024-12-31T23:59:59Z", "Tue, 31 Dec 2024 23:59:59 GMT"),
            (4_107_542_400, "2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00 GMT"),
        ];
        for (seconds, iso, http) in cases {
            let time = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(iso8601(time), iso);
            assert_eq!(http_date(time), http);
        }
    }

    #[test]
    fn a_time_before_1970_is_written_as_1970() {
        assert_eq!(iso8601(UNIX_EPOCH - Duration::from_secs(1)), "1970-01-01T00:00:00Z");
    }

    #[test]
    fn other_texts_are_no_dates() {
        assert!(parse_iso8601("2024-05-20T10:30:00.123Z").is_some());
        let wrong = [
            "",
            "2024-05-20",
            "2024-05-20T10:30:00",
            "2024-05-20 10:30:00Z",
            "2024-05-20T10:30:00+08:00",
            "2024-13-20T10:30:00Z",
            "2024-02-30T10:30:00Z",
            "2023-02-29T10:30:00Z",
            "2024-05-00T10:30:00Z",
            "2024-05-20T24:30:00Z",
            "2024-05-20T10:30Z",
            "2024-5-20T10:30:00Z",
            "+024-05-20T10:30:00Z",
            "1969-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z",
            "2024-05-20T10:30:00.Z",
            "2024-05-20T10:30:00.xZ",
            "1716201000",
        ];
        for text in wrong {
            assert_eq!(parse_iso8601(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_date_that_is_written_is_read_back(seconds in 0_u64..253_402_300_800) {
            let time = UNIX_EPOCH + Duration::from_secs(seconds);
            prop_assert_eq!(parse_iso8601(&iso8601(time)), Some(time));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "[0-9TZ:.\\-]{0,30}|\\PC{0,40}") {
            let _ = parse_iso8601(&text);
        }
    }
}
