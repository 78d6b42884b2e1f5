//! Tests of what the environment says, and of the limits.

use std::time::Duration;

use super::builder::ConfigBuilder;
use super::environment::REGION;
use super::settings::Config;
use crate::error::{Error, ErrorKind};
use crate::testing::Temporary;
use crate::variables::Variables;

const KEY: [(&str, &str); 2] =
    [("ALIBABA_CLOUD_ACCESS_KEY_ID", "id"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "the-secret")];

fn load(more: &[(&str, &str)]) -> Result<Config, Error> {
    let variables: Vec<(&str, &str)> = KEY.iter().chain(more).copied().collect();
    ConfigBuilder::from_variables(&Variables::of(&variables))?.build()
}

#[test]
fn the_region_is_the_variable_else_the_profile_else_none() {
    let config = r#"{"current": "a", "profiles": [{"name": "a", "mode": "EcsRamRole", "region_id": "cn-shanghai"}]}"#;
    let kept = Temporary::new(config);
    let file = ("ALIBABA_CLOUD_CONFIG_FILE", kept.path());
    assert_eq!(load(&[file]).unwrap().region(), Some("cn-shanghai"));
    assert_eq!(load(&[file, (REGION, "cn-beijing")]).unwrap().region(), Some("cn-beijing"));
    assert_eq!(load(&[file, ("ALIBABA_CLOUD_PROFILE", "other")]).unwrap().region(), None);
    assert_eq!(load(&[file, ("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true")]).unwrap().region(), None);
    assert_eq!(load(&[]).unwrap().region(), None);
}

#[test]
fn what_is_wrong_in_the_environment_is_said_at_once() {
    let error = load(&[(REGION, "a/b")]).unwrap_err().to_string();
    assert!(error.contains("`a/b` is not a region"), "{error}");
    let nothing = [("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")];
    let error = ConfigBuilder::from_variables(&Variables::of(&nothing)).unwrap_err().to_string();
    assert!(error.contains("no credentials were found"), "{error}");
    // The metadata service is asked only by the first call.
    assert!(ConfigBuilder::from_variables(&Variables::of(&[])).is_ok());
    let broken = Temporary::new("{");
    let error = load(&[("ALIBABA_CLOUD_CONFIG_FILE", broken.path())]).unwrap_err().to_string();
    assert!(error.contains(broken.path()) && error.contains("not valid JSON"), "{error}");
}

#[test]
fn the_limits_have_defaults_that_can_be_changed() {
    let config = Config::builder().build().unwrap();
    let seconds = Duration::from_secs;
    let limits = |config: &Config| (config.0.connect_timeout, config.attempt_timeout(), config.operation_timeout());
    // As the documentation says.
    assert_eq!(limits(&config), (seconds(5), seconds(30), seconds(120)));
    let [one, two, three] = [1, 2, 3].map(seconds);
    let builder = Config::builder().connect_timeout(one).attempt_timeout(two).operation_timeout(three);
    assert_eq!(limits(&builder.build().unwrap()), (one, two, three));
    assert!(Config::builder().operation_timeout(Duration::ZERO).build().is_err());
}

