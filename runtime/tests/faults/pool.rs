//! Connections that are kept: used again, closed or reset by the service meanwhile, and never handed on broken.

use alicloud_core::ErrorKind;
use tokio::runtime::Runtime;

use super::case::{Counter, HANGS, Kind, REAPER, SHORT, client, config, finish, runtime, tasks, until};
use super::proxy::Proxy;
use super::script::Fault::{Break, None};
use super::script::How::{Close, Reset, Stall};
use super::script::Point::{Answered, Begun, Body, Received};
use super::script::{Answer, Fault};
use super::service::{Rules, Service};

fn set_up(faults: Vec<Fault>, answers: Vec<Answer>) -> (Service, Proxy, Runtime) {
    let service = Service::start(answers, Rules::default());
    let proxy = Proxy::start(service.address, faults);
    (service, proxy, runtime())
}

#[test]
fn an_error_answer_leaves_the_connection_to_the_next_attempt() {
    let answers = vec![Answer::throttled(), Answer::new(503, &[], "<html>")];
    let (service, proxy, runtime) = set_up(Vec::new(), answers);
    let client = client(config(&proxy));
    for _ in 0..3 {
        runtime.block_on(finish(client.call(Kind::Token.request()))).unwrap();
    }
    assert_eq!((service.count(), proxy.accepted()), (5, 1));
}

#[test]
fn a_connection_whose_answer_broke_off_or_came_too_late_is_not_used_again() {
    for fault in [Break(Body, Close), Break(Body, Reset), Break(Body, Stall)] {
        let (service, proxy, runtime) = set_up(vec![None, fault], Vec::new());
        let client = client(config(&proxy).attempt_timeout(SHORT));
        for _ in 0..2 {
            runtime.block_on(finish(client.call(Kind::Read.request()))).unwrap();
        }
        assert_eq!((service.count(), proxy.accepted()), (3, 2), "{fault:?}");
    }
}

#[test]
fn a_connection_that_was_closed_while_idle_is_replaced_without_an_attempt() {
    for how in [Close, Reset] {
        for kind in [Kind::Read, Kind::Write, Kind::Token] {
            let (service, proxy, runtime) = set_up(vec![Break(Answered, how)], Vec::new());
            let counter = Counter::default();
            let client = client(config(&proxy).interceptor(counter.clone()));
            runtime.block_on(async {
                finish(client.call(kind.request())).await.unwrap();
                until("the connection is closed", || proxy.open_connections() == 0).await;
                until("the client has seen it too", || tasks() <= REAPER).await;
                finish(client.call(kind.request())).await.unwrap();
            });
            assert_eq!((counter.count(), service.count(), proxy.accepted()), (1, 2, 2), "{how:?} {kind:?}");
        }
    }
}

/// As a program that makes a call now and then with a runtime that stands still in between.
#[test]
fn a_connection_that_was_closed_while_nobody_looked_costs_a_write_nothing_worse_than_an_error() {
    for how in [Close, Reset] {
        for kind in [Kind::Read, Kind::Write, Kind::Token] {
            let (service, proxy, runtime) = set_up(vec![Break(Answered, how)], Vec::new());
            let client = client(config(&proxy));
            runtime.block_on(finish(client.call(kind.request()))).unwrap();
            while proxy.broken() == 0 {
                std::thread::yield_now();
            }
            let result = runtime.block_on(finish(client.call(kind.request())));
            match result {
                Ok(_) => assert_eq!(service.count(), 2),
                Err(error) => {
                    assert_eq!((kind, error.kind()), (Kind::Write, ErrorKind::Transport), "{error}");
                    assert_eq!(service.count(), 1, "{error}");
                    runtime.block_on(finish(client.call(kind.request()))).unwrap();
                }
            }
        }
    }
}

/// What was written may have arrived, so that the connection was an old one does not make a write repeatable.
#[test]
fn a_kept_connection_that_breaks_under_a_request_is_a_lost_connection() {
    for fault in [Break(Begun, Close), Break(Begun, Reset), Break(Received, Close), Break(Received, Reset)] {
        for kind in [Kind::Read, Kind::Write, Kind::Token] {
            let (service, proxy, runtime) = set_up(vec![None, fault], Vec::new());
            let counter = Counter::default();
            let client = client(config(&proxy).interceptor(counter.clone()));
            runtime.block_on(finish(client.call(kind.request()))).unwrap();
            let result = runtime.block_on(finish(client.call(kind.request())));
            match result {
                Ok(_) => assert!(kind != Kind::Write, "{fault:?}: a write was repeated"),
                Err(error) => assert_eq!((kind, error.kind()), (Kind::Write, ErrorKind::Transport), "{error}"),
            }
            let repeated = kind != Kind::Write;
            assert_eq!(counter.count(), if repeated { 2 } else { 1 }, "{fault:?} {kind:?}");
            assert_eq!(service.count(), if repeated { 2 } else { 1 }, "{fault:?} {kind:?}");
        }
    }
}

#[test]
fn many_calls_at_once_survive_that_all_their_connections_break() {
    const CALLS: usize = 16;
    let (service, proxy, runtime) = set_up(vec![Break(Answered, Reset); CALLS], Vec::new());
    let client = client(config(&proxy).attempt_timeout(HANGS));
    for round in 1..=2 {
        let calls: Vec<_> = (0..CALLS)
            .map(|_| {
                let client = client.clone();
                runtime.spawn(async move { client.call(Kind::Token.request()).await })
            })
            .collect();
        for call in calls {
            runtime.block_on(finish(call)).unwrap().unwrap();
        }
        assert!(service.count() >= round * CALLS);
    }
}
