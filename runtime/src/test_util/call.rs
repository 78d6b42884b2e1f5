//! A call as a test sees it: what was asked for, without signature and protocol.

use std::fmt;

use percent_encoding::percent_decode_str;

use crate::http::{HttpRequest, Method};
use crate::signature::PROTOCOL_PARAMETERS;

/// One attempt that arrived. `Debug` shows names of parameters and no value.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FakeCall {
    /// The operation; empty where the request names none.
    pub operation: String,
    /// The method.
    pub method: Method,
    /// The path, encoded.
    pub path: String,
    /// The parameters of query and form together, sorted by name.
    pub parameters: Vec<(String, String)>,
    /// The body, where it is no form.
    pub body: Vec<u8>,
}

impl FakeCall {
    /// The value of a parameter, or its JSON member where the body is a JSON object.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let plain = self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        plain.or_else(|| {
            let members: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
            Some(match members.get(name)? {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            })
        })
    }

    pub(super) fn read(request: &HttpRequest) -> Self {
        let (path, query) = request.target().split_once('?').unwrap_or((request.target(), ""));
        let mut all = parameters(query);
        let form = request.headers().get("content-type").is_some_and(|kind| kind.contains("form-urlencoded"));
        if form {
            all.extend(parameters(&String::from_utf8_lossy(request.body())));
        }
        let action = all.iter().find(|(name, _)| name == "Action").map(|(_, value)| value.clone());
        let operation = request.headers().get("x-acs-action").map(str::to_owned).or(action).unwrap_or_default();
        let by_headers = request.headers().get("x-acs-signature-nonce").is_some();
        // A bearer token has this one parameter under V3 too.
        let is_own = |name: &str| !PROTOCOL_PARAMETERS.contains(&name) || (by_headers && name != "SignatureType");
        all.retain(|(name, _)| is_own(name));
        all.sort();
        Self {
            operation,
            method: request.method(),
            path: path.to_owned(),
            parameters: all,
            body: if form { Vec::new() } else { request.body().to_vec() },
        }
    }
}

/// Names and values of a query or a form, decoded.
pub(super) fn parameters(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (decode(name), decode(value))).collect()
}

/// Resolves `+` and `%`; what is no escape stays as it is.
fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

impl fmt::Debug for FakeCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeCall")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("parameters", &self.parameters.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body_length", &self.body.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::encode;

    #[test]
    fn what_is_no_escape_stays() {
        for (text, expected) in [("%41%4a", "AJ"), ("%+1", "% 1"), ("%-1%", "%-1%"), ("%4", "%4"), ("a+b", "a b")] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(pairs: Vec<(String, String)>) {
            let pairs: Vec<_> = pairs.into_iter().filter(|(name, _)| !name.is_empty()).collect();
            prop_assert_eq!(parameters(&encode::query(&pairs)), pairs.clone());
            prop_assert_eq!(parameters(&encode::form(&pairs)), pairs);
        }

        #[test]
        fn any_text_can_be_decoded(text: String) {
            parameters(&text);
        }
    }
}
