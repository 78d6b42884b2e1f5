//! One call: where it goes, and which attempts it takes.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tracing::Span;

use super::attempt::{Reply, Terms};
use super::handle::Client;
use super::limits::Limits;
use super::measure::{Measured, What};
use super::observe;
use crate::error::{self, Error, Origin};
use crate::http::{Endpoint, RawResponse};
use crate::identity::ProviderContext;
use crate::region::{Network, check_region, endpoint_in};
use crate::request::Request;
use crate::retry::{self, Decision, FailedAttempt, RetryPolicy, RetryReason};
use crate::signature::Draft;
use crate::time::within;

/// The attempts of one call so far.
struct Attempts {
    number: u32,
    /// Whether a second attempt is harmless, whatever became of the first.
    safe: bool,
    seen: Vec<RetryReason>,
    /// Whether the service may have acted on one of them.
    doubtful: bool,
    /// The tokens that success gives back to the budget: a retry that helped costs nothing, so that a service which
    /// fails now and then does not use up what is there for it.
    refund: u32,
}

impl Client {
    /// Makes the call and returns the response if its status is 2xx, whatever its body says unless
    /// [`check_success`](crate::ConfigBuilder::check_success) is set.
    ///
    /// An attempt that fails is repeated as the [`RetryPolicy`] says. The future can be dropped at any time: nothing of
    /// the call goes on, though the service may have acted on a request that was sent.
    ///
    /// # Errors
    /// When the request cannot be laid out, when there are no credentials, when no response comes, and when the service
    /// responds with another status; see [`ErrorKind`](crate::ErrorKind).
    pub async fn call(&self, request: Request) -> Result<RawResponse, Error> {
        self.perform(request, false).await.map(|reply| reply.response)
    }

    /// The whole of a call; `streams` says whether the body of the response is handed out as it comes.
    pub(super) async fn perform(&self, request: Request, streams: bool) -> Result<Reply, Error> {
        let operation = request.operation().clone();
        let region = request.region_of_call().or(self.config.region());
        let span = observe::operation(&self.product, &operation, region);
        let measured = Measured::begin(What::Call, &self.product, &operation, self.config.timer());
        let result = match self.config.of_call(request.options()) {
            Ok(None) => observe::enter(&span, pin!(self.make(request, streams, &span))).await,
            Ok(Some(config)) => {
                let client = Client { config, ..self.clone() };
                // Boxed, since it is rare and would double the size of every call.
                let mut making = Box::pin(client.make(request, streams, &span));
                observe::enter(&span, making.as_mut()).await
            }
            Err(error) => Err(error),
        };
        observe::outcome(&span, result.as_ref().map(|reply| &reply.response));
        measured.end(&result);
        match result {
            Ok(reply) => Ok(Reply { response: reply.response.of_operation(operation), ..reply }),
            Err(error) => Err(error.of_operation(operation)),
        }
    }

    fn terms(&self, request: &Request, streams: bool, origin: Origin) -> Terms {
        let config = &self.config;
        Terms {
            success: request.success(),
            check_success: request.options().check_success.unwrap_or(config.check_success()),
            strict: config.strict(),
            streams,
            origin,
            region: request.region_of_call().or(config.region()).map(Arc::from),
        }
    }

