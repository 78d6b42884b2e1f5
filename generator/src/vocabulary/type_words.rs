//! The words for types, with those that are often misspelt.

use super::titles::normalise;

/// What a type word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Word {
    String,
    Integer,
    Long,
    Float,
    Double,
    Boolean,
    /// An object.
    Struct,
    /// An object whose keys are data.
    Map,
    /// A list of something that the word does not tell.
    List,
    /// JSON text, or a structure that travels as JSON.
    Json,
}

/// Type words, normalised.
const WORDS: &[(&str, Word)] = &[
    ("string", Word::String),
    ("strings", Word::String),
    ("str", Word::String),
    ("varchar", Word::String),
    ("date", Word::String),
    ("datetime", Word::String),
    ("time", Word::String),
    ("timestamp", Word::String),
    ("enum", Word::String),
    ("字符串", Word::String),
    ("integer", Word::Integer),
    ("integers", Word::Integer),
    ("int", Word::Integer),
    ("int32", Word::Integer),
    ("uint32", Word::Integer),
    ("整型", Word::Integer),
    ("整数", Word::Integer),
    ("long", Word::Long),
    ("int64", Word::Long),
    ("uint64", Word::Long),
    ("bigint", Word::Long),
    ("长整型", Word::Long),
    ("float", Word::Float),
    ("浮点型", Word::Float),
    ("double", Word::Double),
    ("number", Word::Double),
    ("decimal", Word::Double),
    ("bigdecimal", Word::Double),
    ("boolean", Word::Boolean),
    ("bool", Word::Boolean),
    ("布尔", Word::Boolean),
    ("布尔值", Word::Boolean),
    ("布尔型", Word::Boolean),
    ("struct", Word::Struct),
    ("structure", Word::Struct),
    ("object", Word::Struct),
    ("obj", Word::Struct),
    ("对象", Word::Struct),
    ("结构体", Word::Struct),
    ("map", Word::Map),
    ("hashmap", Word::Map),
    ("dict", Word::Map),
    ("字典", Word::Map),
    ("list", Word::List),
    ("arraylist", Word::List),
    ("collection", Word::List),
    ("array", Word::List),
    ("set", Word::List),
    ("jsonarray", Word::List),
    ("repeatlist", Word::List),
    ("数组", Word::List),
    ("列表", Word::List),
    ("json", Word::Json),
    ("jsonobject", Word::Json),
];

/// Words after a type that add nothing, normalised: `Integer类型`.
const TYPE_TAILS: &[&str] = &["类型", "型", "type"];

/// The type words as they are best written.
pub const TYPE_WORDS: &[&str] =
    &["String", "Integer", "Long", "Float", "Double", "Boolean", "Struct", "Object", "Array", "Timestamp", "DateTime"];

/// Misspelt type words that are read all the same, in lower case, with what they mean.
pub const MISSPELT_TYPE_WORDS: &[(&str, &str)] = &[
    ("interger", "Integer"),
    ("integre", "Integer"),
    ("intger", "Integer"),
    ("integar", "Integer"),
    ("sting", "String"),
    ("stirng", "String"),
    ("booelan", "Boolean"),
    ("boolen", "Boolean"),
    ("bolean", "Boolean"),
    ("struts", "Struct"),
];

/// What a single type word says; one that is misspelt says what it means.
pub fn type_word(word: &str) -> Option<Word> {
    // Nearly every cell is such a word as it stands.
    if let Some(&(_, known)) = WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
        return Some(known);
    }
    let word = normalise(word);
    let known = |word: &str| {
        let meant = MISSPELT_TYPE_WORDS.iter().find(|(misspelt, _)| *misspelt == word);
        let word = meant.map_or_else(|| word.to_owned(), |(_, meant)| meant.to_ascii_lowercase());
        WORDS.iter().find(|(name, _)| *name == word).map(|&(_, word)| word)
    };
    known(&word).or_else(|| known(TYPE_TAILS.iter().find_map(|tail| word.strip_suffix(tail))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_words_are_recognised_misspelt_and_with_words_after_them() {
        assert_eq!((type_word("Integer类型"), type_word("布尔型")), (Some(Word::Integer), Some(Word::Boolean)));
        assert_eq!((type_word("Boolen"), type_word("Struts")), (Some(Word::Boolean), Some(Word::Struct)));
        assert_eq!((type_word("ChangeType"), type_word("类型"), type_word("")), (None, None, None));
    }
}
