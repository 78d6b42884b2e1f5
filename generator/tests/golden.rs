//! Compiles what `emit.rs` compares: expected files that nothing compiles would rot.
#![allow(dead_code, unused_imports, reason = "the emitted items are for the users of a library")]
#![allow(
    clippy::too_many_arguments,
    clippy::too_many_lines,
    reason = "emitted code is as long as the reference makes it"
)]
#![allow(unexpected_cfgs, reason = "the features are those of the crate that the items are emitted for")]

#[path = "golden-emit/src/bypath/mod.rs"]
#[rustfmt::skip]
mod bypath;
#[path = "golden-emit/src/harbour/mod.rs"]
#[rustfmt::skip]
mod harbour;
#[path = "golden-emit/src/parcels/mod.rs"]
#[rustfmt::skip]
mod parcels;
#[path = "golden-emit/src/tags/mod.rs"]
#[rustfmt::skip]
mod tags;
#[path = "golden-emit/src/things/mod.rs"]
#[rustfmt::skip]
mod things;
#[path = "golden-emit/src/tidewater/mod.rs"]
#[rustfmt::skip]
mod tidewater;
#[path = "golden-emit/src/webplus/mod.rs"]
#[rustfmt::skip]
mod webplus;
#[path = "golden-emit/src/yunfan/mod.rs"]
#[rustfmt::skip]
mod yunfan;

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use alicloud_core::test_util::{self, Fake, FakeAnswer};
use alicloud_core::wire::{self, Wire};
use alicloud_core::{Config, Pairs, Parameter};

/// What a response is read into.
fn read<T: Wire + Default>(text: &str) -> T {
    let mut value = T::default();
    assert_eq!(wire::read(text.as_bytes(), &mut value), Ok(Vec::new()), "{text}");
    value
}

/// A configuration whose calls of this operation get these responses in this order, and what is asked.
fn fake_calls(operation: &str, responses: &[&str]) -> (Config, Fake) {
    let fake = Fake::new(&[]);
    for response in responses {
        fake.once(operation, FakeAnswer::json(*response));
    }
    (test_util::config(&fake).build().expect("the configuration is complete"), fake)
}

/// The same as a client of the harbour.
fn fake_client(operation: &str, responses: &[&str]) -> (harbour::Client, Fake) {
    let (config, fake) = fake_calls(operation, responses);
    (harbour::Client::new(&config), fake)
}

/// The values of a parameter, call by call.
fn asked(fake: &Fake, name: &str) -> Vec<String> {
    fake.calls().iter().map(|call| call.parameter(name).unwrap_or_else(|| "-".to_owned())).collect()
}

/// Runs a future that never has to wait.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing answers the call"),
    }
}

#[test]
fn wrapped_lists_decode_with_and_without_wrapper_and_encode_with_it() {
    for text in [
        r#"{"Events": {"Event": [{"EventName": "e", "MsgParams": {"MsgParam": ["a", 1]}}]}}"#,
        r#"{"Events": [{"EventName": "e", "MsgParams": ["a", "1"]}]}"#,
    ] {
        let output: webplus::operations::DescribeEventsOutput = read(text);
        assert_eq!(output.events[0].msg_params, ["a", "1"]);
        let encoded = wire::json(output.node());
        assert_eq!(encoded, r#"{"Events":{"Event":[{"EventName":"e","MsgParams":{"MsgParam":["a","1"]}}]}}"#);
    }
}

#[test]
fn lists_of_lists_and_maps_decode_leniently_with_the_types_of_their_values() {
    let text = r#"{"Weights": [[1.5, "2"], "", []], "Names": {"a": 1, "b": null}, "Totals": {"a": "3"},
        "Tracks": {"t": [["0.5"]]}, "Ports": {"p": {"Berths": [[1]]}}, "Grid": [["1"], [2, 3]]}"#;
    let output: parcels::operations::WeighParcelsOutput = read(text);
    assert_eq!(output.weights, [vec![1.5, 2.0], vec![], vec![]]);
    let name = |key: &str| output.names.get(key).map(String::as_str);
    assert_eq!((name("a"), name("b"), output.totals.get("a")), (Some("1"), None, Some(&3)));
    assert_eq!((output.tracks["t"][0][0], output.ports["p"].berths[0][0].as_str()), (0.5, "1"));
    assert_eq!(output.grid, [vec![1], vec![2, 3]]);
}

