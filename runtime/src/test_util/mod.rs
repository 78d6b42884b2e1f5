//! Tools for users' own tests: a service that answers from examples, exchanges that are recorded and replayed,
//! and time that passes at once. Behind the feature `test-util`.
//!
//! ```
//! use alicloud_core::test_util::{Fake, config};
//! use alicloud_core::{Client, EndpointRule, Endpoints, Method, Product, Request, Style};
//!
//! static SHOP: Product =
//!     Product::new("shop", "2020-01-01", Style::Rpc, Endpoints::new("shop", EndpointRule::Regional));
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alicloud_core::Error> {
//! let fake = Fake::new(&[("ListOrders", r#"{"Orders":[{"Id":"o-1"}]}"#)]);
//! fake.fail_once("ListOrders", 400, "Throttling", "too many calls");
//! let client = Client::new(&config(&fake).build()?, &SHOP);
//! let response = client.call(Request::new("ListOrders", Method::Post, "/")).await?;
//! assert_eq!(response.body(), br#"{"Orders":[{"Id":"o-1"}]}"#);
//! assert_eq!(fake.calls().len(), 2, "the throttled call was repeated");
//! # Ok(())
//! # }
//! ```

mod call;
mod fake;
mod replay;
mod time;

use crate::config::{Config, ConfigBuilder};
use crate::http::Transport;
use crate::identity::Credentials;

pub use crate::signature::PROTOCOL_PARAMETERS;
pub use call::FakeCall;
pub use fake::{Fake, FakeAnswer};
pub use replay::{Recorder, Replay};
pub use time::{FixedClock, InstantTimer};

/// A set-up for tests: this transport, invented credentials, the region `cn-hangzhou`, and waits that are over at once.
pub fn config(transport: &(impl Transport + Clone + 'static)) -> ConfigBuilder {
    Config::builder()
        .region("cn-hangzhou")
        .credentials(Credentials::new("testAccessKeyId", "testAccessKeySecret"))
        .transport(transport.clone())
        .timer(InstantTimer::new())
}
