//! Who a call is made as: the credentials, and the providers that find them.
//!
//! [`DefaultChain`] is what a client uses unless it is given something else. Each provider also stands alone, and any
//! of them, or one of your own, can be put together with [`ChainProvider`].
//!
//! | provider | reads | renews |
//! | --- | --- | --- |
//! | [`Credentials`] | itself | never |
//! | [`EnvironmentProvider`] | `ALIBABA_CLOUD_ACCESS_KEY_ID`, `_ACCESS_KEY_SECRET`, `_SECURITY_TOKEN` | read anew for each attempt |
//! | [`OidcRoleProvider`] | `ALIBABA_CLOUD_ROLE_ARN`, `_OIDC_PROVIDER_ARN`, `_OIDC_TOKEN_FILE`, and the token in that file; asks STS | before expiry |
//! | [`ProfileProvider`] | `~/.aliyun/config.json`: every mode that needs no signing with a key pair | file read anew for each attempt; what it leads to, before expiry |
//! | [`IniProvider`] | `~/.alibabacloud/credentials` and `credentials.ini` | likewise |
//! | [`EcsMetadataProvider`] | the metadata service of an ECS instance | before expiry |
//! | [`CredentialsUriProvider`] | the address in `ALIBABA_CLOUD_CREDENTIALS_URI` | before expiry |
//! | [`AssumeRoleProvider`] | another provider; asks STS | before expiry |
//! | [`ExternalProvider`] | what a program prints | before expiry, else hourly |
//! | [`CloudSsoProvider`], [`OAuthProvider`] | a login of the `aliyun` command line tool | before expiry, while the login lasts |
//! | [`CachingProvider`] | another provider | before expiry |
//! | [`ChainProvider`], [`DefaultChain`] | a list of providers, in order | as the one that worked |
//!
//! What expires is renewed by [`CachingProvider`], whose documentation says when; the providers above use it
//! themselves. No provider has connections of its own: each goes through the transport of the client that asks
//! ([`ProviderContext`]).
//!
//! Errors are of kind [`Credentials`](crate::ErrorKind::Credentials). They name the provider, what it tried and what to
//! do, and never hold a secret, a file's content, a program's output or an answer that should have been credentials.

mod absent;
mod answer;
mod assume_role;
mod caching;
mod chain;
mod context;
mod default_chain;
mod ecs;
mod environment;
mod external;
mod fetch;
mod file;
mod ini;
mod login;
mod oidc;
mod profile;
mod sts;
#[cfg(test)]
pub(crate) mod testing;
mod uri;
mod value;

#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;

use std::sync::Arc;

use crate::secret::Secret;
use crate::variables::Variables;
use crate::{BoxFuture, Error};

pub use assume_role::AssumeRoleProvider;
pub use caching::CachingProvider;
pub use chain::ChainProvider;
pub use context::ProviderContext;
pub use default_chain::DefaultChain;
pub use ecs::EcsMetadataProvider;
pub use environment::EnvironmentProvider;
pub use external::ExternalProvider;
pub use ini::IniProvider;
pub use login::{CloudSsoProvider, OAuthProvider};
pub use oidc::OidcRoleProvider;
pub use profile::ProfileProvider;
pub use uri::CredentialsUriProvider;
pub use value::Credentials;

/// Where credentials come from. A client asks for each attempt of a call, so a provider may renew them in between.
pub trait CredentialProvider: Send + Sync {
    /// A consistent set of id, secret and token, valid now.
    ///
    /// # Errors
    /// An error of kind [`Credentials`](crate::ErrorKind::Credentials) when there are none; see [`Error::credentials`]
    /// and [`Error::credentials_not_configured`].
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>>;

    /// Says that the service took `rejected` for expired, so that a provider that keeps credentials gets new ones for
    /// the next attempt. Others need not do anything.
    fn invalidate(&self, rejected: &Credentials) {
        let _ = rejected;
    }
}

impl<P: CredentialProvider + ?Sized> CredentialProvider for Arc<P> {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        (**self).credentials(context)
    }

    fn invalidate(&self, rejected: &Credentials) {
        (**self).invalidate(rejected);
    }
}
