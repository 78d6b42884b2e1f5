//! From a profile to the provider that it describes.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use super::file::{File, Profile};
use crate::identity::{CredentialProvider, Credentials};
use crate::providers::assume_role::AssumeRoleProvider;
use crate::providers::ecs::EcsMetadataProvider;
use crate::providers::external;
use crate::providers::external::ExternalProvider;
use crate::providers::login::{CloudSsoProvider, OAuthProvider};
use crate::providers::oidc::OidcRoleProvider;
use crate::providers::sts::Role;
use crate::providers::uri::CredentialsUriProvider;
use crate::secret::Secret;
use crate::variables::Variables;

/// The longest chain of profiles.
const DEEPEST: usize = 16;

pub(crate) type Made = Result<Arc<dyn CredentialProvider>, String>;

/// One mode of the command line tool, in its own spelling, and how it is put into effect.
struct Mode {
    name: &'static str,
    make: fn(&Context<'_>, &Profile) -> Made,
}

/// The modes that lead to credentials, in the order of the documentation.
const MODES: [Mode; 13] = [
    Mode { name: "AK", make: access_key },
    Mode { name: "StsToken", make: sts_token },
    Mode { name: "RamRoleArn", make: ram_role_arn },
    Mode { name: "EcsRamRole", make: ecs_ram_role },
    Mode { name: "RamRoleArnWithRoleName", make: ram_role_arn_with_role_name },
    Mode { name: "OIDC", make: oidc },
    Mode { name: "ChainableRamRoleArn", make: chainable_ram_role_arn },
    Mode { name: "External", make: external_program },
    Mode { name: "CredentialsURI", make: credentials_uri },
    Mode { name: "BearerToken", make: bearer_token },
    Mode { name: "CloudSSO", make: cloud_sso },
    Mode { name: "OAuth", make: oauth },
    Mode { name: "RsaKeyPair", make: rsa_key_pair },
];

/// The context in which a profile is read.
struct Context<'a> {
    variables: &'a Variables,
    file: &'a File,
    /// The profiles that led here, the current one last.
    trail: Vec<&'a str>,
}

/// The provider of the profile `name`, which the file has. The error reads on after "the profile `name` of …".
pub(crate) fn provider(variables: &Variables, file: &File, name: &str) -> Made {
    make(&Context { variables, file, trail: vec![name] })
}

fn make(context: &Context<'_>) -> Made {
    let name = *context.trail.last().expect("a trail begins with the profile that was asked for");
    let found = context.file.profiles.iter().find(|profile| profile.name.as_deref() == Some(name));
    let profile = found.ok_or_else(|| format!("leads to the profile `{name}`, which does not exist"))?;
    let mode = profile.mode.as_deref().unwrap_or_default();
    let supported = || MODES.map(|mode| mode.name).join(", ");
    // The tool compares modes without case.
    match MODES.iter().find(|known| known.name.eq_ignore_ascii_case(mode)) {
        Some(known) => (known.make)(context, profile),
        None if mode.is_empty() => Err(format!("has no `mode`; supported are {}", supported())),
        None => Err(format!(
            "has the mode `{}`, which is not supported; supported are {}. Choose another profile, or give credentials in \
             the code or the environment",
            mode.escape_default(),
            supported()
        )),
    }
}

fn access_key(_: &Context<'_>, profile: &Profile) -> Made {
    Ok(Arc::new(key(profile, false)?))
}

fn sts_token(_: &Context<'_>, profile: &Profile) -> Made {
    Ok(Arc::new(key(profile, true)?))
}

fn ram_role_arn(context: &Context<'_>, profile: &Profile) -> Made {
    let temporary = profile.sts_token.as_ref().is_some_and(|token| !token.is_blank());
    role(context, profile, Arc::new(key(profile, temporary)?))
}

fn ecs_ram_role(context: &Context<'_>, profile: &Profile) -> Made {
    Ok(Arc::new(metadata(context, profile)))
}

fn ram_role_arn_with_role_name(context: &Context<'_>, profile: &Profile) -> Made {
    role(context, profile, Arc::new(metadata(context, profile)))
}

fn oidc(context: &Context<'_>, profile: &Profile) -> Made {
    let provider_arn = need(profile, "oidc_provider_arn", &profile.oidc_provider_arn)?;
    let token_file = need(profile, "oidc_token_file", &profile.oidc_token_file)?;
    let role = settings(profile)?;
    Ok(Arc::new(OidcRoleProvider::of_role(context.variables.clone(), role, provider_arn, token_file)))
}

fn chainable_ram_role_arn(context: &Context<'_>, profile: &Profile) -> Made {
    let source = need(profile, "source_profile", &profile.source_profile)?;
    let mut trail = context.trail.clone();
    let cycle = trail.contains(&source);
    trail.push(source);
    let shown = || trail.join(" -> ");
    if cycle {
        return Err(format!("leads back to itself by `source_profile`: {}; break the circle", shown()));
    }
    if trail.len() > DEEPEST {
        return Err(format!("leads over more than {DEEPEST} profiles by `source_profile`: {}", shown()));
    }
    let by = make(&Context { trail, ..*context })?;
    role(context, profile, by)
}

fn external_program(context: &Context<'_>, profile: &Profile) -> Made {
    let command = need_secret(profile, "process_command", &profile.process_command)?;
    external::split(command.expose())?;
    Ok(Arc::new(ExternalProvider::with(context.variables.clone(), command.expose().to_owned())))
}

