//! Reads type cells: the words, and the several ways of writing what a list or a map holds.

use crate::ir::Type;
use crate::read::is_blank;
use crate::vocabulary::{self, LIST_HEADS, LIST_LAST_WORDS, LIST_TAILS, NO_TYPE, Word};

use super::class::Class;

/// How far type words nest; those of people have two levels or three.
const DEEPEST: usize = 6;

/// Reads a type cell, given as plain text.
pub fn class(cell: &str) -> Class {
    // A bracket that was escaped twice keeps a backslash.
    nested(&cell.replace('\\', ""), DEEPEST)
}

/// Reads a type cell that may nest so many levels.
fn nested(cell: &str, levels: usize) -> Class {
    let cell = cell.trim_matches(is_blank);
    if NO_TYPE.iter().any(|nothing| nothing.eq_ignore_ascii_case(cell)) {
        return Class::Blank;
    }
    // Of several words: `JSON Array` is no list of something called JSON.
    let whole = vocabulary::type_word(cell);
    match whole {
        Some(Word::Struct) => Class::Object,
        Some(Word::Map) => Class::Map(None),
        Some(Word::List) => Class::List(None),
        Some(Word::Json) => Class::Json,
        Some(word) => scalar(word).map_or(Class::Blank, Class::Scalar),
        None => {
            if let Some(value) = map_value(cell) {
                Class::Map(value.filter(|_| levels > 0).map(|value| Box::new(nested(value, levels - 1))))
            } else if let Some(item) = list_item(cell) {
                Class::List((!item.is_empty()).then(|| Box::new(item_class(item, levels))))
            } else {
                scalar_words(cell).map_or_else(|| Class::Named(cell.to_owned()), Class::Scalar)
            }
        }
    }
}

/// What the items of a list are. A bare word for an object is often the name of the item: `Array of Dict`.
fn item_class(item: &str, levels: usize) -> Class {
    match levels.checked_sub(1).map(|levels| nested(item, levels)) {
        Some(class @ (Class::Scalar(_) | Class::List(_) | Class::Map(Some(_)))) => class,
        _ => Class::Named(item.to_owned()),
    }
}

/// The values' type in the ways of writing a map: `Map<String, X>`, `map[string]X`, `Map of X`; empty inside where the cell
/// says map in such a way and does not say of what.
fn map_value(cell: &str) -> Option<Option<&str>> {
    let end = cell.find(|c: char| !c.is_alphabetic()).unwrap_or(cell.len());
    let after = cell[end..].trim_start();
    if vocabulary::type_word(&cell[..end]) != Some(Word::Map) {
        return None;
    }
    let value = match after_of(after) {
        Some(value) => value,
        None => {
            let (inner, rest) = bracketed(after)?;
            // `Map<String, X>[]` and `Map<String, X> Array` are lists.
            if !after.starts_with('[') && list_item(cell).is_some() {
                return None;
            }
            if after.starts_with('[') && !rest.is_empty() { rest } else { last_argument(inner) }
        }
    };
    Some(Some(value.trim()).filter(|value| !value.is_empty()))
}

/// What stands last between commas that no brackets hold: `X` of `String, X`.
fn last_argument(arguments: &str) -> &str {
    let mut open = 0_usize;
    let mut begin = 0;
    for (at, c) in arguments.char_indices() {
        match c {
            '<' | '[' | '(' => open += 1,
            '>' | ']' | ')' => open = open.saturating_sub(1),
            ',' | '，' if open == 0 => begin = at + c.len_utf8(),
            _ => {}
        }
    }
    &arguments[begin..]
}

/// The scalar of a cell of several words: `Integer(int64)`, where the brackets say it more exactly; `String(64)`, where they
/// say something else; `float/double`, where either will do. Of whole numbers the longer one holds both.
fn scalar_words(cell: &str) -> Option<Type> {
    let read = |word: &str| vocabulary::type_word(word.trim()).and_then(scalar);
    let is_number = |ty: Type| matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Double);
    if let Some((word, inner)) = cell.split_once(['(', '（', '<']) {
        let outer = read(word)?;
        let inner = read(inner.trim_end_matches([')', '）', '>'])).filter(|&ty| is_number(ty) && is_number(outer));
        return Some(inner.unwrap_or(outer));
    }
    let words: Option<Vec<Type>> = cell.split(['/', '|', '或']).map(read).collect();
    let words = words.filter(|words| words.len() > 1)?;
    let first = *words.first()?;
    let all_whole = words.iter().all(|ty| matches!(ty, Type::Int32 | Type::Int64));
    if all_whole && words.contains(&Type::Int64) {
        return Some(Type::Int64);
    }
    words.iter().all(|&ty| ty == first || is_number(ty) && is_number(first)).then_some(first)
}

