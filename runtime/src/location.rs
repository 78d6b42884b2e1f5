//! The location service: asks where a product answers in a region, and remembers it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;

use crate::config::Config;
use crate::endpoint::Endpoint;
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::{BoxFuture, CallOptions, Client, Error, Method, Request};

static LOCATION: Product =
    Product::new("Location", "2015-06-12", Style::Rpc, Endpoints::new("location-readonly", EndpointRule::Central));

/// How long an answer is taken for right.
const FRESH: Duration = Duration::from_secs(3_600);
/// How long the service is left alone after it failed.
const PAUSE: Duration = Duration::from_secs(60);
/// How long a call may be held up by the question.
const LIMIT: Duration = Duration::from_secs(5);

/// What the service answered, by product code and region.
#[derive(Default)]
pub(crate) struct Locations(Mutex<HashMap<(&'static str, String), Known>>);

#[derive(Clone)]
struct Known {
    /// `None`: the service knows no host.
    endpoint: Option<Endpoint>,
    /// By the timer: when to ask again.
    until: Duration,
}

impl Locations {
    /// The host of the product that the service knows as `code`, or `None` where it knows none or does not answer; the
    /// caller then goes by the tables. What was known before counts while the service does not answer. It is asked for
    /// `limit` at most, and never longer than [`LIMIT`].
    pub(crate) fn find<'a>(
        &'a self,
        config: &'a Config,
        code: &'static str,
        region: &'a str,
        limit: Duration,
    ) -> BoxFuture<'a, Option<Endpoint>> {
        // Boxed, because asking is itself a call.
        Box::pin(async move {
            let now = config.timer().now();
            let known = self.get(code, region);
            if let Some(known) = known.as_ref().filter(|known| now < known.until) {
                return known.endpoint.clone();
            }
            let answer = ask(config, code, region, limit.min(LIMIT)).await;
            let now = config.timer().now();
            let next = match answer {
                Ok(endpoint) => Known { endpoint, until: now.saturating_add(FRESH) },
                Err(error) => {
                    tracing::warn!(target: "alicloud", code, region, %error, "the location service gave no answer");
                    Known { endpoint: known.and_then(|known| known.endpoint), until: now.saturating_add(PAUSE) }
                }
            };
            self.lock().insert((code, region.to_owned()), next.clone());
            next.endpoint
        })
    }

    fn get(&self, code: &'static str, region: &str) -> Option<Known> {
        self.lock().get(&(code, region.to_owned())).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(&'static str, String), Known>> {
        // A panic elsewhere cannot leave the map half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer; the vendor's own clients read no more of it either.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Endpoints")]
    endpoints: Listed,
}

#[derive(Deserialize)]
struct Listed {
    #[serde(rename = "Endpoint", default)]
    endpoint: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    #[serde(rename = "Endpoint")]
    host: String,
}

async fn ask(config: &Config, code: &str, region: &str, limit: Duration) -> Result<Option<Endpoint>, Error> {
    let mut request = Request::new("DescribeEndpoints", Method::Get, "/");
    request.query("Id", region);
    request.query("ServiceCode", code);
    request.query("Type", "openAPI");
    request.set_options(CallOptions::new().operation_timeout(limit));
    let answer: Answer = Client::new(&config.aside(), &LOCATION).call(request).await?.decode()?;
    let host = answer.endpoints.endpoint.first().map(|one| one.host.as_str());
    // Prefixed, so that an answer cannot choose to go without TLS.
    host.map(|host| Endpoint::parse(&format!("https://{host}"))).transpose()
}
