//! What one call costs without the network: build, sign, decode, through a transport that answers at once.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use alicloud::transport::{HttpRequest, HttpResponse, TransportError};
use alicloud::webplus::Client;
use alicloud::{BoxFuture, Config, Credentials, Headers, SignatureVersion, Transport};

const SMALL: &str = include_str!("../../../generated/tests/examples/webplus/GatherAppEnvStats.json");
const LARGE: &str = include_str!("../../../generated/tests/examples/webplus/DescribeConfigIndex.json");

/// Answers every call with the same body.
struct Canned(&'static str);

impl Transport for Canned {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(std::future::ready(Ok(HttpResponse::new(200, Headers::new(), self.0))))
    }
}

fn main() {
    println!("{:60} {:>10}", "", "µs a call");
    for (name, version) in [("V3", SignatureVersion::V3), ("V1", SignatureVersion::V1)] {
        let client = client(SMALL, version);
        measure(&format!("{name}, answer of {} bytes", SMALL.len()), 20_000, || {
            let call = client.gather_app_env_stats("we-1").target_instances(["i-1", "i-2"]);
            wait(call.send()).expect("the answer decodes");
        });
    }
    let client = client(LARGE, SignatureVersion::V3);
    measure(&format!("V3, answer of {} bytes", LARGE.len()), 300, || {
        wait(client.describe_config_index().send()).expect("the answer decodes");
    });
}

fn client(body: &'static str, version: SignatureVersion) -> Client {
    let config = Config::builder()
        .region("cn-hangzhou")
        .credentials(Credentials::new("benchId", "benchSecret"))
        .signature(version)
        .transport(Canned(body))
        .build()
        .expect("the configuration is complete");
    Client::new(&config)
}

/// Prints the best of three rounds.
fn measure(name: &str, calls: u32, mut call: impl FnMut()) {
    let round = |_| {
        let begun = Instant::now();
        (0..calls).for_each(|_| call());
        begun.elapsed() / calls
    };
    let best = (0..3).map(round).min().unwrap_or_default();
    println!("{name:60} {:>10.1}", best.as_secs_f64() * 1e6);
}

/// Runs a future that never has to wait.
fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
