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

/// Names in angle brackets, in bold or bare, that stand for the parameters of every call; lower case, substrings.
pub const COMMON_PARAMETERS: &[&str] = &["公共请求", "公共参数", "公共请求头", "common request", "common parameter"];
