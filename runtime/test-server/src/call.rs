//! Calls: what the server received, decoded.

use std::fmt;

use serde_json::Value;

use crate::encoding::{BadEncoding, Pairs, pairs};
use crate::http::Received;
use crate::refusal::Refusal;
use crate::signature::Scheme;

/// One request that the server received, refused or not.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// The operation that the call names or, where it names none, means; empty when it does neither.
    pub operation: String,
    /// The HTTP method.
    pub method: String,
    /// The path as it was sent.
    pub path: String,
    /// The decoded parameters in the path.
    pub path_parameters: Vec<(String, String)>,
    /// The decoded query, in the order of arrival.
    pub query: Vec<(String, String)>,
    /// The decoded form body, in the order of arrival.
    pub form: Vec<(String, String)>,
    /// The JSON body.
    pub json: Option<Value>,
    /// The headers, names in lower case, in the order of arrival.
    pub headers: Vec<(String, String)>,
    /// The body as it was sent.
    pub body: Vec<u8>,
    /// The kind of signature: `acs3`, `roa1`, `rpc1`, or empty when there is none.
    pub signature: &'static str,
    /// Why the call was refused; `None`: it was accepted.
    pub refusal: Option<Refusal>,
}

impl Call {
    /// Decodes a request. What cannot be decoded is left empty, and the refusal says what it was.
    pub(crate) fn new(received: &Received) -> Self {
        let scheme = Scheme::of(received);
        let mut call = Self {
            operation: String::new(),
            method: received.method.clone(),
            path: received.path.clone(),
            path_parameters: Vec::new(),
            query: Vec::new(),
            form: Vec::new(),
            json: None,
            headers: received.headers.clone(),
            body: received.body.clone(),
            signature: scheme.map_or("", Scheme::name),
            refusal: None,
        };
        if let Err(refusal) = call.decode(received) {
            call.refusal = Some(refusal);
        }
        let named = call.header("x-acs-action").or_else(|| call.query_value("Action"));
        call.operation = named.unwrap_or_default().to_owned();
        call
    }

    /// The value of a query parameter; of several, the first.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        value(&self.query, name)
    }

    /// The value of a form parameter; of several, the first.
    pub fn form_value(&self, name: &str) -> Option<&str> {
        value(&self.form, name)
    }

    /// The value of a header, its name in lower case; of several, the first.
    pub fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, name)
    }

    fn decode(&mut self, received: &Received) -> Result<(), Refusal> {
        let encoded = |place: &'static str| {
            move |BadEncoding(text)| Refusal::invalid(format!("{text:?} in the {place} is not percent-encoded UTF-8."))
        };
        self.query = pairs(&received.query).map_err(encoded("query"))?;
        if received.body.is_empty() {
            return Ok(());
        }
        let media_type = received.media_type();
        if received.is_form() {
            let text = str::from_utf8(&received.body).map_err(|_| Refusal::invalid("The form body is not UTF-8."))?;
            self.form = pairs(text).map_err(encoded("form body"))?;
        } else if media_type == "application/json" {
            let json = serde_json::from_slice(&received.body);
            self.json = Some(json.map_err(|error| Refusal::invalid(format!("The body is not JSON: {error}.")))?);
        } else if media_type.is_empty() {
            return Err(Refusal::missing("A call with a body needs the header content-type."));
        }
        Ok(())
    }
}

fn value<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl fmt::Debug for Call {
    /// Hides signatures and security tokens, which end in the logs of test runs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SECRET: [&str; 5] =
            ["authorization", "x-acs-security-token", "x-acs-bearer-token", "SecurityToken", "Signature"];
        let shown = |pairs: &Pairs| {
            let hide = |(name, value): &(String, String)| {
                (name.clone(), if SECRET.contains(&name.as_str()) { "…".to_owned() } else { value.clone() })
            };
            pairs.iter().map(hide).collect::<Vec<_>>()
        };
        f.debug_struct("Call")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("path_parameters", &self.path_parameters)
            .field("query", &shown(&self.query))
            .field("form", &shown(&self.form))
            .field("json", &self.json)
            .field("headers", &shown(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("signature", &self.signature)
            .field("refusal", &self.refusal.as_ref().map(|refusal| refusal.code))
            .finish()
    }
}