#[test]
fn an_attempt_cannot_be_given_more_than_the_operation_has() {
    let [short, long] = [5, 121].map(Duration::from_secs);
    for (builder, operation) in [
        (Config::builder().attempt_timeout(long), "120s"),
        (Config::builder().operation_timeout(short).attempt_timeout(long), "5s"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let error = error.to_string();
        assert!(error.contains("attempt_timeout of 121s"), "{error}");
        assert!(error.contains(&format!("operation_timeout of {operation}")), "{error}");
    }
    assert!(Config::builder().attempt_timeout(long).operation_timeout(long).build().is_ok());
    // Who sets the whole alone means all of it, and the default of 30 seconds gives way.
    assert!(Config::builder().operation_timeout(short).build().is_ok());
}

/// The limits for connecting, an attempt and the operation, in seconds.
fn seconds(config: &Config) -> [u64; 3] {
    [config.0.connect_timeout, config.attempt_timeout(), config.operation_timeout()].map(|limit| limit.as_secs())
}

#[test]
fn limits_and_retries_come_from_the_environment_else_from_the_profile() {
    let profile = |more: &str| {
        Temporary::new(&format!(r#"{{"current": "a", "profiles": [{{"name": "a", "mode": "EcsRamRole"{more}}}]}}"#))
    };
    let kept = profile(r#", "connect_timeout": 7, "retry_timeout": 9, "retry_count": 4"#);
    let file = ("ALIBABA_CLOUD_CONFIG_FILE", kept.path());
    assert_eq!(seconds(&load(&[file]).unwrap()), [7, 9, 120]);
    let variables = [file, ("ALIBABA_CLOUD_CONNECT_TIMEOUT", "3"), ("ALIBABA_CLOUD_READ_TIMEOUT", " 300 ")];
    assert_eq!(seconds(&load(&variables).unwrap()), [3, 300, 300]);
    let other_spelling = profile(r#", "read_timeout": 8, "connect_timeout": 0, "retry_count": 0"#);
    assert_eq!(seconds(&load(&[("ALIBABA_CLOUD_CONFIG_FILE", other_spelling.path())]).unwrap()), [5, 8, 120]);
    // What the program sets counts more, and a limit of the operation below that of the environment is no contradiction.
    let builder =
        ConfigBuilder::from_variables(&Variables::of(&[KEY[0], KEY[1], ("ALIBABA_CLOUD_READ_TIMEOUT", "300")]));
    let config = builder.unwrap().operation_timeout(Duration::from_secs(60)).build().unwrap();
    assert_eq!(config.operation_timeout().as_secs(), 60);

    let wrong = profile(r#", "retry_count": "many""#);
    let error = load(&[("ALIBABA_CLOUD_CONFIG_FILE", wrong.path())]).unwrap_err().to_string();
    assert!(error.contains("`profiles[0].retry_count` has the wrong type"), "{error}");
}

/// How many attempts are made of calls that fail with these codes, and never succeed.
fn attempts(variables: &[(&str, &str)], code: &str) -> usize {
    use crate::client::Client;
    use crate::product::{EndpointRule, Endpoints, Product, Style};
    use crate::request::Request;
    use crate::test_util::{Fake, FakeAnswer, InstantTimer};
    let fake = Fake::new(&[("Op", "{}")]);
    for _ in 0..20 {
        fake.once("Op", FakeAnswer::error(503, code, "no"));
    }
    let variables: Vec<(&str, &str)> = KEY.iter().chain(variables).copied().collect();
    let builder = ConfigBuilder::from_variables(&Variables::of(&variables)).unwrap();
    let config = builder.region("cn-hangzhou").transport(fake.clone()).timer(InstantTimer::new()).build().unwrap();
    let product = Product::new("shop", "1", Style::Rpc, Endpoints::new("shop", EndpointRule::Central));
    let mut request = Request::new("Op", crate::http::Method::Post, "/");
    request.reads();
    crate::testing::run(Client::new(&config, product).call(request)).unwrap_err();
    fake.calls().len()
}

#[test]
fn the_variables_bound_attempts() {
    const COUNT: &str = "ALIBABA_CLOUD_RETRY_COUNT";
    const ENABLED: &str = "ALIBABA_CLOUD_THROTTLING_RETRY_ENABLED";
    const MOST: &str = "ALIBABA_CLOUD_THROTTLING_RETRY_MAX_ATTEMPTS";
    let (out, throttled) = ("ServiceUnavailable", "Throttling.User");
    assert_eq!((attempts(&[], out), attempts(&[], throttled)), (3, 3));
    assert_eq!((attempts(&[(COUNT, "5")], out), attempts(&[(COUNT, "0")], out)), (6, 1));
    assert_eq!((attempts(&[(MOST, "5")], out), attempts(&[(MOST, "5")], throttled)), (3, 5));
    assert_eq!((attempts(&[(ENABLED, "False"), (MOST, "5")], throttled), attempts(&[(ENABLED, "0")], out)), (1, 3));
}

#[test]
fn a_variable_that_is_broken_is_named() {
    for (name, value, expected) in [
        ("ALIBABA_CLOUD_CONNECT_TIMEOUT", "0", "seconds from 1"),
        ("ALIBABA_CLOUD_READ_TIMEOUT", "10s", "seconds from 1"),
        ("ALIBABA_CLOUD_READ_TIMEOUT", "99999999999", "seconds from 1"),
        ("ALIBABA_CLOUD_RETRY_COUNT", "-1", "repetitions"),
        ("ALIBABA_CLOUD_THROTTLING_RETRY_ENABLED", "maybe", "`true` or `false`"),
        ("ALIBABA_CLOUD_THROTTLING_RETRY_MAX_ATTEMPTS", "0", "attempts from 1"),
        ("ALIBABA_CLOUD_THROTTLING_RETRY_MAX_DELAY_MS", "1.5", "milliseconds from 1"),
    ] {
        let error = load(&[(name, value)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let error = error.to_string();
        assert!(error.contains(name) && error.contains(&format!("`{value}`")) && error.contains(expected), "{error}");
    }
}
