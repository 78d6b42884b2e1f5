//! Reading the configuration file of the command line tool: what of it matters here.

use serde::Deserialize;

use crate::secret::Secret;

/// The members of the file that we read; the others belong to the command line tool.
#[derive(Deserialize)]
pub(crate) struct File {
    pub current: Option<String>,
    #[serde(default)]
    pub profiles: Vec<Profile>,
}

/// One profile, of any mode.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Profile {
    pub name: Option<String>,
    pub mode: Option<String>,
    pub access_key_id: Option<String>,
    pub access_key_secret: Option<Secret>,
    pub sts_token: Option<Secret>,
    pub region_id: Option<String>,
    /// Seconds. The tool itself calls the time for reading `retry_timeout`.
    #[serde(alias = "retry_timeout")]
    pub read_timeout: Option<u32>,
    /// Seconds.
    pub connect_timeout: Option<u32>,
    pub retry_count: Option<u32>,
    pub ram_role_arn: Option<String>,
    pub ram_role_name: Option<String>,
    pub ram_session_name: Option<String>,
    /// The name that one SDK has for `ram_session_name` in the mode OIDC.
    pub role_session_name: Option<String>,
    pub expired_seconds: Option<u64>,
    pub policy: Option<String>,
    pub external_id: Option<String>,
    pub sts_region: Option<String>,
    pub enable_vpc: Option<bool>,
    pub source_profile: Option<String>,
    pub oidc_provider_arn: Option<String>,
    pub oidc_token_file: Option<String>,
    pub process_command: Option<Secret>,
    pub credentials_uri: Option<Secret>,
    pub bearer_token: Option<Secret>,
    pub cloud_sso_sign_in_url: Option<String>,
    pub cloud_sso_account_id: Option<String>,
    pub cloud_sso_access_config: Option<String>,
    pub access_token: Option<Secret>,
    /// Seconds since 1970.
    pub cloud_sso_access_token_expire: Option<u64>,
    /// The id of the public key.
    #[cfg(feature = "rsa-key-pair")]
    pub key_pair_name: Option<String>,
    #[cfg(feature = "rsa-key-pair")]
    pub private_key: Option<Secret>,
    pub oauth_site_type: Option<String>,
    pub oauth_access_token: Option<Secret>,
    /// Seconds since 1970.
    pub oauth_access_token_expire: Option<u64>,
}

/// Reads the file. The error reads on after its path: the place, and what is wrong there. Values are not repeated.
pub(crate) fn parse(bytes: &[u8]) -> Result<File, String> {
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let file: File = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| malformed(&error.path().to_string(), error.inner()))?;
    deserializer.end().map_err(|error| malformed(".", &error))?;
    Ok(file)
}

/// Says where the file is wrong. Messages about a value are not repeated, because they quote it.
fn malformed(at: &str, error: &serde_json::Error) -> String {
    let problem = match (error.is_data(), at) {
        (false, _) => "not valid JSON".to_owned(),
        (true, ".") => "the file has the wrong shape".to_owned(),
        (true, at) => format!("the value of `{at}` has the wrong type or stands twice"),
    };
    format!(":{}:{}: {problem}", error.line(), error.column())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_file_makes_it_panic(bytes: Vec<u8>) {
            let _ = parse(&bytes);
        }

        #[test]
        fn no_value_is_shown(
            value in "[0-9]{3}[a-zA-Z0-9+/]{12}",
            member in "access_key_secret|expired_seconds|sts_token|enable_vpc|unknown|name",
            shape in 0_usize..4,
            cut in 0_usize..120,
        ) {
            let value = [format!("\"{value}\""), format!("[\"{value}\"]"), format!("{{\"x\":\"{value}\"}}"), value.clone()];
            let value = &value[shape];
            let text = format!("{{\"profiles\":[{{\"{member}\":{value},\"mode\":\"AK\"}}]}}");
            if let Err(error) = parse(text.get(..cut).unwrap_or(&text).as_bytes()) {
                prop_assert!(!error.contains(&value[3..9]), "{}", error);
            }
        }
    }
}
