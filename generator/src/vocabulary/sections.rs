//! The titles of sections, and what is written around them.

use super::titles::normalise;

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
    /// The headers of the response, which no field is.
    ResponseHeaders,
    Example,
    RequestExample,
    ResponseExample,
    Errors,
    Description,
    Sdk,
    Other,
}

/// The language that a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The name of the folders that hold pages in the language.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
        }
    }
}

/// Section titles, normalised by [`normalise`].
const SECTIONS: &[(&str, Role, Language)] = {
    use Language::{Chinese as Zh, English as En};
    &[
        ("调试", Role::Debug, Zh),
        ("debugging", Role::Debug, En),
        ("debug", Role::Debug, En),
        ("maketheapicall", Role::Debug, En),
        ("请求头", Role::Headers, Zh),
        ("请求头部", Role::Headers, Zh),
        ("requestheader", Role::Headers, En),
        ("requestheaders", Role::Headers, En),
        ("请求语法", Role::Syntax, Zh),
        ("请求格式", Role::Syntax, Zh),
        ("请求结构", Role::Syntax, Zh),
        ("请求方法", Role::Syntax, Zh),
        ("请求方式", Role::Syntax, Zh),
        ("请求路径", Role::Syntax, Zh),
        ("请求地址", Role::Syntax, Zh),
        ("请求url", Role::Syntax, Zh),
        ("请求行", Role::Syntax, Zh),
        ("接口地址", Role::Syntax, Zh),
        ("调用方式", Role::Syntax, Zh),
        ("语法", Role::Syntax, Zh),
        ("requestsyntax", Role::Syntax, En),
        ("requeststructure", Role::Syntax, En),
        ("requestformat", Role::Syntax, En),
        ("requestmethod", Role::Syntax, En),
        ("requestline", Role::Syntax, En),
        ("requestpath", Role::Syntax, En),
        ("requesturi", Role::Syntax, En),
        ("requesturl", Role::Syntax, En),
        ("httprequest", Role::Syntax, En),
        ("syntax", Role::Syntax, En),
        ("请求参数", Role::Request, Zh),
        ("输入参数", Role::Request, Zh),
        ("入参", Role::Request, Zh),
        ("参数", Role::Request, Zh),
        ("接口参数", Role::Request, Zh),
        ("业务参数", Role::Request, Zh),
        ("请求信息", Role::Request, Zh),
        ("请求元素", Role::Request, Zh),
        ("请求字段", Role::Request, Zh),
        ("请求数据", Role::Request, Zh),
        ("请求内容", Role::Request, Zh),
        ("requestparameters", Role::Request, En),
        ("requestparameter", Role::Request, En),
        ("requestparameter1", Role::Request, En),
        ("requestparams", Role::Request, En),
        ("queryparameters", Role::Request, En),
        ("requestelements", Role::Request, En),
        ("requestfields", Role::Request, En),
        ("inputparameters", Role::Request, En),
        ("inputparameter", Role::Request, En),
        ("parameters", Role::Request, En),
        ("requestbody", Role::Body, En),
        ("请求体", Role::Body, Zh),
        ("请求正文", Role::Body, Zh),
        ("请求消息体", Role::Body, Zh),
        ("requestbodyparameters", Role::Body, En),
        ("body参数", Role::Body, Zh),
        ("响应头", Role::ResponseHeaders, Zh),
        ("响应头部", Role::ResponseHeaders, Zh),
        ("返回头", Role::ResponseHeaders, Zh),
        ("返回头部", Role::ResponseHeaders, Zh),
        ("responseheader", Role::ResponseHeaders, En),
        ("responseheaders", Role::ResponseHeaders, En),
        ("返回数据", Role::Response, Zh),
        ("返回参数", Role::Response, Zh),
        ("返回结果", Role::Response, Zh),
        ("返回字段", Role::Response, Zh),
        ("返回信息", Role::Response, Zh),
        ("返回值", Role::Response, Zh),
        ("返回体", Role::Response, Zh),
        ("返回元素", Role::Response, Zh),
        ("返回内容", Role::Response, Zh),
        ("响应元素", Role::Response, Zh),
        ("响应信息", Role::Response, Zh),
        ("响应内容", Role::Response, Zh),
        ("响应正文", Role::Response, Zh),
        ("响应消息体", Role::Response, Zh),
        ("响应参数", Role::Response, Zh),
        ("响应数据", Role::Response, Zh),
        ("响应结果", Role::Response, Zh),
        ("响应字段", Role::Response, Zh),
        ("响应体", Role::Response, Zh),
        ("输出参数", Role::Response, Zh),
        ("出参", Role::Response, Zh),
        ("responseparameters", Role::Response, En),
        ("responseparameter", Role::Response, En),
        ("responseelements", Role::Response, En),
        ("responseelement", Role::Response, En),
        ("responseresults", Role::Response, En),
        ("responsecontent", Role::Response, En),
        ("responsefields", Role::Response, En),
        ("responsedata", Role::Response, En),
        ("responsebody", Role::Response, En),
        ("outputparameters", Role::Response, En),
        ("outputparameter", Role::Response, En),
        ("returnedparameters", Role::Response, En),
        ("returneddata", Role::Response, En),
        ("returnedresults", Role::Response, En),
        ("returnresults", Role::Response, En),
        ("returndata", Role::Response, En),
        ("returnvalues", Role::Response, En),
        ("returnvalue", Role::Response, En),
        ("returnparameters", Role::Response, En),
        ("returnparameter", Role::Response, En),
        ("示例", Role::Example, Zh),
        ("操作示例", Role::Example, Zh),
        ("接口示例", Role::Example, Zh),
        ("调用示例", Role::Example, Zh),
        ("使用示例", Role::Example, Zh),
        ("示例代码", Role::Example, Zh),
        ("样例", Role::Example, Zh),
        ("examples", Role::Example, En),
        ("example", Role::Example, En),
        ("samples", Role::Example, En),
        ("sample", Role::Example, En),
        ("requestandresponseexamples", Role::Example, En),
        ("request/responseexample", Role::Example, En),
        ("请求示例", Role::RequestExample, Zh),
        ("samplerequests", Role::RequestExample, En),
        ("samplerequest", Role::RequestExample, En),
        ("requestexample", Role::RequestExample, En),
        ("返回示例", Role::ResponseExample, Zh),
        ("返回数据示例", Role::ResponseExample, Zh),
        ("返回结果示例", Role::ResponseExample, Zh),
        ("响应示例", Role::ResponseExample, Zh),
        ("正常返回示例", Role::ResponseExample, Zh),
        ("sampleresponses", Role::ResponseExample, En),
        ("sampleresponse", Role::ResponseExample, En),
        ("responseexample", Role::ResponseExample, En),
        ("错误码", Role::Errors, Zh),
        ("特殊错误码", Role::Errors, Zh),
        ("特有错误码", Role::Errors, Zh),
        ("特定错误码", Role::Errors, Zh),
        ("接口错误码", Role::Errors, Zh),
        ("公共错误码", Role::Errors, Zh),
        ("返回错误码", Role::Errors, Zh),
        ("业务错误码", Role::Errors, Zh),
        ("错误信息", Role::Errors, Zh),
        ("错误编码", Role::Errors, Zh),
        ("错误代码", Role::Errors, Zh),
        ("错误", Role::Errors, Zh),
        ("errorcodes", Role::Errors, En),
        ("errorcode", Role::Errors, En),
        ("errorscodes", Role::Errors, En),
        ("errors", Role::Errors, En),
        ("errormessages", Role::Errors, En),
        ("errorinformation", Role::Errors, En),
        ("serviceerrorcodes", Role::Errors, En),
        ("specialerrorcodes", Role::Errors, En),
        ("specificerrorcodes", Role::Errors, En),
        ("commonerrors", Role::Errors, En),
        ("commonerrorcodes", Role::Errors, En),
        ("接口说明", Role::Description, Zh),
        ("api描述", Role::Description, Zh),
        ("接口描述", Role::Description, Zh),
        ("功能描述", Role::Description, Zh),
        ("描述", Role::Description, Zh),
        ("description", Role::Description, En),
        ("apidescription", Role::Description, En),
        ("usagenotes", Role::Description, En),
        ("sdk示例", Role::Sdk, Zh),
        ("sdkexamples", Role::Sdk, En),
        ("sdkexample", Role::Sdk, En),
    ]
};

