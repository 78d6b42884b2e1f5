//! What is written above a table, and in a row that stands for others.

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

/// What rows say that stand for the parameters, fields or headers of every call, bare or in brackets or in bold; without
/// spaces, lower case, substrings.
const COMMON_PARAMETERS: &[&str] = &[
    "公共请求",
    "公共参数",
    "公共返回",
    "公共响应",
    "公共头",
    "公共字段",
    "公共出参",
    "公共入参",
    "通用请求",
    "通用返回",
    "通用参数",
    "commonrequest",
    "commonresponse",
    "commonreturn",
    "commonparam",
    "commonheader",
    "publicrequest",
    "publicresponse",
    "publicreturn",
    "publicparam",
];

/// Names that stand for no parameter at all; lower case, exact.
const NO_PARAMETERS: &[&str] = &["无", "暂无", "n/a"];

/// Whether the name in a row stands for the parameters, fields or headers that every call has, or for none.
///
/// Evidence: the words for them, in what no field is called: a text of several words or of another script, or one in brackets.
pub fn is_common_row(name: &str) -> bool {
    let is_identifier = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
    let bare: String = name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    NO_PARAMETERS.contains(&bare.as_str()) || !is_identifier && COMMON_PARAMETERS.iter().any(|word| bare.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_for_what_every_call_has_are_known_in_both_languages() {
        for name in [
            "<公共请求参数>",
            "‹公共返回参数>",
            "公共返回参数",
            "<Common response parameters>",
            "Common request paramters",
            "&<Public parameters>",
            "无",
        ] {
            assert!(is_common_row(name), "{name}");
        }
        for name in ["CommonParameters", "PublicParam", "公共船", "Common boats", ""] {
            assert!(!is_common_row(name), "{name}");
        }
    }
}
