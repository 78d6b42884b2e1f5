//! The hand-written half of the Alibaba Cloud client: credentials, signatures, transport, errors and lenient decoding.
//!
//! Users meet this crate through `alicloud`, whose generated operations turn typed input into a [`Request`] and decode
//! the [`RawResponse`]. It also stands alone, for an operation that has no generated code, by its name (see [`named`]) or as
//! a [`Request`] of one's own:
//!
//! ```
//! use alicloud_core::{
//!     Client, Config, Credentials, EndpointRule, Endpoints, Error, Method, Product, Request, Style,
//! };
//!
//! static WEBPLUS: Product =
//!     Product::new("webplus", "2019-03-20", Style::Roa, Endpoints::new("webplus", EndpointRule::Regional))
//!         .region_parameter("RegionId");
//!
//! async fn list_changes(environment: &str) -> Result<(), Error> {
//!     let config = Config::builder()
//!         .region("cn-hangzhou")
//!         .credentials(Credentials::new("an access key id", "its secret"))
//!         .build()?;
//!     let client = Client::new(&config, &WEBPLUS);
//!
//!     let mut request = Request::new("DescribeChanges", Method::Get, "/pop/v1/wam/change");
//!     request.query("EnvId", environment);
//!     request.query("PageSize", &20);
//!     let response = client.call(request).await?;
//!     println!("{:?} {}", response.request_id(), String::from_utf8_lossy(response.body()));
//!     Ok(())
//! }
//! ```
//!
//! How a call is made:
//!
//! 1. The [`Request`] is laid out as the product's [`Style`] asks, against the endpoint of the region.
//! 2. One snapshot of the [`Credentials`] is taken from the [`CredentialProvider`].
//!    The module [`credentials`] says which there are, and when they renew.
//! 3. The call is signed ([`SignatureVersion`]) with the time of a [`Clock`] and a nonce of a [`NonceSource`], unless
//!    the credentials are a bearer token.
//! 4. A [`Transport`] sends it. The default one speaks HTTP/1.1 with rustls on Tokio, through a proxy where there is
//!    one; build without the feature `default-transport` to bring your own and have no TLS stack compiled.
//! 5. A status of 2xx gives a [`RawResponse`], whatever the body says: [`RawResponse::succeeded`] tells whether it says
//!    that the operation failed, and [`ConfigBuilder::check_success`] makes that an error. Every other status gives an
//!    [`Error`] with code, message and request id.
//! 6. Where that could have gone otherwise, the [`RetryPolicy`] says whether another attempt follows, and after what
//!    wait of the [`Timer`]. [`Interceptor`]s see each attempt, and `tracing` shows a span for it within one for the
//!    call.
//! 7. A value of the body that is not what the reference says leaves its field empty and is told by
//!    [`Response::mismatches`]; [`ConfigBuilder::strict`] makes an error of it. See [`wire`].
//!
//! Features:
//!
//! | feature | what it gives |
//! | --- | --- |
//! | `default-transport` (on) | `http-transport` and `tls-ring` |
//! | `http-transport` | the transport on Tokio, by itself for `http://` endpoints only |
//! | `tls-ring`, `tls-aws-lc` | TLS with rustls, and ring or AWS-LC for its cryptography; ring where both are on |
//! | `system-roots` | `ConfigBuilder::system_root_certificates`, which trusts what the operating system trusts |
//! | `blocking` | the module `blocking`: calls without async |
//! | `metrics` | counts and durations of calls through the facade `metrics`; `describe_metrics` lists them |
//! | `rsa-key-pair` | `credentials::RsaKeyPairProvider`, for an RSA key pair in the place of an access key |
//! | `serde` | `Serialize` and `Deserialize` of what [`object!`] and [`sent_object!`] declare |
//! | `test-util` | the module `test_util`: fakes, recordings, and time that passes at once |
//!
//! Secrets are zeroised when dropped, and no `Debug` or `Display` of this crate prints a secret, a token or a
//! signature.

#[cfg(feature = "blocking")]
pub mod blocking;
mod by_name;
pub mod call;
mod client;
mod config;
pub mod credentials;
mod encode;
mod error;
mod future;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod http;
mod identity;
mod interceptor;
mod location;
pub mod named;
pub mod paging;
mod product;
mod providers;
mod region;
mod request;
mod response;
mod retry;
mod secret;
mod signature;
#[cfg(any(test, feature = "test-util"))]
pub mod test_util;
#[cfg(test)]
mod testing;
mod time;
pub mod transport;
mod variables;
pub mod waiter;
pub mod wire;

#[cfg(feature = "metrics")]
pub use client::describe_metrics;
pub use client::{Client, PresignedUrl, ResponseStream};
pub use config::{Config, ConfigBuilder};
pub use credentials::{CredentialProvider, Credentials, ProviderContext};
pub use encode::encode_segment;
pub use error::{Error, ErrorKind};
pub use future::BoxFuture;
pub use http::{Comma, Json, Method, Pairs, Parameter, RawResponse};
pub use interceptor::{Attempt, Interceptor, Unsigned};
pub use named::{ListFields, NamedCall};
pub use paging::Paginator;
pub use product::{EndpointRule, Endpoints, Product, SharedProduct, Style};
pub use region::Network;
pub use request::{CallOptions, Place, Request};
pub use response::Response;
pub use retry::{Decision, FailedAttempt, NoRetry, RetryPolicy, RetryReason, StandardRetry};
pub use secret::Redacted;
pub use serde_json::Value;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use signature::SystemNonce;
pub use signature::{NonceSource, SignatureVersion};
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use time::SystemClock;
#[cfg(feature = "http-transport")]
pub use time::TokioTimer;
pub use time::{Clock, Timer};
#[cfg(feature = "http-transport")]
pub use transport::Proxy;
pub use transport::{Headers, Transport};
pub use waiter::{WaitError, Waiter};
