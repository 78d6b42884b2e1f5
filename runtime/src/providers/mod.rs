//! The providers of credentials: of the environment, of files, of services and of programs.

mod assume_role;
mod default_chain;
pub(crate) mod ecs;
mod environment;
pub(crate) mod external;
mod fetch;
mod file;
pub(crate) mod ini;
pub(crate) mod key_response;
mod login;
mod oidc;
pub(crate) mod profile;
#[cfg(feature = "rsa-key-pair")]
mod rsa;
mod sts;
mod uri;

pub use assume_role::AssumeRoleProvider;
pub use default_chain::DefaultChain;
pub use ecs::EcsMetadataProvider;
pub use environment::EnvironmentProvider;
pub use external::ExternalProvider;
pub use ini::IniProvider;
pub use login::{CloudSsoProvider, OAuthProvider};
pub use oidc::OidcRoleProvider;
pub use profile::ProfileProvider;
pub(crate) use profile::ProfileSettings;
#[cfg(feature = "rsa-key-pair")]
pub use rsa::RsaKeyPairProvider;
pub use uri::CredentialsUriProvider;
