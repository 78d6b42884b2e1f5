//! A transport that records and answers, a clock that stands still, and two products.

use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use alicloud_core::transport::{HttpRequest, HttpResponse, TransportError};
use alicloud_core::{
    BoxFuture, Client, Clock, Config, ConfigBuilder, Credentials, EndpointRule, Endpoints, Error, Headers, NoRetry,
    NonceSource, Product, RawResponse, Request, Style, Timer, Transport,
};

pub const ID: &str = "testAccessKeyId";
pub const SECRET: &str = "testAccessKeySecret";
pub const TOKEN: &str = "testSecurityToken+/==";
pub const NONCE: &str = "0123456789abcdef0123456789abcdef";
/// 2024-05-20T10:30:00Z
pub const TIME: u64 = 1_716_201_000;

pub static WEBPLUS: Product = product("webplus", "2019-03-20", Style::Roa, Some("RegionId"));
pub static ECS: Product = product("ecs", "2014-05-26", Style::Rpc, Some("RegionId"));

pub const fn product(
    name: &'static str,
    version: &'static str,
    style: Style,
    region_parameter: Option<&'static str>,
) -> Product {
    let product = Product::new(name, version, style, Endpoints::new(name, EndpointRule::Regional));
    match region_parameter {
        Some(parameter) => product.region_parameter(parameter),
        None => product,
    }
}

/// Records every request; answers with what was queued, then with `{}`.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    requests: Vec<HttpRequest>,
    answers: VecDeque<Result<HttpResponse, TransportError>>,
}

impl Recorder {
    pub fn answering(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Self {
        Self::script([answer(status, headers, body)])
    }

    /// Answers with each of these in turn.
    pub fn script(answers: impl IntoIterator<Item = Result<HttpResponse, TransportError>>) -> Self {
        let recorder = Self::default();
        recorder.0.lock().unwrap().answers.extend(answers);
        recorder
    }

    pub fn failing(error: TransportError) -> Self {
        Self::script([Err(error)])
    }

    pub fn requests(&self) -> Vec<HttpRequest> {
        self.0.lock().unwrap().requests.clone()
    }

    /// The only request that was sent.
    pub fn request(&self) -> HttpRequest {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }
}

impl Transport for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let mut state = self.0.lock().unwrap();
        state.requests.push(request);
        let answer = state.answers.pop_front();
        Box::pin(ready(answer.unwrap_or_else(|| Ok(HttpResponse::new(200, Headers::new(), "{}")))))
    }
}

/// An answer of this status.
pub fn answer(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Result<HttpResponse, TransportError> {
    let mut fields = Headers::new();
    for (name, value) in headers {
        fields.append(name, *value);
    }
    Ok(HttpResponse::new(status, fields, body))
}

/// A service's error with this code.
pub fn refusal(status: u16, code: &str) -> Result<HttpResponse, TransportError> {
    answer(status, &[], format!(r#"{{"Code":"{code}","Message":"no","RequestId":"R-{code}"}}"#))
}

/// A timer whose waits are over at once, and which remembers them.
#[derive(Clone, Default)]
pub struct Skipping(Arc<Mutex<(Duration, Vec<Duration>)>>);

impl Skipping {
    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        self.0.lock().unwrap().0 += time;
    }

    pub fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap().1.clone()
    }
}

impl Timer for Skipping {
    fn now(&self) -> Duration {
        self.0.lock().unwrap().0
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.0.lock().unwrap();
        state.0 += duration;
        state.1.push(duration);
        Box::pin(ready(()))
    }
}

pub struct Stopped(pub u64);

impl Clock for Stopped {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.0)
    }
}

pub struct Always(pub String);

impl NonceSource for Always {
    fn nonce(&self) -> String {
        self.0.clone()
    }
}

/// A set-up whose signatures are always the same.
pub fn fixed(recorder: &Recorder) -> ConfigBuilder {
    Config::builder()
        .region("cn-hangzhou")
        .credentials(Credentials::new(ID, SECRET))
        .transport(recorder.clone())
        .clock(Stopped(TIME))
        .nonce(Always(NONCE.to_owned()))
        .retry(NoRetry)
}

/// Makes one call of `product`.
pub fn call(config: ConfigBuilder, product: &'static Product, request: Request) -> Result<RawResponse, Error> {
    let client = Client::new(&config.build().unwrap(), product);
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(client.call(request))
}
