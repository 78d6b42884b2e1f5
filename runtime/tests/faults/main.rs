//! What a caller sees, and what reaches the service, when the network or the service misbehaves.
//!
//! A call goes over the default transport to a loopback [`proxy`](proxy::Proxy), which breaks connections where a
//! script says so, and from there to a loopback [`service`](service::Service), which counts the requests that reached
//! it whole and answers as a second script says. Most tests are rows of tables, `cases! { name: case => kind expected,
//! …; }`: see [`case`] for what every row asserts besides its own expectation. A test asserts outcomes and counts,
//! never times. A limit that is to be reached is [short](case::SHORT); any other one is reached only by a call that
//! [hangs](case::HANGS).

mod answers;
mod broken;
mod cancelled;
mod case;
mod connecting;
mod credentials;
mod documented;
mod expected;
mod options;
mod pool;
mod presigned;
mod proxy;
mod refusals;
mod runtimes;
mod script;
mod service;
mod streams;
mod wire;
