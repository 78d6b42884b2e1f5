//! The words of the reference in each language: section titles, column titles, type words, required and position words.
//!
//! This is the only place that knows them: a further language is a further set of rows and no code.

pub mod bodies;
pub mod cues;
mod headers;
mod lists;
mod methods;
mod protocol;
pub mod secrets;
mod sections;
pub mod units;

pub use headers::is_call_header;
pub use lists::{LIST_HEADS, LIST_LAST_WORDS, LIST_TAILS, NO_TYPE};
pub use methods::is_method;
pub use protocol::{PROTOCOL_PARAMETERS, is_parameter_of_any_call, is_protocol_parameter};
pub use sections::section;

/// What a section of a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Role {
    Debug,
    Headers,
    Syntax,
    Request,
    Body,
    Response,
    Example,
    RequestExample,
    ResponseExample,
    Errors,
    Description,
    Sdk,
    Other,
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Column {
    Name,
    Type,
    Position,
    Required,
    /// Whether the field can be left out.
    Optional,
    Example,
    Description,
    Status,
    Code,
    Message,
    /// The method of an SDK's class that sets the field.
    Setter,
}

/// The language that a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Language {
    Chinese,
    English,
}

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

/// Column titles, normalised; the first entry that equals the title, else the first that it contains.
const COLUMNS: &[(&str, Column)] = &[
    ("httpcode", Column::Status),
    ("http状态码", Column::Status),
    ("http返回码", Column::Status),
    ("httpstatuscode", Column::Status),
    ("httpstatus", Column::Status),
    ("httpsta", Column::Status),
    ("状态码", Column::Status),
    ("statuscode", Column::Status),
    ("http", Column::Status),
    ("错误码", Column::Code),
    ("错误代码", Column::Code),
    ("errorcode", Column::Code),
    ("errorcodes", Column::Code),
    ("code", Column::Code),
    ("错误信息", Column::Message),
    ("errormessage", Column::Message),
    ("message", Column::Message),
    ("描述", Column::Description),
    ("说明", Column::Description),
    ("语义", Column::Description),
    ("备注", Column::Description),
    ("字段含义", Column::Description),
    ("参数说明", Column::Description),
    ("description", Column::Description),
    ("decription", Column::Description),
    ("meaning", Column::Description),
    ("semantics", Column::Description),
    ("note", Column::Description),
    ("设置方法", Column::Setter),
    ("setter", Column::Setter),
    ("settingmethod", Column::Setter),
    ("示例值", Column::Example),
    ("示例", Column::Example),
    ("examplevalue", Column::Example),
    ("samplevalue", Column::Example),
    ("sampleresponse", Column::Example),
    ("instancevalue", Column::Example),
    ("example", Column::Example),
    ("是否必选", Column::Required),
    ("是否必须", Column::Required),
    ("是否必需", Column::Required),
    ("是否必填", Column::Required),
    ("是否必要", Column::Required),
    ("必选", Column::Required),
    ("必须", Column::Required),
    ("必填", Column::Required),
    ("必要", Column::Required),
    ("是否必传", Column::Required),
    ("必传", Column::Required),
    ("必需", Column::Required),
    ("必要性", Column::Required),
    ("required", Column::Required),
    ("mandatory", Column::Required),
    ("necessity", Column::Required),
    ("可选", Column::Optional),
    ("可空", Column::Optional),
    ("可为空", Column::Optional),
    ("是否为空", Column::Optional),
    ("optional", Column::Optional),
    ("nullable", Column::Optional),
    ("数据类型", Column::Type),
    ("参数类型", Column::Type),
    ("字段类型", Column::Type),
    ("类型", Column::Type),
    ("type", Column::Type),
    ("位置", Column::Position),
    ("传递方式", Column::Position),
    ("position", Column::Position),
    ("location", Column::Position),
    ("参数名称", Column::Name),
    ("参数名", Column::Name),
    ("字段名称", Column::Name),
    ("名称", Column::Name),
    ("参数", Column::Name),
    ("字段", Column::Name),
    ("属性", Column::Name),
    ("parametername", Column::Name),
    ("parameter", Column::Name),
    ("prameter", Column::Name),
    ("name", Column::Name),
    ("field", Column::Name),
    ("attribute", Column::Name),
    ("key", Column::Name),
];

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

