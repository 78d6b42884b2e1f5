//! Tests of both modes of the metadata service, its tokens, and its failures.

use proptest::prelude::*;

use super::*;
use crate::http::TransportErrorKind;
use crate::testing::{World, metadata_answer, run};

fn provider(variables: &[(&str, &str)]) -> EcsMetadataProvider {
    EcsMetadataProvider::with(Variables::of(variables))
}

/// Method, path and token of what was sent.
fn sent(world: &World) -> Vec<String> {
    let requests = world.requests();
    let line = |request: &HttpRequest| {
        let token = request.headers().get("x-aliyun-ecs-metadata-token").unwrap_or("-");
        format!("{} {} {token}", request.method(), request.url().trim_start_matches(ENDPOINT))
    };
    requests.iter().map(line).collect()
}

#[test]
fn the_hardened_mode_is_used_and_its_token_is_kept() {
    let world = World::new();
    let provider = provider(&[]);
    world.answer(200, "token-1\n");
    world.answer(200, " worker \n");
    world.answer(200, metadata_answer("id", world.now() + 3600));
    let made = run(provider.credentials(&world.context())).unwrap();
    assert_eq!((made.access_key_id(), made.provider()), ("id", "ecs_ram_role"));
    assert!(world.requests.lock().unwrap().iter().all(|request| request.timeout() == Duration::from_secs(1)));
    let first = &world.requests.lock().unwrap()[0].clone();
    assert_eq!(first.headers().get("x-aliyun-ecs-metadata-token-ttl-seconds"), Some("21600"));
    let roles = "/latest/meta-data/ram/security-credentials/";
    let put = "PUT /latest/api/token -".to_owned();
    assert_eq!(sent(&world), [put.clone(), format!("GET {roles} token-1"), format!("GET {roles}worker token-1")]);

    // The next renewal has the token already, and one after its end gets a new one.
    provider.invalidate(&made);
    world.answer(200, "worker");
    world.answer(200, metadata_answer("id", world.now() + 3600));
    assert!(run(provider.credentials(&world.context())).is_ok());
    assert_eq!(sent(&world).len(), 2);
    world.advance(21_600);
    world.answer(200, "token-2");
    world.answer(200, "worker");
    world.answer(200, metadata_answer("id", world.now() + 3600));
    assert!(run(provider.credentials(&world.context())).is_ok());
    assert_eq!(sent(&world)[0], put);
}

#[test]
fn a_named_role_saves_a_request_and_is_encoded() {
    for provider in [provider(&[(ROLE, "a b")]), provider(&[(ROLE, "other")]).role("a b")] {
        let world = World::new();
        world.answer(200, "t");
        world.answer(200, metadata_answer("id", world.now() + 3600));
        assert!(run(provider.credentials(&world.context())).is_ok());
        assert_eq!(sent(&world)[1], "GET /latest/meta-data/ram/security-credentials/a%20b t");
    }
}

#[test]
fn the_plain_mode_follows_a_refusal_unless_it_is_off() {
    let world = World::new();
    world.answer(404, "");
    world.answer(200, metadata_answer("id", world.now() + 3600));
    assert!(run(provider(&[(ROLE, "r")]).credentials(&world.context())).is_ok());
    assert_eq!(sent(&world).len(), 2);

    // The token is given and then refused.
    world.answer(200, "t");
    world.answer(403, "");
    world.answer(200, metadata_answer("id", world.now() + 3600));
    assert!(run(provider(&[(ROLE, "r")]).credentials(&world.context())).is_ok());
    assert!(sent(&world)[2].ends_with("/r -"));

    let strict = [provider(&[(ROLE, "r")]).without_v1(), provider(&[(ROLE, "r"), (V1_DISABLED, "true")])];
    for provider in strict {
        world.answer(404, "");
        let error = run(provider.credentials(&world.context())).unwrap_err().to_string();
        assert!(error.contains("status 404") && error.contains(V1_DISABLED), "{error}");
        assert_eq!(sent(&world).len(), 1);
    }
}

#[test]
fn a_kept_token_that_is_refused_is_replaced() {
    let world = World::new();
    let provider = provider(&[(ROLE, "r")]).without_v1();
    world.answer(200, "t1");
    world.answer(200, metadata_answer("id", world.now() + 3600));
    let made = run(provider.credentials(&world.context())).unwrap();
    provider.invalidate(&made);
    world.requests();
    world.answer(401, "");
    world.answer(200, "t2");
    world.answer(200, metadata_answer("id", world.now() + 3600));
    assert!(run(provider.credentials(&world.context())).is_ok());
    assert!(sent(&world)[2].ends_with(" t2"));
}

#[test]
fn failures_say_what_to_do() {
    let cases: [(&[(u16, &str)], &str); 6] = [
        (&[(200, "t"), (404, "")], "no RAM role is attached"),
        (&[(200, "t"), (200, "<html>hidden")], "not the name of a role"),
        (&[(200, "t"), (200, "r"), (404, "")], "no RAM role `r`"),
        (&[(200, "t"), (200, "r"), (200, r#"{"Code":"Failed"}"#)], "the `Code` Failed"),
        (&[(200, "t"), (200, "r"), (200, r#"{"Code":"Success","AccessKeySecret":"hid"#)], "breaks off"),
        (&[(200, "t"), (200, "r"), (400, "hidden")], "the status 400"),
    ];
    for (answers, expected) in cases {
        let world = World::new();
        for (status, body) in answers {
            world.answer(*status, *body);
        }
        let error = run(provider(&[]).credentials(&world.context())).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(text.contains(expected) && !text.contains("hid"), "{text}");
    }
    let world = World::new();
    for _ in 0..2 {
        world.fail(TransportErrorKind::Timeout);
    }
    let error = run(provider(&[]).credentials(&world.context())).unwrap_err();
    assert!(error.to_string().contains("if this is not an ECS instance"), "{error}");
    assert!(!error.is_retryable(), "the usual case is a machine without the service: {error}");
    assert_eq!(world.requests().len(), 2, "an address that is not there is not asked again and again");
    for _ in 0..6 {
        world.answer(503, "");
    }
    let error = run(provider(&[(ROLE, "r")]).credentials(&world.context())).unwrap_err();
    assert!(error.is_retryable() && world.requests().len() == 6, "{error}");
    let error = run(provider(&[(DISABLED, "TRUE")]).credentials(&world.context())).unwrap_err();
    assert!(error.is_credentials_not_configured() && world.requests().is_empty());
}

proptest! {
    #[test]
    fn a_role_name_is_one_word(bytes: Vec<u8>) {
        if let Some(name) = role_name(&bytes) {
            prop_assert_eq!(encode_segment(&name).replace("%40", "@"), name);
        }
    }
}