/// Titles that name the parameters or the response where they are no part of a section, normalised.
const BARE: &[(&str, Role, Language)] = &[
    ("请求", Role::Request, Language::Chinese),
    ("输入", Role::Request, Language::Chinese),
    ("url参数", Role::Request, Language::Chinese),
    ("query参数", Role::Request, Language::Chinese),
    ("path参数", Role::Request, Language::Chinese),
    ("路径参数", Role::Request, Language::Chinese),
    ("查询参数", Role::Request, Language::Chinese),
    ("request", Role::Request, Language::English),
    ("input", Role::Request, Language::English),
    ("pathparameters", Role::Request, Language::English),
    ("urlparameters", Role::Request, Language::English),
    ("uriparameters", Role::Request, Language::English),
    ("bodyparameters", Role::Body, Language::English),
    ("返回", Role::Response, Language::Chinese),
    ("响应", Role::Response, Language::Chinese),
    ("输出", Role::Response, Language::Chinese),
    ("response", Role::Response, Language::English),
    ("output", Role::Response, Language::English),
];

/// The role that such a title announces.
pub fn bare_section(title: &str) -> Option<(Role, Language)> {
    let title = normalise(unnumbered(title));
    BARE.iter().find(|(name, ..)| *name == title).map(|&(_, role, language)| (role, language))
}

