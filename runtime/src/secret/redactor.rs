//! Takes secrets out of a text, in every form in which a service may send them back.

use super::redacted::REDACTED;
use crate::encode::percent;

/// Shorter texts are placeholders: real secrets are much longer, and to replace these would garble the text.
const SHORTEST: usize = 6;

/// The secrets of one request.
pub(crate) struct Redactor<'a>(Vec<&'a str>);

impl<'a> Redactor<'a> {
    pub(crate) fn new(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        Self(secrets.into_iter().filter(|secret| secret.len() >= SHORTEST).collect())
    }

    /// `text` without the secrets as they are, percent-encoded, and percent-encoded twice.
    pub(crate) fn redact(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.0 {
            let once = percent(secret);
            for form in [&percent(&once), &once, *secret] {
                text = text.replace(form, REDACTED);
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_raw_and_encoded() {
        let redactor = Redactor::new(["s3cr/et", "tok+en==", "s1gn4ture=", "short"]);
        let text = "id s3cr/et s3cr%2Fet s1gn4ture%3D tok+en== tok%2Ben%3D%3D tok%252Ben%253D%253D short end";
        assert_eq!(
            redactor.redact(text),
            "id [redacted] [redacted] [redacted] [redacted] [redacted] [redacted] short end"
        );
        assert_eq!(redactor.redact("nothing here"), "nothing here");
        assert_eq!(Redactor::new([""]).redact("nothing here"), "nothing here");
    }
}
