//! Properties that hold for every file and every response that carries credentials.

use super::check::{check_length, check_message, secrets};
use crate::identity::Credentials;
use crate::providers::{ecs, external, ini, key_response, profile};
use crate::secret::Secret;
use crate::time::iso8601;
use crate::variables::Variables;

/// The longest message about a file or a response: it names places, and repeats no content.
const LONGEST: usize = 400;

/// The file of the command line tool: its errors show no content; what it says leads to a provider or to an error
/// without secrets, however its profiles lead to each other.
pub fn profile(bytes: &[u8]) {
    let file = match profile::file::parse(bytes) {
        Ok(file) => file,
        Err(error) => return check_message(bytes, &error, LONGEST),
    };
    let variables = Variables::of(&[]);
    let names = file.profiles.iter().filter_map(|profile| profile.name.as_deref()).take(20);
    for name in names {
        match profile::build::provider(&variables, &file, name) {
            Ok(_) => {}
            Err(error) => {
                // Names and modes are shown, and escaped where need be.
                check_length(&error, 2_000 + 12 * bytes.len());
                for profile in &file.profiles {
                    check_profile(profile, bytes, &error);
                }
            }
        }
    }
}

/// Fails where a secret of the profile is shown. One that stands elsewhere in the file too may be shown as that.
fn check_profile(profile: &profile::file::Profile, bytes: &[u8], shown: &str) {
    let values = [
        &profile.access_key_secret,
        &profile.sts_token,
        &profile.process_command,
        &profile.credentials_uri,
        &profile.bearer_token,
        &profile.access_token,
        &profile.oauth_access_token,
    ];
    let text = String::from_utf8_lossy(bytes);
    for secret in values.into_iter().flatten().map(Secret::expose) {
        let once = text.matches(secret).count() == 1;
        let mixed = !secrets(secret.as_bytes()).is_empty();
        assert!(!(once && mixed && shown.contains(secret)), "`{secret}` is shown: {shown}");
    }
}

/// A file of sections: errors show no content, and what is read is written and read as the same.
pub fn ini(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let sections = match ini::file::parse(text) {
        Ok(sections) => sections,
        Err(error) => return check_message(bytes, &error, LONGEST),
    };
    let mut written = String::new();
    for (section, values) in &sections {
        written.push_str(&format!("[{section}]\n"));
        for (name, value) in values {
            assert_eq!(*name, name.to_ascii_lowercase());
            written.push_str(&format!("{name} = {}\n", value.expose()));
        }
    }
    assert!(ini::file::parse(&written).as_ref() == Ok(&sections), "{written:?}");
}

/// Every response that carries credentials, and the program's output: an error shows nothing of it, neither does what
/// is made of it, and that is written and read as the same.
pub fn credentials(bytes: &[u8]) {
    for read in [
        key_response::metadata,
        key_response::uri,
        key_response::enveloped,
        key_response::oauth,
        key_response::external,
    ] {
        match read(bytes) {
            Ok(made) => check_made(&made),
            Err(error) => check_message(bytes, &error, LONGEST),
        }
    }
    for part in key_response::refusal(bytes).into_iter().flatten().flatten() {
        check_length(&part, 1_200);
        assert!(!part.is_empty() && !part.contains(char::is_control), "{part:?}");
    }
    if let Some(name) = ecs::role_name(bytes) {
        assert!(name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_graphic()), "{name}");
    }
}

fn check_made(made: &Credentials) {
    assert!(made.check().is_ok());
    let token = made.security_token().map(Secret::expose);
    let printed = format!("{made:?}");
    for secret in [Some(made.secret().expose()), token].into_iter().flatten() {
        let elsewhere = made.access_key_id().contains(secret) || secret.len() < 20;
        assert!(elsewhere || !printed.contains(secret), "{printed}");
    }
    let expiration = made.expiration().map(iso8601);
    let mut object = serde_json::json!({
        "access_key_id": made.access_key_id(),
        "access_key_secret": made.secret().expose(),
        "sts_token": token,
    });
    if let Some(expiration) = &expiration {
        object["expiration"] = expiration.as_str().into();
    }
    let again = key_response::external(object.to_string().as_bytes()).expect("what was written");
    assert!(again.is(made) && again.expiration() == made.expiration(), "{printed}");
}

/// The command of a profile: an error shows nothing of it, and its words are quoted and split as the same.
pub fn command(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match external::split(text) {
        Ok(words) => {
            assert!(!words[0].is_empty());
            if let Ok(quoted) = shlex::try_join(words.iter().map(String::as_str)) {
                assert_eq!(external::split(&quoted).as_ref(), Ok(&words));
            }
        }
        Err(error) => check_message(bytes, &error, LONGEST),
    }
}
