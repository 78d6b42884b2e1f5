//! The HTTP methods that pages name.

const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// Whether a word is an HTTP method, or several joined by `|`.
pub fn is_method(word: &str) -> bool {
    !word.is_empty() && word.split('|').all(|method| METHODS.contains(&method))
}

/// Whether methods, joined by `|`, are all such as HTTP says to change nothing.
pub fn only_read(methods: &str) -> bool {
    methods.split('|').all(|method| matches!(method.trim(), "GET" | "HEAD"))
}

/// Whether one of several methods has a body.
pub fn has_body(methods: &str) -> bool {
    ["POST", "PUT", "PATCH"].iter().any(|method| methods.contains(method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_may_be_joined() {
        assert!(is_method("GET") && is_method("PATCH|POST"));
        assert!(only_read("GET|HEAD") && !only_read("GET|POST") && !only_read(""));
        assert!(has_body("GET|PUT") && !has_body("DELETE"));
        assert!(!is_method("Get it") && !is_method("") && !is_method("GET|"));
    }
}
