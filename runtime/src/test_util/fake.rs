//! A service that is not there: it answers each operation from an example, or as the test says.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::call::FakeCall;
use crate::future::BoxFuture;
use crate::http::{Headers, HttpRequest, HttpResponse, Transport, TransportError};

/// A transport that answers without a network. Copies share calls and responses.
///
/// An operation answers with what was queued for it, else as it was told to, else with its example. One that has none
/// of these answers with status 404 and the code `InvalidAction.NotFound`, as the service does for an unknown
/// operation.
#[derive(Clone, Default)]
pub struct Fake(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    examples: HashMap<String, String>,
    handlers: HashMap<String, Arc<Handler>>,
    queues: HashMap<String, VecDeque<FakeAnswer>>,
    calls: Vec<FakeCall>,
}

type Handler = dyn Fn(&FakeCall) -> FakeAnswer + Send + Sync;

/// A response of a fake.
#[derive(Debug)]
pub struct FakeAnswer(Result<HttpResponse, TransportError>);

impl FakeAnswer {
    /// Status 200 with this JSON.
    pub fn json(body: impl Into<String>) -> Self {
        Self::raw(200, body.into())
    }

    /// Status 200 with this text, for an operation whose output is a `String`.
    pub fn text(body: impl Into<String>) -> Self {
        Self::raw(200, body.into())
    }

    /// Status 200 with these bytes, for an operation whose output is a `Vec<u8>`.
    pub fn bytes(body: impl Into<Vec<u8>>) -> Self {
        Self::raw(200, body)
    }

    /// Status 204 with no body, for an operation that has no output.
    pub fn empty() -> Self {
        Self::raw(204, Vec::new())
    }

    /// An error as the service states it.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let body = serde_json::json!({"RequestId": "FAKE-REQUEST-ID", "Code": code, "Message": message});
        Self::raw(status, body.to_string())
    }

    /// Any status and body.
    pub fn raw(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let mut headers = Headers::new();
        headers.insert("x-acs-request-id", "FAKE-REQUEST-ID");
        Self(Ok(HttpResponse::new(status, headers, body)))
    }

    /// No response: the network failed.
    pub fn failure(error: TransportError) -> Self {
        Self(Err(error))
    }
}

impl Fake {
    /// A service that answers each operation with its example.
    pub fn new(examples: &[(&str, &str)]) -> Self {
        let examples = examples.iter().map(|(operation, body)| ((*operation).to_owned(), (*body).to_owned())).collect();
        Self(Arc::new(Mutex::new(State { examples, ..State::default() })))
    }

    /// Answers every call of `operation` with what `answer` makes of it.
    pub fn on(&self, operation: &str, answer: impl Fn(&FakeCall) -> FakeAnswer + Send + Sync + 'static) {
        self.lock().handlers.insert(operation.to_owned(), Arc::new(answer));
    }

    /// Answers the next call of `operation`, after those that are queued already, with this.
    pub fn once(&self, operation: &str, answer: FakeAnswer) {
        self.lock().queues.entry(operation.to_owned()).or_default().push_back(answer);
    }

    /// Answers the next call of `operation` with an error.
    pub fn fail_once(&self, operation: &str, status: u16, code: &str, message: &str) {
        self.once(operation, FakeAnswer::error(status, code, message));
    }

    /// The number of queued responses that nobody asked for: 0 when each of them was given. One for an operation whose
    /// name is misspelt stays.
    pub fn remaining(&self) -> usize {
        self.lock().queues.values().map(VecDeque::len).sum()
    }

    /// Every attempt that arrived, in order.
    pub fn calls(&self) -> Vec<FakeCall> {
        self.lock().calls.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, call: FakeCall) -> FakeAnswer {
        let mut state = self.lock();
        state.calls.push(call.clone());
        let operation = call.operation.as_str();
        if let Some(answer) = state.queues.get_mut(operation).and_then(VecDeque::pop_front) {
            return answer;
        }
        if let Some(handler) = state.handlers.get(operation).cloned() {
            // The handler may look at the fake itself.
            drop(state);
            return handler(&call);
        }
        match state.examples.get(operation) {
            Some(example) => FakeAnswer::json(example.as_str()),
            None => FakeAnswer::error(404, "InvalidAction.NotFound", "the fake has no answer for this operation"),
        }
    }
}

impl Transport for Fake {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(std::future::ready(self.answer(FakeCall::read(&request)).0))
    }
}

impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fake").field("calls", &self.lock().calls).finish_non_exhaustive()
    }
}
