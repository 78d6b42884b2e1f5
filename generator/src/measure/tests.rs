//! Small references, their truth, and what is counted of them.

use super::*;
use crate::ir::Operation;

/// A truth of one operation, and what is made of a specification of it.
fn compare(style: &str, truth: &str, ours: &str) -> (Counts, Vec<Astray>) {
    let text = format!("{{product: Tide, version: '2031-04-05', style: {style}, operations: {{GetBoat: {truth}}}}}");
    let truth: Truth = serde_yaml::from_str(&text).expect("a truth");
    let operation: Operation = serde_yaml::from_str(&format!("{{operation: GetBoat, {ours}}}")).expect("an operation");
    let key = ProductKey { product: "tide".to_owned(), version: "2031-04-05".to_owned() };
    match score(&Truths::from_iter([truth]), &key, &operation) {
        Judged::Scored(scored) => (scored.1, scored.2.fields),
        Judged::WithoutTruth | Judged::Unknown => panic!("it has a truth"),
    }
}

#[test]
fn parameters_match_by_path_and_common_ones_count_nothing() {
    let (counts, _) = compare(
        "rpc",
        "{method: null, path: null, response: null, request: [{name: Id, type: string, in: query, required: true, in_from: sdk}, \
         {name: OwnerId, type: integer}, {name: Tag.1.Key, type: string, in: query, in_from: meta}, {name: Gone, type: string}]}",
        "style: rpc, request: [{name: Id, type: int32, in: form}, {name: Action, type: string}, \
         {name: Tag.N.Key, type: string, in: query}, {name: New, type: string}]",
    );
    assert_eq!((counts.req_tp, counts.req_fn, counts.req_fp), (2, 1, 1));
    assert_eq!((counts.rtype_n, counts.rtype_ok, counts.pos_n, counts.pos_ok), (2, 1, 2, 1));
    assert_eq!((counts.pos_sdk_n, counts.pos_sdk_ok, counts.reqd_true, counts.reqd_true_ok), (1, 0, 1, 0));
    assert_eq!(counts.said.get("pos:query->body"), Some(&1));
}

#[test]
fn what_is_in_a_text_counts_nothing_and_the_text_is_what_is_in_it() {
    let (counts, _) = compare(
        "rpc",
        "{method: null, path: null, response: null, request: [{name: Filter, type: object, encoding: json}, \
         {name: Filter.Key, type: string, under_encoding: json}]}",
        "style: rpc, request: [{name: Filter, type: string, encoding: json}]",
    );
    assert_eq!((counts.req_tp, counts.req_fn, counts.req_fp), (1, 0, 0));
    assert_eq!((counts.rtype_ok, counts.enc_n, counts.enc_ok), (1, 1, 1));
}

#[test]
fn paths_and_methods_count_where_a_product_has_them() {
    let truth =
        "{method: GET, path: '/boats/{boatId}', request: [{name: boatId, type: string, in: path}], response: []}";
    let ours = "style: roa, method: GET, path: '/boats/{BoatId}', request: [{name: BoatId, type: string, in: path}]";
    let (counts, _) = compare("roa", truth, ours);
    assert_eq!((counts.path_n, counts.path_ok, counts.pathx_ok, counts.method_ok), (1, 1, 0, 1));
    assert_eq!((counts.req_pathname_loose, counts.req_tp), (1, 1));
    assert_eq!(compare("rpc", truth, ours).0.path_n, 0);
}

#[test]
fn a_field_at_another_place_is_listed() {
    let (counts, astray) = compare(
        "rpc",
        "{method: null, path: null, request: [], response: [{path: Boat, type: object}, {path: Boat.Id, type: string}]}",
        "style: rpc, response: [{name: Boat, type: object}, {name: Id, type: string}]",
    );
    assert_eq!((counts.st_n, counts.st_ok, counts.kp_n, counts.kp_ok), (2, 1, 2, 1));
    assert_eq!(astray.len(), 1);
}

#[test]
fn of_two_pages_of_an_operation_the_later_counts() {
    let misplaced = Misplaced { operation: "GetBoat".to_owned(), page: String::new(), fields: Vec::new() };
    let judged = |st_n| {
        let counts = Counts { st_n, ..Counts::default() };
        Judged::Scored(Box::new(("Tide-2031-04-05".to_owned(), counts, misplaced.clone(), Places::new())))
    };
    let measured = add_up(Languages::All, vec![judged(1), judged(2), Judged::Unknown, Judged::WithoutTruth]);
    assert_eq!((measured.total().st_n, measured.unknown, measured.without_truth), (2, 1, 1));
}