fn credentials_uri(context: &Context<'_>, profile: &Profile) -> Made {
    external::enabled(context.variables).map_err(|error| format!("cannot be used: {error}"))?;
    let uri = need_secret(profile, "credentials_uri", &profile.credentials_uri)?;
    Ok(Arc::new(CredentialsUriProvider::with(context.variables.clone()).uri(uri.expose().trim())))
}

fn bearer_token(_: &Context<'_>, profile: &Profile) -> Made {
    let token = need_secret(profile, "bearer_token", &profile.bearer_token)?;
    Ok(Arc::new(Credentials::from_bearer(token.trimmed()).provided_by("profile")))
}

fn cloud_sso(_: &Context<'_>, profile: &Profile) -> Made {
    let token = need_secret(profile, "access_token", &profile.access_token)?;
    let end = profile.cloud_sso_access_token_expire.filter(|seconds| *seconds > 0);
    Ok(Arc::new(CloudSsoProvider::new(
        need(profile, "cloud_sso_sign_in_url", &profile.cloud_sso_sign_in_url)?,
        need(profile, "cloud_sso_account_id", &profile.cloud_sso_account_id)?,
        need(profile, "cloud_sso_access_config", &profile.cloud_sso_access_config)?,
        token.expose(),
        end.and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds))),
    )))
}

fn oauth(_: &Context<'_>, profile: &Profile) -> Made {
    let site = need(profile, "oauth_site_type", &profile.oauth_site_type)?;
    let base = match site.to_ascii_uppercase().as_str() {
        "CN" => "https://oauth.aliyun.com",
        "INTL" => "https://oauth.alibabacloud.com",
        _ => return Err("has an `oauth_site_type` other than CN and INTL".to_owned()),
    };
    let token = need_secret(profile, "oauth_access_token", &profile.oauth_access_token)?;
    let end = profile.oauth_access_token_expire.filter(|seconds| *seconds > 0);
    let end = end.and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
    Ok(Arc::new(OAuthProvider::new(base, token.expose(), end)))
}

#[cfg(feature = "rsa-key-pair")]
fn rsa_key_pair(context: &Context<'_>, profile: &Profile) -> Made {
    use crate::providers::rsa::RsaKeyPairProvider;
    let id = need(profile, "key_pair_name", &profile.key_pair_name)?;
    let key = need_secret(profile, "private_key", &profile.private_key)?;
    let duration = profile.expired_seconds.filter(|seconds| *seconds > 0).map(Duration::from_secs);
    Ok(Arc::new(RsaKeyPairProvider::of_text(context.variables, id, key, duration)))
}

#[cfg(not(feature = "rsa-key-pair"))]
fn rsa_key_pair(_: &Context<'_>, _: &Profile) -> Made {
    Err("has the mode `RsaKeyPair`, for which the crate must be built with its feature `rsa-key-pair`".to_owned())
}

/// The access key of a profile; with its token if it is a temporary one.
fn key(profile: &Profile, temporary: bool) -> Result<Credentials, String> {
    let id = need(profile, "access_key_id", &profile.access_key_id)?;
    let secret = need_secret(profile, "access_key_secret", &profile.access_key_secret)?;
    let token = if temporary { Some(need_secret(profile, "sts_token", &profile.sts_token)?.trimmed()) } else { None };
    Ok(Credentials::from_parts(id.to_owned(), secret.trimmed(), token).provided_by("profile"))
}

fn metadata(context: &Context<'_>, profile: &Profile) -> EcsMetadataProvider {
    let provider = EcsMetadataProvider::with(context.variables.clone());
    match filled(&profile.ram_role_name) {
        Some(role) => provider.role(role),
        None => provider,
    }
}

fn role(context: &Context<'_>, profile: &Profile, by: Arc<dyn CredentialProvider>) -> Made {
    Ok(Arc::new(AssumeRoleProvider::with(context.variables.clone(), by, settings(profile)?)))
}

/// The role of a profile.
fn settings(profile: &Profile) -> Result<Role, String> {
    let owned = |text: &Option<String>| filled(text).map(str::to_owned);
    Ok(Role {
        arn: Some(need(profile, "ram_role_arn", &profile.ram_role_arn)?.to_owned()),
        session_name: owned(&profile.ram_session_name).or(owned(&profile.role_session_name)),
        // The tool writes 0 and `false` when nothing was chosen.
        duration: profile.expired_seconds.filter(|seconds| *seconds > 0).map(Duration::from_secs),
        policy: owned(&profile.policy),
        external_id: owned(&profile.external_id),
        sts_region: owned(&profile.sts_region),
        vpc: profile.enable_vpc.filter(|vpc| *vpc),
        endpoint: None,
    })
}

fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

fn need<'a>(profile: &Profile, name: &str, text: &'a Option<String>) -> Result<&'a str, String> {
    filled(text).ok_or_else(|| missing(profile, name))
}

fn need_secret<'a>(profile: &Profile, name: &str, secret: &'a Option<Secret>) -> Result<&'a Secret, String> {
    secret.as_ref().filter(|secret| !secret.is_blank()).ok_or_else(|| missing(profile, name))
}

fn missing(profile: &Profile, name: &str) -> String {
    let mode = profile.mode.as_deref().unwrap_or_default();
    format!("has the mode `{mode}` but no `{name}`; run `aliyun configure --mode {mode}`")
}
