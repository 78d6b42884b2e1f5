//! Header fields: names without regard to case, values as text.

use std::borrow::Cow;
use std::fmt;

use crate::secret::REDACTED;

/// Header fields in order. Names are kept in lower case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(Cow<'static, str>, Cow<'static, str>)>);

impl Headers {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// The first value of `name`, in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Sets `name` to this value alone.
    pub fn insert(&mut self, name: &str, value: impl Into<String>) {
        self.remove(name);
        self.append(name, value);
    }

    /// Adds a value to those that `name` has.
    pub fn append(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((Cow::Owned(name.to_ascii_lowercase()), Cow::Owned(value.into())));
    }

    /// As `insert`, without a copy of the name, which is in lower case.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        debug_assert!(!name.bytes().any(|byte| byte.is_ascii_uppercase()), "{name} is not in lower case");
        self.remove(name);
        self.0.push((Cow::Borrowed(name), Cow::Owned(value.into())));
    }

    /// As `set`, without a copy of the value either.
    pub(crate) fn set_static(&mut self, name: &'static str, value: &'static str) {
        self.remove(name);
        self.0.push((Cow::Borrowed(name), Cow::Borrowed(value)));
    }

    /// Adds a value to those of a name that is in lower case.
    #[cfg(feature = "http-transport")]
    pub(crate) fn append_lower(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((Cow::Owned(name.to_owned()), Cow::Owned(value.into())));
    }

    /// Removes every value of `name`.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    /// Names in lower case, and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The same without copies.
    #[cfg(feature = "http-transport")]
    pub(crate) fn into_items(self) -> Vec<(Cow<'static, str>, Cow<'static, str>)> {
        self.0
    }
}

/// Hides the values of fields that authenticate, and the queries of addresses.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(name, value)| (name, shown(name, value)))).finish()
    }
}

/// As much of a value as may be seen. `name` is in lower case.
fn shown<'a>(name: &str, value: &'a str) -> &'a str {
    match name {
        // Redirects repeat the query of the request, which can have signature and token.
        "location" | "content-location" | "refresh" | "link" => value.split('?').next().unwrap_or_default(),
        _ if is_secret(name) => REDACTED,
        _ => value,
    }
}

/// Whether the value of the field authenticates someone. `name` is in lower case.
pub(crate) fn is_secret(name: &str) -> bool {
    matches!(name, "authorization" | "cookie" | "set-cookie" | "proxy-authorization")
        || ["token", "secret", "password"].iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_case_and_insert_replaces() {
        let mut headers = Headers::new();
        headers.append("X-A", "1");
        headers.append("x-a", "2");
        assert_eq!(headers.get("X-a"), Some("1"));
        headers.insert("X-A", "3");
        assert_eq!(headers.iter().collect::<Vec<_>>(), [("x-a", "3")]);
        headers.remove("x-A");
        assert_eq!(headers.get("x-a"), None);
    }

    #[test]
    fn debug_hides_what_authenticates() {
        let mut headers = Headers::new();
        headers.insert("Authorization", "hidden");
        headers.insert("x-acs-security-token", "hidden");
        headers.insert("host", "shown");
        headers.insert("location", "https://shown/?SecurityToken=hidden");
        let printed = format!("{headers:?}");
        assert!(printed.contains("shown") && !printed.contains("hidden"), "{printed}");
    }
}
