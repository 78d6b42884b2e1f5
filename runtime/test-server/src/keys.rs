//! The credentials that the server knows.

use std::fmt;

/// An access key, with a security token when it is a temporary one.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    /// The access key's id.
    pub id: String,
    /// The access key's secret.
    pub secret: String,
    /// The token that every call must carry; `None`: no call may carry one.
    pub token: Option<String>,
}

impl Keys {
    /// A lasting key, without a token.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { id: id.into(), secret: secret.into(), token: None }
    }

    /// The same key as a temporary one.
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys")
            .field("id", &self.id)
            .field("secret", &"…")
            .field("token", &self.token.as_ref().map(|_| "…"))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_secret_and_token() {
        let text = format!("{:?}", Keys::new("id-1", "hunter2").with_token("ticket"));
        assert!(text.contains("id-1"), "{text}");
        assert!(!text.contains("hunter2") && !text.contains("ticket"), "{text}");
    }
}
