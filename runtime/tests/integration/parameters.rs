//! Parameters that are set twice: the later value replaces the earlier one, wherever it stands.

use std::collections::BTreeMap;

use alicloud_core::{CallOptions, Method, Request, SignatureVersion};

use super::support::*;

const VERSIONS: [SignatureVersion; 2] = [SignatureVersion::V3, SignatureVersion::V1];

/// The parameters of the query that are not the protocol's own, without the region.
fn query(target: &str) -> Vec<&str> {
    let query = target.split_once('?').expect("a query").1;
    let own = alicloud_core::test_util::PROTOCOL_PARAMETERS;
    let is_own = |pair: &&str| pair.split_once('=').is_some_and(|(name, _)| own.contains(&name) || name == "RegionId");
    query.split('&').filter(|pair| !is_own(pair)).collect()
}

#[test]
fn options_replace_what_the_operation_sets() {
    let tag = |value: &'static str| [BTreeMap::from([("Key".to_owned(), value)])];
    for version in VERSIONS {
        for (product, path) in [(&WEBPLUS, "/boats"), (&ECS, "/")] {
            let recorder = Recorder::default();
            let mut request = Request::new("ListBoats", Method::Post, path);
            request.query("Name", "a");
            request.query("Tag", &["x", "y", "z"]);
            request.query("Filter", &tag("f"));
            request.form("Crew", &["c", "d"]);
            request.form("Captain", "e");
            request.header("X-Berth", "1");
            let options = CallOptions::new().query("Name", "b").query("Tag", &["w"]).query("Filter", "all");
            let options =
                options.query("Crew", &["f"]).query("Name", "c").header("x-berth", "2").header("X-BERTH", "3");
            request.set_options(options);
            call(fixed(&recorder).signature(version), product, request).unwrap();
            let sent = recorder.request();
            assert_eq!(query(sent.target()), ["Filter=all", "Name=c", "Tag.1=w"], "{version:?} {path}");
            assert_eq!(sent.body(), b"Captain=e&Crew.1=f", "{version:?} {path}");
            let berths: Vec<_> = sent.headers().iter().filter(|(name, _)| *name == "x-berth").collect();
            assert_eq!(berths, [("x-berth", "3")], "{version:?} {path}");
        }
    }
}

#[test]
fn a_value_that_is_not_sent_replaces_nothing() {
    let recorder = Recorder::default();
    let mut request = Request::new("ListBoats", Method::Get, "/boats");
    request.query("Name", "a");
    request.query("Name", &None::<String>);
    request.set_options(CallOptions::new().query("Name", &Vec::<String>::new()).header("x-berth", &None::<i32>));
    call(fixed(&recorder), &WEBPLUS, request).unwrap();
    assert_eq!(query(recorder.request().target()), ["Name=a"]);
}

#[test]
fn the_region_is_a_parameter_like_any_other() {
    for version in VERSIONS {
        let recorder = Recorder::default();
        let mut request = Request::new("ListBoats", Method::Get, "/");
        request.set_options(CallOptions::new().query("RegionId", "cn-beijing"));
        call(fixed(&recorder).signature(version), &ECS, request).unwrap();
        let target = recorder.request().target().to_owned();
        assert_eq!(target.matches("RegionId=").count(), 1, "{target}");
        assert!(target.contains("RegionId=cn-beijing"), "{target}");
    }
}
