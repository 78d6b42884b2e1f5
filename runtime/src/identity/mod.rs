//! The credentials of calls, the seam to their providers, and the providers that stand on others.

pub(crate) mod caching;
mod chain;
mod options;
mod provider;
mod value;

pub use caching::CachingProvider;
pub(crate) use caching::through_cache;
pub use chain::ChainProvider;
pub(crate) use chain::total;
pub(crate) use options::credentials_of;
pub use provider::{CredentialProvider, ProviderContext};
pub(crate) use provider::{SideCall, SideCaller, Surroundings};
pub use value::Credentials;
