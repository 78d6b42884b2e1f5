//! What is counted of calls and attempts, by a recorder of this thread.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alicloud_core::{Client, Method, Request, StandardRetry};
use metrics::{
    Counter, CounterFn, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder as MetricsRecorder,
    SharedString, Unit,
};

use super::support::*;

/// What was recorded, by name and labels.
#[derive(Clone, Default)]
struct Collected(Arc<Mutex<BTreeMap<String, Vec<f64>>>>);

struct Entry(Collected, String);

impl Entry {
    fn add(&self, value: f64) {
        self.0.0.lock().unwrap().entry(self.1.clone()).or_default().push(value);
    }
}

impl CounterFn for Entry {
    fn increment(&self, value: u64) {
        self.add(value as f64);
    }

    fn absolute(&self, value: u64) {
        self.add(value as f64);
    }
}

impl HistogramFn for Entry {
    fn record(&self, value: f64) {
        self.add(value);
    }
}

impl Collected {
    fn entry(&self, key: &Key) -> Arc<Entry> {
        let labels: Vec<String> = key.labels().map(|label| label.value().to_owned()).collect();
        Arc::new(Entry(self.clone(), format!("{} {}", key.name(), labels.join("/"))))
    }

    fn counts(&self) -> Vec<String> {
        let all = self.0.lock().unwrap();
        let counts = all.iter().filter(|(name, _)| name.contains("_total"));
        counts.map(|(name, values)| format!("{name}: {}", values.iter().sum::<f64>())).collect()
    }

    fn durations(&self, name: &str) -> Vec<f64> {
        let all = self.0.lock().unwrap();
        all.iter().filter(|(known, _)| known.starts_with(name)).flat_map(|(_, values)| values.clone()).collect()
    }
}

impl MetricsRecorder for Collected {
    fn describe_counter(&self, name: KeyName, _: Option<Unit>, _: SharedString) {
        self.0.lock().unwrap().entry(format!("described {}", name.as_str())).or_default();
    }

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, name: KeyName, _: Option<Unit>, _: SharedString) {
        self.0.lock().unwrap().entry(format!("described {}", name.as_str())).or_default();
    }

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.entry(key))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.entry(key))
    }
}

fn run<T>(collected: &Collected, future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    metrics::with_local_recorder(collected, || runtime.block_on(future))
}

fn client(recorder: &Recorder, timer: &Skipping) -> Client {
    let retry = StandardRetry::new();
    Client::new(&fixed(recorder).timer(timer.clone()).retry(retry).build().unwrap(), &WEBPLUS)
}

#[test]
fn calls_and_attempts_are_counted_by_outcome_and_timed() {
    let script = [refusal(400, "Throttling.User"), refusal(503, "ServiceUnavailable"), answer(200, &[], "{}")];
    let (recorder, timer, collected) = (Recorder::script(script), Skipping::default(), Collected::default());
    let client = client(&recorder, &timer);
    run(&collected, client.call(Request::new("Op", Method::Get, "/a"))).unwrap();
    run(&collected, client.call(Request::new("Op", Method::Get, "no path"))).unwrap_err();
    let expected = [
        "alicloud_attempts_total webplus/Op/ok: 1",
        "alicloud_attempts_total webplus/Op/service: 1",
        "alicloud_attempts_total webplus/Op/throttled: 1",
        "alicloud_calls_total webplus/Op/ok: 1",
        "alicloud_calls_total webplus/Op/request: 1",
    ];
    assert_eq!(collected.counts(), expected);
    // Time passes in waits alone, which are the call's.
    let waited: Duration = timer.waits().iter().sum();
    let durations = collected.durations("alicloud_call_duration_seconds");
    assert!((durations.iter().sum::<f64>() - waited.as_secs_f64()).abs() < 1e-6, "{durations:?} {waited:?}");
    assert_eq!(collected.durations("alicloud_attempt_duration_seconds"), [0.0; 3]);
}

#[test]
fn a_call_that_is_dropped_counts_as_cancelled() {
    use std::future::poll_fn;
    use std::pin::pin;
    use std::task::Poll;
    let (collected, held) = (Collected::default(), Held::default());
    let config = fixed(&Recorder::default()).timer(Skipping::default()).transport(held.clone()).build().unwrap();
    let client = Client::new(&config, &WEBPLUS);
    run(&collected, async {
        let mut call = pin!(client.call(Request::new("Op", Method::Get, "/a")));
        // Until the request is on its way.
        poll_fn(|context| {
            assert!(call.as_mut().poll(context).is_pending());
            if held.0.load(Ordering::SeqCst) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    });
    let expected = ["alicloud_attempts_total webplus/Op/cancelled: 1", "alicloud_calls_total webplus/Op/cancelled: 1"];
    assert_eq!(collected.counts(), expected);
}

/// Never answers.
#[derive(Clone, Default)]
struct Held(Arc<std::sync::atomic::AtomicBool>);

impl alicloud_core::Transport for Held {
    fn send(
        &self,
        _: alicloud_core::transport::HttpRequest,
    ) -> alicloud_core::BoxFuture<
        '_,
        Result<alicloud_core::transport::HttpResponse, alicloud_core::transport::TransportError>,
    > {
        self.0.store(true, Ordering::SeqCst);
        Box::pin(std::future::pending())
    }

    fn keeps_time(&self) -> bool {
        true
    }
}

#[test]
fn every_metric_is_described() {
    let collected = Collected::default();
    metrics::with_local_recorder(&collected, alicloud_core::describe_metrics);
    assert_eq!(collected.0.lock().unwrap().len(), 4);
}
