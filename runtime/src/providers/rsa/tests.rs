//! Tests of the exchange: what is sent and signed, what comes of it, and what is said where it fails.

use std::collections::BTreeMap;
use std::time::UNIX_EPOCH;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

use super::*;
use crate::testing::{Temporary, World, run};

const PEM: &str = include_str!("test-key.pem");

fn provider(key: Key) -> RsaKeyPairProvider {
    RsaKeyPairProvider::with(Variables::of(&[]), "pk-1".to_owned(), key, None)
}

fn answer(world: &World) {
    let end = iso8601(UNIX_EPOCH + Duration::from_secs(world.now() + 3_600));
    let key = format!(
        r#"{{"SessionAccessKeyId":"session-id","SessionAccessKeySecret":"hidden-secret","Expiration":"{end}"}}"#
    );
    world.answer(200, format!(r#"{{"RequestId":"r","SessionAccessKey":{key}}}"#));
}

/// The parameters of a request, decoded.
fn parameters(request: &HttpRequest) -> BTreeMap<String, String> {
    let query = request.target().split_once('?').unwrap().1;
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
    query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

/// Whether the signature is that of the test's key, by a string to sign put together here.
fn is_signed(request: &HttpRequest) -> bool {
    let mut parameters = parameters(request);
    let signature = STANDARD.decode(parameters.remove("Signature").unwrap()).unwrap();
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", encode::percent(value))).collect();
    let signed = format!("GET&%2F&{}", encode::percent(&pairs.join("&")));
    let key = key::read(PEM).unwrap();
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public()).verify(signed.as_bytes(), &signature).is_ok()
}

#[test]
fn a_session_is_signed_with_the_key_and_kept() {
    let (world, file) = (World::new(), Temporary::new(PEM));
    for key in [Key::Text(Secret::new(PEM)), Key::File(file.path().into())] {
        let provider = provider(key);
        answer(&world);
        let made = run(provider.credentials(&world.context())).unwrap();
        assert_eq!((made.access_key_id(), made.secret().expose()), ("session-id", "hidden-secret"));
        assert_eq!((made.provider(), made.security_token().is_none()), ("rsa_key_pair", true));
        assert_eq!(made.expiration(), Some(UNIX_EPOCH + Duration::from_secs(world.now() + 3_600)));
        let request = world.take_request();
        assert!(is_signed(&request));
        assert_eq!((request.method(), request.authority()), (crate::http::Method::Get, "sts.aliyuncs.com"));
        let sent = parameters(&request);
        for (name, value) in [
            ("AccessKeyId", "pk-1"),
            ("Action", ACTION),
            ("DurationSeconds", "3600"),
            ("SignatureMethod", "SHA256withRSA"),
            ("SignatureType", "PRIVATEKEY"),
            ("Timestamp", "2024-05-20T10:30:00Z"),
        ] {
            assert_eq!(sent.get(name).map(String::as_str), Some(value), "{name}");
        }
        run(provider.credentials(&world.context())).unwrap();
        assert_eq!(world.requests().len(), 0, "it is kept");
    }
}

#[test]
fn a_request_whose_answer_got_lost_is_signed_anew() {
    let world = World::new();
    world.answer(400, r#"{"Code":"SignatureNonceUsed","Message":"used"}"#);
    answer(&world);
    run(provider(Key::Text(Secret::new(PEM))).credentials(&world.context())).unwrap();
    let nonces: Vec<_> = world.requests().iter().map(|request| parameters(request)["SignatureNonce"].clone()).collect();
    assert_ne!(nonces[0], nonces[1]);
}

#[test]
fn failures_name_what_to_do_and_no_secret() {
    let world = World::new();
    let ask = |provider: RsaKeyPairProvider| {
        let error = run(provider.credentials(&world.context())).unwrap_err();
        let text = format!("{error} {error:?} {provider:?}");
        assert!(!text.contains("hidden") && !text.contains("MII"), "{text}");
        assert_eq!(error.kind(), crate::ErrorKind::Credentials);
        text
    };
    let good = || provider(Key::Text(Secret::new(PEM)));
    assert!(ask(provider(Key::Text(Secret::new("hidden!")))).contains("neither PEM nor Base64"));
    assert!(ask(provider(Key::File("/nowhere/key.pem".into()))).contains("no file /nowhere/key.pem"));
    for seconds in [899, 3_601] {
        assert!(ask(good().duration(Duration::from_secs(seconds))).contains("900 to 3600"));
    }
    world.answer(404, r#"{"Code":"InvalidAccessKeyId.NotFound","Message":"no such key","RequestId":"r-1"}"#);
    let text = ask(good());
    assert!(
        text.contains("InvalidAccessKeyId.NotFound") && text.contains("r-1") && text.contains("check that"),
        "{text}"
    );
    for (body, expected) in [
        ("{}", "no session key in it"),
        (r#"{"SessionAccessKey":{"SessionAccessKeySecret":"hidden"}}"#, "no `SessionAccessKeyId`"),
        (r#"{"SessionAccessKey":{"SessionAccessKeyId":"i","SessionAccessKeySecret":"hidden"}}"#, "no `Expiration`"),
    ] {
        world.answer(200, body);
        let text = ask(good());
        assert!(text.contains(expected), "{expected}: {text}");
    }
}
