//! The credentials of calls, and the providers that find them.
//!
//! [`DefaultChain`] is what a client uses unless it is given something else. Each provider also stands alone, and any
//! of them, or one of your own, can be put together with [`ChainProvider`].
//!
//! | provider | reads | renews |
//! | --- | --- | --- |
//! | [`Credentials`] | itself | never |
//! | [`EnvironmentProvider`] | `ALIBABA_CLOUD_ACCESS_KEY_ID`, `_ACCESS_KEY_SECRET`, `_SECURITY_TOKEN` | read anew for each attempt |
//! | [`OidcRoleProvider`] | `ALIBABA_CLOUD_ROLE_ARN`, `_OIDC_PROVIDER_ARN`, `_OIDC_TOKEN_FILE`, and the token in that file; asks STS | before expiry |
//! | [`ProfileProvider`] | `~/.aliyun/config.json`: every mode that leads to credentials | file read anew for each attempt; what it leads to, before expiry |
//! | [`IniProvider`] | `~/.alibabacloud/credentials` and `credentials.ini` | likewise |
//! | [`EcsMetadataProvider`] | the metadata service of an ECS instance | before expiry |
//! | [`CredentialsUriProvider`] | the address in `ALIBABA_CLOUD_CREDENTIALS_URI` | before expiry |
//! | [`AssumeRoleProvider`] | another provider; asks STS | before expiry |
//! | [`ExternalProvider`] | what a program prints | before expiry, else hourly |
//! | [`CloudSsoProvider`], [`OAuthProvider`] | a login of the `aliyun` command line tool | before expiry, while the login lasts |
//! | `RsaKeyPairProvider`, with the feature `rsa-key-pair` | an RSA key pair; asks STS | before expiry |
//! | [`CachingProvider`] | another provider | before expiry |
//! | [`ChainProvider`], [`DefaultChain`] | a list of providers, in order | as the one that worked |
//!
//! What expires is renewed by [`CachingProvider`], whose documentation says when; the providers above use it
//! themselves. No provider has connections of its own: each goes through the transport of the client that asks
//! ([`ProviderContext`]).
//!
//! Errors are of kind [`Credentials`](crate::ErrorKind::Credentials). They name the provider, what it tried and what to
//! do, and never hold a secret, a file's content, a program's output or a response that should have been credentials.

pub use crate::identity::{CachingProvider, ChainProvider, CredentialProvider, Credentials, ProviderContext};
#[cfg(feature = "rsa-key-pair")]
pub use crate::providers::RsaKeyPairProvider;
pub use crate::providers::{
    AssumeRoleProvider, CloudSsoProvider, CredentialsUriProvider, DefaultChain, EcsMetadataProvider,
    EnvironmentProvider, ExternalProvider, IniProvider, OAuthProvider, OidcRoleProvider, ProfileProvider,
};
