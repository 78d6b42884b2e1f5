//! The words of a name on the wire: what inference reads them for, and what identifiers are made of.

pub(crate) mod case;
pub(crate) mod plural;

/// The words of a name in lower case. An acronym is one word, also with a plural `s`: `DBInstanceIPs` → db instance ips.
pub(crate) fn words(wire: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    // `IPv4` is the one token in common use whose capitals do not mark words.
    let wire = wire.replace("IPv", "Ipv");
    let chars: Vec<char> = wire.chars().collect();
    for (index, &char) in chars.iter().enumerate() {
        if char.is_ascii_uppercase() {
            let before = index.checked_sub(1).map(|before| chars[before]);
            let next = chars.get(index + 1);
            let plural = next == Some(&'s') && chars.get(index + 2).is_none_or(|after| !after.is_ascii_lowercase());
            let acronym_ends =
                before.is_some_and(|c| c.is_ascii_uppercase()) && next.is_some_and(char::is_ascii_lowercase) && !plural;
            if before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit()) || acronym_ends {
                words.push(std::mem::take(&mut word));
            }
            word.push(char.to_ascii_lowercase());
        } else if char.is_ascii_alphanumeric() {
            word.push(char);
        } else {
            words.push(std::mem::take(&mut word));
            // Letters of other scripts are legal in identifiers, but mix badly with the lints and with keyboards.
            if !char.is_ascii() && !char.is_control() {
                words.push(format!("u{:x}", u32::from(char)));
            }
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_capitals_acronyms_and_separators() {
        for (wire, found) in [
            ("GatherAppEnvStats", "gather app env stats"),
            ("listBoats", "list boats"),
            ("list_boats", "list boats"),
            ("DBInstanceIPs", "db instance ips"),
            ("GETBoats", "get boats"),
            ("VSwitchId", "v switch id"),
            ("OSSDisabled", "oss disabled"),
            ("IPv6Address", "ipv6 address"),
            ("V2Id", "v2 id"),
            ("Getaway", "getaway"),
            ("InvalidParameter.Foo-bar baz", "invalid parameter foo bar baz"),
            ("变更Id", "u53d8 u66f4 id"),
            ("_", ""),
            ("", ""),
        ] {
            assert_eq!(words(wire).join(" "), found, "{wire:?}");
        }
    }
}
