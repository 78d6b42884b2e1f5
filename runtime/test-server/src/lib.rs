//! The loopback service of the tests: it answers as Alibaba Cloud would, or says what is wrong with a call.
//!
//! It shares no code with the client, so that a mistake there cannot excuse itself here: the signature is recomputed
//! from the bytes that arrived, and method, path and parameters are compared with the specification's YAML files.
//!
//! ```no_run
//! use alicloud_test_server::{Answer, Expected, Keys, Server};
//!
//! let server = Server::start(Expected::load("specs/webplus-2019-03-20"), Keys::new("testId", "testSecret"));
//! server.answer_next(Answer::error(400, "Throttling.User", "Too many calls.").header("x-acs-retry-after", "20"));
//! // … point a client at server.url() and call …
//! for call in server.calls() {
//!     println!("{} {} {:?}", call.operation, call.signature, call.query);
//! }
//! ```
//!
//! Stricter than the service, on purpose:
//! - a call must carry nothing that the specification lacks, and every value must be of its type;
//! - an RPC call under signature V1 must ask for JSON, since the service may answer in XML otherwise.
//!
//! An empty query value under ROA V1 is signed by its name alone, as the vendor's current clients for Python and Go do; those
//! for TypeScript sign it otherwise.

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}

mod answer;
mod call;
mod check;
mod encoding;
mod expected;
mod http;
mod keys;
mod protocol;
mod refusal;
pub mod roundtrip;
mod route;
mod server;
mod signature;
mod time;

pub use answer::Answer;
pub use call::Call;
pub use expected::{Expected, LoadError, Style};
pub use keys::Keys;
pub use protocol::PROTOCOL_PARAMETERS;
pub use refusal::Refusal;
pub use server::Server;
