//! Calls that are dropped, at every stage: nothing more reaches the service, nothing is left, and the client works on.

use std::pin::Pin;

use super::case::{KEY, Kind, REAPER, SECRET, client, config, config_for, finish, runtime, tasks, until};
use super::proxy::Proxy;
use super::script::Fault::{Break, Deaf, None};
use super::script::How::Stall;
use super::script::Point::{Begun, Body, Forwarded, Head};
use super::script::{Answer, Fault};
use super::service::{Rules, Service};
use alicloud_core::{
    BoxFuture, Client, CredentialProvider, Credentials, Error, Method, ProviderContext, RawResponse, Request,
};

type Call<'a> = Pin<Box<dyn Future<Output = Result<RawResponse, Error>> + 'a>>;

/// Lets the call go on until something is so, and drops it there.
async fn drop_when(mut call: Call<'_>, what: &str, is_so: impl FnMut() -> bool) {
    tokio::select! {
        biased;
        result = &mut call => panic!("the call ended before this: {what}; {result:?}"),
        () = until(what, is_so) => {}
    }
}

/// A test of one stage. The second request meets `fault`; it is dropped when the proxy says that it took effect.
fn dropped_at(fault: Fault, answer: Answer, request: Request, arrived: usize) {
    let service = Service::start(vec![Answer::ok(), answer], Rules::default());
    let proxy = Proxy::start(service.address, vec![None, fault]);
    runtime().block_on(async {
        let client = client(config(&proxy));
        // With this connection in the pool, the tasks are those of a client that has nothing to do.
        finish(client.call(Kind::Read.request())).await.unwrap();
        let idle = tasks();
        let before = service.count();

        let call = Box::pin(client.call(request));
        match fault {
            None => drop_when(call, "the service has answered", || service.count() > before).await,
            _ => drop_when(call, "the fault takes effect", || proxy.broken() == 1).await,
        }
        proxy.heal();
        works_on(&client, &service, &proxy, before + arrived, idle).await;
    });
}

/// Asserts that nothing more arrives, and that one further call leaves as much as the first one did.
async fn works_on(client: &Client, service: &Service, proxy: &Proxy, arrived: usize, idle: usize) {
    until("what the call had is given back", || tasks() <= idle + REAPER && proxy.open_connections() <= 1).await;
    assert_eq!(service.count(), arrived, "arrivals after the call was dropped");
    finish(client.call(Kind::Write.request())).await.unwrap();
    assert_eq!(service.count(), arrived + 1);
    until("the next call leaves nothing but its connection", || {
        tasks() <= idle + REAPER && proxy.open_connections() <= 1
    })
    .await;
    assert_eq!(service.count(), arrived + 1, "arrivals after all is given back");
}

#[test]
fn before_it_is_polled() {
    let service = Service::start(Vec::new(), Rules::default());
    let proxy = Proxy::start(service.address, Vec::new());
    runtime().block_on(async {
        let client = client(config(&proxy));
        drop(client.call(Kind::Write.request()));
        assert_eq!(tasks(), 0);
        finish(client.call(Kind::Write.request())).await.unwrap();
        assert_eq!(service.count(), 1);
    });
}

/// Never answers the first time.
#[derive(Default)]
struct StuckOnce(std::sync::atomic::AtomicU32);

impl CredentialProvider for StuckOnce {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        match self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 => Box::pin(std::future::pending()),
            _ => Box::pin(async { Ok(Credentials::new(KEY, SECRET)) }),
        }
    }
}

#[test]
fn while_it_waits_for_credentials() {
    let service = Service::start(Vec::new(), Rules::default());
    let proxy = Proxy::start(service.address, Vec::new());
    runtime().block_on(async {
        let provider = std::sync::Arc::new(StuckOnce::default());
        let client = client(config(&proxy).credentials(std::sync::Arc::clone(&provider)));
        let call = Box::pin(client.call(Kind::Write.request()));
        let asked = || provider.0.load(std::sync::atomic::Ordering::SeqCst) == 1;
        drop_when(call, "the provider is asked", asked).await;
        assert_eq!((tasks(), proxy.accepted()), (0, 0));
        works_on(&client, &service, &proxy, 0, 1).await;
    });
}

#[cfg(target_os = "linux")]
#[test]
fn while_it_connects() {
    let service = Service::start(Vec::new(), Rules::default());
    let proxy = Proxy::closed(service.address, Vec::new());
    proxy.listen(0);
    let held = super::connecting::fill(proxy.address);
    runtime().block_on(async {
        let client = client(config(&proxy));
        let call = Box::pin(client.call(Kind::Write.request()));
        let mut looks = 0;
        drop_when(call, "it has been connecting for a while", || {
            looks += 1;
            looks > 25
        })
        .await;
        until("the attempt to connect is over", || tasks() == 0).await;
        drop(held);
        proxy.open();
        works_on(&client, &service, &proxy, 0, 1).await;
    });
}

#[test]
fn while_it_waits_for_the_handshake() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    runtime().block_on(async {
        let client = client(config_for(&endpoint, Credentials::new(KEY, SECRET)));
        let call = Box::pin(client.call(Kind::Write.request()));
        let mut accepted = Option::None;
        drop_when(call, "there is a connection", || {
            accepted = accepted.take().or_else(|| listener.accept().ok());
            accepted.is_some()
        })
        .await;
        until("the handshake is over", || tasks() == 0).await;
        let (mut stream, _) = accepted.unwrap();
        stream.set_nonblocking(false).unwrap();
        // What it had begun to say, and then the end.
        std::io::copy(&mut stream, &mut std::io::sink()).unwrap();
    });
}

#[test]
fn while_it_sends() {
    let mut request = Request::new("Op", Method::Post, "/op");
    request.bytes_body(vec![b'x'; 8_000_000], Option::None);
    dropped_at(Deaf, Answer::ok(), request, 0);
}

#[test]
fn when_it_has_sent_and_nobody_reads() {
    dropped_at(Break(Begun, Stall), Answer::ok(), Kind::Write.request(), 0);
}

#[test]
fn while_it_waits_for_the_answer() {
    dropped_at(Break(Forwarded, Stall), Answer::ok(), Kind::Write.request(), 1);
}

#[test]
fn while_it_reads_the_head() {
    dropped_at(Break(Head, Stall), Answer::ok(), Kind::Write.request(), 1);
}

#[test]
fn while_it_reads_the_body() {
    dropped_at(Break(Body, Stall), Answer::ok(), Kind::Write.request(), 1);
}

#[test]
fn while_it_waits_for_the_next_attempt() {
    let answer = Answer::refusal(429, "Throttling", &[("x-acs-retry-after", "30000")]);
    dropped_at(None, answer, Kind::Write.request(), 1);
}

#[test]
fn again_and_again() {
    let service = Service::start(Vec::new(), Rules::default());
    let faults = (0..40).map(|number| match number % 4 {
        0 => Break(Begun, Stall),
        1 => Break(Forwarded, Stall),
        2 => Break(Head, Stall),
        _ => Break(Body, Stall),
    });
    let proxy = Proxy::start(service.address, faults.collect());
    runtime().block_on(async {
        let client = client(config(&proxy));
        for number in 1..=40 {
            let call = Box::pin(client.call(Kind::Token.request()));
            drop_when(call, "the fault takes effect", || proxy.broken() == number).await;
        }
        works_on(&client, &service, &proxy, 30, 1).await;
    });
}
