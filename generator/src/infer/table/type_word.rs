//! What the type column says: scalars, containers, and the several ways of writing a list.

use crate::ir::Type;
use crate::read::is_blank;
use crate::vocabulary::{self, Word};

/// What a type cell says of its row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// A scalar.
    Scalar(Type),
    /// An object with fields: `Struct`, `Object`.
    Object,
    /// An object whose keys are data: `Map`.
    Map,
    /// A list of scalars: `Array of String`.
    ListOfScalar(Type),
    /// A list, or the object around one, whose item has a type name: `Array of Change`.
    ListOf(String),
    /// A list of something: `List`, `Array`.
    List,
    /// JSON text: `Json`.
    Json,
    /// Nothing: a container, nearly always.
    #[default]
    Blank,
    /// A word that is no type: often the name of a type described elsewhere.
    Named(String),
}

impl Class {
    /// Whether the row can hold no other rows.
    pub fn is_leaf(&self) -> bool {
        matches!(self, Self::Scalar(_) | Self::ListOfScalar(_))
    }

    /// Whether the word says that the row holds rows or items.
    pub fn is_container(&self) -> bool {
        !matches!(self, Self::Scalar(_) | Self::Named(_) | Self::Json)
    }

    /// Whether the word says that there is a list, in whatever way.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::ListOf(_) | Self::List | Self::ListOfScalar(_))
    }
}

/// Cells that say nothing.
const NOTHING: &[&str] = &["", "-", "--", "/", "n/a", "无", "none", "null"];

/// Reads a type cell, given as plain text.
pub fn class(cell: &str) -> Class {
    let cell = cell.trim_matches(is_blank);
    if NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(cell)) {
        return Class::Blank;
    }
    // Of several words: `JSON Array` is no list of something called JSON.
    let whole = vocabulary::type_word(cell);
    if let Some(item) = list_item(cell).filter(|_| whole.is_none()) {
        return match vocabulary::type_word(item) {
            Some(word) => match scalar(word) {
                Some(ty) => Class::ListOfScalar(ty),
                None => Class::ListOf(item.to_owned()),
            },
            None if item.is_empty() => Class::List,
            None => Class::ListOf(item.to_owned()),
        };
    }
    match whole {
        Some(Word::Struct) => Class::Object,
        Some(Word::Map) => Class::Map,
        Some(Word::List) => Class::List,
        Some(Word::Json) => Class::Json,
        Some(word) => scalar(word).map_or(Class::Blank, Class::Scalar),
        None if is_map(cell) => Class::Map,
        None => scalar_words(cell).map_or_else(|| Class::Named(cell.to_owned()), Class::Scalar),
    }
}

/// Whether a cell says map and of what: `Map<String, X>`, `map[string]X`, `Map of X`.
fn is_map(cell: &str) -> bool {
    let end = cell.find(|c: char| !c.is_alphabetic()).unwrap_or(cell.len());
    let behind = cell[end..].trim_start().to_ascii_lowercase();
    vocabulary::type_word(&cell[..end]) == Some(Word::Map)
        && (behind.starts_with(['<', '[', '(']) || behind.starts_with("of "))
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
    let lower = cell.to_ascii_lowercase();
    if let Some(item) = cell.strip_prefix("[]").filter(|item| !item.is_empty()) {
        return Some(item.trim());
    }
    if let Some(item) = ["数组", "列表"].iter().find_map(|list| cell.strip_suffix(list)).filter(|item| !item.is_empty())
    {
        return Some(item.trim());
    }
    for list in ["arraylist", "array", "list", "collection", "repeatlist", "set"] {
        let Some(rest) = lower.strip_prefix(list) else { continue };
        let rest = &cell[cell.len() - rest.len()..];
        let trimmed = rest.trim();
        for (open, close) in [("<", ">"), ("[", "]"), ("(", ")")] {
            if let Some(inner) = trimmed.strip_prefix(open) {
                return Some(inner.trim_end_matches(close).trim());
            }
        }
        if trimmed.len() > 3 && trimmed.is_char_boundary(3) && trimmed[..3].eq_ignore_ascii_case("of ") {
            return Some(trimmed[3..].trim());
        }
    }
    if let Some(inner) = cell.strip_suffix(']') {
        let inner = inner.trim_end();
        if let Some(item) = inner.strip_suffix('[') {
            return Some(item.trim());
        }
        if let Some(item) = inner.strip_prefix('[') {
            return Some(item.trim());
        }
    }
    let (item, list) = cell.rsplit_once(' ')?;
    (list.eq_ignore_ascii_case("array") || list.eq_ignore_ascii_case("list")).then(|| item.trim())
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

    #[test]
    fn every_way_of_writing_a_type_is_read() {
        let named = |name: &str| Class::ListOf(name.to_owned());
        for (cell, expected) in [
            ("String", Class::Scalar(Type::String)),
            ("Interger", Class::Scalar(Type::Int32)),
            ("long", Class::Scalar(Type::Int64)),
            ("", Class::Blank),
            ("\u{a0}N/A", Class::Blank),
            ("Struts", Class::Object),
            ("Map", Class::Map),
            ("map[string]string", Class::Map),
            ("Map of String", Class::Map),
            ("Mapping of it", Class::Named("Mapping of it".to_owned())),
            ("Integer(int64)", Class::Scalar(Type::Int64)),
            ("String(64)", Class::Scalar(Type::String)),
            ("String（枚举）", Class::Scalar(Type::String)),
            ("float/double", Class::Scalar(Type::Float)),
            ("Integer/Long", Class::Scalar(Type::Int64)),
            ("String/Boolean", Class::Named("String/Boolean".to_owned())),
            ("Boat(Long)", Class::Named("Boat(Long)".to_owned())),
            ("[]String", Class::ListOfScalar(Type::String)),
            ("ArrayList<Long>", Class::ListOfScalar(Type::Int64)),
            ("字符串数组", Class::ListOfScalar(Type::String)),
            ("JSON Array", Class::List),
            ("Array of Change", named("Change")),
            ("Array Of String", Class::ListOfScalar(Type::String)),
            ("List<String>", Class::ListOfScalar(Type::String)),
            ("array[string]", Class::ListOfScalar(Type::String)),
            ("Job[ ]", named("Job")),
            ("[ResourcePackageInfo]", named("ResourcePackageInfo")),
            ("NodeStatus Array", named("NodeStatus")),
            ("List", Class::List),
            ("Array of Object", named("Object")),
            ("RepeatList", Class::List),
            ("DomainLogDetail", Class::Named("DomainLogDetail".to_owned())),
        ] {
            assert_eq!(class(cell), expected, "{cell:?}");
        }
    }
}
