//! Making a call: attempt after attempt, each signed anew, until one succeeds or there is no sense in another.

mod attempt;
mod observe;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tracing::{Instrument as _, Span};

use crate::config::Config;
use crate::endpoint::{Endpoint, Network, check_region};
use crate::product::Product;
use crate::request::{Draft, Request};
use crate::response::RawResponse;
use crate::retry::{self, Budget, Decision, FailedAttempt, RetryPolicy, RetryReason};
use crate::timer::Timer;
use crate::{Error, error};

/// Makes calls of one product. Cheap to clone, and safe to share.
#[derive(Clone)]
pub struct Client {
    config: Config,
    product: &'static Product,
    budget: Arc<Budget>,
    user_agent: Arc<str>,
}

/// The time limits of one call.
#[derive(Clone, Copy)]
struct Limits {
    attempt: Duration,
    operation: Duration,
    /// When the operation began, by the timer.
    begun: Duration,
}

impl Client {
    /// A client of `product`.
    pub fn new(config: &Config, product: &'static Product) -> Client {
        let (budget, user_agent) = (config.budgets().of(product.name), config.user_agent(product).into());
        Client { config: config.clone(), product, budget, user_agent }
    }

    /// The configuration that the client was made from.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What measures time and waits for this client.
    pub fn timer(&self) -> &dyn Timer {
        self.config.timer()
    }

    /// Makes the call and returns the answer if its status is 2xx, whatever its body says.
    ///
    /// An attempt that fails is repeated as the [`RetryPolicy`] says. The future can be dropped at any time: nothing of the
    /// call goes on, though the service may have acted on a request that was sent.
    ///
    /// # Errors
    /// When the request cannot be laid out, when there are no credentials, when no answer comes, and when the service
    /// answers with another status; see [`ErrorKind`](crate::ErrorKind).
    pub async fn call(&self, request: Request) -> Result<RawResponse, Error> {
        let operation = request.operation().clone();
        let region = request.region_of_call().or(self.config.region());
        let span = observe::operation(self.product, &operation, region);
        let result = self.make(request, &span).instrument(span.clone()).await;
        observe::outcome(&span, result.as_ref());
        match result {
            Ok(answer) => Ok(answer.of_operation(operation)),
            Err(error) => Err(error.of_operation(operation)),
        }
    }

    async fn make(&self, mut request: Request, span: &Span) -> Result<RawResponse, Error> {
        let (config, timer) = (&self.config, self.config.timer());
        let options = request.options();
        let limits = Limits {
            attempt: options.attempt_timeout.unwrap_or(config.attempt_timeout()),
            operation: options.operation_timeout.unwrap_or(config.operation_timeout()),
            begun: timer.now(),
        };
        if limits.attempt.is_zero() || limits.operation.is_zero() {
            return Err(error::zero_limit());
        }
        if options.attempt_timeout.is_some_and(|limit| limit > limits.operation) {
            return Err(error::attempt_beyond_operation(limits.attempt, limits.operation));
        }
        let own = options.retry.clone();
        let policy: &dyn RetryPolicy = own.as_deref().unwrap_or(config.retry());

        request.take_in_options();
        // The token stays the same over all attempts: by it the service knows a repetition.
        request.fill_client_token(|| config.nonce().nonce());
        let safe = request.is_safe();
        let endpoint = self.endpoint(&request, limits).await?;
        let mut draft = Draft::new(config, self.product, endpoint, request)?;
        draft.set_header("user-agent", &self.user_agent)?;

        let mut seen: Vec<RetryReason> = Vec::new();
        // Whether the service may have acted on an attempt so far.
        let mut doubtful = false;
        let mut number = 0;
        // What success gives back to the budget: a repetition that helped costs nothing, so that a service which fails now
        // and then does not use up what is there for it.
        let mut refund = 1;
        loop {
            number += 1;
            let error = match self.attempt(&draft, number, limits).await {
                Ok(answer) => {
                    self.budget.refund(refund);
                    span.record("alicloud.attempts", number);
                    return Ok(answer);
                }
                Err(error) => error.after_attempts(number, doubtful),
            };
            span.record("alicloud.attempts", number);
            let Some(reason) = retry::reason(&error) else { return Err(error) };
            let failed = FailedAttempt {
                number,
                elapsed: timer.now().saturating_sub(limits.begun),
                error: &error,
                reason,
                repeatable: safe || error.is_unprocessed(),
                seen: seen.contains(&reason),
                retry_after: error.retry_after(),
                random: fastrand::f64(),
            };
            let Decision::RetryAfter(delay) = policy.decide(&failed) else { return Err(error) };
            let cost = retry::cost(reason);
            if failed.elapsed.saturating_add(delay) >= limits.operation || !self.budget.take(cost) {
                return Err(error);
            }
            refund = cost;
            tracing::debug!(
                target: "alicloud",
                attempt = number,
                reason = %reason,
                delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
                error.type = observe::error_type(&error),
                "the attempt failed and is repeated"
            );
            doubtful = !error.is_unprocessed();
            seen.push(reason);
            if !delay.is_zero() {
                timer.sleep(delay).await;
            }
            // A wait can last longer than it was to.
            if limits.left(timer).is_zero() {
                return Err(error);
            }
        }
    }

    /// Where the call goes.
    async fn endpoint(&self, request: &Request, limits: Limits) -> Result<Endpoint, Error> {
        if let Some(region) = request.region_of_call() {
            check_region(region)?;
        }
        let region = request.region_of_call().or(self.config.region());
        if let Some(endpoint) = self.config.endpoint() {
            return Ok(endpoint.clone());
        }
        let (endpoints, network) = (&self.product.endpoints, self.config.network());
        let service = self.config.locations().filter(|_| network == Network::Public);
        if let (Some(service), Some(code), Some(region)) = (service, endpoints.location, region)
            // Half of what is left at most, so that the call itself can still be made where the question gets no answer.
            && let Some(endpoint) = service.find(&self.config, code, region, limits.left(self.config.timer()) / 2).await
        {
            return Ok(endpoint);
        }
        Endpoint::derive(self.product, region, network)
    }
}

/// Shows of the product its name alone: every call has a client, and the tables of hosts and codes would bury the rest of a
/// line of a log.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("product", &self.product.name).field("config", &self.config).finish()
    }
}

impl Limits {
    /// How long the next step may take at most.
    fn left(&self, timer: &dyn Timer) -> Duration {
        self.operation.saturating_sub(timer.now().saturating_sub(self.begun))
    }
}
