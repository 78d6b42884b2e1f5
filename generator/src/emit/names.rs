//! Turns wire names into Rust identifiers: the one place that knows keywords, reserved names, foreign characters and
//! collisions.

use std::collections::{BTreeMap, BTreeSet};

use crate::words::case::{camel, snake};
use crate::words::words;

/// Longest identifier that is emitted; a longer one is cut and ends with a digest of the whole wire name.
pub const MAX_LENGTH: usize = 64;

/// Longest wire name in characters that is emitted at all. Compiling a match against a text of 64 kB takes gigabytes, and
/// no API has such names.
pub const MAX_WIRE: usize = 256;

/// Every word that Rust 2024 does not take as an identifier. A suffix makes it one; raw identifiers are not used, because
/// they cannot spell `self` and because callers would have to type them.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Type names that emitted code relies on, or that a reader would take for something else. `New::new` is a lint.
pub const RESERVED_TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Client",
    "Clone",
    "Config",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "ErrorCode",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "New",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Request",
    "Response",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Value",
    "Vec",
];

/// Methods of every request builder, which a setter must not hide.
pub const RESERVED_SETTERS: &[&str] = &[
    "borrow",
    "client",
    "clone",
    "fmt",
    "into",
    "into_paginator",
    "new",
    "options",
    "region",
    "send",
    "send_blocking",
    "send_with_response",
    "send_with_response_blocking",
    "to_owned",
    "try_into",
];

/// Methods of every client, which an operation must not hide.
pub const RESERVED_METHODS: &[&str] = &["borrow", "clone", "fmt", "into", "new", "to_owned", "try_into"];

/// Methods of every type that can be sent, which a setter must not hide.
pub const RESERVED_TYPE_METHODS: &[&str] =
    &["borrow", "clone", "default", "eq", "flatten", "fmt", "into", "ne", "new", "serialize", "to_owned", "try_into"];

/// Names that are no file names everywhere.
pub const RESERVED_MODULES: &[&str] = &["aux", "con", "nul", "prn"];

/// Variants of every error code enum.
pub const RESERVED_VARIANTS: &[&str] = &["Unknown"];

/// How an identifier is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `env_change`: fields, methods, modules, arguments.
    Snake,
    /// `EnvChange`: types and variants.
    Camel,
}

impl Case {
    /// What keeps a name apart from one that is taken by the language or by the emitted code.
    fn suffix(self) -> &'static str {
        match self {
            Self::Snake => "_",
            // An underscore within upper camel case is a warning.
            Self::Camel => "Value",
        }
    }
}

/// The identifiers of names that share one namespace, in the order of `wires`; equal wire names get equal identifiers.
///
/// Where two wire names come out equal, the one that the identifier spells exactly keeps it and the others are numbered
/// in the order of their wire names, so that the order of rows on a page has no say.
pub fn assign<'a>(wires: impl IntoIterator<Item = &'a str>, case: Case, reserved: &[&str]) -> Vec<String> {
    let wires: Vec<&str> = wires.into_iter().collect();
    let mut order: Vec<&str> = wires.clone();
    order.sort_by_key(|wire| (ident(wire, Case::Camel) != *wire, *wire));
    order.dedup();
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    // Where the numbers of a name go on, so that many names of one spelling do not count from the beginning each.
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for wire in order {
        let mut base = ident(wire, case);
        if reserved.contains(&base.as_str()) {
            base.push_str(case.suffix());
        }
        let mut name = base.clone();
        if taken.contains(&name) {
            let number = numbers.entry(base.clone()).or_insert(2);
            while taken.contains(&name) {
                name = match case {
                    Case::Snake => format!("{}_{number}", base.trim_end_matches('_')),
                    Case::Camel => format!("{base}{number}"),
                };
                *number += 1;
            }
        }
        taken.insert(name.clone());
        names.insert(wire, name);
    }
    wires.iter().map(|wire| names[wire].clone()).collect()
}

/// The identifier of one name: never empty, never a keyword, ASCII only, at most [`MAX_LENGTH`] bytes.
pub fn ident(wire: &str, case: Case) -> String {
    let words = words(&wire.chars().take(MAX_WIRE).collect::<String>());
    let mut name = match case {
        Case::Snake => snake(&words),
        Case::Camel => camel(&words),
    };
    if name.is_empty() {
        name = match case {
            Case::Snake => "unnamed".to_owned(),
            Case::Camel => "Unnamed".to_owned(),
        };
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, if case == Case::Snake { 'n' } else { 'N' });
    }
    if name.len() > MAX_LENGTH || wire.chars().nth(MAX_WIRE).is_some() {
        name.truncate(MAX_LENGTH - 9);
        let digest = format!("{:08x}", digest(wire));
        name = match case {
            Case::Snake => format!("{}_{digest}", name.trim_end_matches('_')),
            Case::Camel => format!("{name}{}", digest.to_uppercase()),
        };
    }
    if KEYWORDS.contains(&name.as_str()) {
        name.push_str(case.suffix());
    }
    name
}

