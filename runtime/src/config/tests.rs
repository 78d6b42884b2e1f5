//! Tests of what the environment says, and of the limits.

use std::time::Duration;

use super::builder::{ConfigBuilder, REGION};
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
