//! The set-up of clients: credentials, region, endpoint, signature, transport, time limits.

mod builder;
mod defaults;
mod environment;
mod limits;
mod settings;
#[cfg(all(test, feature = "http-transport"))]
mod tests;

pub use builder::ConfigBuilder;
pub use settings::Config;
