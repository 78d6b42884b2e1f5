//! A row of the tables: what goes wrong, and what each kind of call comes to; and what holds for every row.
//!
//! Whatever goes wrong,
//!
//! - a call ends, and no secret is in the error it ends with;
//! - a write without a client token reaches the service again only if the service refused it each time before;
//! - an error that says that the call was not processed is true of all its attempts;
//! - the client token is the same in all attempts of a call, and the nonce is another one in each;
//! - the error's count of attempts is that of the attempts made;
//! - the client works when the fault is over, and once it is dropped neither a connection nor a task is left of it.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use alicloud_core::{
    Attempt, CallOptions, Client, Config, ConfigBuilder, CredentialProvider, Credentials, EndpointRule, Endpoints,
    Error, ErrorKind, Interceptor, Method, NonceSource, Place, Product, RawResponse, Request, StandardRetry, Style,
    Unsigned, Value,
};
use tokio::runtime::Runtime;

use super::expected::{Expected, Outcome};
use super::proxy::Proxy;
use super::script::{Answer, Fault};
use super::service::{Arrival, Rules, Service};

pub static PRODUCT: Product =
    Product::new("faulty", "2019-03-20", Style::Roa, Endpoints::new("faulty", EndpointRule::Regional))
        .error_codes(DOCUMENTED)
        .transient_codes(&["BoatMoving", "InvalidBoat.Moving"]);

/// The codes that the product's reference lists.
pub const DOCUMENTED: &[&str] = &[
    "BoatGone",
    "BoatMoving",
    "InternalError.Dispatch",
    "InternalFailure",
    "InternalServerError",
    "InvalidBoat.Moving",
    "RequestTimeout",
    "ServiceBusy",
    "ServiceUnavailable.Quay",
    "SystemBusy",
    "UnknownError",
];

pub const KEY: &str = "testAccessKeyId";
pub const SECRET: &str = "testAccessKeySecret";
pub const TOKEN: &str = "testSecurityToken+/==";

/// A call that takes longer hangs.
pub const HANGS: Duration = Duration::from_secs(10);

/// The limit of an attempt in cases where it must be reached.
pub const SHORT: Duration = Duration::from_millis(400);

/// The task of a client that drops connections which were idle for too long.
pub const REAPER: usize = 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A GET, which only reads.
    Read,
    /// A POST that nothing makes repeatable.
    Write,
    /// A POST with a client token.
    Token,
}

impl Kind {
    pub fn request(self) -> Request {
        let method = if self == Kind::Read { Method::Get } else { Method::Post };
        let mut request = Request::new("Op", method, "/op");
        request.succeeds_if("Success", &["true"]);
        if self != Kind::Read {
            request.form("Name", "value");
        }
        if self == Kind::Token {
            request.client_token("ClientToken", Place::Form);
        }
        request
    }
}

#[derive(Clone)]
pub struct Case {
    faults: Vec<Fault>,
    answers: Vec<Answer>,
    rules: Rules,
    attempt_limit: Duration,
    /// Whether an answer that says that the operation failed is an error.
    checks_success: bool,
    /// Whether a call takes place before, whose nonce is the next one too.
    repeats_a_nonce: bool,
    /// What the call does differently from its client.
    options: CallOptions,
    request: fn(Kind) -> Request,
}

impl Case {
    /// Faults of the connection; after them it is good.
    pub fn faults<const N: usize>(faults: [Fault; N]) -> Self {
        Self { faults: faults.into(), ..Self::answers([]) }
    }

    /// Answers of the service; after them it is well.
    pub fn answers<const N: usize>(answers: [Answer; N]) -> Self {
        Self {
            faults: Vec::new(),
            answers: answers.into(),
            rules: Rules::default(),
            // Nothing is to reach it, on a busy machine neither.
            attempt_limit: Duration::from_secs(5),
            checks_success: false,
            repeats_a_nonce: false,
            options: CallOptions::new(),
            request: Kind::request,
        }
    }

    pub fn rules(rules: Rules) -> Self {
        Self { rules, ..Self::answers([]) }
    }

    /// The first fault meets the connection of the first answer, and so on.
    pub fn with<const N: usize>(self, faults: [Fault; N]) -> Self {
        Self { faults: faults.into(), ..self }
    }

    /// Limits each attempt to [`SHORT`].
    pub fn limited(self) -> Self {
        Self { attempt_limit: SHORT, ..self }
    }

