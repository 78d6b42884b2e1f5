//! The signature vectors: every canonical form, every string to sign and every signature, by the functions that sign.

use std::collections::BTreeMap;
use std::time::SystemTime;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::signing::Signing;
use super::{acs3, roa1, rpc1};
use crate::encode;
use crate::http::Headers;
use crate::identity::Credentials;

const VECTORS: &str = include_str!("../../tests/fixtures/signature-vectors.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    algorithm: String,
    access_key_id: String,
    access_key_secret: String,
    method: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    query: BTreeMap<String, String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
    /// The parameters of an RPC call, from query and form together.
    #[serde(default)]
    parameters: BTreeMap<String, String>,
    canonical: Option<String>,
    string_to_sign: String,
    authorization: Option<String>,
    signature: Option<String>,
}

#[test]
fn every_vector_is_reproduced() {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    let count = |algorithm: &str| vectors.iter().filter(|vector| vector.algorithm == algorithm).count();
    assert_eq!((count("acs3"), count("roa1"), count("rpc1"), vectors.len()), (9, 8, 3, 20));
    for vector in &vectors {
        check(vector);
    }
}

/// What the vendor's clients for Python and Go make of the second vector of ROA with a further, empty parameter.
#[test]
fn an_empty_value_is_signed_by_its_name_alone() {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    let mut vector = vectors.into_iter().find(|vector| vector.name.starts_with("ROA-2")).unwrap();
    vector.query.insert("AppId".to_owned(), String::new());
    vector.string_to_sign = vector.string_to_sign.replace("/appEnv?", "/appEnv?AppId&");
    vector.authorization = Some("acs testAccessKeyId:ocjx+hpx22MqJNV3755Sp4JcIFI=".to_owned());
    check(&vector);
}

fn check(vector: &Vector) {
    let name = &vector.name;
    let credentials = Credentials::new(vector.access_key_id.as_str(), vector.access_key_secret.as_str());
    let signing = Signing { credentials: &credentials, time: SystemTime::UNIX_EPOCH, nonce: String::new() };
    let query = pairs(&vector.query);
    let mut headers = Headers::new();
    for (name, value) in &vector.headers {
        headers.insert(name, value.as_str());
    }
    match vector.algorithm.as_str() {
        "acs3" => {
            let payload_hash = encode::hex(&Sha256::digest(&vector.body));
            assert_eq!(headers.get("x-acs-content-sha256"), Some(payload_hash.as_str()), "{name}");
            let canonical = acs3::canonicalize(&vector.method, &vector.path, &query, &headers, &payload_hash);
            assert_eq!(Some(&canonical.request), vector.canonical.as_ref(), "{name}");
            let sealed = acs3::sign(&canonical.request, &signing);
            assert_eq!(sealed.string_to_sign, vector.string_to_sign, "{name}");
            let authorization = acs3::authorization(&canonical, &sealed, &signing);
            assert_eq!(Some(authorization), vector.authorization, "{name}");
        }
        "roa1" => {
            let sealed = roa1::sign(&vector.method, &vector.path, &query, &headers, &signing);
            assert_eq!(sealed.string_to_sign, vector.string_to_sign, "{name}");
            assert_eq!(Some(roa1::authorization(&sealed, &signing)), vector.authorization, "{name}");
        }
        "rpc1" => {
            let parameters = pairs(&vector.parameters);
            assert_eq!(Some(&encode::query(&parameters)), vector.canonical.as_ref(), "{name}");
            // The order in which parameters were added must not matter.
            let reversed = parameters.into_iter().rev().collect();
            let sealed = rpc1::sign(&vector.method, reversed, &signing);
            assert_eq!(sealed.string_to_sign, vector.string_to_sign, "{name}");
            assert_eq!(Some(sealed.signature), vector.signature, "{name}");
        }
        other => panic!("{name}: unknown algorithm {other}"),
    }
}

fn pairs(map: &BTreeMap<String, String>) -> Vec<(String, String)> {
    map.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
}
