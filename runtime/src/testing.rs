//! Shared by the tests of providers: a client's surroundings that answer from a script and stand still in time.

use std::collections::VecDeque;
use std::future::{Future, ready};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::config::Config;
use crate::future::BoxFuture;
use crate::http::{Headers, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
use crate::identity::{Credentials, ProviderContext};
use crate::time::{Clock, Timer, iso8601};

/// 2024-05-20T10:30:00Z
const BEGINNING: u64 = 1_716_201_000;

/// Answers in the order in which they were set, and records what was sent. Clock and timer are one, and move only when
/// they are told to, or slept on.
#[derive(Clone)]
pub(crate) struct World {
    pub requests: Arc<Mutex<Vec<HttpRequest>>>,
    answers: Arc<Mutex<VecDeque<Result<HttpResponse, TransportError>>>>,
    seconds: Arc<AtomicU64>,
}

impl World {
    pub(crate) fn new() -> Self {
        Self { requests: Arc::default(), answers: Arc::default(), seconds: Arc::new(AtomicU64::new(BEGINNING)) }
    }

    pub(crate) fn context(&self) -> ProviderContext {
        ProviderContext::of(&self.config())
    }

    pub(crate) fn config(&self) -> Config {
        self.config_with(self.clone())
    }

    pub(crate) fn config_with(&self, timer: impl Timer + 'static) -> Config {
        Config::builder()
            .region("cn-hangzhou")
            .credentials(Credentials::new("not", "asked"))
            .transport(self.clone())
            .clock(self.clone())
            .timer(timer)
            .build()
            .unwrap()
    }

    pub(crate) fn answer(&self, status: u16, body: impl Into<Vec<u8>>) {
        let response = HttpResponse::new(status, Headers::new(), body);
        self.answers.lock().unwrap().push_back(Ok(response));
    }

    pub(crate) fn fail(&self, kind: TransportErrorKind) {
        self.answers.lock().unwrap().push_back(Err(TransportError::new(kind, "scripted")));
    }

    /// What was sent since this was last asked.
    pub(crate) fn requests(&self) -> Vec<HttpRequest> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }

    /// The only request that was sent since.
    pub(crate) fn take_request(&self) -> HttpRequest {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }

    /// Seconds since 1970.
    pub(crate) fn now(&self) -> u64 {
        self.seconds.load(Ordering::SeqCst)
    }

    pub(crate) fn advance(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Transport for World {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.requests.lock().unwrap().push(request);
        let response = self.answers.lock().unwrap().pop_front();
        let nothing = || Err(TransportError::new(TransportErrorKind::Connect, "the script has ended"));
        Box::pin(ready(response.unwrap_or_else(nothing)))
    }
}

impl Clock for World {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(World::now(self))
    }
}

impl Timer for World {
    fn now(&self) -> Duration {
        Duration::from_secs(World::now(self))
    }

    /// Passes at once. The clock stays: a retry must not look like the passing of a lifetime.
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(ready(()))
    }
}

/// Runs a future to its end.
pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// `{AccessKeyId, …, Expiration}` that ends at `end`, in seconds since 1970.
pub(crate) fn key_answer(id: &str, end: u64) -> String {
    let end = iso8601(UNIX_EPOCH + Duration::from_secs(end));
    format!(
        r#"{{"AccessKeyId":"{id}","AccessKeySecret":"hidden-secret","SecurityToken":"hidden-token","Expiration":"{end}"}}"#
    )
}

pub(crate) fn sts_answer(id: &str, end: u64) -> String {
    format!(r#"{{"RequestId":"r","Credentials":{}}}"#, key_answer(id, end))
}

pub(crate) fn metadata_answer(id: &str, end: u64) -> String {
    key_answer(id, end).replacen('{', r#"{"Code":"Success","#, 1)
}

/// A file that is removed at the end of the test.
pub(crate) struct Temporary(PathBuf);

impl Temporary {
    pub(crate) fn new(content: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("alicloud-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let file = Self(std::env::temp_dir().join(name));
        file.write(content);
        file
    }

    pub(crate) fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    pub(crate) fn write(&self, content: &str) {
        std::fs::write(&self.0, content).unwrap();
    }

    pub(crate) fn remove(&self) {
        std::fs::remove_file(&self.0).unwrap();
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
