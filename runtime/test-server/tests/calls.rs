//! Calls over the wire: accepted ones with their answers, refused ones with their codes.

mod support;

use std::fs;

use alicloud_test_server::{Expected, Keys, Server, Style};
use serde_json::json;
use support::*;

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn answers_a_right_call_with_the_example() {
    let server = server();
    let draft = list_orders().query("Search", "a b+c*d~e/f 中文&x=1%").query("PageSize", "10");
    for (signature, bytes) in [("acs3", draft.acs3(&server)), ("roa1", list_orders().roa1(&server))] {
        let reply = send(&server, &bytes);
        assert_eq!((reply.status, reply.json()), (200, json!({"Orders": {"Order": []}})), "{signature}");
        assert_eq!(reply.body, br#"{"Orders": {"Order": []}}"#, "the example goes out as it stands");
        assert_eq!(reply.header("content-type"), Some("application/json; charset=utf-8"));
        assert_eq!(reply.header("date"), Some(HTTP), "the server's clock shows");
        assert_eq!(reply.header("x-acs-request-id").map(str::len), Some(36));
    }
    let calls = server.calls();
    assert_eq!(calls.iter().map(|call| call.signature).collect::<Vec<_>>(), ["acs3", "roa1"]);
    let call = &calls[0];
    assert_eq!(
        (call.operation.as_str(), call.method.as_str(), call.path.as_str()),
        ("ListOrders", "GET", "/shops/s%2F1/orders")
    );
    assert_eq!(call.path_parameters, pairs(&[("ShopId", "s/1")]));
    let query = [("PageSize", "10"), ("RegionId", "cn-hangzhou"), ("Search", "a b+c*d~e/f 中文&x=1%")];
    assert_eq!(call.query, pairs(&query));
    assert_eq!((call.query_value("PageSize"), call.query_value("pagesize")), (Some("10"), None));
    assert_eq!(call.header("x-acs-version"), Some("2020-01-01"));
    assert_eq!((&call.refusal, call.form.is_empty(), &call.json), (&None, true, &None));
}

#[test]
fn takes_form_and_json_bodies() {
    let server = server();
    let form = "Buyer=a+b&Amount=3&Goods=%5B%22x%22%5D&Tag.1.Key=k&Tag.1.Value=v";
    assert_eq!(send(&server, &create_order(form).acs3(&server)).json()["OrderId"], "o-1");
    assert_eq!(send(&server, &create_order(form).roa1(&server)).json()["OrderId"], "o-1");
    let body = r#"{"Prices":[{"Id":"g","Price":1.5}]}"#;
    let prices = Draft::new("PUT", "/prices", "2020-01-01", "SetPrices").query("RegionId", "r").body(JSON, body);
    let reply = send(&server, &prices.acs3(&server));
    assert_eq!((reply.status, reply.body.as_slice()), (200, &b"{}"[..]), "without an example, an empty object");
    let calls = server.calls();
    assert_eq!(calls[0].form_value("Buyer"), Some("a b"));
    assert_eq!(calls[0].form.len(), 5);
    assert_eq!(calls[2].json, Some(json!({"Prices": [{"Id": "g", "Price": 1.5}]})));
    assert_eq!(calls[2].body, body.as_bytes());
}

#[test]
fn takes_rpc_calls_of_both_kinds() {
    let server = server();
    let form = [("Image", "a b")];
    for (signature, bytes) in [
        ("rpc1", start_vms("GET").rpc1(&server, &[])),
        ("rpc1", start_vms("POST").body(FORM, "Image=a%20b").rpc1(&server, &form)),
        ("acs3", start_vms("POST").body(FORM, "Image=a+b").acs3(&server)),
    ] {
        let reply = send(&server, &bytes);
        assert_eq!((reply.status, reply.json()), (200, json!({"Started": 2})), "{signature}");
        let call = server.calls().pop().unwrap();
        assert_eq!((call.operation.as_str(), call.signature), ("StartVms", signature));
        assert_eq!(call.query_value("VmId.2"), Some("v*2"));
    }
    assert_eq!(server.calls()[2].form, pairs(&[("Image", "a b")]));
}

#[test]
fn takes_both_methods_where_the_page_names_both() {
    let server = server();
    for method in ["POST", "PUT"] {
        let reply = send(&server, &Draft { method, ..create_order("Buyer=b") }.acs3(&server));
        assert_eq!(reply.status, 200, "{method}");
    }
    let reply = send(&server, &Draft { method: "DELETE", ..create_order("Buyer=b") }.acs3(&server));
    assert_eq!((reply.status, reply.code().as_str()), (404, "InvalidAction.NotFound"));
    assert!(reply.message().contains("POST|PUT /shops/{ShopId}/orders"), "{}", reply.message());
}

#[test]
fn finds_a_roa_call_without_its_name() {
    let server = server();
    let reply = send(&server, &Draft { action: "", ..list_orders() }.roa1(&server));
    assert_eq!(reply.status, 200);
    assert_eq!(server.calls()[0].operation, "ListOrders");
}

#[test]
fn refuses_with_the_services_body() {
    let server = server();
    let reply = send(&server, &create_order("Amount=1").acs3(&server));
    let body = reply.json();
    assert_eq!((reply.status, reply.code().as_str()), (400, "MissingParameter"));
    assert_eq!(body["Message"], "Buyer is required in the form body.");
    assert_eq!(body["RequestId"].as_str(), reply.header("x-acs-request-id"));
    assert_eq!(body["HostId"], server.address().to_string());
    assert_eq!(body["Recommend"], "https://api.alibabacloud.com/troubleshoot?q=MissingParameter");
    let refusal = server.calls()[0].refusal.clone().unwrap();
    assert_eq!(
        (refusal.status, refusal.code, refusal.message.as_str()),
        (400, "MissingParameter", body["Message"].as_str().unwrap())
    );
}

#[test]
fn refuses_wrong_calls_by_their_codes() {
    let server = server();
    let other_keys = |keys: Keys| Draft { keys, ..list_orders() };
    let no_region = Draft { query: vec![], ..list_orders() };
    for (status, code, bytes) in [
        (400, "InvalidVersion", Draft { version: "2020-01-02", ..list_orders() }.acs3(&server)),
        (404, "InvalidAction.NotFound", Draft { action: "ListOrder", ..list_orders() }.acs3(&server)),
        (404, "InvalidAction.NotFound", Draft { path: "/shops/orders".into(), ..list_orders() }.roa1(&server)),
        (404, "InvalidAction.NotFound", Draft { path: "/vms".into(), ..start_vms("POST") }.acs3(&server)),
        (404, "InvalidAction.NotFound", start_vms("GET").roa1(&server)),
        (
            404,
            "InvalidAction.NotFound",
            Draft { version: "2020-01-01", action: "ListOrders", ..start_vms("GET") }.rpc1(&server, &[]),
        ),
        (400, "SignatureDoesNotMatch", other_keys(Keys::new("testId", "other")).acs3(&server)),
        (400, "SignatureDoesNotMatch", other_keys(Keys::new("testId", "other")).roa1(&server)),
        (404, "InvalidAccessKeyId.NotFound", other_keys(Keys::new("other", "testSecret")).acs3(&server)),
        (403, "InvalidSecurityToken", other_keys(keys().with_token("t")).acs3(&server)),
        (400, "IncompleteSignature", b"GET / HTTP/1.1\r\nhost: h\r\n\r\n".to_vec()),
        (400, "IncompleteSignature", b"GET / HTTP/1.1\r\nhost: h\r\nauthorization: Bearer x\r\n\r\n".to_vec()),
        (400, "InvalidParameter", b"GET /?a=%f HTTP/1.1\r\nhost: h\r\n\r\n".to_vec()),
        (400, "InvalidParameter", create_order("Buyer=%zz").acs3(&server)),
        (400, "InvalidParameter", create_order("Buyer=b&Amount=many").acs3(&server)),
        (400, "InvalidParameter", create_order("Buyer=b&Goods=x,y").roa1(&server)),
        (400, "InvalidParameter", Draft { path: "/shops/a+b/orders".into(), ..list_orders() }.acs3(&server)),
        (400, "MissingParameter", no_region.acs3(&server)),
        (400, "UnexpectedParameter", list_orders().query("PageNumber", "1").acs3(&server)),
        (400, "UnexpectedParameter", list_orders().query("ShopId", "1").acs3(&server)),
        (400, "UnexpectedParameter", start_vms("POST").query("Action", "StartVms").acs3(&server)),
        (400, "UnexpectedParameter", create_order("Buyer=b").query("Buyer", "b").acs3(&server)),
        (400, "UnexpectedParameter", start_vms("GET").query("Image", "i").rpc1(&server, &[])),
        (400, "UnexpectedParameter", list_orders().body("text/plain", "x").acs3(&server)),
    ] {
        let reply = send(&server, &bytes);
        let call = String::from_utf8_lossy(&bytes).into_owned();
        assert_eq!((reply.status, reply.code().as_str()), (status, code), "{}\n{call}", reply.message());
        assert_eq!(
            server.calls().last().and_then(|call| call.refusal.as_ref()).map(|refusal| refusal.code),
            Some(code)
        );
    }
}

#[test]
fn refuses_a_nonce_that_was_used() {
    let server = server();
    let bytes = list_orders().acs3(&server);
    let forged = Draft { keys: Keys::new("testId", "other"), nonce: "n".into(), ..list_orders() };
    assert_eq!(send(&server, &forged.acs3(&server)).code(), "SignatureDoesNotMatch");
    let right = Draft { nonce: "n".into(), ..list_orders() };
    assert_eq!(send(&server, &right.acs3(&server)).status, 200, "a wrong signature uses up no nonce");
    assert_eq!(send(&server, &bytes).status, 200);
    assert_eq!(send(&server, &bytes).code(), "SignatureNonceUsed");
    let again = Draft { nonce: "n".into(), ..start_vms("GET") };
    assert_eq!(send(&server, &again.rpc1(&server, &[])).code(), "SignatureNonceUsed", "whatever the kind");
}

#[test]
fn keeps_its_own_time() {
    let server = server();
    server.set_now(time(NOW + 901));
    let reply = send(&server, &list_orders().acs3(&server));
    assert_eq!(
        (reply.code().as_str(), reply.header("date")),
        ("InvalidTimeStamp.Expired", Some("Mon, 20 May 2024 10:45:01 GMT"))
    );
    server.set_now(time(NOW - 900));
    assert_eq!(send(&server, &list_orders().acs3(&server)).status, 200);
    let real = Server::start(Expected::load(specs("shop-2020-01-01")), keys());
    assert_eq!(
        send(&real, &list_orders().acs3(&real)).code(),
        "InvalidTimeStamp.Expired",
        "it starts with the real time"
    );
}

#[test]
fn wants_the_token_of_temporary_keys() {
    let server = server();
    server.set_keys(keys().with_token("ticket+/="));
    let call = |keys: Keys| send(&server, &Draft { keys, ..list_orders() }.acs3(&server));
    assert_eq!(call(keys()).code(), "MissingSecurityToken");
    assert_eq!(call(keys().with_token("other")).code(), "InvalidSecurityToken");
    assert_eq!(call(keys().with_token("ticket+/=")).status, 200);
    let shown = format!("{:?}", server.calls());
    assert!(!shown.contains("ticket") && !shown.contains("Credential="), "{shown}");
    assert_eq!(server.calls()[2].header("x-acs-security-token"), Some("ticket+/="), "tests can still look");
    assert!(!format!("{server:?}").contains("testSecret"));
}

#[test]
fn notices_one_changed_byte_on_the_wire() {
    let server = server();
    let bytes = create_order("Buyer=bob").acs3(&server);
    let text = String::from_utf8(bytes.clone()).unwrap();
    for (what, from, to) in [
        ("path", "/shops/s1", "/shops/s2"),
        ("query", "cn-hangzhou ", "cn-hangzhoo "),
        ("header", "x-acs-date: 2024-05-20T10:30:00Z", "x-acs-date: 2024-05-20T10:30:01Z"),
        ("body", "Buyer=bob", "Buyer=bop"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{what}");
        assert_eq!(send(&server, changed.as_bytes()).code(), "SignatureDoesNotMatch", "{what}");
    }
    assert_eq!(send(&server, &bytes).status, 200);
}

#[test]
fn reads_specifications_and_names_what_is_wrong_with_them() {
    let operations = Expected::load(specs("shop-2020-01-01"));
    let names: Vec<_> = operations.iter().map(|operation| operation.operation.as_str()).collect();
    assert_eq!(names, ["CreateOrder", "ListOrders", "SetPrices"]);
    assert_eq!((operations[0].product.as_str(), operations[0].version.as_str()), ("Shop", "2020-01-01"));
    assert_eq!((operations[0].style, operations[0].methods.join(" ")), (Style::Roa, "POST PUT".into()));

    let folder = std::env::temp_dir().join(format!("alicloud-test-server-{}", std::process::id()));
    let read = || Expected::read(&folder).unwrap_err().to_string();
    let write = |file: &str, text: &str| fs::write(folder.join(file), text).unwrap();
    assert!(read().contains("product.yaml"), "{}", read());
    fs::create_dir_all(folder.join("operations")).unwrap();
    write("product.yaml", "product: [");
    assert!(read().contains("product.yaml"), "{}", read());
    write("product.yaml", "{product: P, version: '1', style: roa}");
    assert!(read().contains("holds no operation"), "{}", read());
    for (text, problem) in [
        ("operation: A", "style"),
        ("{operation: A, style: soap}", "soap"),
        ("{operation: A, style: roa, method: GET}", "needs a method and a path"),
        ("{operation: A, style: rpc, request: [{name: B, in: query, type: number}]}", "number"),
    ] {
        write("operations/A.yaml", text);
        assert!(read().contains("A.yaml") && read().contains(problem), "{}", read());
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn serves_many_at_once() {
    let server = server();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                let mut client = Client::new(&server);
                for _ in 0..10 {
                    assert_eq!(client.send(&list_orders().acs3(&server)).status, 200);
                }
            });
        }
    });
    assert_eq!((server.calls().len(), server.connections()), (160, 16));
    end(server);
}

#[test]
fn the_parameters_of_the_protocol_are_those_of_the_client() {
    assert_eq!(alicloud_test_server::PROTOCOL_PARAMETERS, alicloud::test_util::PROTOCOL_PARAMETERS);
}
