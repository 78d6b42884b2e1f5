//! Providers that are slow, fail, or have to replace what the service took for expired.
//!
//! They are fakes of the trait: what holds here holds for every provider, the one that asks a metadata server included.

use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use alicloud_core::credentials::CachingProvider;
use alicloud_core::{BoxFuture, CredentialProvider, Credentials, Error, ErrorKind, ProviderContext, RawResponse};
use tokio::net::TcpStream;

use super::case::{Counter, HANGS, Kind, SECRET, SHORT, client, config, finish, runtime};
use super::proxy::Proxy;
use super::service::{Rules, Service};

type Found<'a> = BoxFuture<'a, Result<Credentials, Error>>;

fn set_up(rules: Rules) -> (Service, Proxy) {
    let service = Service::start(Vec::new(), rules);
    let proxy = Proxy::start(service.address, Vec::new());
    (service, proxy)
}

/// One call with a limit of its own; the service must not see anything of it if it fails.
fn call(provider: impl CredentialProvider + 'static, limit: Duration) -> (Result<RawResponse, Error>, u32) {
    let (service, proxy) = set_up(Rules::default());
    let counter = Counter::default();
    let config = config(&proxy).credentials(provider).operation_timeout(limit).interceptor(counter.clone());
    let result = runtime().block_on(finish(client(config).call(Kind::Write.request())));
    assert_eq!(service.count(), usize::from(result.is_ok()), "{result:?}");
    (result, counter.count())
}

/// Answers after a time.
pub struct Slow(pub Duration);

impl CredentialProvider for Slow {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> Found<'a> {
        Box::pin(async {
            context.timer().sleep(self.0).await;
            Ok(Credentials::new("slow", SECRET))
        })
    }
}

#[test]
fn a_provider_may_take_its_time_within_the_limit_of_the_operation() {
    let (result, attempts) = call(Slow(Duration::from_millis(50)), HANGS);
    result.unwrap();
    assert_eq!(attempts, 1);
}

#[test]
fn a_provider_that_takes_longer_ends_the_call_and_nothing_was_sent() {
    let (result, signed) = call(Slow(HANGS * 9), SHORT);
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), signed), (ErrorKind::Timeout, 1, 0), "{error}");
    assert!(error.is_unprocessed() && !error.is_connect(), "{error}");
    assert!(error.to_string().contains("no credentials within"), "{error}");
}

/// Knows what to do, but has no credentials.
struct Failing;

impl CredentialProvider for Failing {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> Found<'a> {
        Box::pin(async { Err(Error::credentials("the role is gone; attach another one")) })
    }
}

#[test]
fn a_provider_that_fails_ends_the_call() {
    let (result, _) = call(Failing, HANGS);
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credentials, 1), "{error}");
    assert!(error.is_unprocessed() && !error.is_retryable(), "{error}");
    assert!(error.to_string().contains("the role is gone"), "{error}");
}

/// Its source is out of order for now.
struct Out;

impl CredentialProvider for Out {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> Found<'a> {
        Box::pin(async { Err(Error::credentials_unavailable("the vault is sealed; unseal it")) })
    }
}

#[test]
fn a_provider_whose_source_is_out_of_order_ends_a_call_that_may_succeed_later() {
    let (result, signed) = call(CachingProvider::new(Out), HANGS);
    let error = result.unwrap_err();
    // It is not asked again: a provider tries again itself where that helps.
    assert_eq!((error.kind(), error.attempts(), signed), (ErrorKind::Credentials, 1, 0), "{error}");
    assert!(error.is_unprocessed() && error.is_retryable(), "{error}");
}

/// Gives a key for an hour, then nothing any more.
#[derive(Default)]
struct Hanging(AtomicU32);

impl CredentialProvider for Hanging {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> Found<'a> {
        if self.0.fetch_add(1, Ordering::SeqCst) > 0 {
            return Box::pin(std::future::pending());
        }
        let end = context.now() + Duration::from_secs(3600);
        Box::pin(async move { Ok(Credentials::new("held", SECRET).expiring(end)) })
    }
}

/// A clock that is set by hand.
#[derive(Clone)]
struct Set(Arc<Mutex<SystemTime>>);

impl alicloud_core::Clock for Set {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}

/// Calls with a key that is valid for so long still, whose source hangs; each must succeed.
fn held(left: u64, limit: Duration, runtimes: &[&tokio::runtime::Runtime]) {
    let (service, proxy) = set_up(Rules::default());
    let clock = Set(Arc::new(Mutex::new(SystemTime::now())));
    let source = Arc::new(Hanging::default());
    let config = config(&proxy).credentials(CachingProvider::new(Arc::clone(&source))).clock(clock.clone());
    let client = client(config.operation_timeout(limit));
    runtimes[0].block_on(finish(client.call(Kind::Write.request()))).unwrap();
    *clock.0.lock().unwrap() += Duration::from_secs(3600 - left);
    for (number, kind) in [Kind::Read, Kind::Write, Kind::Token, Kind::Write].into_iter().enumerate() {
        let runtime = runtimes[number % runtimes.len()];
        runtime.block_on(finish(client.call(kind.request()))).unwrap();
    }
    assert_eq!(service.count(), 5);
    assert_eq!(source.0.load(Ordering::SeqCst), 2, "it was asked again and again");
}

