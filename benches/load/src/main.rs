//! Many calls at once over loopback: ours beside bare ones of the same bytes by reqwest.
//!
//! `cargo run --release` in this folder; arguments: calls in a round (10000), concurrency (64), rounds (5). The server is a
//! process of its own, the same for both, and both run on the same runtime. A round of each follows the other, so that
//! what else the machine does meets both alike.

mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use alicloud::transport::{HttpRequest, HttpResponse, TransportError};
use alicloud::{BoxFuture, Config, Credentials, Headers, Transport};

/// What one kind of call does, over and over.
trait Caller: Clone + Send + Sync + 'static {
    fn call(&self) -> impl Future<Output = usize> + Send;
}

#[derive(Clone)]
struct Ours(alicloud::webplus::Client);

impl Caller for Ours {
    async fn call(&self) -> usize {
        let call = self.0.gather_app_env_stats("we-5d3eaaea2977ca5251e").target_instances(["i-1", "i-2"]);
        let output = call.send().await.expect("the call succeeds");
        output.request_id.map_or(0, |id| id.len())
    }
}

/// The bytes of one of our calls, sent again and again: no signature, no decoding.
#[derive(Clone)]
struct Bare {
    client: reqwest::Client,
    request: Arc<HttpRequest>,
}

impl Caller for Bare {
    async fn call(&self) -> usize {
        let request = &*self.request;
        let mut builder = self.client.post(request.url()).body(request.body().to_vec());
        for (name, value) in request.headers().iter().filter(|(name, _)| *name != "host") {
            builder = builder.header(name, value);
        }
        let answer = builder.send().await.expect("the call succeeds");
        assert_eq!(answer.status(), 200);
        answer.bytes().await.expect("the answer is whole").len()
    }
}

/// Keeps the request instead of sending it.
#[derive(Clone, Default)]
struct Capture(Arc<std::sync::Mutex<Option<HttpRequest>>>);

impl Transport for Capture {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        *self.0.lock().expect("nobody panics here") = Some(request);
        Box::pin(std::future::ready(Ok(HttpResponse::new(200, Headers::new(), "{}"))))
    }
}

#[derive(Debug)]
struct Figures {
    total: Duration,
    p50: Duration,
    p99: Duration,
    calls: usize,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("serve") {
        return server::serve();
    }
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|one| one.parse().ok()).collect();
    let number = |index: usize, usual: usize| numbers.get(index).copied().unwrap_or(usual);
    let (calls, concurrency, rounds) = (number(0, 10_000), number(1, 64), number(2, 5));
    let server = server::Process::start();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(compare(&server.url, calls, concurrency, rounds));
}

async fn compare(url: &str, calls: usize, concurrency: usize, rounds: usize) {
    let config = || {
        Config::builder().region("cn-hangzhou").credentials(Credentials::new("benchId", "benchSecret")).endpoint(url)
    };
    let ours = Ours(alicloud::webplus::Client::new(&config().build().expect("it is complete")));
    let capture = Capture::default();
    Ours(alicloud::webplus::Client::new(&config().transport(capture.clone()).build().expect("it is complete"))).call().await;
    let request = capture.0.lock().expect("nobody panics here").take().expect("a request was made");
    let bare = Bare { client: reqwest::Client::new(), request: Arc::new(request) };

    println!("{calls} calls, {concurrency} at once, rounds after a warm-up round:");
    println!("{:10} {:>12} {:>10} {:>10} {:>12}", "", "calls/s", "p50 µs", "p99 µs", "memory kB");
    let (mut best_ours, mut best_bare) = (Duration::MAX, Duration::MAX);
    let mut memory = Vec::new();
    for round in 0..=rounds {
        let (one, other) = (run(&ours, calls, concurrency).await, run(&bare, calls, concurrency).await);
        if round == 0 {
            continue;
        }
        memory.push(resident());
        best_ours = best_ours.min(one.total);
        best_bare = best_bare.min(other.total);
        for (name, figures) in [("alicloud", &one), ("reqwest", &other)] {
            let rate = figures.calls as f64 / figures.total.as_secs_f64();
            let (p50, p99) = (figures.p50.as_micros(), figures.p99.as_micros());
            println!("{name:10} {rate:>12.0} {p50:>10} {p99:>10} {:>12}", resident());
        }
    }
    let ratio = best_ours.as_secs_f64() / best_bare.as_secs_f64();
    println!("best round to best round: {ratio:.2} times the time of the bare calls");
    let (first, last) = (memory.first().copied().unwrap_or(0), memory.last().copied().unwrap_or(0));
    println!("memory from the first round after the warm-up to the last: {first} kB to {last} kB");
}

async fn run(caller: &impl Caller, calls: usize, concurrency: usize) -> Figures {
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..concurrency)
        .map(|_| {
            let (caller, next) = (caller.clone(), Arc::clone(&next));
            tokio::spawn(async move {
                let mut times = Vec::new();
                while next.fetch_add(1, Ordering::Relaxed) < calls {
                    let begun = Instant::now();
                    assert!(caller.call().await > 0);
                    times.push(begun.elapsed());
                }
                times
            })
        })
        .collect();
    let mut times = Vec::with_capacity(calls);
    for task in tasks {
        times.extend(task.await.expect("no call fails"));
    }
    let total = begun.elapsed();
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    Figures { total, p50: at(50), p99: at(99), calls: times.len() }
}

/// The memory of this process that is resident, in kB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
