//! The location service: asks where a product answers in a region, and remembers it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::http::{Endpoint, Method};
use crate::identity::{ProviderContext, SideCall};
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::request::{CallOptions, Request};
use crate::time::within;

static LOCATION: Product =
    Product::new("Location", "2015-06-12", Style::Rpc, Endpoints::new("location-readonly", EndpointRule::Central));

/// The time for which a response is kept.
const FRESH: Duration = Duration::from_secs(3_600);
/// The pause after the service failed.
const PAUSE: Duration = Duration::from_secs(60);
/// The same after a timeout, as a multiple of the limit: a call with a short limit says little about
/// all others.
const PATIENCE: u32 = 12;
/// The longest delay of a call by the question.
const LIMIT: Duration = Duration::from_secs(5);

/// The hosts that the service named, by product code and region.
#[derive(Default)]
pub(crate) struct Locations(Mutex<HashMap<(String, String), Arc<Entry>>>);

/// One product in one region.
#[derive(Default)]
struct Entry {
    known: Mutex<Option<Known>>,
    /// Held by the call that asks, for which all others wait. If that is dropped, the next one in line asks.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
struct Known {
    /// `None`: the service knows no host.
    endpoint: Option<Endpoint>,
    /// By the timer: when to ask again.
    until: Duration,
}

impl Locations {
    /// The host of the product that the service knows as `code`, or `None` where it knows none or does not answer; the
    /// caller then goes by the tables. What was known before counts while the service does not answer. Calls that want
    /// to know the same at once ask once. A call is held up for `limit` at most, and never longer than [`LIMIT`].
    pub(crate) fn find<'a>(
        &'a self,
        context: &'a ProviderContext,
        code: &'a str,
        region: &'a str,
        limit: Duration,
    ) -> BoxFuture<'a, Option<Endpoint>> {
        // Boxed, because asking is itself a call.
        Box::pin(async move {
            let entry = self.entry(code, region);
            let timer = context.timer();
            if let Some(known) = entry.fresh(timer.now()) {
                return known.endpoint;
            }
            let limit = limit.min(LIMIT);
            let begun = timer.now();
            // Whoever has its turn may not be run any more.
            let Some(_turn) = within(timer, limit, entry.turn.lock()).await else { return entry.before() };
            if let Some(known) = entry.fresh(timer.now()) {
                return known.endpoint;
            }
            let left = limit.saturating_sub(timer.now().saturating_sub(begun));
            if left.is_zero() {
                return entry.before();
            }
            let response = ask(context, code, region, left).await;
            let now = timer.now();
            let next = match response {
                Ok(endpoint) => Known { endpoint, until: now.saturating_add(FRESH) },
                Err(error) => {
                    tracing::warn!(target: "alicloud", code, region, %error, "the location service gave no answer");
                    let pause = match error.kind() {
                        // It was not asked at all.
                        ErrorKind::Credentials => Duration::ZERO,
                        ErrorKind::Timeout => PAUSE.min(left * PATIENCE),
                        _ => PAUSE,
                    };
                    Known { endpoint: entry.before(), until: now.saturating_add(pause) }
                }
            };
            *lock(&entry.known) = Some(next.clone());
            next.endpoint
        })
    }

    fn entry(&self, code: &str, region: &str) -> Arc<Entry> {
        Arc::clone(lock(&self.0).entry((code.to_owned(), region.to_owned())).or_default())
    }
}

impl Entry {
    /// The host that need not be asked for again yet.
    fn fresh(&self, now: Duration) -> Option<Known> {
        lock(&self.known).clone().filter(|known| now < known.until)
    }

    /// The host that was known last.
    fn before(&self) -> Option<Endpoint> {
        lock(&self.known).as_ref().and_then(|known| known.endpoint.clone())
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere cannot leave the value half written.
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The response; the vendor's own clients read no more of it either.
#[derive(Deserialize)]
struct Described {
    #[serde(rename = "Endpoints")]
    endpoints: Listed,
}

#[derive(Deserialize)]
struct Listed {
    #[serde(rename = "Endpoint", default)]
    endpoint: Vec<Host>,
}

#[derive(Deserialize)]
struct Host {
    #[serde(rename = "Endpoint")]
    host: String,
}

async fn ask(context: &ProviderContext, code: &str, region: &str, limit: Duration) -> Result<Option<Endpoint>, Error> {
    let mut request = Request::new("DescribeEndpoints", Method::Get, "/");
    request.query("Id", region);
    request.query("ServiceCode", code);
    request.query("Type", "openAPI");
    request.set_options(CallOptions::new().operation_timeout(limit));
    let response = context.call_aside(SideCall { product: &LOCATION, request, caller: None }).await?;
    let described: Described = response.decode()?;
    let host = described.endpoints.endpoint.first().map(|listed| listed.host.as_str());
    // Prefixed, so that a response cannot choose to go without TLS.
    Ok(host.map(|host| Endpoint::parse(&format!("https://{host}"))).transpose()?)
}