/// The item's type in the ways of writing a list: `Array of X`, `List<X>`, `array[X]`, `X[]`, `[X]`, `[]X`, `X Array`, `X数组`.
fn list_item(cell: &str) -> Option<&str> {
    if let Some(item) = cell.strip_prefix("[]").filter(|item| !item.is_empty()) {
        return Some(item.trim());
    }
    if let Some(item) = LIST_TAILS.iter().find_map(|tail| cell.strip_suffix(tail)).filter(|item| !item.is_empty()) {
        return Some(item.trim());
    }
    let inner = LIST_HEADS.iter().find_map(|head| {
        let (word, rest) = cell.split_at_checked(head.len())?;
        let rest = rest.trim();
        let inner = || after_of(rest).map(|item| (item, "")).or_else(|| bracketed(rest));
        if word.eq_ignore_ascii_case(head) { inner() } else { None }
    });
    if let Some((item, "")) = inner {
        return Some(item.trim());
    }
    if let Some(before) = cell.strip_suffix(']') {
        let before = before.trim_end();
        if let Some(item) = before.strip_suffix('[').or_else(|| before.strip_prefix('[')) {
            return Some(item.trim());
        }
    }
    let last =
        cell.rsplit_once(' ').filter(|(_, last)| LIST_LAST_WORDS.iter().any(|word| word.eq_ignore_ascii_case(last)));
    last.or(inner).map(|(item, _)| item.trim())
}

/// What follows the word `of`.
fn after_of(text: &str) -> Option<&str> {
    let (word, rest) = text.split_at_checked(3)?;
    word.eq_ignore_ascii_case("of ").then_some(rest)
}

/// What the brackets hold that a text begins with, and what follows them; brackets that are never closed hold the rest.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (open, close) = *[('<', '>'), ('[', ']'), ('(', ')')].iter().find(|(open, _)| text.starts_with(*open))?;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        depth = if c == open { depth + 1 } else { depth - usize::from(c == close) };
        if depth == 0 {
            return Some((&text[1..at], text[at + 1..].trim()));
        }
    }
    Some((&text[1..], ""))
}

