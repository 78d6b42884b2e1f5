//! What the name of a folder says: a product and a version, one of both, or nothing.

use std::path::Path;

use crate::infer::ProductKey;
use crate::vocabulary::is_general;

/// What the path of a folder says with its last part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// A product and its version: `WebPlus-2019-03-20`, `webplus_20190320`, `WebPlus/2019-03-20`.
    Both(ProductKey),
    /// A version: `2019-03-20` where no folder above can be a product.
    Version(String),
    /// A name, which may be that of a product.
    Name,
}

/// Reads the last part of a path. A version alone is that of the folder above, past folders that any product could have.
pub fn says(path: &str) -> Says {
    let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some((before, version)) = dated(name) else { return Says::Name };
    let mut above = above.rsplit('/').filter(|name| !is_general(&folded(name)));
    let product = if is_general(&folded(before)) { above.next().unwrap_or_default() } else { before };
    // Two dates in a row are no product's, nor is a text in a script that no product's name has.
    if is_safe(product) && dated(product).is_none() {
        Says::Both(ProductKey { product: product.to_owned(), version })
    } else {
        Says::Version(version)
    }
}

/// The nearest folder of a path that says both.
pub fn of_path(path: &Path) -> Option<ProductKey> {
    let names: Vec<&str> = path.components().filter_map(|part| part.as_os_str().to_str()).collect();
    (1..=names.len()).rev().find_map(|count| match says(&names[..count].join("/")) {
        Says::Both(key) => Some(key),
        Says::Version(_) | Says::Name => None,
    })
}

/// A name as names are compared: letters and digits, in lower case.
pub fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Splits a name that ends in a date: `Ecs-2014-05-26`, `ecs_20140526`, `API (v2014-05-26)`.
fn dated(name: &str) -> Option<(&str, String)> {
    let name = name.trim_end_matches([')', '）', ' ']);
    let split = |length: usize| name.is_char_boundary(name.len().checked_sub(length)?).then(|| name.len() - length);
    let (at, date) = [10, 8].into_iter().find_map(|length| {
        let at = split(length)?;
        Some((at, date(&name[at..])?))
    })?;
    let before = name[..at].strip_suffix(['v', 'V']).filter(|rest| ends_a_word(rest)).unwrap_or(&name[..at]);
    ends_a_word(before).then(|| (before.trim_end_matches(is_separator), date))
}

fn ends_a_word(text: &str) -> bool {
    text.is_empty() || text.ends_with(is_separator)
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | ' ' | '.' | '@' | '(' | '（')
}

/// A day, as `2014-05-26`, of a text that writes it so, with other separators or with none.
fn date(text: &str) -> Option<String> {
    let digits: String = match text.len() {
        8 => text.to_owned(),
        10 if text.bytes().enumerate().all(|(at, b)| !matches!(at, 4 | 7) || matches!(b, b'-' | b'_' | b'.')) => {
            text.replace(['-', '_', '.'], "")
        }
        _ => return None,
    };
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (&digits[..4], &digits[4..6], &digits[6..]);
    let is_day = year.starts_with("20") && ("01"..="12").contains(&month) && ("01"..="31").contains(&day);
    is_day.then(|| format!("{year}-{month}-{day}"))
}

/// Whether a text is the version of an API: a day.
pub fn is_version(text: &str) -> bool {
    date(text).is_some_and(|date| date == text)
}

/// Whether a product's name or version can be a part of a path: the pages are not trusted.
pub fn is_safe(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(product: &str, version: &str) -> Says {
        Says::Both(ProductKey { product: product.to_owned(), version: version.to_owned() })
    }

    #[test]
    fn a_name_and_a_date_are_a_product() {
        for (path, product) in [
            ("WebPlus-2019-03-20", "WebPlus"),
            ("a/web-plus_20190320", "web-plus"),
            ("WebPlus v2019.03.20", "WebPlus"),
            ("webplus(2019-03-20)", "webplus"),
            ("webplus/2019-03-20", "webplus"),
            ("webplus/zh-CN/API参考/v2019-03-20", "webplus"),
            ("webplus/API-2019-03-20", "webplus"),
        ] {
            assert_eq!(says(path), both(product, "2019-03-20"), "{path}");
        }
    }

    #[test]
    fn a_date_alone_and_what_is_no_date_are_none() {
        assert_eq!(says("2019-03-20"), Says::Version("2019-03-20".into()));
        assert_eq!(says("控制台/2019-03-20"), Says::Version("2019-03-20".into()));
        for path in ["WebPlus-2019", "WebPlus2019-03-20", "Build-12345678", "WebPlus-2019-13-20", "控制台", "", "a/b"]
        {
            assert_eq!(says(path), Says::Name, "{path}");
        }
    }

    #[test]
    fn the_nearest_folder_of_a_path_counts() {
        let product = |path| of_path(Path::new(path)).map(|key| key.product);
        assert_eq!(product("/x-2018-01-01/WebPlus-2019-03-20/zh"), Some("WebPlus".into()));
        assert_eq!(product("/2019-03-20"), None);
    }
}