#[test]
fn lists_of_lists_and_maps_are_sent_with_the_types_of_their_values() {
    let (config, fake) = fake_calls("WeighParcels", &["{}"]);
    let call = parcels::Client::new(&config).weigh_parcels([vec![1.5, 2.0], vec![3.0]]);
    let call = call
        .routes([strings(["a", "b"])])
        .labels([("colour", "red")])
        .counts([("boxes", 2)])
        .senders([BTreeMap::from([("name".to_owned(), "x".to_owned())])]);
    let parcel = parcels::types::Parcel::new().edges([vec![1, 2]]).marks([("fragile", true)]);
    run(call.stops([("first", strings(["y"]))]).parcel(parcel).send()).expect("no call fails");
    for (name, value) in [
        ("Sizes.1.2", "2"),
        ("Sizes.2.1", "3"),
        ("Routes", r#"[["a","b"]]"#),
        ("Labels.colour", "red"),
        ("Counts", r#"{"boxes":2}"#),
        ("Stops", r#"{"first":["y"]}"#),
        ("Senders", r#"[{"name":"x"}]"#),
        ("Parcel", r#"{"Edges":[[1,2]],"Marks":{"fragile":true}}"#),
    ] {
        assert_eq!(asked(&fake, name), [value], "{name}");
    }
}

#[test]
fn a_body_that_is_a_list_is_sent_whole() {
    let (config, fake) = fake_calls("ReplaceParts", &["{}"]);
    let part = things::types::Body::new().name("bolt").sizes([1, 2]);
    run(things::Client::new(&config).replace_parts("north", [part]).send()).expect("no call fails");
    let bodies: Vec<_> = fake.calls().iter().map(|call| String::from_utf8_lossy(&call.body).into_owned()).collect();
    assert_eq!(bodies, [r#"[{"Name":"bolt","Sizes":[1,2]}]"#]);
    let call = things::Client::new(&config).replace_parts("evil.example.com/", Vec::<things::types::Body>::new());
    let error = run(call.send()).expect_err("no host can be chosen by a value").to_string();
    assert!(error.contains("WorkshopName"), "{error}");
}

#[test]
fn a_response_that_is_a_list_is_handed_out_as_one() {
    let (config, _) =
        fake_calls("ListStops", &[r#"[{"Stop": "north", "Days": "1"}, {"Stop": "south"}]"#, r#"{"Stop": "x"}"#]);
    let client = parcels::Client::new(&config);
    let stops = run(client.list_stops("p-1").send()).expect("a list");
    assert_eq!(
        stops.iter().map(|stop| (stop.stop.as_deref(), stop.days)).collect::<Vec<_>>(),
        [(Some("north"), Some(1)), (Some("south"), None),]
    );
    assert!(run(client.list_stops("p-1").send()).is_err(), "an object is no list");
}

#[test]
fn a_response_that_is_no_json_is_handed_out_as_it_came() {
    let (config, fake) = fake_calls("none", &[]);
    let client = parcels::Client::new(&config);
    fake.once("DownloadLabel", FakeAnswer::bytes(b"\x89PNG\xff"));
    let label = run(client.download_label("p").width(2).send_with_response()).expect("no call fails");
    assert_eq!((label.output.as_slice(), label.raw.status()), (&b"\x89PNG\xff"[..], 200));
    fake.once("ExportParcels", FakeAnswer::text("<Parcels/>"));
    let parcels: String = run(client.export_parcels().send()).expect("no call fails");
    assert_eq!(parcels, "<Parcels/>");
    fake.once("DropParcel", FakeAnswer::empty());
    let () = run(client.drop_parcel("p").send()).expect("no call fails");
    assert_eq!(fake.calls().iter().filter_map(|call| call.parameter("ParcelId")).collect::<Vec<_>>(), ["p", "p"]);
}

#[test]
fn an_error_is_one_whatever_the_response_would_have_been() {
    let (config, fake) = fake_calls("none", &[]);
    let client = parcels::Client::new(&config);
    for operation in ["DownloadLabel", "DropParcel"] {
        fake.once(operation, FakeAnswer::error(404, "NoParcel", "No such parcel."));
    }
    let label = run(client.download_label("p").send()).expect_err("there is none");
    let dropped = run(client.drop_parcel("p").send()).expect_err("there is none");
    assert_eq!((label.code(), dropped.code()), (Some("NoParcel"), Some("NoParcel")));
    fake.once("ExportParcels", FakeAnswer::bytes(b"\xff"));
    let undecodable = run(client.export_parcels().send()).expect_err("it is no text");
    assert_eq!(undecodable.kind(), alicloud_core::ErrorKind::Decode);
}

#[test]
fn structs_are_flattened_by_their_wire_names() {
    let node = things::types::Node::new().name("n").node(things::types::NodeNode::new().name("m"));
    let mut pairs = Pairs::new();
    vec![node].flatten("Node", &mut pairs);
    assert_eq!(pairs.iter().collect::<Vec<_>>(), [("Node.1.Name", "n"), ("Node.1.Node.Name", "m")]);
}

#[test]
fn no_debug_output_shows_a_secret() {
    let key =
        harbour::types::Key::new().name("n").private_key("hunter1").phrases(["hunter2"]).extra([("a", "hunter3")]);
    let printed = format!("{key:?} {key:#?}");
    assert!(printed.contains(r#"name: "n""#) && !printed.contains("hunter"), "{printed}");
    let call = fake_client("SetKeeper", &[]).0.set_keeper("k", "hunter4").x_fn_evil("hunter5").key(key);
    let printed = format!("{call:?} {call:#?}");
    assert!(printed.contains("Password") && !printed.contains("hunter"), "{printed}");
    let answer: harbour::operations::SetKeeperOutput = read(r#"{"Token": "hunter6", "RequestId": "r"}"#);
    let printed = format!("{answer:?}");
    assert!(printed.contains("token: [redacted]") && printed.contains(r#""r""#), "{printed}");
}

#[test]
fn a_client_token_is_made_up_under_the_name_that_the_page_gives_it() {
    let (client, fake) = fake_client("SetKeeper", &["{}", "{}"]);
    run(client.set_keeper("k", "p").send()).expect("no call fails");
    run(client.set_keeper("k", "p").client_token("mine").send()).expect("no call fails");
    let sent = asked(&fake, "clientToken");
    assert!(sent[0].len() >= 16 && sent[1] == "mine", "{sent:?}");
    assert_eq!(asked(&fake, "ClientToken"), strings(["-", "-"]));
}

#[test]
fn a_response_tells_success_as_the_specification_says() {
    let answers = [r#"{"Code": 200}"#, r#"{"Code": "o\"k"}"#, r#"{"Code": "KeeperBusy"}"#];
    let (client, _) = fake_client("SetKeeper", &answers);
    let told = answers.map(|_| {
        let response = run(client.set_keeper("k", "p").send_with_response()).expect("no call fails");
        response.succeeded()
    });
    assert_eq!(told, [Some(true), Some(true), Some(false)]);
}

#[test]
fn paginators_find_their_way_in_calls_and_answers() {
    let (client, fake) = fake_client(
        "ListBoats",
        &[
            r#"{"Page": {"Total": "3", "PageSize": 2, "Boats": {"Boat": [{"Id": "a"}, {"Id": "b"}]}}}"#,
            r#"{"Page": {"Total": "3", "PageSize": 2, "Boats": {"Boat": [{"Id": "c"}]}}}"#,
        ],
    );
    let boats = run(client.list_boats("0").into_paginator().items().all()).expect("no call fails");
    assert_eq!(boats.iter().filter_map(|boat| boat.id.as_deref()).collect::<String>(), "abc");
    assert_eq!(asked(&fake, "PageNumber"), ["0", "1"]);

    let (client, fake) = fake_client(
        "QueryBerths",
        &[
            r#"{"Data": {"NextToken": "t", "Result": {"Berths": [{"Number": 1}]}}}"#,
            r#"{"Data": {"NextToken": "", "Result": {"Berths": [{"Number": 2}]}}}"#,
        ],
    );
    let berths = run(client.query_berths("q").into_paginator().items().all()).expect("no call fails");
    assert_eq!(berths.iter().filter_map(|berth| berth.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((asked(&fake, "NextToken"), asked(&fake, "Quay")), (strings(["-", "t"]), strings(["q", "q"])));

    let (client, fake) =
        fake_client("ListTides", &[r#"{"Tides": [0.5, 1.5], "Total": 3}"#, r#"{"Tides": [2.5], "Total": 3}"#]);
    let tides = run(client.list_tides(2).into_paginator().items().all()).expect("no call fails");
    assert_eq!((tides, asked(&fake, "Offset")), (vec![0.5, 1.5, 2.5], strings(["0", "2"])));

    let (client, fake) =
        fake_client("ListCharts", &[r#"{"Charts": ["a"], "Total": 3.0}"#, r#"{"Maps": ["b"], "Total": 3.0}"#]);
    let pages = run(client.list_charts().page_size(2).into_paginator().pages().all()).expect("no call fails");
    assert_eq!((pages.len(), asked(&fake, "PageNo")), (2, strings(["1", "2"])));
}

#[test]
fn waiters_end_with_the_first_outcome_that_holds() {
    let wait = |answers: &[&str]| {
        let (client, fake) = fake_client("DescribeRepair", answers);
        let call = client.describe_repair("r").wait_until_done_(true);
        let result = run(call.wait_until_done().wait());
        assert_eq!(asked(&fake, "RepairId"), vec!["r"; answers.len()]);
        result
    };
    let going_on = r#"{"Repair": {"State": "Done", "Left": 1}, "GivenUp": false}"#;
    let done = wait(&[going_on, "{}", r#"{"Repair": {"State": "Done", "Left": 0}, "GivenUp": true}"#]);
    assert_eq!(done.expect("it is done").given_up, Some(true));
    let error = wait(&[going_on, r#"{"GivenUp": true}"#]).expect_err("it is given up");
    assert_eq!((error.state(), error.request_id()), (Some("given_up"), Some("FAKE-REQUEST-ID")));
}

fn strings<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

#[test]
fn error_codes_read_and_write_as_the_wire_has_them() {
    use webplus::ErrorCode;
    for (wire, code) in [
        ("InvalidParameter.Format", ErrorCode::InvalidParameterFormat),
        ("Unknown", ErrorCode::UnknownValue),
        ("Other.Code", ErrorCode::Unknown("Other.Code".to_owned())),
    ] {
        assert_eq!(ErrorCode::from(wire), code);
        assert_eq!(ErrorCode::from(wire.to_owned()), code);
        assert_eq!((code.as_str(), code.to_string().as_str()), (wire, wire));
    }
    assert_eq!(webplus::PRODUCT.transient_codes, ["Throttling"]);
    assert!(ErrorCode::Throttling.is_transient() && !ErrorCode::UnknownValue.is_transient());
}