/// Words behind a type that add nothing, normalised: `Integer类型`.
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

/// Words that say by themselves that a field must be given, normalised.
const REQUIRED: &[&str] =
    &["required", "mandatory", "必选", "必须", "必填", "必传", "必需", "必要", "需要", "必选参数", "必填参数"];

/// Words that say by themselves that a field can be left out, normalised.
const OPTIONAL: &[&str] = &[
    "optional",
    "notrequired",
    "可选",
    "选填",
    "非必选",
    "非必须",
    "非必填",
    "非必传",
    "不需要",
    "可选参数",
    "选填参数",
];

/// Words that mean yes, normalised; the rest means no, or a condition.
const YES: &[&str] = &["是", "yes", "y", "true", "√", "✓", "✔"];

/// Words that mean no, normalised.
const NO: &[&str] = &["否", "no", "n", "false", "×", "✗", "✘"];

/// Words of the position column, normalised, without the words that [`position`] takes off.
const POSITIONS: &[(&str, Position)] = &[
    ("query", Position::Query),
    ("querystring", Position::Query),
    ("params", Position::Query),
    ("查询", Position::Query),
    ("url参数", Position::Query),
    ("urlparameters", Position::Query),
    ("path", Position::Path),
    ("urlpath", Position::Path),
    ("uri", Position::Path),
    ("url", Position::Path),
    ("路径", Position::Path),
    ("header", Position::Header),
    ("headers", Position::Header),
    ("host", Position::Header),
    ("请求头", Position::Header),
    ("body", Position::Body),
    ("json", Position::Body),
    ("jsonbody", Position::Body),
    ("请求体", Position::Body),
    ("formdata", Position::Form),
    ("form", Position::Form),
    ("表单", Position::Form),
    ("application/x-www-form-urlencoded", Position::Form),
];

/// Words around a position that add nothing, normalised.
const POSITION_HEADS: &[&str] = &["in", "request", "http"];
const POSITION_TAILS: &[&str] = &["请求参数", "参数", "中", "parameters", "parameter"];

/// Phrases of a lead-in which say that the table before goes on; lower case.
pub const CONTINUATIONS: &[&str] = &[
    "还包含",
    "还包括",
    "还需",
    "可选参数",
    "其他参数",
    "其它参数",
    "高级参数",
    "also include",
    "also contain",
    "also return",
    "following parameters are also",
    "optional parameters",
    "other parameters",
    "additional parameters",
];

/// Words of a lead-in which say that the table below it lists the members of the body; lower case.
pub const BODIES: &[&str] = &["requestbody", "request body", "请求体", "body参数", "body 参数"];

/// A word of the position column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Position {
    Query,
    Path,
    Header,
    Body,
    Form,
}

/// Labels above a fence that announce what the fence shows; lower case, searched as substrings, first match wins.
pub const EXAMPLE_LABELS: &[(&str, ExampleLabel)] = &[
    ("异常返回", ExampleLabel::Failure),
    ("错误返回", ExampleLabel::Failure),
    ("失败返回", ExampleLabel::Failure),
    ("error response", ExampleLabel::Failure),
    ("failed response", ExampleLabel::Failure),
    ("返回", ExampleLabel::Response),
    ("响应", ExampleLabel::Response),
    ("response", ExampleLabel::Response),
    ("请求", ExampleLabel::Request),
    ("request", ExampleLabel::Request),
];

/// What the label above a fence announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum ExampleLabel {
    Request,
    Response,
    Failure,
}

/// Names in angle brackets, in bold or bare, that stand for the parameters of every call; lower case, substrings.
pub const COMMON_PARAMETERS: &[&str] = &["公共请求", "公共参数", "公共请求头", "common request", "common parameter"];

/// Titles of pages that list the errors of the whole product; normalised.
pub const COMMON_ERROR_TITLES: &[&str] = &["公共错误码", "commonerrorcodes", "commonerrors"];