    /// An answer that says that the operation failed is an error.
    pub fn checked(self) -> Self {
        Self { checks_success: true, ..self }
    }

    /// The first nonce of the call is that of a call before.
    pub fn repeating_a_nonce(self) -> Self {
        Self { repeats_a_nonce: true, ..self }
    }

    /// The call has these options.
    pub fn options(self, options: CallOptions) -> Self {
        Self { options, ..self }
    }

    /// The call is this one.
    pub fn requesting(self, request: fn(Kind) -> Request) -> Self {
        Self { request, ..self }
    }

    /// Makes the calls, and panics with everything that is not as it should be.
    pub fn run_all(name: &str, case: &Self, calls: &[(Kind, Expected)]) {
        let problems: Vec<String> = std::thread::scope(|scope| {
            let running: Vec<_> =
                calls.iter().map(|&(kind, expected)| scope.spawn(move || case.run(kind, expected))).collect();
            running
                .into_iter()
                .flat_map(|call| call.join().unwrap_or_else(|_| vec!["it panicked".to_owned()]))
                .collect()
        });
        assert!(problems.is_empty(), "{name}: {problems:#?}");
    }

    /// Makes one call, and says everything that is not as it should be.
    fn run(&self, kind: Kind, expected: Expected) -> Vec<String> {
        let service = Service::start(self.answers.clone(), self.rules.clone());
        let proxy = Proxy::start(service.address, self.faults.clone());
        let counter = Counter::default();
        let mut config = config(&proxy).attempt_timeout(self.attempt_limit).interceptor(counter.clone());
        config = config.check_success(self.checks_success);
        if self.repeats_a_nonce {
            config = config.nonce(Repeated::default());
        }
        let client = Client::new(&config.build().unwrap(), &PRODUCT);
        let runtime = runtime();
        if self.repeats_a_nonce {
            runtime.block_on(finish(client.call(Kind::Read.request()))).unwrap();
            counter.0.store(0, Ordering::SeqCst);
        }
        let before = service.count();
        let mut request = (self.request)(kind);
        request.set_options(self.options.clone());
        let result = runtime.block_on(finish(client.call(request))).and_then(|answer| decode(&answer));

        let attempts = counter.count();
        let arrivals = service.arrivals().split_off(before);
        let mut problems = Vec::new();
        let seen = (Outcome::of(&result), attempts, arrivals.len());
        let wanted = (expected.outcome, expected.attempts, expected.arrivals);
        if seen != wanted {
            problems.push(format!("it came to {seen:?}, expected was {wanted:?} (outcome, attempts, arrivals)"));
        }
        problems.extend(arrived_wrongly(kind, &arrivals));
        if let Err(error) = &result {
            problems.extend(says_wrongly(error, attempts, &arrivals));
        }
        proxy.heal();
        service.heal();
        problems.extend(runtime.block_on(what_fails_afterwards(&client, &service)));
        drop(client);
        problems.extend(runtime.block_on(is_left(&proxy)));
        if let (false, Err(error)) = (problems.is_empty(), &result) {
            problems.push(format!("{error:?}"));
        }
        problems.into_iter().map(|problem| format!("{kind:?}: {problem}")).collect()
    }
}

/// What must not arrive in whatever case.
fn arrived_wrongly(kind: Kind, arrivals: &[Arrival]) -> Vec<String> {
    let mut problems = Vec::new();
    if kind == Kind::Write && arrivals.iter().rev().skip(1).any(|arrival| !arrival.refused) {
        problems.push("a write was repeated that the service may have acted on".to_owned());
    }
    let nonces: BTreeSet<_> = arrivals.iter().map(|arrival| arrival.request.header("x-acs-signature-nonce")).collect();
    if nonces.len() != arrivals.len() || nonces.contains(&None) {
        problems.push(format!("not every attempt has a nonce of its own: {nonces:?}"));
    }
    let tokens: BTreeSet<_> = arrivals.iter().map(|arrival| arrival.request.field("ClientToken")).collect();
    if tokens.len() > 1 || tokens.iter().flatten().any(|token| token.len() < 16) {
        problems.push(format!("the client token is not one and the same: {tokens:?}"));
    }
    if tokens.iter().any(|token| token.is_some() != (kind == Kind::Token)) {
        problems.push(format!("a client token is there or missing: {tokens:?}"));
    }
    problems
}

