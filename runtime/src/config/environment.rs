//! What the environment and the profile of the command line tool say of a configuration.

use std::str::FromStr;
use std::time::Duration;

use super::builder::ConfigBuilder;
use super::limits::Defaults;
use super::settings::Config;
use crate::error::Error;
use crate::providers::{DefaultChain, ProfileSettings};
use crate::variables::Variables;

pub(super) const REGION: &str = "ALIBABA_CLOUD_REGION_ID";
const USER_AGENT: &str = "ALIBABA_CLOUD_USER_AGENT";
const CONNECT_TIMEOUT: &str = "ALIBABA_CLOUD_CONNECT_TIMEOUT";
const READ_TIMEOUT: &str = "ALIBABA_CLOUD_READ_TIMEOUT";
const RETRY_COUNT: &str = "ALIBABA_CLOUD_RETRY_COUNT";
const THROTTLING_ENABLED: &str = "ALIBABA_CLOUD_THROTTLING_RETRY_ENABLED";
const THROTTLING_ATTEMPTS: &str = "ALIBABA_CLOUD_THROTTLING_RETRY_MAX_ATTEMPTS";
const THROTTLING_DELAY: &str = "ALIBABA_CLOUD_THROTTLING_RETRY_MAX_DELAY_MS";

impl Config {
    /// Reads the environment: credentials as [`DefaultChain`] finds them, and
    ///
    /// | variable | says | else |
    /// | --- | --- | --- |
    /// | `ALIBABA_CLOUD_REGION_ID` | the region | `region_id` of the profile in `~/.aliyun/config.json` |
    /// | `ALIBABA_CLOUD_USER_AGENT` | what is added to the user agent | nothing |
    /// | `ALIBABA_CLOUD_CONNECT_TIMEOUT` | [`connect_timeout`](ConfigBuilder::connect_timeout), in seconds | `connect_timeout` of the profile |
    /// | `ALIBABA_CLOUD_READ_TIMEOUT` | [`attempt_timeout`](ConfigBuilder::attempt_timeout), in seconds | `read_timeout` of the profile, or `retry_timeout`, as the tool itself spells it |
    /// | `ALIBABA_CLOUD_RETRY_COUNT` | how often a call is repeated after the first attempt, 0 for never | `retry_count` of the profile |
    /// | `ALIBABA_CLOUD_THROTTLING_RETRY_ENABLED` | whether a call that was throttled is repeated | yes |
    /// | `ALIBABA_CLOUD_THROTTLING_RETRY_MAX_ATTEMPTS` | how many attempts a call that is throttled has, the first one included | as other calls |
    /// | `ALIBABA_CLOUD_THROTTLING_RETRY_MAX_DELAY_MS` | the longest wait that a service may ask for, in milliseconds | 60 s |
    ///
    /// These are the names that the vendor's command line tool has. What the program sets itself counts more; a policy of its
    /// own ([`retry`](ConfigBuilder::retry)) takes the place of all that is said about repetitions. A time for reading beyond
    /// 120 seconds is the limit of the operation too, unless that is set.
    ///
    /// # Errors
    /// When it is certain that there are no credentials, when the profile's file cannot be read or has a value of a wrong type,
    /// when a variable is not valid UTF-8 or not what the table says, which the error names, and those of
    /// [`ConfigBuilder::build`], for the region, the user agent and the proxy that the environment names. Nobody is asked over
    /// the network, so that a source there has no credentials is an error of the first call. That there is no region is not an
    /// error yet, since not every endpoint depends on it.
    pub fn from_env() -> Result<Config, Error> {
        ConfigBuilder::from_env()?.build()
    }
}

impl ConfigBuilder {
    /// A builder that starts from what [`Config::from_env`] reads, to add settings to it.
    ///
    /// # Errors
    /// As [`Config::from_env`], but for what [`build`](Self::build) checks.
    pub fn from_env() -> Result<ConfigBuilder, Error> {
        Self::from_variables(&Variables::of_process())
    }

    pub(crate) fn from_variables(variables: &Variables) -> Result<ConfigBuilder, Error> {
        let chain = DefaultChain::with(variables);
        // So that a program that cannot get credentials fails at its start. Nobody is asked over the network yet.
        chain.check()?;
        let profile = chain.settings()?;
        let mut builder = Config::builder().credentials(chain);
        builder.defaults = defaults(variables, &profile)?;
        builder.region = variables.get(REGION)?.or(profile.region);
        builder.user_agent = variables.get(USER_AGENT)?;
        Ok(builder)
    }
}

/// The limits and the policy that the variables state, else the profile.
fn defaults(variables: &Variables, profile: &ProfileSettings) -> Result<Defaults, Error> {
    let mut defaults = Defaults::default();
    let seconds = |name: &str| read(variables, name, "a whole number of seconds from 1", |time: &u32| *time > 0);
    let time = |seconds: u32| Duration::from_secs(seconds.into());
    if let Some(limit) = seconds(CONNECT_TIMEOUT)?.map(time).or(profile.connect_timeout) {
        defaults.connect = limit;
    }
    if let Some(limit) = seconds(READ_TIMEOUT)?.map(time).or(profile.read_timeout) {
        defaults.attempt = limit;
    }
    let count = read(variables, RETRY_COUNT, "a whole number of repetitions, 0 for none", |_: &u32| true)?;
    if let Some(count) = count.or(profile.retry_count) {
        defaults.retry = defaults.retry.max_attempts(count.saturating_add(1));
    }
    let attempts =
        read(variables, THROTTLING_ATTEMPTS, "a whole number of attempts from 1", |number: &u32| *number > 0)?;
    if let Some(attempts) = attempts {
        defaults.retry = defaults.retry.max_throttled_attempts(attempts);
    }
    if let Some(delay) =
        read(variables, THROTTLING_DELAY, "a whole number of milliseconds from 1", |time: &u64| *time > 0)?
    {
        defaults.retry = defaults.retry.max_retry_after(Duration::from_millis(delay));
    }
    if let Some(Switch(false)) = read(variables, THROTTLING_ENABLED, "`true` or `false`", |_| true)? {
        defaults.retry = defaults.retry.max_throttled_attempts(1);
    }
    Ok(defaults)
}

/// The value of a variable, or what it must be.
fn read<T: FromStr>(
    variables: &Variables,
    name: &str,
    what: &str,
    holds: impl Fn(&T) -> bool,
) -> Result<Option<T>, Error> {
    let Some(text) = variables.get(name)? else { return Ok(None) };
    match text.parse::<T>() {
        Ok(value) if holds(&value) => Ok(Some(value)),
        _ => {
            let shown: String = text.chars().take(40).flat_map(char::escape_default).collect();
            Err(Error::configuration(format!(
                "the environment variable {name} is `{shown}`, but must be {what}; set it so, or unset it"
            )))
        }
    }
}

/// A Boolean in every spelling that the vendor's tool takes.
struct Switch(bool);

impl FromStr for Switch {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.to_ascii_lowercase().as_str() {
            "1" | "t" | "true" => Ok(Self(true)),
            "0" | "f" | "false" => Ok(Self(false)),
            _ => Err(()),
        }
    }
}
