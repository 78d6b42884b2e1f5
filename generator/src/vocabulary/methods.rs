//! The HTTP methods that pages name.

const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// Whether a word is an HTTP method, or several joined by `|`.
pub fn is_method(word: &str) -> bool {
    !word.is_empty() && word.split('|').all(|method| METHODS.contains(&method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_may_be_joined() {
        assert!(is_method("GET") && is_method("PATCH|POST"));
        assert!(!is_method("Get it") && !is_method("") && !is_method("GET|"));
    }
}
