//! Reading the responses that carry credentials. No message repeats anything of a response but a code that looks like
//! one.

use serde::Deserialize;
use serde_json::Value;

use crate::identity::Credentials;
use crate::secret::Secret;
use crate::time::parse_iso8601;

/// Every spelling that a source uses for the parts of a temporary access key.
#[derive(Deserialize)]
struct Key {
    #[serde(rename = "Code")]
    code: Option<String>,
    mode: Option<String>,
    #[serde(rename = "AccessKeyId", alias = "accessKeyId", alias = "access_key_id", alias = "SessionAccessKeyId")]
    id: Option<String>,
    #[serde(
        rename = "AccessKeySecret",
        alias = "accessKeySecret",
        alias = "access_key_secret",
        alias = "SessionAccessKeySecret"
    )]
    secret: Option<Secret>,
    #[serde(rename = "SecurityToken", alias = "securityToken", alias = "sts_token")]
    token: Option<Secret>,
    #[serde(rename = "Expiration", alias = "expiration")]
    expiration: Option<String>,
}

/// An object that has a [`Key`] as member.
#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "Credentials", alias = "CloudCredential", alias = "SessionAccessKey")]
    key: Option<Key>,
}

/// The names of a key's parts in one kind of response, for messages.
struct Spelling([&'static str; 4]);

const PASCAL: Spelling = Spelling(["AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"]);
const CAMEL: Spelling = Spelling(["accessKeyId", "accessKeySecret", "securityToken", "expiration"]);
#[cfg(feature = "rsa-key-pair")]
const SESSION: Spelling = Spelling(["SessionAccessKeyId", "SessionAccessKeySecret", "SecurityToken", "Expiration"]);
const SNAKE: Spelling = Spelling(["access_key_id", "access_key_secret", "sts_token", "expiration"]);

/// A response of the metadata service. The error reads on after "the answer".
pub(crate) fn metadata(bytes: &[u8]) -> Result<Credentials, String> {
    let key: Key = parse(bytes)?;
    succeeded(key.code.as_deref().unwrap_or_default())?;
    key.temporary(&PASCAL)
}

/// A response of a credentials URI: as that of the metadata service, but the code may be absent.
pub(crate) fn uri(bytes: &[u8]) -> Result<Credentials, String> {
    let key: Key = parse(bytes)?;
    if let Some(code) = &key.code {
        succeeded(code)?;
    }
    key.temporary(&PASCAL)
}

/// A response of the security token service, or of CloudSSO.
pub(crate) fn enveloped(bytes: &[u8]) -> Result<Credentials, String> {
    let envelope: Envelope = parse(bytes)?;
    envelope.key.ok_or("has no credentials in it")?.temporary(&PASCAL)
}

/// A response with the session of a key pair, whose key has no token.
#[cfg(feature = "rsa-key-pair")]
pub(crate) fn session(bytes: &[u8]) -> Result<Credentials, String> {
    let key = parse::<Envelope>(bytes)?.key.ok_or("has no session key in it")?;
    let has_end = key.expiration.is_some();
    let made = key.any(&SESSION)?;
    if has_end { Ok(made) } else { Err("has no `Expiration`".to_owned()) }
}

/// A response of the exchange of an OAuth token.
pub(crate) fn oauth(bytes: &[u8]) -> Result<Credentials, String> {
    parse::<Key>(bytes)?.temporary(&CAMEL)
}

/// The output of an external program. The mode is `AK` or `StsToken`; without one, a token makes the difference.
pub(crate) fn external(bytes: &[u8]) -> Result<Credentials, String> {
    let mut key: Key = parse(bytes)?;
    let mode = key.mode.take().unwrap_or_default().to_ascii_lowercase();
    match mode.as_str() {
        "ak" => key.token = None,
        "ststoken" if key.token.is_none() => return Err("has the mode StsToken but no `sts_token`".to_owned()),
        "ststoken" | "" => {}
        _ => return Err("has a `mode` other than AK and StsToken".to_owned()),
    }
    key.any(&SNAKE)
}

/// Code, message and request id of an error response, as far as it has them.
pub(crate) fn refusal(bytes: &[u8]) -> Option<[Option<String>; 3]> {
    let Ok(Value::Object(members)) = serde_json::from_slice(bytes) else { return None };
    let text = |names: &[&str]| {
        let value = names.iter().find_map(|name| members.get(*name))?.as_str()?;
        let line: String = value.chars().filter(|character| !character.is_control()).take(300).collect();
        Some(line).filter(|line| !line.is_empty())
    };
    let found = [
        text(&["Code", "code", "ErrorCode", "error"]).filter(|code| is_code(code)),
        text(&["Message", "message", "ErrorMessage", "error_description"]),
        text(&["RequestId", "requestId", "RequestID"]),
    ];
    found.iter().any(Option::is_some).then_some(found)
}

/// Whether a text is a word such as `AuthenticationFail.NoPermission`, and not some value in a wrong place.
fn is_code(text: &str) -> bool {
    text.len() <= 80 && text.bytes().all(|byte| byte.is_ascii_alphabetic() || b"._-".contains(&byte))
}

fn succeeded(code: &str) -> Result<(), String> {
    match code {
        "Success" => Ok(()),
        "" => Err("has no `Code`".to_owned()),
        code if is_code(code) => Err(format!("has the `Code` {code} and not Success")),
        _ => Err("has a `Code` other than Success".to_owned()),
    }
}

impl Key {
    /// A key that must have a token and an expiry.
    fn temporary(self, spelling: &Spelling) -> Result<Credentials, String> {
        let Spelling([_, _, token, expiration]) = spelling;
        if self.token.as_ref().is_none_or(Secret::is_blank) {
            return Err(format!("has no `{token}`"));
        }
        if self.expiration.is_none() {
            return Err(format!("has no `{expiration}`"));
        }
        self.any(spelling)
    }

    fn any(self, spelling: &Spelling) -> Result<Credentials, String> {
        let Spelling([id_name, secret_name, _, expiration_name]) = spelling;
        let id = self.id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| format!("has no `{id_name}`"))?;
        let secret =
            self.secret.filter(|secret| !secret.is_blank()).ok_or_else(|| format!("has no `{secret_name}`"))?;
        let token = self.token.filter(|token| !token.is_blank()).map(|token| token.trimmed());
        let made = Credentials::from_parts(id, secret.trimmed(), token);
        made.check().map_err(|error| format!("cannot be used: {error}"))?;
        let Some(expiration) = self.expiration.filter(|text| !text.is_empty()) else { return Ok(made) };
        let at = parse_iso8601(expiration.trim())
            .ok_or_else(|| format!("has an `{expiration_name}` that is no date such as 2024-05-20T10:30:00Z"))?;
        Ok(made.expiring(at))
    }
}

fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(json).map_err(|error| {
        // Its message may quote a value.
        let (line, column) = (error.line(), error.column());
        match json.trim_ascii_start().first() {
            None => "is empty".to_owned(),
            Some(b'<') => "is HTML or XML and not JSON, so it may come from a proxy".to_owned(),
            Some(_) if error.is_eof() => format!("breaks off at line {line}, column {column}"),
            Some(_) if error.is_data() => format!("has a value of the wrong type at line {line}, column {column}"),
            Some(_) => format!("is not valid JSON at line {line}, column {column}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use proptest::prelude::*;

    use super::*;

    type Reader = fn(&[u8]) -> Result<Credentials, String>;

    const READERS: [Reader; 5] = [metadata, uri, enveloped, oauth, external];

    #[test]
    fn each_kind_of_answer_is_read() {
        let date = "2024-05-20T10:30:00Z";
        let key = format!(
            r#""AccessKeyId":"id","AccessKeySecret":"s","SecurityToken":"t","Expiration":"{date}","LastUpdated":"x""#
        );
        let cases: [(Reader, String); 7] = [
            (metadata, format!("{{\"Code\":\"Success\",{key}}}")),
            (uri, format!("\u{feff}{{{key}}}")),
            (uri, format!("{{\"Code\":\"Success\",{key}}}")),
            (enveloped, format!("{{\"RequestId\":\"r\",\"Credentials\":{{{key}}}}}")),
            (enveloped, format!("{{\"CloudCredential\":{{{key}}}}}")),
            (
                oauth,
                format!(r#"{{"accessKeyId":"id","accessKeySecret":"s","securityToken":"t","expiration":"{date}"}}"#),
            ),
            (
                external,
                format!(
                    r#"{{"mode":"StsToken","access_key_id":"id","access_key_secret":"s","sts_token":"t","expiration":"{date}"}}"#
                ),
            ),
        ];
        for (reader, text) in cases {
            let made = reader(text.as_bytes()).unwrap();
            assert_eq!((made.access_key_id(), made.secret().expose()), ("id", "s"), "{text}");
            assert_eq!(made.security_token().unwrap().expose(), "t");
            assert_eq!(made.expiration(), Some(UNIX_EPOCH + Duration::from_secs(1_716_201_000)));
        }
        let made = external(br#"{"mode":"ak","access_key_id":"id","access_key_secret":"s","sts_token":""}"#).unwrap();
        assert!(made.security_token().is_none() && made.expiration().is_none());
    }

    #[test]
    fn what_is_wrong_is_said_without_the_content() {
        let cases: [(Reader, &str, &str); 15] = [
            (metadata, "", "is empty"),
            (metadata, "<html>hidden</html>", "may come from a proxy"),
            (metadata, r#"{"Code":"Success","AccessKeySecret":"hid"#, "breaks off at line 1"),
            (metadata, r#"{"Code":"Success" hidden"#, "is not valid JSON at line 1"),
            (metadata, r#"{"AccessKeySecret":["hidden"]}"#, "wrong type"),
            (metadata, r#"{"AccessKeySecret":"hidden"}"#, "no `Code`"),
            (metadata, r#"{"Code":"Failed.NoRole","AccessKeySecret":"hidden"}"#, "the `Code` Failed.NoRole"),
            (metadata, r#"{"Code":"hidden s3cret"}"#, "a `Code` other than"),
            (uri, r#"{"SecurityToken":"hidden","AccessKeyId":"i","AccessKeySecret":"x"}"#, "no `Expiration`"),
            (
                uri,
                r#"{"SecurityToken":"hidden","AccessKeyId":"i","AccessKeySecret":"x","Expiration":"hidden"}"#,
                "`Expiration` that is no date",
            ),
            (enveloped, r#"{"Credentials":null}"#, "no credentials in it"),
            (enveloped, r#"{"Credentials":{"AccessKeySecret":"hidden"}}"#, "no `SecurityToken`"),
            (oauth, r#"{"accessKeySecret":"hidden","securityToken":"hidden","expiration":"x"}"#, "no `accessKeyId`"),
            (external, r#"{"mode":"ststoken","access_key_id":"i","access_key_secret":"hidden"}"#, "no `sts_token`"),
            (external, r#"{"mode":"hidden"}"#, "a `mode` other"),
        ];
        for (reader, text, expected) in cases {
            let error = reader(text.as_bytes()).unwrap_err();
            assert!(error.contains(expected) && !error.contains("hid"), "{text}: {error}");
        }
    }

    #[test]
    fn refusals_are_read_in_every_spelling() {
        let read = |text: &str| refusal(text.as_bytes()).map(|parts| parts.map(Option::unwrap_or_default).join("|"));
        assert_eq!(read(r#"{"Code":"A.B","Message":"m","RequestId":"r"}"#).as_deref(), Some("A.B|m|r"));
        assert_eq!(
            read(r#"{"error":"invalid_grant","error_description":"d\u0000"}"#).as_deref(),
            Some("invalid_grant|d|")
        );
        assert_eq!(read(r#"{"Code":"no code 1"}"#), None);
        assert_eq!(read("<html>"), None);
    }

    proptest! {
        #[test]
        fn no_answer_makes_a_reader_panic_or_show_it(bytes: Vec<u8>) {
            for reader in READERS {
                let _ = reader(&bytes);
            }
            let _ = refusal(&bytes);
        }

        #[test]
        fn no_value_of_an_answer_is_shown(
            value in "[0-9]{3}[a-zA-Z0-9+/]{12}",
            cut in 0_usize..400,
            member in 0_usize..4,
            wrap: bool,
        ) {
            let names = ["AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration"];
            let members: Vec<String> = names
                .iter()
                .enumerate()
                .map(|(index, name)| {
                    if index == member && wrap { format!("\"{name}\":[\"{value}\"]") } else { format!("\"{name}\":\"{value}\"") }
                })
                .collect();
            let text = format!("{{\"Code\":\"Success\",{0},\"Credentials\":{{{0}}}}}", members.join(","));
            let text = text.get(..cut).unwrap_or(&text);
            for reader in READERS {
                if let Err(error) = reader(text.as_bytes()) {
                    prop_assert!(!error.contains(&value[..6]), "{}", error);
                }
            }
        }
    }
}
