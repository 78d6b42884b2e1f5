//! Names of folders that say what is in them, not which product it is of.

/// Names of folders for a language, a kind of text or a version; letters and digits alone, in lower case.
const GENERAL: &[&str] = &[
    "api",
    "apidocs",
    "apilist",
    "apireference",
    "apis",
    "api列表",
    "api参考",
    "api文档",
    "chinese",
    "cn",
    "cnzhcn",
    "doc",
    "docs",
    "documentation",
    "en",
    "english",
    "enus",
    "intl",
    "intlenus",
    "intljajp",
    "intlzhcn",
    "ja",
    "jajp",
    "md",
    "pages",
    "reference",
    "src",
    "v",
    "version",
    "zh",
    "zhcn",
    "版本",
];

/// Whether a folder of this name, of letters and digits in lower case, can lie in any product's.
pub fn is_general(name: &str) -> bool {
    name.is_empty() || GENERAL.contains(&name)
}
