//! The words that say whether a field must be given.

use super::titles::normalise;

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

#[cfg(test)]
mod tests {
    use super::super::{Column, column};
    use super::*;

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
