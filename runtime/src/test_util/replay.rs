//! Exchanges with the real service, recorded once and replayed in tests. A recording holds no credentials.

use std::collections::VecDeque;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::call::{FakeCall, parameters};
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::{Headers, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
use crate::identity::Credentials;

/// One exchange, as it stands in a recording.
#[derive(Clone, Serialize, Deserialize)]
struct Exchange {
    operation: String,
    method: String,
    path: String,
    parameters: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    body: String,
    status: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// The body of the response as text.
    answer: String,
    /// The same in Base64, where it is not text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer_base64: Option<String>,
}

impl Exchange {
    /// `token` is what the call was authenticated with, which a service repeats in what it says of a wrong signature.
    fn new(call: FakeCall, answer: &HttpResponse, token: Option<&Credentials>) -> Self {
        let text = String::from_utf8_lossy(&answer.body);
        let safe = token.map_or_else(|| text.to_string(), |token| token.redactor("").redact(&text));
        // Bytes in which the token was found are kept as text without it.
        let is_bytes = std::str::from_utf8(&answer.body).is_err() && safe == text;
        Self {
            operation: call.operation,
            method: call.method.as_str().to_owned(),
            path: call.path,
            parameters: call.parameters,
            body: String::from_utf8_lossy(&call.body).into_owned(),
            status: answer.status,
            request_id: answer.headers.get("x-acs-request-id").map(str::to_owned),
            answer: if is_bytes { String::new() } else { safe },
            answer_base64: is_bytes.then(|| STANDARD.encode(&answer.body)),
        }
    }

    /// The body of the recorded response.
    fn response_body(&self) -> Result<Vec<u8>, TransportError> {
        match &self.answer_base64 {
            None => Ok(self.answer.clone().into_bytes()),
            Some(text) => STANDARD.decode(text).map_err(|_| {
                let why = "the recording has an answer_base64 that is not Base64";
                TransportError::new(TransportErrorKind::Unsupported, why)
            }),
        }
    }

    /// Describes how `call` differs from the recorded one, by names only, since values may be secrets.
    fn difference(&self, call: &FakeCall) -> Option<String> {
        let pairs = [
            ("operation", self.operation.as_str(), call.operation.as_str()),
            ("method", self.method.as_str(), call.method.as_str()),
            ("path", self.path.as_str(), call.path.as_str()),
        ];
        if let Some((what, recorded, made)) = pairs.into_iter().find(|(_, recorded, made)| recorded != made) {
            return Some(format!("its {what} is `{made}` and not `{recorded}`"));
        }
        let lacks = |from: &[(String, String)], pair: &(String, String)| !from.contains(pair);
        let own = call.parameters.iter().find(|pair| lacks(&self.parameters, pair));
        let theirs = self.parameters.iter().find(|pair| lacks(&call.parameters, pair));
        if let Some((name, _)) = own.or(theirs) {
            return Some(format!("its parameter {name} differs"));
        }
        (self.body.as_bytes() != call.body).then(|| "its body differs".to_owned())
    }
}

/// A transport that passes calls on and remembers what was said, for [`Replay`]. Copies share one recording.
///
/// Signatures, keys and tokens of the protocol are left out, and so are exchanges by which credentials were found;
/// parameters and responses are kept as they are, so look through a recording before you commit it.
#[derive(Clone)]
pub struct Recorder<T> {
    inner: T,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

impl<T: Transport> Recorder<T> {
    /// Records what goes through `inner`.
    pub fn new(inner: T) -> Self {
        Self { inner, exchanges: Arc::default() }
    }

    /// The recording so far, as JSON.
    pub fn to_json(&self) -> String {
        let exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        serde_json::to_string_pretty(&*exchanges).unwrap_or_default()
    }
}

impl<T: Transport> Transport for Recorder<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let call = FakeCall::read(&request);
        let token = token(&request);
        Box::pin(async move {
            let answer = self.inner.send(request).await?;
            if !gives_credentials(&call) {
                self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).push(Exchange::new(
                    call,
                    &answer,
                    token.as_ref(),
                ));
            }
            Ok(answer)
        })
    }

    fn keeps_time(&self) -> bool {
        self.inner.keeps_time()
    }
}

/// The token that the request carries, in a header or in a parameter.
fn token(request: &HttpRequest) -> Option<Credentials> {
    let query = request.target().split_once('?').map_or("", |(_, query)| query);
    let named =
        parameters(query).into_iter().find(|(name, _)| matches!(name.as_str(), "SecurityToken" | "BearerToken"));
    let header = |name: &str| request.headers().get(name).map(str::to_owned);
    let token = header("x-acs-security-token").or_else(|| header("x-acs-bearer-token"));
    token.or(named.map(|(_, value)| value)).map(Credentials::bearer)
}

/// Says where a text is no recording. The parser's message is not repeated, because it quotes values.
fn malformed(error: &serde_json::Error) -> String {
    let problem = if error.is_data() { "a value is missing or has the wrong type" } else { "it is not valid JSON" };
    format!("{problem}, line {}, column {}", error.line(), error.column())
}

/// Whether the whole response is a secret: of assuming a role, or of a plain request of a provider of credentials,
/// which names no operation.
fn gives_credentials(call: &FakeCall) -> bool {
    call.operation.is_empty() || call.operation.starts_with("AssumeRole")
}

impl<T> fmt::Debug for Recorder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorder")
    }
}

/// A transport that answers from a recording, call by call, and refuses a call that is not the recorded one. Copies
/// share the place in the recording.
#[derive(Clone)]
pub struct Replay(Arc<Mutex<VecDeque<Exchange>>>);

impl Replay {
    /// Replays a recording that [`Recorder::to_json`] made.
    ///
    /// # Errors
    /// When the text is not one.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let exchanges: VecDeque<Exchange> = serde_json::from_str(json)
            .map_err(|error| Error::configuration(format!("this is no recording: {}", malformed(&error))))?;
        Ok(Self(Arc::new(Mutex::new(exchanges))))
    }

    /// Replays the recording in a file.
    ///
    /// # Errors
    /// When the file cannot be read or is no recording.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::configuration(format!("cannot read {}: {error}", path.display())).with_source(error)
        })?;
        Self::from_json(&text)
    }

    /// The number of exchanges that are left: 0 when everything recorded was asked for.
    pub fn remaining(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Exchange>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, call: &FakeCall) -> Result<HttpResponse, TransportError> {
        // Of this kind, because asking again comes to the same.
        let refuse = |why: String| TransportError::new(TransportErrorKind::Unsupported, why);
        let mut exchanges = self.lock();
        let Some(next) = exchanges.front() else {
            return Err(refuse(format!("the recording has no further exchange, and {} was called", call.operation)));
        };
        if let Some(difference) = next.difference(call) {
            return Err(refuse(format!("the call is not the recorded one: {difference}")));
        }
        let mut headers = Headers::new();
        if let Some(id) = &next.request_id {
            headers.insert("x-acs-request-id", id.as_str());
        }
        let answer = HttpResponse::new(next.status, headers, next.response_body()?);
        exchanges.pop_front();
        Ok(answer)
    }
}

impl Transport for Replay {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(std::future::ready(self.answer(&FakeCall::read(&request))))
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay").field("remaining", &self.remaining()).finish()
    }
}
