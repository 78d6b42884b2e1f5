//! Whether an error passes, so that the same call may succeed a little later.

use crate::vocabulary::transient::{AGAIN, ANOTHER, BUSY, CODES, LATER, ORDERS, PARTS, PASSED, POLITE, WAITS};

/// Whether an error passes by itself.
///
/// Evidence: a code of failures that pass, such as `ServiceUnavailable`; a text that says that the service is busy; or a clause
/// that says nothing but to try again later. Against it: the same sentence says to change something first, or a text says to
/// call for something else.
pub fn is_transient(code: &str, texts: [&str; 2]) -> bool {
    let code = code.to_ascii_lowercase();
    let mut parts = code.split('.');
    if parts.clone().next().is_some_and(|first| CODES.contains(&first)) || parts.any(|part| PARTS.contains(&part)) {
        return true;
    }
    let texts = texts.map(str::to_lowercase);
    let tells = |text: &String| BUSY.iter().any(|busy| text.contains(busy)) || text.split(is_end).any(says_later);
    !texts.iter().any(|text| ANOTHER.iter().any(|another| text.contains(another))) && texts.iter().any(tells)
}

/// Whether a character ends a sentence.
fn is_end(c: char) -> bool {
    matches!(c, '.' | '。' | '!' | '！' | '\n')
}

/// Whether a sentence says to try again later, and to do nothing else before.
fn says_later(sentence: &str) -> bool {
    let mut before = "";
    for clause in sentence.split([',', ';', ':', '，', '；', '：', '、']).map(str::trim) {
        let begins = |words: &[&str]| words.iter().any(|word| before.starts_with(word));
        if is_later(polite(clause)) && (!begins(ORDERS) || begins(WAITS)) {
            return true;
        }
        before = clause;
    }
    false
}

/// Whether a clause begins with the words to try again, and says when.
fn is_later(clause: &str) -> bool {
    let says = |(begins, has): (&[&str], &[&str])| {
        begins.iter().any(|word| clause.starts_with(word)) && has.iter().any(|word| clause.contains(word))
    };
    let unit = clause.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let has_passed = unit.len() < clause.len()
        && PASSED.iter().any(|passed| unit.starts_with(passed))
        && LATER.1.iter().any(|again| unit.contains(again));
    says(AGAIN) || says(LATER) || has_passed
}

/// A clause without what makes it polite.
fn polite(clause: &str) -> &str {
    let mut rest = clause;
    while let Some(next) = POLITE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_failures_that_pass_are_known() {
        for code in
            ["ServiceUnavailable", "InternalError", "InternalError.Berth", "Throttling.User", "Rejected.Throttling"]
        {
            assert!(is_transient(code, ["", ""]), "{code}");
        }
        for code in ["Berth.InternalErrors", "SnapshotServiceUnavailable", "Internal.Forbidden", "BusyBerth", ""] {
            assert!(!is_transient(code, ["", ""]), "{code}");
        }
    }

    #[test]
    fn texts_that_say_to_try_later_or_that_all_is_busy_tell() {
        for text in [
            "The berth is being cleaned. Try again later.",
            "The berth is full; please try again later.",
            "The order is in progress, please retry later or call us.",
            "Denied. Try again 5 minutes later.",
            "The harbour is busy.",
            "Request was denied due to request throttling.",
            "泊位正在清理，请稍后再试。",
            "请您稍候重试",
            "被占用，请5分钟后重试。",
            "操作过于频繁。",
            "系统繁忙",
            "泊位清理中，请等待完成，稍后再试。",
        ] {
            assert!(is_transient("Berth.Taken", [text, ""]) && is_transient("Berth.Taken", ["x", text]), "{text}");
        }
    }

    #[test]
    fn texts_that_ask_for_something_else_first_do_not() {
        for text in [
            "Fill your purse and try again.",
            "Ask the harbour master for leave and try again later.",
            "Modify the name and try again later.",
            "Check the name, try again later.",
            "Try other berths. Or try again later.",
            "The name of the throttling policy is invalid.",
            "The service is unavailable in this region.",
            "Wait for the berth to be cleaned.",
            "请检查名称，稍后再试。",
            "请修改名称后重试。",
            "名称已被占用，请更换后稍后重试。",
            "稍后生效。",
        ] {
            assert!(!is_transient("Berth.Taken", [text, ""]), "{text}");
        }
    }
}