/// Whether a text can be the name of a type as it is.
pub fn is_type_name(name: &str) -> bool {
    name.len() <= MAX_LENGTH
        && name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !KEYWORDS.contains(&name)
        && !RESERVED_TYPES.contains(&name)
}

/// FNV-1a: stable over releases, unlike the hashers of the standard library.
fn digest(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_capitals_acronyms_and_separators() {
        for (wire, snake, camel) in [
            ("GatherAppEnvStats", "gather_app_env_stats", "GatherAppEnvStats"),
            ("EnvID", "env_id", "EnvId"),
            ("DBInstanceIPs", "db_instance_ips", "DbInstanceIps"),
            ("VSwitchId", "v_switch_id", "VSwitchId"),
            ("OSSDisabled", "oss_disabled", "OssDisabled"),
            ("IPv6Address", "ipv6_address", "Ipv6Address"),
            ("Ipv4CidrBlock", "ipv4_cidr_block", "Ipv4CidrBlock"),
            ("InvalidParameter.Foo-bar baz", "invalid_parameter_foo_bar_baz", "InvalidParameterFooBarBaz"),
            ("path", "path", "Path"),
            ("V2Id", "v2_id", "V2Id"),
        ] {
            assert_eq!(ident(wire, Case::Snake), snake, "{wire}");
            assert_eq!(ident(wire, Case::Camel), camel, "{wire}");
        }
    }

    #[test]
    fn awkward_names_become_identifiers() {
        for (wire, snake, camel) in [
            ("type", "type_", "Type"),
            ("gen", "gen_", "Gen"),
            ("Self", "self_", "SelfValue"),
            ("self", "self_", "SelfValue"),
            ("crate", "crate_", "Crate"),
            ("2019-03", "n2019_03", "N201903"),
            ("", "unnamed", "Unnamed"),
            ("***", "unnamed", "Unnamed"),
            ("_", "unnamed", "Unnamed"),
            ("😀", "u1f600", "U1f600"),
            ("变更Id", "u53d8_u66f4_id", "U53d8U66f4Id"),
            ("x\"; fn main(){}", "x_fn_main", "XFnMain"),
            ("../../etc", "etc", "Etc"),
            ("a\0b\u{202e}c", "a_b_u202e_c", "ABU202eC"),
        ] {
            assert_eq!(ident(wire, Case::Snake), snake, "{wire:?}");
            assert_eq!(ident(wire, Case::Camel), camel, "{wire:?}");
        }
    }

    #[test]
    fn every_identifier_parses_as_one() {
        let long = "Ab".repeat(32 * 1024);
        for wire in ["", "type", "9", "💥", "a b", "Self", "_", "\n", "\u{202e}", "async", "𝓍", long.as_str()] {
            for case in [Case::Snake, Case::Camel] {
                let name = ident(wire, case);
                assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{wire:?} became {name:?}");
                assert!(name.len() <= MAX_LENGTH, "{name}");
            }
        }
    }

    #[test]
    fn long_names_stay_apart() {
        let (one, two) = ("a".repeat(70_000), format!("{}b", "a".repeat(69_999)));
        assert_ne!(ident(&one, Case::Snake), ident(&two, Case::Snake));
    }

    #[test]
    fn collisions_do_not_depend_on_the_order() {
        let there = assign(["EnvID", "EnvId", "env_id"], Case::Snake, &[]);
        assert_eq!(there, ["env_id_2", "env_id", "env_id_3"]);
        let back = assign(["env_id", "EnvId", "EnvID"], Case::Snake, &[]);
        assert_eq!(back, ["env_id_3", "env_id", "env_id_2"]);
    }

    #[test]
    fn reserved_names_get_a_suffix() {
        assert_eq!(assign(["Send", "Region", "Name"], Case::Snake, RESERVED_SETTERS), ["send_", "region_", "name"]);
        assert_eq!(assign(["self", "Self"], Case::Snake, &[]), ["self_2", "self_"]);
        assert_eq!(assign(["Unknown", "unknown"], Case::Camel, RESERVED_VARIANTS), ["UnknownValue", "UnknownValue2"]);
    }
}
