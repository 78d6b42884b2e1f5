//! No connection: refused ports, queues that are full, handshakes without an answer, names without an address.

use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use alicloud_core::{Attempt, ConfigBuilder, Credentials, Error, ErrorKind, Interceptor, NoRetry, Unsigned};

use super::case::{Counter, KEY, Kind, SECRET, SHORT, client, config, config_for, finish, runtime};
use super::proxy::Proxy;
use super::script::{Fault, How, Point};
use super::service::{Rules, Service};

fn service() -> Service {
    Service::start(Vec::new(), Rules::default())
}

/// Opens the port before the second attempt.
struct Opening(Arc<Proxy>);

impl Interceptor for Opening {
    fn before_signing(&self, attempt: &Attempt<'_>, _: &mut Unsigned<'_>) -> Result<(), Error> {
        if attempt.number == 2 {
            self.0.listen(128);
            self.0.open();
        }
        Ok(())
    }
}

#[test]
fn a_refused_connection_is_tried_again_whatever_the_call_is() {
    for kind in [Kind::Read, Kind::Write, Kind::Token] {
        let service = service();
        let proxy = Arc::new(Proxy::closed(service.address, Vec::new()));
        let (counter, opening) = (Counter::default(), Opening(Arc::clone(&proxy)));
        let client = client(config(&proxy).interceptor(counter.clone()).interceptor(opening));
        runtime().block_on(finish(client.call(kind.request()))).unwrap();
        assert_eq!((counter.count(), service.count()), (2, 1), "{kind:?}");
    }
}

#[test]
fn a_port_that_always_refuses_is_given_up() {
    for kind in [Kind::Read, Kind::Write, Kind::Token] {
        let proxy = Proxy::closed(service().address, Vec::new());
        let error = runtime().block_on(finish(client(config(&proxy)).call(kind.request()))).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3), "{error}");
        assert!(error.is_connect() && error.is_unprocessed() && error.is_retryable(), "{error}");
        assert!(error.to_string().contains("refused"), "{error}");
    }
}

/// Fills the queue of connections that are not accepted, so that a further one waits. The connections are to be kept.
#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "other systems take more connections than they were told to")
)]
pub fn fill(address: SocketAddr) -> Vec<TcpStream> {
    let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(100)).ok();
    std::iter::from_fn(connect).take(64).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_connection_that_nobody_accepts_is_given_up_and_was_not_sent() {
    for kind in [Kind::Read, Kind::Write] {
        let service = service();
        let proxy = Proxy::closed(service.address, Vec::new());
        proxy.listen(0);
        let _held = fill(proxy.address);
        let client = client(config(&proxy).connect_timeout(SHORT / 2));
        let error = runtime().block_on(finish(client.call(kind.request()))).unwrap_err();
        assert!(error.to_string().contains("set a longer connect_timeout"), "{error}");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3), "{error}");
        assert!(error.is_connect() && error.is_unprocessed(), "{error}");
        assert_eq!(service.count(), 0);
    }
}

#[test]
fn a_handshake_that_nobody_answers_is_given_up_and_was_not_sent() {
    for kind in [Kind::Read, Kind::Write] {
        let proxy = Proxy::closed(service().address, Vec::new());
        // The system takes the connections; nobody reads from them.
        proxy.listen(128);
        let config = config_for(&format!("https://{}", proxy.address), Credentials::new(KEY, SECRET));
        let client = client(config.connect_timeout(SHORT / 2));
        let error = runtime().block_on(finish(client.call(kind.request()))).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3), "{error}");
        assert!(error.is_connect() && error.is_unprocessed(), "{error}");
    }
}

/// The error names the limit that was reached, and not the one of connecting.
#[test]
fn the_limits_of_attempt_and_operation_end_a_connection_attempt_too() {
    type Limit = fn(ConfigBuilder) -> ConfigBuilder;
    let limits: [(&str, Limit); 3] = [
        ("attempt_timeout", |config| config.attempt_timeout(SHORT / 2)),
        ("operation_timeout", |config| config.operation_timeout(SHORT / 2)),
        ("operation_timeout", |config| config.operation_timeout(SHORT / 2).attempt_timeout(SHORT / 2)),
    ];
    for (name, limit) in limits {
        let proxy = Proxy::closed(service().address, Vec::new());
        proxy.listen(128);
        let config = config_for(&format!("https://{}", proxy.address), Credentials::new(KEY, SECRET));
        let client = client(limit(config).retry(NoRetry));
        let error = runtime().block_on(finish(client.call(Kind::Write.request()))).unwrap_err();
        assert!(error.is_timeout() && error.is_connect() && error.is_unprocessed() && error.attempts() == 1, "{error}");
        let text = error.to_string();
        assert!(text.contains(&format!("set a longer {name}")) && !text.contains("connect_timeout"), "{text}");
    }
}

#[test]
fn a_name_without_an_address_is_tried_again_and_given_up() {
    let config = config_for("faulty.invalid", Credentials::new(KEY, SECRET)).connect_timeout(SHORT);
    let runtime = runtime();
    let error = runtime.block_on(finish(client(config).call(Kind::Write.request()))).unwrap_err();
    // Where no name server answers, the limit for connecting ends it.
    assert!(error.is_connect() && error.is_unprocessed(), "{error}");
    assert_eq!(error.attempts(), 3);
    // The system's resolver cannot be interrupted, and a runtime would wait for it.
    runtime.shutdown_background();
}

/// Whether the client has written something by then is chance. Either it was not connected, and tries again, or it may
/// have been understood, and a write is given up.
#[test]
fn a_connection_that_ends_as_soon_as_it_is_there_never_makes_a_write_twice() {
    for how in [How::Reset, How::Close] {
        for _ in 0..10 {
            let service = service();
            let proxy = Proxy::start(service.address, vec![Fault::Break(Point::Accepted, how)]);
            let client = client(config(&proxy));
            match runtime().block_on(finish(client.call(Kind::Write.request()))) {
                Ok(_) => assert_eq!(service.count(), 1),
                Err(error) => {
                    assert_eq!((error.kind(), service.count()), (ErrorKind::Transport, 0), "{error}");
                    assert!(!error.is_unprocessed(), "{error}");
                }
            }
        }
    }
}
