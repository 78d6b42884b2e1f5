//! Making a call: lay out, take credentials, sign, send, judge the status.

use crate::config::Config;
use crate::credentials::Credentials;
use crate::product::Product;
use crate::request::{Draft, Request};
use crate::response::RawResponse;
use crate::signature::{self, Signing};
use crate::{Error, error};

/// Makes calls of one product. Cheap to clone, and safe to share.
#[derive(Clone, Debug)]
pub struct Client {
    config: Config,
    product: &'static Product,
}

impl Client {
    /// A client of `product`.
    pub fn new(config: &Config, product: &'static Product) -> Client {
        Client { config: config.clone(), product }
    }

    /// Makes the call and returns the answer if its status is 2xx, whatever its body says.
    ///
    /// # Errors
    /// When the request cannot be laid out, when there are no credentials, when no answer comes, and when the service
    /// answers with another status; see [`ErrorKind`](crate::ErrorKind).
    pub async fn call(&self, request: Request) -> Result<RawResponse, Error> {
        let operation = request.operation();
        match self.make(request).await {
            Ok(answer) => Ok(answer.of_operation(operation)),
            Err(error) => Err(error.of_operation(operation)),
        }
    }

    async fn make(&self, request: Request) -> Result<RawResponse, Error> {
        let draft = Draft::new(&self.config, self.product, request)?;
        let credentials = self.config.credentials().credentials().await?;
        credentials.check()?;
        self.attempt(draft, &credentials).await
    }

    /// Signs and sends once. Each attempt has its own time and nonce.
    async fn attempt(&self, mut draft: Draft, credentials: &Credentials) -> Result<RawResponse, Error> {
        let config = &self.config;
        let signing = Signing { credentials, time: config.clock().now(), nonce: config.nonce().nonce() };
        let sealed = signature::seal(&mut draft, config.signature(), &signing);
        let host = draft.endpoint.authority.clone();
        let sent = config
            .transport()
            .send(draft.into_http(config.timeout()).with_max_response(config.max_response_size()))
            .await;
        let answer = RawResponse::from(sent.map_err(|failure| error::no_answer(&host, failure))?);
        if (200..300).contains(&answer.status()) {
            return Ok(answer);
        }
        Err(error::service(answer, &sealed, credentials))
    }
}
