//! Reading a file of sections, names and values.
//!
//! By hand: crates for INI files take comments and quotes otherwise than the SDKs that share this file, and values go
//! straight into memory that is wiped.

use std::collections::BTreeMap;

use crate::secret::Secret;

/// The values of each section, by their names in lower case.
pub(crate) type Sections = BTreeMap<String, BTreeMap<String, Secret>>;

/// Reads such a file:
///
/// - A line that begins with `#` or `;` is a comment. A value ends before a `#` that follows a space, and so can hold
///   one that does not.
/// - `[name]` begins a section, and what comes before the first one counts for none. A section that comes twice is one.
/// - `name = value`: spaces around both do not count, nor does the case of the name. The last value of a name counts.
///   Quotes are part of the value.
///
/// The error reads on after the file's path: the line, and what is wrong with it. The line is not repeated.
pub(crate) fn parse(text: &str) -> Result<Sections, String> {
    let mut sections = Sections::new();
    let mut current = None;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        let wrong = |problem: &str| format!(":{}: {problem}", index + 1);
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(rest) = line.strip_prefix('[') {
            let (name, behind) = rest.split_once(']').ok_or_else(|| wrong("the name of a section has no `]`"))?;
            if !behind.trim().is_empty() && !behind.trim_start().starts_with(['#', ';']) {
                return Err(wrong("something follows the name of a section"));
            }
            let name = name.trim().to_owned();
            sections.entry(name.clone()).or_default();
            current = Some(name);
            continue;
        }
        let (name, value) =
            line.split_once('=').ok_or_else(|| wrong("neither a section, `name = value` nor a comment"))?;
        let name = name.trim().to_ascii_lowercase();
        if name.is_empty() {
            return Err(wrong("no name before the `=`"));
        }
        if let Some(section) = &current {
            let value = Secret::new(without_comment(value).trim());
            sections.entry(section.clone()).or_default().insert(name, value);
        }
    }
    Ok(sections)
}

fn without_comment(value: &str) -> &str {
    let starts = |(at, _): &(usize, &str)| *at == 0 || value[..*at].ends_with(char::is_whitespace);
    value.match_indices('#').find(starts).map_or(value, |(at, _)| &value[..at])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sections_names_and_values_are_read() {
        let text = "\u{feff}outside = 1\n# comment\n; comment = 2\n[ default ] # why\nTYPE = access_key\r\nid=a#b # c\nempty =\n \
                    cut = #x\nequal = a=b\n\n[other]\nid = 1\n[default]\nid = 2\nquoted = \"x\"\n";
        let sections = parse(text).unwrap();
        let seen: Vec<(&str, &str, &str)> = sections
            .iter()
            .flat_map(|(section, values)| {
                values.iter().map(|(name, value)| (section.as_str(), name.as_str(), value.expose()))
            })
            .collect();
        let expected = [
            ("default", "cut", ""),
            ("default", "empty", ""),
            ("default", "equal", "a=b"),
            ("default", "id", "2"),
            ("default", "quoted", "\"x\""),
            ("default", "type", "access_key"),
            ("other", "id", "1"),
        ];
        assert_eq!(seen, expected);
        assert_eq!(parse("[a]\nid=a#b # c").unwrap()["a"]["id"].expose(), "a#b");
    }

    #[test]
    fn what_is_wrong_is_said_by_line() {
        let cases = [
            ("[a]\nhidden", ":2: neither"),
            ("[hidden", ":1: the name of a section has no `]`"),
            ("\n\n[a] hidden", ":3: something follows"),
            ("[a]\n= hidden", ":2: no name"),
        ];
        for (text, expected) in cases {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with(expected) && !error.contains("hidden"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(\\PC|[\\[\\]=#; \n]){0,80}") {
            let _ = parse(&text);
        }

        #[test]
        fn nothing_of_the_text_is_shown(
            lines in prop::collection::vec("[\\[\\]=#; ]{0,2}[0-9]{3}[a-zA-Z0-9]{9}[\\[\\]=#; ]{0,2}", 0..5),
        ) {
            if let Err(error) = parse(&lines.join("\n")) {
                for line in lines {
                    let word: String = line.chars().filter(char::is_ascii_alphanumeric).collect();
                    prop_assert!(!error.contains(&word), "{}", error);
                }
            }
        }
    }
}