#[test]
fn a_source_that_hangs_long_before_the_end_holds_nobody_up() {
    held(600, SHORT, &[&runtime()]);
}

#[test]
fn a_source_that_hangs_near_the_end_holds_nobody_up_for_long() {
    held(100, SHORT, &[&runtime()]);
}

#[test]
fn a_source_that_hangs_at_the_very_end_holds_nobody_up_for_long() {
    held(20, SHORT, &[&runtime()]);
}

#[test]
fn a_source_that_hangs_on_a_runtime_that_rests_holds_nobody_up_for_long() {
    held(100, SHORT, &[&runtime(), &runtime()]);
}

/// Asks a metadata server in the least way that shows what becomes of its socket.
struct Metadata(SocketAddr);

impl CredentialProvider for Metadata {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> Found<'a> {
        Box::pin(async {
            let stream = TcpStream::connect(self.0).await.map_err(|error| {
                Error::credentials(format!("the metadata server does not answer: {error}")).with_source(error)
            })?;
            stream
                .readable()
                .await
                .map_err(|error| Error::credentials("the metadata server is gone").with_source(error))?;
            Err(Error::credentials("the metadata server said something"))
        })
    }
}

#[test]
fn a_metadata_server_that_is_silent_ends_the_call_within_its_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (result, _) = call(Metadata(listener.local_addr().unwrap()), SHORT);
    let error = result.unwrap_err();
    assert!(error.is_timeout() && error.is_unprocessed(), "{error}");
    // The connection was dropped with the wait.
    let (mut stream, _) = listener.accept().unwrap();
    assert_eq!(std::io::Read::read(&mut stream, &mut [0]).unwrap(), 0);
}

#[test]
fn a_metadata_server_that_refuses_ends_the_call_at_once() {
    let proxy = Proxy::closed(SocketAddr::from(([127, 0, 0, 1], 9)), Vec::new());
    let (result, _) = call(Metadata(proxy.address), HANGS);
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
    assert!(error.to_string().contains("does not answer"), "{error}");
}

/// Gives `key-0`, and the next one when the service rejected the one that it gives.
#[derive(Default)]
struct Renewing {
    number: AtomicU32,
    rejected: Mutex<Vec<String>>,
}

impl CredentialProvider for Renewing {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> Found<'a> {
        let number = self.number.load(Ordering::SeqCst);
        Box::pin(async move { Ok(Credentials::with_token(format!("key-{number}"), SECRET, "a-token")) })
    }

    fn invalidate(&self, rejected: &Credentials) {
        let id = rejected.access_key_id().to_owned();
        if id == format!("key-{}", self.number.load(Ordering::SeqCst)) {
            self.number.fetch_add(1, Ordering::SeqCst);
        }
        self.rejected.lock().unwrap().push(id);
    }
}

#[test]
fn a_token_that_expires_in_flight_is_replaced_in_the_same_call() {
    for kind in [Kind::Read, Kind::Write, Kind::Token] {
        let (service, proxy) = set_up(Rules { expired: &["key-0"], ..Rules::default() });
        let client = client(config(&proxy).credentials(Renewing::default()));
        runtime().block_on(finish(client.call(kind.request()))).unwrap();
        let arrivals = service.arrivals();
        let ids: Vec<_> =
            arrivals.iter().map(|arrival| arrival.request.header("x-acs-accesskey-id").unwrap()).collect();
        assert_eq!(ids, ["key-0", "key-1"]);
        assert!(arrivals.iter().all(|arrival| arrival.request.header("x-acs-security-token") == Some("a-token")));
    }
}

#[test]
fn tokens_that_are_expired_however_often_they_are_replaced_end_the_call() {
    let provider = Arc::new(Renewing::default());
    let (service, proxy) = set_up(Rules { expired: &["key-0", "key-1", "key-2"], ..Rules::default() });
    let client = client(config(&proxy).credentials(Arc::clone(&provider)));
    let error = runtime().block_on(finish(client.call(Kind::Write.request()))).unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("InvalidSecurityToken.Expired"), 2), "{error}");
    assert!(error.is_unprocessed(), "{error}");
    assert_eq!(service.count(), 2);
    // The provider knows about the second one too, for the next call.
    assert_eq!(*provider.rejected.lock().unwrap(), ["key-0", "key-1"]);
}

#[test]
fn calls_that_run_into_the_same_expiry_all_succeed() {
    let (service, proxy) = set_up(Rules { expired: &["key-0"], ..Rules::default() });
    let client = client(config(&proxy).credentials(Renewing::default()));
    let runtime = runtime();
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            runtime.spawn(async move { client.call(Kind::Write.request()).await })
        })
        .collect();
    for call in calls {
        runtime.block_on(finish(call)).unwrap().unwrap();
    }
    let accepted = service.arrivals().iter().filter(|arrival| !arrival.refused).count();
    assert_eq!(accepted, 8);
}
