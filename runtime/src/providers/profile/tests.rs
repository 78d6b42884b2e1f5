//! Tests of the file of the command line tool: choice, modes, roles on roles, and what is wrong.

use super::*;
use crate::testing::{Temporary, World, key_answer, metadata_answer, run, sts_answer};

const GOOD: &str = r#"{
    "current": "first",
    "profiles": [
        {"name": "first", "mode": "AK", "access_key_id": "id1", "access_key_secret": "s1", "region_id": "cn-beijing",
         "language": "en", "retry_count": 0, "sts_token": "left over", "cloud_sso_access_token_expire": 0},
        {"name": "second", "mode": "ststoken", "access_key_id": "id2", "access_key_secret": "s2", "sts_token": "t2",
         "region_id": ""},
        {"name": "role", "mode": "EcsRamRole", "ram_role_name": "r", "region_id": "cn-shanghai"}
    ]
}"#;

fn provider(file: &Temporary, variables: &[(&str, &str)]) -> ProfileProvider {
    ProfileProvider::with(Variables::of(variables)).path(file.path())
}

fn load(provider: &ProfileProvider) -> Result<Credentials, Error> {
    run(provider.credentials(&World::new().context()))
}

/// A file with these profiles, and what its profile `a` leads to.
fn load_a(world: &World, variables: &[(&str, &str)], profiles: &str) -> Result<Credentials, Error> {
    let file = Temporary::new(&format!(r#"{{"current":"a","profiles":[{profiles}]}}"#));
    run(provider(&file, variables).credentials(&world.context()))
}

#[test]
fn the_profile_is_the_explicit_one_then_the_variable_then_the_current() {
    let file = Temporary::new(GOOD);
    let variables = [(PROFILE, "second")];
    let first = load(&provider(&file, &[])).unwrap();
    assert_eq!((first.access_key_id(), first.secret().expose(), first.provider()), ("id1", "s1", "profile"));
    assert!(first.security_token().is_none(), "the mode AK has no token");
    let second = load(&provider(&file, &variables)).unwrap();
    assert_eq!(second.access_key_id(), "id2");
    assert_eq!(second.security_token().unwrap().expose(), "t2");
    let explicit = load(&provider(&file, &variables).profile("first")).unwrap();
    assert_eq!(explicit.access_key_id(), "id1");
}

#[test]
fn the_path_comes_from_the_variable_then_from_the_home_directory() {
    let file = Temporary::new(GOOD);
    let named = load(&ProfileProvider::with(Variables::of(&[(PATH, file.path())]))).unwrap();
    assert_eq!(named.access_key_id(), "id1");
    let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    let error = load(&ProfileProvider::with(Variables::of(&[(home, "/nowhere")]))).unwrap_err();
    assert!(error.is_credentials_not_configured(), "{error}");
    assert!(error.to_string().contains(".aliyun") && error.to_string().contains("aliyun configure"), "{error}");
    let error = load(&ProfileProvider::with(Variables::of(&[]))).unwrap_err();
    assert!(error.is_credentials_not_configured() && error.to_string().contains(PATH), "{error}");
}

#[test]
fn the_region_is_read_whatever_the_mode() {
    let file = Temporary::new(GOOD);
    let region = |name: &str| provider(&file, &[]).profile(name).settings().unwrap().region;
    assert_eq!(region("first").as_deref(), Some("cn-beijing"));
    assert_eq!(region("second"), None);
    assert_eq!(region("role").as_deref(), Some("cn-shanghai"));
    assert_eq!(region("absent"), None);
    assert_eq!(
        ProfileProvider::with(Variables::of(&[(PATH, "/nowhere/x")])).settings().unwrap(),
        ProfileSettings::default()
    );
}

#[test]
fn an_unknown_profile_and_an_unsupported_mode_say_what_there_is() {
    let file = Temporary::new(GOOD);
    // Who asks for a profile by name has set it up; a name that only the file states is one like no name.
    for provider in [provider(&file, &[]).profile("other"), provider(&file, &[("ALIBABA_CLOUD_PROFILE", "other")])] {
        let error = load(&provider).unwrap_err();
        assert!(!error.is_credentials_not_configured(), "{error}");
        assert!(error.to_string().contains("`other`; it has: first, second, role"), "{error}");
    }
    let gone = Temporary::new(r#"{"current": "gone", "profiles": []}"#);
    let error = load(&provider(&gone, &[])).unwrap_err();
    assert!(error.is_credentials_not_configured(), "{error}");
    assert!(error.to_string().contains("`gone`; it has: none"), "{error}");
    let error = load_a(&World::new(), &[], r#"{"name":"a","mode":"Anonymous"}"#).unwrap_err().to_string();
    assert!(error.contains("Anonymous") && error.contains("AK, StsToken, RamRoleArn, EcsRamRole"), "{error}");
}

#[test]
fn a_key_pair_needs_its_parts_and_the_feature() {
    for (parts, expected) in [
        ("", "no `key_pair_name`"),
        (r#","key_pair_name":"pk-1""#, "no `private_key`"),
        (r#","key_pair_name":"pk-1","private_key":"hidden!","expired_seconds":900"#, "is neither PEM nor Base64"),
    ] {
        let profile = format!(r#"{{"name":"a","mode":"RsaKeyPair"{parts}}}"#);
        let error = load_a(&World::new(), &[], &profile).unwrap_err().to_string();
        let expected = if cfg!(feature = "rsa-key-pair") { expected } else { "its feature `rsa-key-pair`" };
        assert!(error.contains(expected) && !error.contains("hidden"), "{error}");
    }
}

#[test]
fn the_file_is_read_anew_but_what_it_led_to_is_kept() {
    let world = World::new();
    let end = world.now() + 3600;
    let profile = |arn: &str| {
        format!(
            r#"{{"current":"a","profiles":[{{"name":"a","mode":"RamRoleArn","access_key_id":"key","access_key_secret":"s","ram_role_arn":"{arn}"}}]}}"#
        )
    };
    let file = Temporary::new(&profile("one"));
    let provider = provider(&file, &[]);
    let get = || run(provider.credentials(&world.context())).unwrap();
    world.answer(200, sts_answer("first", end));
    assert_eq!(get().access_key_id(), "first");
    assert_eq!(get().access_key_id(), "first");
    assert_eq!(world.requests().len(), 1);
    file.write(&profile("two"));
    world.answer(200, sts_answer("second", end));
    let second = get();
    assert_eq!(second.access_key_id(), "second");
    provider.invalidate(&second);
    world.answer(200, sts_answer("third", end));
    assert_eq!(get().access_key_id(), "third");
    assert_eq!(world.requests().len(), 2);
}

#[test]
fn every_mode_leads_to_its_provider() {
    let world = World::new();
    let end = world.now() + 3600;
    let token = Temporary::new("token");
    let oidc = format!(
        r#"{{"name":"a","mode":"oidc","ram_role_arn":"r","oidc_provider_arn":"p","oidc_token_file":"{}","ram_session_name":"me"}}"#,
        token.path().replace('\\', "/")
    );
    let sso = r#"{"name":"a","mode":"CloudSSO","cloud_sso_sign_in_url":"https://sso.example.com/login",
        "cloud_sso_account_id":"1","cloud_sso_access_config":"c","access_token":"t","cloud_sso_access_token_expire":4000000000}"#;
    let oauth = r#"{"name":"a","mode":"OAuth","oauth_site_type":"intl","oauth_access_token":"t",
        "oauth_access_token_expire":4000000000}"#;
    let camel = r#"{"accessKeyId":"i","accessKeySecret":"s","securityToken":"t","expiration":"2100-01-01T00:00:00Z"}"#;
    let cases: [(&str, Vec<String>, &str, &str); 7] = [
        (
            r#"{"name":"a","mode":"EcsRamRole","ram_role_name":"r"}"#,
            vec!["t".to_owned(), metadata_answer("i", end)],
            "ecs_ram_role",
            "http://100.100.100.200/latest/meta-data/ram/security-credentials/r",
        ),
        (
            r#"{"name":"a","mode":"RamRoleArnWithRoleName","ram_role_name":"r","ram_role_arn":"arn","sts_region":"cn-beijing"}"#,
            vec!["t".to_owned(), metadata_answer("i", end), sts_answer("i", end)],
            "ram_role_arn/ecs_ram_role",
            "https://sts.cn-beijing.aliyuncs.com/",
        ),
        (&oidc, vec![sts_answer("i", end)], "oidc_role_arn", "https://sts.aliyuncs.com/?Action=AssumeRoleWithOIDC"),
        (
            r#"{"name":"a","mode":"CredentialsURI","credentials_uri":"http://localhost:1/x"}"#,
            vec![key_answer("i", end)],
            "credentials_uri",
            "http://localhost:1/x",
        ),
        (r#"{"name":"a","mode":"BearerToken","bearer_token":"t"}"#, vec![], "profile", ""),
        (
            sso,
            vec![sts_answer("i", end).replace("Credentials", "CloudCredential")],
            "cloud_sso",
            "https://sso.example.com/cloud-credentials",
        ),
        (oauth, vec![camel.to_owned()], "oauth", "https://oauth.alibabacloud.com/v1/exchange"),
    ];
    for (profile, answers, name, url) in cases {
        for answer in answers {
            world.answer(200, answer);
        }
        let made = load_a(&world, &[], profile).unwrap();
        assert_eq!(made.provider(), name);
        let last = world.requests().last().map(|request| request.url()).unwrap_or_default();
        assert!(last.starts_with(url), "{last}");
    }
    if cfg!(unix) {
        let command = r#"{"name":"a","mode":"External","process_command":"echo '{\"access_key_id\":\"i\",\"access_key_secret\":\"s\"}'"}"#;
        assert_eq!(load_a(&world, &[], command).unwrap().provider(), "external");
        let off = [("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS", "true")];
        for profile in [command, r#"{"name":"a","mode":"CredentialsURI","credentials_uri":"http://localhost:1/x"}"#] {
            let error = load_a(&world, &off, profile).unwrap_err().to_string();
            assert!(error.contains("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"), "{error}");
        }
    }
}

#[test]
fn roles_stand_behind_roles_but_not_in_a_circle() {
    let world = World::new();
    let end = world.now() + 3600;
    let chained = |name: &str, source: &str| {
        format!(
            r#"{{"name":"{name}","mode":"ChainableRamRoleArn","source_profile":"{source}","ram_role_arn":"role-{name}"}}"#
        )
    };
    let base = r#"{"name":"c","mode":"RamRoleArn","access_key_id":"key","access_key_secret":"s","ram_role_arn":"role-c",
        "enable_vpc":false,"expired_seconds":0}"#;
    for id in ["c", "b", "a"] {
        world.answer(200, sts_answer(id, end));
    }
    let profiles = [&chained("a", "b"), &chained("b", "c"), base].map(|profile| profile as &str).join(",");
    let made = load_a(&world, &[], &profiles).unwrap();
    assert_eq!((made.access_key_id(), world.requests().len()), ("a", 3));

    let circle = [chained("a", "b"), chained("b", "c"), chained("c", "b")].join(",");
    let error = load_a(&world, &[], &circle).unwrap_err().to_string();
    assert!(error.contains("leads back to itself by `source_profile`: a -> b -> c -> b;"), "{error}");
    let error = load_a(&world, &[], &chained("a", "gone")).unwrap_err().to_string();
    assert!(error.contains("`gone`, which does not exist"), "{error}");
    let long: Vec<String> =
        (0..100_000).map(|index| chained(&format!("p{index}"), &format!("p{}", index + 1))).collect();
    let long = format!("{},{}", chained("a", "p0"), long[..5_000].join(","));
    let error = load_a(&world, &[], &long).unwrap_err().to_string();
    assert!(error.contains("more than 16 profiles"), "{error}");
}

#[test]
fn broken_files_are_reported_with_their_place_and_without_their_content() {
    let cases = [
        ("{\n  \"current\": \"a\",,\n}", ":2:18: not valid JSON"),
        ("", ":1:0: not valid JSON"),
        ("{} {}", ":1:4: not valid JSON"),
        ("[]", ":1:2: the file has the wrong shape"),
        ("{}", "names no `current` profile"),
        (r#"{"current":"a","profiles":"hidden"}"#, "the value of `profiles` has the wrong type"),
        (
            r#"{"current":"a","profiles":[{"name":"a","access_key_secret":["hidden"]}]}"#,
            "profiles[0].access_key_secret",
        ),
        (r#"{"current":"a","profiles":[{"name":"a"}]}"#, "has no `mode`"),
        (r#"{"current":"a","profiles":[{"name":"a","mode":"AK","access_key_secret":"hidden"}]}"#, "no `access_key_id`"),
        (r#"{"current":"a","profiles":[{"name":"a","mode":"AK","access_key_id":"i"}]}"#, "no `access_key_secret`"),
        (
            r#"{"current":"a","profiles":[{"name":"a","mode":"StsToken","access_key_id":"i","access_key_secret":"hidden"}]}"#,
            "no `sts_token`",
        ),
        (
            r#"{"current":"a","profiles":[{"name":"a","mode":"RamRoleArn","access_key_id":"i","access_key_secret":"hidden"}]}"#,
            "no `ram_role_arn`",
        ),
        (r#"{"current":"a","profiles":[{"name":"a","mode":"External","process_command":"'hidden"}]}"#, "not closed"),
        (
            r#"{"current":"a","profiles":[{"name":"a","mode":"BearerToken","access_token":"hidden"}]}"#,
            "no `bearer_token`",
        ),
        (r#"{"current":"a","profiles":[{"name":"a","mode":"OAuth","oauth_site_type":"hidden"}]}"#, "CN and INTL"),
    ];
    for (content, expected) in cases {
        let file = Temporary::new(content);
        let error = load(&provider(&file, &[])).unwrap_err();
        let text = format!("{error} {error:?} {:?}", provider(&file, &[]));
        assert!(text.contains(expected) && text.contains(file.path()), "{content}\n{text}");
        assert!(!text.contains("hidden"), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_cannot_be_read_as_a_file_is_a_failure() {
    let error = load(&ProfileProvider::with(Variables::of(&[(PATH, "/")]))).unwrap_err();
    assert!(!error.is_credentials_not_configured() && error.to_string().contains("cannot read /"), "{error}");
}
