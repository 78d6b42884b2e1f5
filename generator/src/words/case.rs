//! Words as one name: in snake case, in camel case.

/// `env change` as `env_change`.
pub(crate) fn snake(words: &[String]) -> String {
    words.join("_")
}

/// `env change` as `EnvChange`.
pub(crate) fn camel(words: &[String]) -> String {
    words.iter().map(|word| capitalised(word)).collect()
}

/// A word, or a name in lower camel case, with its first letter in upper case.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_names() {
        let words = ["env", "v2", "change"].map(str::to_owned);
        assert_eq!((snake(&words).as_str(), camel(&words).as_str()), ("env_v2_change", "EnvV2Change"));
        assert_eq!((snake(&[]).as_str(), camel(&[]).as_str()), ("", ""));
        assert_eq!((capitalised("boatId").as_str(), capitalised("Ähre").as_str()), ("BoatId", "Ähre"));
    }
}