    async fn make(&self, mut request: Request, streams: bool, span: &Span) -> Result<Reply, Error> {
        let (config, timer) = (&self.config, self.config.timer());
        let limits = Limits::begin(config, request.options())?;
        let own = request.options().retry.clone();
        let policy: &dyn RetryPolicy = own.as_deref().unwrap_or(config.retry());
        request.take_in_options();
        // The token stays the same over all attempts: by it the service knows a repetition.
        request.fill_client_token(|| config.nonce().nonce());
        let mut attempts =
            Attempts { number: 0, safe: request.is_safe(), seen: Vec::new(), doubtful: false, refund: 1 };
        let (endpoint, origin) = self.endpoint(&request, limits).await?;
        let terms = self.terms(&request, streams, origin);
        let endpoint = request.endpoint_below(endpoint);
        let mut draft = Draft::new(&self.product, endpoint, request, config.region(), config.signature())?;
        draft.set_header("user-agent", &self.user_agent)?;
        if draft.has_to_read(config.signature()) {
            let left = limits.left(timer);
            let hashed = within(timer, left, Box::pin(draft.hash_source())).await;
            hashed.unwrap_or_else(|| Err(error::no_body_in_time(left)))?;
        }
        let is_adaptive = policy.is_adaptive();
        let mut last = None;
        loop {
            if is_adaptive && let Err(held_back) = self.keep_pace(limits).await {
                return Err(last.unwrap_or(held_back));
            }
            attempts.number += 1;
            let measured = Measured::begin(What::Attempt, &self.product, &draft.operation, timer);
            let outcome = self.attempt(&draft, &terms, attempts.number, limits).await;
            measured.end(&outcome);
            if is_adaptive {
                let is_throttled = outcome.as_ref().is_err_and(Error::is_throttling);
                self.budget.pace.learn(timer.now(), is_throttled);
            }
            span.record("alicloud.attempts", attempts.number);
            let error = match outcome {
                Ok(reply) => {
                    self.budget.refund(attempts.refund);
                    return Ok(reply);
                }
                Err(error) => error.after_attempts(attempts.number, attempts.doubtful),
            };
            if !draft.can_be_sent() {
                return Err(error);
            }
            let Some(delay) = self.delay(&mut attempts, &error, policy, limits) else { return Err(error) };
            if !delay.is_zero() {
                timer.sleep(delay).await;
            }
            // A wait can last longer than it was to.
            if limits.left(timer).is_zero() {
                return Err(error);
            }
            last = Some(error);
        }
    }

    /// Waits for the turn of the next attempt, once the service has throttled.
    async fn keep_pace(&self, limits: Limits) -> Result<(), Error> {
        let timer = self.config.timer();
        let left = limits.left(timer);
        match self.budget.pace.take(timer.now(), left) {
            Some(wait) if wait.is_zero() => Ok(()),
            Some(wait) => {
                timer.sleep(wait).await;
                Ok(())
            }
            None => Err(error::held_back(left)),
        }
    }

    /// The wait before another attempt, if one follows the failed one.
    fn delay(
        &self,
        attempts: &mut Attempts,
        error: &Error,
        policy: &dyn RetryPolicy,
        limits: Limits,
    ) -> Option<Duration> {
        let reason = retry::reason(error)?;
        let failed = FailedAttempt {
            number: attempts.number,
            elapsed: limits.elapsed(self.config.timer()),
            error,
            reason,
            repeatable: attempts.safe || error.is_unprocessed(),
            seen: attempts.seen.contains(&reason),
            retry_after: error.retry_after(self.config.skew().apply(self.config.clock().now())),
            random: fastrand::f64(),
        };
        let Decision::RetryAfter(delay) = policy.decide(&failed) else { return None };
        let cost = retry::cost(reason);
        if failed.elapsed.saturating_add(delay) >= limits.operation || !self.budget.take(cost) {
            return None;
        }
        tracing::debug!(
            target: "alicloud",
            attempt = attempts.number,
            reason = %reason,
            delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
            error.type = observe::error_type(error),
            "the attempt failed and is repeated"
        );
        attempts.refund = cost;
        attempts.doubtful = !error.is_unprocessed();
        attempts.seen.push(reason);
        Some(delay)
    }

    /// The endpoint of the call, and what it comes from.
    pub(super) async fn endpoint(&self, request: &Request, limits: Limits) -> Result<(Endpoint, Origin), Error> {
        if let Some(region) = request.region_of_call() {
            check_region(region)?;
        }
        let region = request.region_of_call().or(self.config.region());
        if let Some(endpoint) = self.config.endpoint() {
            return Ok((endpoint.clone(), Origin::User));
        }
        let (endpoints, network) = (&self.product.endpoints, self.config.network());
        let service = self.config.locations().filter(|_| network == Network::Public);
        if let (Some(service), Some(code), Some(region)) = (service, endpoints.location.as_deref(), region) {
            let context = ProviderContext::of(&self.config);
            // Half of what is left at most, so that the call itself can still be made where the question gets no
            // response.
            let limit = limits.left(self.config.timer()) / 2;
            if let Some(endpoint) = service.find(&context, code, region, limit).await {
                return Ok((endpoint, Origin::LocationService));
            }
        }
        endpoint_in(&self.product, region, network)
    }
}
