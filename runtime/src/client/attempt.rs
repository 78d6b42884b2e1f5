//! One attempt: credentials, interceptors, signature, the exchange, and what its failure teaches for the next one.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use super::handle::Client;
use super::limits::Limits;
use super::observe;
use crate::error::{Asked, Class, Error, Origin};
use crate::http::{
    ByteStream, HttpRequest, HttpResponse, RawResponse, StreamedResponse, SuccessRule, Transport, TransportError,
};
use crate::identity::Credentials;
use crate::interceptor::{Attempt, Unsigned};
use crate::signature::{Draft, Signing};
use crate::time::within;
use crate::transport::Bytes;
use crate::{error, signature};

/// The bytes that are kept of the body of an error. Errors of services are far shorter; those of a proxy are not.
const ERROR_BODY: usize = 64 * 1_024;

/// What the outcome of a call is judged and explained by.
pub(super) struct Terms {
    pub success: Option<SuccessRule>,
    /// Whether a response that says that the operation failed is an error whatever its status.
    pub check_success: bool,
    /// Whether a value that does not fit makes an error of a response.
    pub strict: bool,
    /// Whether the body of a response that is no error is handed out as it comes.
    pub streams: bool,
    /// What the endpoint comes from.
    pub origin: Origin,
    /// The region of the call.
    pub region: Option<Arc<str>>,
}

/// What an attempt came to.
pub(super) struct Reply {
    pub response: RawResponse,
    /// The body, where it is handed out as it comes. The response has none then.
    pub body: Option<ByteStream>,
    /// Where it came from.
    pub host: Arc<str>,
}

impl Terms {
    /// The response, `Err` if it is an error.
    fn judge(&self, response: HttpResponse) -> Result<RawResponse, RawResponse> {
        let is_good = (200..300).contains(&response.status);
        let response = RawResponse::from(response).judged_by(self.success).strictly(self.strict);
        let fails = !is_good || (self.check_success && response.succeeded() == Some(false));
        if fails { Err(response) } else { Ok(response) }
    }
}

/// A response whose body comes as it arrives, if that is wanted and it is none of an error; else the whole of it.
async fn receive(
    transport: &dyn Transport,
    request: HttpRequest,
    streams: bool,
) -> Result<(HttpResponse, Option<ByteStream>), TransportError> {
    let most = request.max_response();
    let response = transport.stream(request).await?;
    if !(streams && (200..300).contains(&response.status)) {
        return Ok((response.into_memory(most).await?, None));
    }
    let StreamedResponse { status, headers, body } = response;
    Ok((HttpResponse::of(status, headers, Bytes::new()), Some(body)))
}

impl Client {
    pub(super) async fn attempt(
        &self,
        draft: &Draft,
        terms: &Terms,
        number: u32,
        limits: Limits,
    ) -> Result<Reply, Error> {
        let span = observe::attempt(draft, number);
        let result = observe::enter(&span, pin!(self.exchange(draft.clone(), terms, number, limits))).await;
        observe::outcome(&span, result.as_ref().map(|reply| &reply.response));
        result
    }

    async fn exchange(&self, mut draft: Draft, terms: &Terms, number: u32, limits: Limits) -> Result<Reply, Error> {
        let config = &self.config;
        let credentials = self.credentials(limits).await?;
        let (authority, operation, version) =
            (draft.endpoint.authority.clone(), draft.operation.clone(), draft.version.clone());
        let attempt = Attempt {
            product: &self.product.name,
            version: &version,
            operation: &operation,
            authority: &authority,
            number,
        };
        for interceptor in config.interceptors() {
            interceptor.before_signing(&attempt, &mut Unsigned(&mut draft))?;
        }
        let time = config.skew().apply(config.clock().now());
        let signing = Signing { credentials: &credentials, time, nonce: config.nonce().nonce() };
        let sealed = signature::seal(&mut draft, config.signature(), &signing);

        let limit = limits.attempt.min(limits.left(config.timer()));
        let request = draft.into_http(limit).with_max_response(config.max_response_size());
        let sent = self.deliver(request, terms.streams, limit, limits).await;
        let asked =
            Asked { host: &authority, origin: terms.origin, region: terms.region.as_deref(), product: &self.product };
        let sent = sent.map_err(|failure| {
            let setting = limits.that_ended(limit, config.timer());
            error::no_answer(&authority, failure, setting, Some(asked))
        });
        let result = match sent {
            Err(error) => Err(error),
            Ok((response, body)) => terms
                .judge(response)
                .map(|response| Reply { response, body, host: Arc::clone(&authority) })
                .map_err(|response| {
                    let redactor = credentials.redactor(&sealed.signature);
                    error::of_service(response, &sealed.string_to_sign, &redactor, asked).keeping(ERROR_BODY)
                }),
        };
        if let Err(error) = &result {
            self.learn(error, &credentials);
        }
        for interceptor in config.interceptors() {
            interceptor.after_response(&attempt, result.as_ref().map(|reply| &reply.response));
        }
        result
    }

    /// Hands a request over to the transport. `limit` is that of the attempt.
    async fn deliver(
        &self,
        request: HttpRequest,
        streams: bool,
        limit: Duration,
        limits: Limits,
    ) -> Result<(HttpResponse, Option<ByteStream>), TransportError> {
        let (transport, timer) = (self.config.transport(), self.config.timer());
        if streams || request.source().is_some() {
            // The limit of the attempt counts between parts, so the operation's is watched over here.
            let left = limits.left(timer);
            let exchange = Box::pin(receive(transport, request, streams));
            return within(timer, left, exchange).await.unwrap_or_else(|| Err(error::too_slow(left)));
        }
        let exchange = transport.send(request);
        let response = if transport.keeps_time() {
            exchange.await
        } else {
            within(timer, limit, exchange).await.unwrap_or_else(|| Err(error::too_slow(limit)))
        };
        Ok((response?, None))
    }

    async fn credentials(&self, limits: Limits) -> Result<Credentials, Error> {
        let timer = self.config.timer();
        let left = limits.left(timer);
        let credentials = self.config.snapshot(left).await?;
        // They may have come at the last moment. What is sent then is lost, though the service may act on it.
        if limits.left(timer).is_zero() {
            return Err(error::no_credentials_in_time(left));
        }
        Ok(credentials)
    }

    /// Takes from an error what the next attempt, of this call or another one, can do better.
    fn learn(&self, error: &Error, credentials: &Credentials) {
        match error.class() {
            Some(Class::Clock) => {
                let date = error.raw_response().and_then(|response| response.headers().get("date"));
                let now = self.config.clock().now();
                // A response that names no time leaves the machine's clock as the best guess: what was learnt before,
                // from a response that was wrong, would else be wrong for all calls to come.
                let date = date.and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or(now);
                self.config.skew().learn(date, now);
            }
            Some(Class::Credentials) => self.config.credentials().invalidate(credentials),
            _ => {}
        }
    }
}