/// Strips what titles and column heads are decorated with: spaces, emphasis, punctuation; lower case.
pub fn normalise(title: &str) -> String {
    title
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '*' | ':' | '：' | '.' | '？' | '?' | '\u{200b}' | '\u{feff}' | '`')
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// What the column under a title holds.
pub fn column(title: &str) -> Option<Column> {
    let title = normalise(title);
    let exact = COLUMNS.iter().find(|(name, _)| *name == title);
    exact.or_else(|| COLUMNS.iter().find(|(name, _)| title.contains(name))).map(|&(_, column)| column)
}

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

/// Whether a cell of the required column says yes.
pub fn is_required(cell: &str) -> bool {
    let cell = flag(cell);
    REQUIRED.contains(&cell.as_str()) || YES.contains(&cell.as_str())
}

/// Whether a cell of the column that says what can be left out says no.
pub fn is_not_optional(cell: &str) -> bool {
    let cell = flag(cell);
    REQUIRED.contains(&cell.as_str()) || NO.contains(&cell.as_str())
}

/// Whether a text says by itself that a field must be given, or that it can be left out.
pub fn is_flag(text: &str) -> bool {
    let text = flag(text);
    REQUIRED.contains(&text.as_str()) || OPTIONAL.contains(&text.as_str())
}

/// A flag without punctuation; `是（必选）` without its remark.
fn flag(cell: &str) -> String {
    let flag = normalise(cell).replace('。', "");
    match flag.split_once(['（', '(']) {
        Some((flag, _)) if !flag.is_empty() => flag.to_owned(),
        _ => flag,
    }
}

/// What a cell of the position column says.
pub fn position(cell: &str) -> Option<Position> {
    let cell = normalise(cell);
    let known = |cell: &str| POSITIONS.iter().find(|(name, _)| *name == cell).map(|&(_, position)| position);
    let bare = POSITION_HEADS.iter().find_map(|head| cell.strip_prefix(head)).unwrap_or(&cell);
    let bare = POSITION_TAILS.iter().find_map(|tail| bare.strip_suffix(tail)).unwrap_or(bare);
    known(&cell).or_else(|| known(bare).filter(|_| bare != "url"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_recognised_exactly_or_by_the_word_they_contain() {
        assert_eq!(column("是否必选"), Some(Column::Required));
        assert_eq!(column("HTTP stauts code"), Some(Column::Status));
        assert_eq!(column("Delete Name"), Some(Column::Name));
        assert_eq!(column("示例值"), Some(Column::Example));
        assert_eq!(column("xyz"), None);
    }

    #[test]
    fn type_words_are_recognised_misspelt_and_with_words_behind_them() {
        assert_eq!((type_word("Integer类型"), type_word("布尔型")), (Some(Word::Integer), Some(Word::Boolean)));
        assert_eq!((type_word("Boolen"), type_word("Struts")), (Some(Word::Boolean), Some(Word::Struct)));
        assert_eq!((type_word("ChangeType"), type_word("类型"), type_word("")), (None, None, None));
    }

    #[test]
    fn positions_are_recognised_without_the_words_around_them() {
        for (cell, expected) in [
            ("Query", Some(Position::Query)),
            ("Query参数", Some(Position::Query)),
            ("Request body", Some(Position::Body)),
            ("HTTP Header", Some(Position::Header)),
            ("请求体", Some(Position::Body)),
            ("Form Data", Some(Position::Form)),
            ("URL参数", Some(Position::Query)),
            ("URL中", None),
            ("参数", None),
            ("", None),
        ] {
            assert_eq!(position(cell), expected, "{cell}");
        }
    }

    #[test]
    fn only_a_plain_yes_is_required() {
        assert!(is_required(" 是 "));
        assert!(is_required("Yes."));
        assert!(is_required("√") && is_required("是（必选）") && is_required("必传"));
        assert!(!is_required("whiteIpGroup中必填"));
        assert!(!is_required(""));
    }

    #[test]
    fn a_column_of_what_can_be_left_out_says_the_contrary() {
        assert_eq!((column("是否可选"), column("Optional")), (Some(Column::Optional), Some(Column::Optional)));
        assert_eq!(column("Required/Optional"), Some(Column::Required));
        assert!(is_not_optional("否") && is_not_optional("Required"));
        assert!(!is_not_optional("是") && !is_not_optional("Optional") && !is_not_optional(""));
        assert!(is_flag("必选") && is_flag("Optional") && !is_flag("是") && !is_flag("船"));
    }
}
