//! One member at the root of a JSON body, found without a tree of the whole: how a response tells success, and its id.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// How the responses of an operation say that it succeeded: a member of the body's root, and its values where it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SuccessRule {
    pub field: &'static str,
    pub any_of: &'static [&'static str],
}

impl SuccessRule {
    /// Whether `body` says that the operation succeeded; `None` where it does not say.
    pub(crate) fn judge(&self, body: &[u8]) -> Option<bool> {
        let text = root_text(body, self.field)?;
        let text = text.trim();
        (!text.is_empty()).then(|| self.any_of.iter().any(|known| known.eq_ignore_ascii_case(text)))
    }
}

/// `body` without the byte order mark of UTF-8.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// The text of the scalar `name` at the root of a JSON object, borrowed where it holds no escape. A name in another case
/// counts where there is none in this one, and the last of several counts, as it does when the whole is decoded.
pub(crate) fn root_text<'a>(body: &'a [u8], name: &str) -> Option<Cow<'a, str>> {
    let mut json = serde_json::Deserializer::from_slice(without_mark(body));
    let (mut exact, mut loose) = (None, None);
    json.deserialize_map(Root { name, exact: &mut exact, loose: &mut loose }).ok()?;
    exact.or(loose)
}

/// The same of a body that may break off: as far as it can be read.
pub(crate) fn root_begun<'a>(body: &'a [u8], name: &str) -> Option<Cow<'a, str>> {
    let mut json = serde_json::Deserializer::from_slice(without_mark(body));
    let (mut exact, mut loose) = (None, None);
    // What was found before the end counts.
    let _ = json.deserialize_map(Root { name, exact: &mut exact, loose: &mut loose });
    exact.or(loose)
}

/// Finds a member by its name as it stands, and by one that differs in case alone.
struct Root<'n, 'f, 'de> {
    name: &'n str,
    exact: &'f mut Option<Cow<'de, str>>,
    loose: &'f mut Option<Cow<'de, str>>,
}

impl<'de> Visitor<'de> for Root<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(likeness) = members.next_key_seed(Name(self.name))? {
            match likeness {
                Likeness::Exact => *self.exact = members.next_value_seed(Text)?,
                Likeness::Loose => *self.loose = members.next_value_seed(Text)?,
                Likeness::None => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// How alike the name of a member and the one that is looked for are.
enum Likeness {
    Exact,
    Loose,
    None,
}

struct Name<'n>(&'n str);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Likeness;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Likeness, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Likeness;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Likeness, E> {
        Ok(match name {
            name if name == self.0 => Likeness::Exact,
            name if name.eq_ignore_ascii_case(self.0) => Likeness::Loose,
            _ => Likeness::None,
        })
    }
}

/// The text of a scalar; none for null, lists and objects.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

macro_rules! printed {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<Self::Value, E> {
            Ok(Some(Cow::Owned(value.to_string())))
        }
    )*};
}

impl<'de> Visitor<'de> for Text {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    printed!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_compared_as_text_whatever_its_type() {
        let rule = SuccessRule { field: "Code", any_of: &["OK", "200", "true"] };
        let judged =
            |value: &str| rule.judge(format!(r#"{{"A": [{{"Code": 7}}], "Code": {value}, "B": 1}}"#).as_bytes());
        for value in [r#""OK""#, r#"" ok ""#, r#""\u006fk""#, "200", r#""200""#, "true", r#""True""#] {
            assert_eq!(judged(value), Some(true), "{value}");
        }
        for value in ["false", "500", r#""SystemBusy""#, "200.5", "-200"] {
            assert_eq!(judged(value), Some(false), "{value}");
        }
        for value in ["null", r#""""#, "[200]", r#"{"Code": "OK"}"#] {
            assert_eq!(judged(value), None, "{value}");
        }
    }

    #[test]
    fn only_the_root_of_an_object_counts() {
        let read = |body: &str| root_text(body.as_bytes(), "Id").map(Cow::into_owned);
        assert_eq!(read(r#"{"Id": "a"}"#).as_deref(), Some("a"));
        assert_eq!(read("\u{feff}{\"id\": \"a\"}").as_deref(), Some("a"));
        assert_eq!(read(r#"{"Id": "a", "id": "b"}"#).as_deref(), Some("a"), "the exact name comes first");
        assert_eq!(read(r#"{"Id": "a", "Id": "b"}"#).as_deref(), Some("b"));
        let deep = format!(r#"{{"A": {}1{}, "Id": "a"}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(read(&deep).as_deref(), Some("a"));
        for body in ["", "null", "[]", r#"[{"Id": "a"}]"#, r#"{"A": {"Id": "a"}}"#, r#"{"Id": "a""#, "<Id>a</Id>"] {
            assert_eq!(read(body), None, "{body}");
        }
    }

    #[test]
    fn a_body_that_breaks_off_is_read_as_far_as_it_goes() {
        for (body, expected) in [
            (r#"{"Id": "a", "Text": "zzz"#, Some("a")),
            (r#"{"Text": [{"Id": 1}, {"#, None),
            (r#"{"Id": "a"#, None),
            (r#"{"Id": "a"}"#, Some("a")),
            ("<html>", None),
        ] {
            assert_eq!(root_begun(body.as_bytes(), "Id").as_deref(), expected, "{body}");
        }
    }
}