/// What an error must not say in whatever case.
fn says_wrongly(error: &Error, attempts: u32, arrivals: &[Arrival]) -> Vec<String> {
    let mut problems = Vec::new();
    let accepted = arrivals.iter().any(|arrival| !arrival.refused);
    if accepted && error.is_unprocessed() {
        problems.push("the error says that the service did not act, which had accepted an attempt".to_owned());
    }
    let printed = format!("{error} {error:?}");
    if printed.contains(SECRET) || printed.contains(TOKEN) {
        problems.push("the error prints a secret".to_owned());
    }
    // An answer that cannot be decoded is one that a call succeeded in getting.
    if error.kind() != ErrorKind::Decode && error.attempts() != attempts {
        problems.push(format!("the error counts {} attempts of {attempts}", error.attempts()));
    }
    problems
}

/// Makes a call now that the fault is over, and says what is wrong with it, if anything. A connection of before may be
/// a silent one, which costs an attempt.
async fn what_fails_afterwards(client: &Client, service: &Service) -> Option<String> {
    let before = service.count();
    let mut request = Kind::Read.request();
    request.set_options(CallOptions::new().attempt_timeout(HANGS / 10));
    match finish(client.call(request)).await {
        Err(error) => Some(format!("the client does not work afterwards: {error}")),
        Ok(_) if service.count() != before + 1 => Some("a call afterwards reached the service not once".to_owned()),
        Ok(_) => None,
    }
}

/// Waits until neither a task nor a connection is there, and says what is left.
async fn is_left(proxy: &Proxy) -> Option<String> {
    let wait = async {
        while tasks() > 0 || proxy.open_connections() > 0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let result = tokio::time::timeout(HANGS, wait).await;
    result.err().map(|_| format!("left are {} tasks and {} connections", tasks(), proxy.open_connections()))
}

/// Rows of a table. Each is a test, which makes a call of each of its kinds at the same time.
macro_rules! cases {
    ($($(#[$comment:meta])* $name:ident: $case:expr => $($kind:ident $expected:expr),+;)+) => {$(
        $(#[$comment])*
        #[test]
        fn $name() {
            crate::case::Case::run_all(stringify!($name), &$case, &[$((crate::case::Kind::$kind, $expected)),+]);
        }
    )+};
}

pub(crate) use cases;

/// Counts attempts.
#[derive(Clone, Default)]
pub struct Counter(Arc<AtomicU32>);

impl Counter {
    pub fn count(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}

impl Interceptor for Counter {
    fn before_signing(&self, attempt: &Attempt<'_>, _: &mut Unsigned<'_>) -> Result<(), Error> {
        self.0.store(attempt.number, Ordering::SeqCst);
        Ok(())
    }
}

/// Gives the first nonce twice.
#[derive(Default)]
struct Repeated(AtomicU32);

impl NonceSource for Repeated {
    fn nonce(&self) -> String {
        format!("a-nonce-of-the-test-{}", self.0.fetch_add(1, Ordering::SeqCst).saturating_sub(1))
    }
}

/// A set-up that reaches the service through the proxy, and waits a few milliseconds between attempts.
pub fn config(proxy: &Proxy) -> ConfigBuilder {
    config_for(&format!("http://{}", proxy.address), Credentials::with_token(KEY, SECRET, TOKEN))
}

pub fn config_for(endpoint: &str, credentials: impl CredentialProvider + 'static) -> ConfigBuilder {
    let pause = Duration::from_millis(4);
    let retry = StandardRetry::new().base_delay(pause).throttling_base_delay(pause);
    Config::builder().endpoint(endpoint).credentials(credentials).retry(retry)
}

pub fn client(config: ConfigBuilder) -> Client {
    Client::new(&config.build().unwrap(), &PRODUCT)
}

pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// How many tasks the runtime has.
pub fn tasks() -> usize {
    tokio::runtime::Handle::current().metrics().num_alive_tasks()
}

/// What the call comes to; panics if it hangs.
pub async fn finish<T>(call: impl Future<Output = T>) -> T {
    tokio::time::timeout(HANGS, call).await.expect("the call hangs")
}

/// Lets the client go on until something is so; panics if that does not happen.
pub async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let wait = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(HANGS, wait).await.unwrap_or_else(|_| panic!("it never came to this: {what}"));
}

fn decode(answer: &RawResponse) -> Result<(), Error> {
    answer.decode::<Value>().map(drop)
}