/// The scalar type that a word names.
pub fn scalar(word: Word) -> Option<Type> {
    match word {
        Word::String => Some(Type::String),
        Word::Integer => Some(Type::Int32),
        Word::Long => Some(Type::Int64),
        Word::Float => Some(Type::Float),
        Word::Double => Some(Type::Double),
        Word::Boolean => Some(Type::Boolean),
        Word::Struct | Word::Map | Word::List | Word::Json => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(item: Class) -> Class {
        Class::List(Some(Box::new(item)))
    }

    fn map(value: Class) -> Class {
        Class::Map(Some(Box::new(value)))
    }

    fn named(name: &str) -> Class {
        Class::Named(name.to_owned())
    }

    fn check(cells: &[(&str, Class)]) {
        for (cell, expected) in cells {
            assert_eq!(class(cell), *expected, "{cell:?}");
        }
    }

    #[test]
    fn every_way_of_writing_a_type_is_read() {
        check(&[
            ("String", Class::Scalar(Type::String)),
            ("Interger", Class::Scalar(Type::Int32)),
            ("long", Class::Scalar(Type::Int64)),
            ("", Class::Blank),
            ("\u{a0}N/A", Class::Blank),
            ("Struts", Class::Object),
            ("Map", Class::Map(None)),
            ("Mapping of it", named("Mapping of it")),
            ("Integer(int64)", Class::Scalar(Type::Int64)),
            ("String(64)", Class::Scalar(Type::String)),
            ("String（枚举）", Class::Scalar(Type::String)),
            ("float/double", Class::Scalar(Type::Float)),
            ("Integer/Long", Class::Scalar(Type::Int64)),
            ("String/Boolean", named("String/Boolean")),
            ("Boat(Long)", named("Boat(Long)")),
            ("DomainLogDetail", named("DomainLogDetail")),
        ]);
    }

    #[test]
    fn every_way_of_writing_a_list_is_read() {
        check(&[
            ("[]String", list(Class::Scalar(Type::String))),
            ("ArrayList<Long>", list(Class::Scalar(Type::Int64))),
            ("字符串数组", list(Class::Scalar(Type::String))),
            ("数组<字符串>", list(Class::Scalar(Type::String))),
            ("JSON Array", Class::List(None)),
            ("Array of Change", list(named("Change"))),
            ("Array Of String", list(Class::Scalar(Type::String))),
            ("List<String>", list(Class::Scalar(Type::String))),
            ("List<String", list(Class::Scalar(Type::String))),
            ("List<String\\>", list(Class::Scalar(Type::String))),
            ("List<Integer(int64)>", list(Class::Scalar(Type::Int64))),
            ("array[string]", list(Class::Scalar(Type::String))),
            ("Array<String>（必填）", list(Class::Scalar(Type::String))),
            ("Job[ ]", list(named("Job"))),
            ("[ResourcePackageInfo]", list(named("ResourcePackageInfo"))),
            ("NodeStatus Array", list(named("NodeStatus"))),
            ("List", Class::List(None)),
            ("List<>", Class::List(None)),
            ("RepeatList", Class::List(None)),
            ("Listing of it", named("Listing of it")),
        ]);
    }

    #[test]
    fn lists_and_maps_nest() {
        let strings = || list(Class::Scalar(Type::String));
        check(&[
            ("Array of Array of String", list(strings())),
            ("List<List<Double>>", list(list(Class::Scalar(Type::Double)))),
            ("List<List<Boat", list(list(named("Boat")))),
            ("array[array[string]]", list(strings())),
            ("String[][]", list(strings())),
            ("[][]String", list(strings())),
            ("List<String>[]", list(strings())),
            ("List<String> Array", list(strings())),
            ("字符串数组数组", list(strings())),
            ("Array of Array", list(Class::List(None))),
            ("Map of String", map(Class::Scalar(Type::String))),
            ("Map<String, Long>", map(Class::Scalar(Type::Int64))),
            ("Map<Boolean>", map(Class::Scalar(Type::Boolean))),
            ("map[string]string", map(Class::Scalar(Type::String))),
            ("map[string, double]", map(Class::Scalar(Type::Double))),
            ("map[string][]string", map(strings())),
            ("Map<String, Map<String, List<Long>>>", map(map(list(Class::Scalar(Type::Int64))))),
            ("Map<String,String>[]", list(map(Class::Scalar(Type::String)))),
            ("List<Map<String, String>>", list(map(Class::Scalar(Type::String)))),
            ("Map of Boat", map(named("Boat"))),
            ("Map<>", Class::Map(None)),
        ]);
    }

    #[test]
    fn a_bare_word_for_an_object_names_the_item_of_a_list() {
        check(&[("Array of Object", list(named("Object"))), ("Array of Dict", list(named("Dict")))]);
        assert_eq!(class("Array of Dict").items().map(|items| items.ty), Some(Type::Object));
    }

    #[test]
    fn a_cell_that_nests_without_end_is_read_to_a_depth() {
        let hostile = "Array of ".repeat(100_000) + "String";
        let mut class = class(&hostile);
        let mut levels = 0;
        while let Class::List(Some(item)) = class {
            (class, levels) = (*item, levels + 1);
        }
        assert!(levels <= DEEPEST + 1 && matches!(class, Class::Named(_)), "{levels}");
        assert!(matches!(super::class(&"Map<".repeat(100_000)), Class::Map(_)));
    }

    #[test]
    fn what_a_cell_says_of_items_and_values_is_kept() {
        let shown = |cell: &str| {
            let (mut text, mut items) = (String::new(), class(cell).items().map(Box::new));
            while let Some(inner) = items {
                text.push_str(&format!("{} ", inner.ty));
                items = inner.items;
            }
            text.trim_end().to_owned()
        };
        for (cell, expected) in [
            ("Array of Array of String", "array string"),
            ("List<List<Boat>>", "array object"),
            ("Array of Array", "array string"),
            ("List", "string"),
            ("Map<String, Double>", "double"),
            ("Map<String, List<String>>", "array string"),
            ("List<Map<String, Long>>", "map int64"),
            ("Map of Boat", ""),
            ("Map", ""),
            ("Boat", ""),
        ] {
            assert_eq!(shown(cell), expected, "{cell}");
        }
    }
}
