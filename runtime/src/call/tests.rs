//! What operations that are declared send, hand out and page.

use serde_json::{Value, json};

use super::Call;
use crate::Client;
use crate::http::{Method, Payload};
use crate::paging::Paged;
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::request::{Body, Parts, Place};
use crate::testing::World;

static HARBOUR: Product =
    Product::new("Harbour", "2020-01-01", Style::Roa, Endpoints::new("harbour", EndpointRule::Central));

crate::object! {
    pub struct ListBoatsOutput {
        boats: Vec<String> = "Boats" / "Boat",
        total: Option<i32> = "Total",
    }
}

crate::sent_object! {
    pub struct Sail {
        value area: f64 = "Area",
        texts colours = "Colours",
    }
}

crate::operation! {
    /// A call of `ListBoats`.
    pub struct ListBoats -> ListBoatsOutput;
    "ListBoats", Get, "/harbours/{Harbour}/boats", writes(), position(Place::Query, "Page");
    text harbour = Path "Harbour",
    pub value page: i32 = Query "Page",
    pub value size: i32 = Query "Size",
    pub texts names = Query Json "Names",
    pub texts kinds = Query Comma "Kinds",
    pub values sails: Sail = Query "Sails",
    pub map labels: String = Form "Labels",
    pub entries counts: i32 = Form "Counts",
    pub intos extras: Value = Form "Extras",
    pub text trace = Header "x-trace",
}

crate::operation! {
    pub struct BuildBoat -> ();
    "BuildBoat", Post, "/boats", client_token(Place::Json, "Token");
    pub text name = Json "Name",
    pub value sail: Sail = Json "Sail",
    pub into hull: Value = Json "Hull",
    pub text token = Json "Token",
    pub texts crew = Json Comma "Crew",
}

crate::operation! {
    pub struct Replace -> Vec<u8>;
    "Replace", Put, "/all";
    pub values sails: Sail = Body "Body",
}

crate::paged! {
    ListBoats -> ListBoatsOutput, "ListBoats", Number { first: 1 }, size(Query "Size");
    |output| crate::paging::Scalar::number(&output.total), None, None;
    String: &output.boats, output.boats
}

fn client() -> Client {
    Client::new(&World::new().config(), &HARBOUR)
}

fn parts(call: impl Into<Call>) -> Parts {
    call.into().into_request().into_parts()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn parameters_go_to_their_places() {
    let call = ListBoats::new(&client())
        .harbour("north/1")
        .size(10)
        .names(["a", "b"])
        .kinds(["x", "y"])
        .sails([Sail::new().area(1.5).colours(["red"])])
        .labels([("k", "v")])
        .counts([("boats", 2)])
        .extras([1, 2])
        .trace("t");
    let parts = parts(call);
    assert_eq!((parts.method, parts.path.as_str(), parts.failure), (Method::Get, "/harbours/north%2F1/boats", None));
    let query = [
        pair("Size", "10"),
        pair("Names", r#"["a","b"]"#),
        pair("Kinds", "x,y"),
        pair("Sails.1.Area", "1.5"),
        pair("Sails.1.Colours.1", "red"),
    ];
    assert_eq!(parts.query, query);
    let form = [pair("Labels.k", "v"), pair("Counts.boats", "2"), pair("Extras.1", "1"), pair("Extras.2", "2")];
    assert_eq!((parts.form, parts.headers), (form.to_vec(), vec![pair("x-trace", "t")]));
}

#[test]
fn the_later_value_counts() {
    let parts = parts(ListBoats::new(&client()).harbour("a").harbour("b").page(1).page(3).size(1).size(2));
    assert_eq!((parts.path.as_str(), parts.failure), ("/harbours/b/boats", None));
    assert_eq!(parts.query, [pair("Size", "2"), pair("Page", "3")]);
}

#[test]
fn a_path_that_lacks_a_part_is_not_sent() {
    let failure = parts(ListBoats::new(&client())).failure.expect("it cannot be sent");
    assert!(failure.contains("Harbour"), "{failure}");
}

#[test]
fn members_make_a_json_body() {
    let call = BuildBoat::new(&client()).name("a").sail(Sail::new().area(2.0)).hull(json!({"x": [1]})).crew(["a", "b"]);
    let Body::Members(members) = parts(call).body else { panic!("a body of members") };
    assert_eq!(Value::Object(members), json!({"Name": "a", "Sail": {"Area": 2.0}, "Hull": {"x": [1]}, "Crew": "a,b"}));
}

#[test]
fn a_body_of_one_piece_is_its_json() {
    let body = parts(Replace::new(&client()).sails([Sail::new().area(1.0)])).body;
    let Body::Bytes { bytes: Payload::Bytes(bytes), .. } = body else { panic!("a body of bytes") };
    assert_eq!(String::from_utf8_lossy(&bytes), r#"[{"Area":1.0}]"#);
}

#[test]
fn an_item_that_holds_a_comma_is_refused() {
    let failure = parts(ListBoats::new(&client()).harbour("a").kinds(["x,y"])).failure.expect("it cannot be sent");
    assert!(failure.contains("Kinds") && failure.contains("comma"), "{failure}");
}

#[test]
fn a_paginator_moves_the_position_on() {
    let mut call = ListBoats::new(&client()).harbour("a").page(2).size(5);
    assert_eq!((call.position().number(), Paged::size(&call)), (Some(2), Some(5)));
    assert!(call.position().set_number(3));
    assert_eq!(parts(call).query, [pair("Size", "5"), pair("Page", "3")]);
}

#[test]
fn debug_shows_names_and_no_values() {
    let shown = format!("{:?}", ListBoats::new(&client()).harbour("hidden").trace("hidden").names(["hidden"]));
    assert!(shown.contains("Names") && !shown.contains("hidden"), "{shown}");
}