/// Titles of parts of an example, normalised: each shows the response in a format.
const FORMATS: &[&str] = &[
    "xml",
    "json",
    "xmlformat",
    "jsonformat",
    "xmlexample",
    "jsonexample",
    "xml格式",
    "json格式",
    "xml示例",
    "json示例",
];

/// Whether a title names nothing but the format of an example.
pub fn names_format(title: &str) -> bool {
    FORMATS.contains(&normalise(unnumbered(title)).as_str())
}

/// Words before a section's title that add nothing, normalised.
const TITLE_HEADS: &[&str] = &["listof", "api", "本接口"];

/// Words after a section's title that add nothing, normalised.
const TITLE_TAILS: &[&str] = &["列表", "说明", "描述", "详情", "表", "list", "description"];

/// The role that a section's title announces, and the language that it is written in.
///
/// Evidence: the title itself, else without the number before it or the words around it that add nothing.
pub fn section(title: &str) -> Option<(Role, Language)> {
    let known = |title: &str| SECTIONS.iter().find(|(name, ..)| *name == title);
    let whole = normalise(title);
    let bare = normalise(unnumbered(title));
    // What is left of `参数说明` may be anyone's parameters.
    let padded = || Some(unpadded(&bare)).filter(|title| title.chars().count() > 2).and_then(known);
    let found = known(&whole).or_else(|| known(&bare)).or_else(padded);
    found.map(|&(_, role, language)| (role, language))
}

/// A title without its number: `1. `, `2.3 `, `3）`, `（一）`, `二、`.
fn unnumbered(title: &str) -> &str {
    const CHINESE: &str = "一二三四五六七八九十";
    let title = title.trim().trim_start_matches(['*', '（', '(']);
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || CHINESE.contains(c));
    let behind = rest.trim_start_matches(['、', '）', ')', '．', ' ', '\u{a0}']);
    // A number is followed by something that ends it.
    if rest.len() < title.len() && (behind.len() < rest.len() || title.contains('.')) { behind } else { title }
}

/// A normalised title without the words around it that add nothing: `请求参数说明`, `请求参数（Query）`, `list of error codes`.
fn unpadded(title: &str) -> &str {
    let title = TITLE_HEADS.iter().find_map(|head| title.strip_prefix(head)).unwrap_or(title);
    let title = title.split_once(['（', '(']).map_or(title, |(title, _)| title);
    TITLE_TAILS.iter().find_map(|tail| title.strip_suffix(tail)).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_recognised_in_both_languages_whatever_their_decoration() {
        assert_eq!(section("**请求参数**："), Some((Role::Request, Language::Chinese)));
        assert_eq!(section("Error codes."), Some((Role::Errors, Language::English)));
        assert_eq!(section("背景信息"), None);
    }

    #[test]
    fn numbers_and_padding_around_a_title_do_not_hide_it() {
        for title in [
            "1. 请求参数",
            "2.3 请求参数",
            "（一）请求参数",
            "二、请求参数",
            "3) **请求参数**",
            "请求参数说明",
            "请求参数（Query）",
            "API请求参数",
        ] {
            assert_eq!(section(title).map(|(role, _)| role), Some(Role::Request), "{title}");
        }
        assert_eq!(section("List of error codes").map(|(role, _)| role), Some(Role::Errors));
        assert_eq!(section("响应头").map(|(role, _)| role), Some(Role::ResponseHeaders));
        assert_eq!(section("Request"), None, "it may be a part of the examples");
        assert_eq!(bare_section("2. Response").map(|(role, _)| role), Some(Role::Response));
        assert!(names_format("**JSON 格式**：") && !names_format("JSON 参数"));
        for title in ["Config请求参数", "3请求参数", "说明", "（一）", "1.", "参数Config说明"] {
            assert_eq!(section(title), None, "{title}");
        }
    }
}
