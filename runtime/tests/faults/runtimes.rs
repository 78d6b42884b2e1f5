//! One client on several runtimes: those that take turns, those that end, and those that cannot serve a connection.

use std::time::Duration;

use alicloud_core::{Error, ErrorKind, RawResponse};
use tokio::runtime::{Builder, Runtime};

use super::case::{Counter, Kind, SHORT, client, config, finish, runtime};
use super::proxy::Proxy;
use super::script::Fault;
use super::service::{Rules, Service};

fn set_up(faults: Vec<Fault>) -> (Service, Proxy) {
    let service = Service::start(Vec::new(), Rules::default());
    let proxy = Proxy::start(service.address, faults);
    (service, proxy)
}

/// Makes calls of every kind, each on the runtime that `next` gives; each must succeed with one attempt, over so many
/// connections.
fn each_on(mut next: impl FnMut(usize) -> Runtime, back: fn(Runtime) -> Option<Runtime>, connections: usize) {
    let (service, proxy) = set_up(Vec::new());
    let counter = Counter::default();
    let client = client(config(&proxy).attempt_timeout(SHORT * 4).interceptor(counter.clone()));
    let mut resting = Vec::new();
    for (number, kind) in [Kind::Write, Kind::Write, Kind::Read, Kind::Token].into_iter().cycle().take(8).enumerate() {
        let runtime = next(number);
        runtime.block_on(finish(client.call(kind.request()))).unwrap();
        assert_eq!(counter.count(), 1, "{kind:?}");
        resting.extend(back(runtime));
    }
    assert_eq!((service.count(), proxy.accepted()), (8, connections));
}

#[test]
fn a_runtime_that_ends_takes_its_connections_with_it() {
    each_on(|_| runtime(), |_| None, 8);
}

#[test]
fn a_runtime_that_rests_lends_no_connection() {
    each_on(|_| runtime(), Some, 8);
}

#[test]
fn runtimes_of_many_threads_that_end_are_the_same() {
    let many = |_| Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    each_on(many, |_| None, 8);
}

#[test]
fn runtimes_that_take_turns_keep_a_connection_each() {
    let (service, proxy) = set_up(Vec::new());
    let counter = Counter::default();
    let client = client(config(&proxy).attempt_timeout(SHORT * 4).interceptor(counter.clone()));
    let runtimes = [runtime(), runtime()];
    for kind in [Kind::Write, Kind::Read, Kind::Token, Kind::Write] {
        for runtime in &runtimes {
            runtime.block_on(finish(client.call(kind.request()))).unwrap();
            assert_eq!(counter.count(), 1, "{kind:?}");
        }
    }
    assert_eq!((service.count(), proxy.accepted()), (8, 2));
}

#[test]
fn runtimes_at_work_at_the_same_time_do_not_mix_their_connections() {
    let (service, proxy) = set_up(Vec::new());
    let client = client(config(&proxy));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let runtime = runtime();
                for _ in 0..10 {
                    runtime.block_on(finish(client.call(Kind::Write.request()))).unwrap();
                }
            });
        }
    });
    assert_eq!((service.count(), proxy.accepted()), (40, 4));
}

/// A call within a call of another runtime, as a blocking call in a thread that async code waits for.
#[test]
fn a_runtime_within_another_ones_thread_is_told_from_it() {
    let (service, proxy) = set_up(Vec::new());
    let client = client(config(&proxy).attempt_timeout(SHORT * 4));
    let outer = runtime();
    outer.block_on(async {
        finish(client.call(Kind::Write.request())).await.unwrap();
        let inner = client.clone();
        let call = tokio::task::spawn_blocking(move || runtime().block_on(inner.call(Kind::Write.request())));
        finish(call).await.unwrap().unwrap();
        finish(client.call(Kind::Write.request())).await.unwrap();
    });
    assert_eq!((service.count(), proxy.accepted()), (3, 2));
}

fn on(builder: &mut Builder) -> Result<RawResponse, Error> {
    let (service, proxy) = set_up(Vec::new());
    let result = builder.build().unwrap().block_on(client(config(&proxy)).call(Kind::Write.request()));
    assert_eq!(service.count(), usize::from(result.is_ok()));
    result
}

#[test]
fn a_runtime_without_time_or_io_is_an_error_that_says_so() {
    for builder in [
        &mut Builder::new_current_thread(),
        Builder::new_current_thread().enable_io(),
        Builder::new_current_thread().enable_time(),
        Builder::new_multi_thread().worker_threads(1).enable_io(),
    ] {
        let error = on(builder).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Configuration, 1), "{error}");
        assert!(error.to_string().contains("enable_all()") && error.is_unprocessed(), "{error}");
    }
    on(Builder::new_current_thread().enable_io().enable_time()).unwrap();
}

/// The retry's wait and the limit of a provider are the timer's business, which needs no runtime with time.
#[test]
fn a_timer_on_a_runtime_without_time_waits_all_the_same() {
    let (_, proxy) = set_up(Vec::new());
    let slow = super::credentials::Slow(Duration::from_millis(20));
    let client = client(config(&proxy).credentials(slow));
    let error =
        Builder::new_current_thread().build().unwrap().block_on(client.call(Kind::Write.request())).unwrap_err();
    assert!(error.to_string().contains("enable_all()"), "{error}");
}
