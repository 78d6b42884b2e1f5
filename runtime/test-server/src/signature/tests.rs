//! Twenty signatures of the vendor's clients and documentation, as they would arrive, and with every byte changed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;
use crate::encoding::encode;
use crate::http::Reader;

#[derive(Deserialize)]
struct Vector {
    name: String,
    kind: String,
    now: u64,
    id: String,
    secret: String,
    token: Option<String>,
    method: String,
    path: String,
    query: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Vector {
    fn all() -> Vec<Self> {
        let vectors: Vec<_> = serde_json::from_str(include_str!("../../tests/fixtures/signatures.json")).unwrap();
        assert_eq!(vectors.len(), 20);
        vectors
    }

    fn named(name: &str) -> Self {
        Self::all().into_iter().find(|vector| vector.name == name).unwrap()
    }

    /// The request, read from its bytes.
    fn received(&self) -> Received {
        let query: Vec<_> =
            self.query.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let mut text = format!("{} {}?{} HTTP/1.1\r\n", self.method, self.path, query.join("&"));
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\n\r\n{}", self.body.len(), self.body));
        Reader::new(text.as_bytes()).request(|| Ok(())).unwrap()
    }

    fn keys(&self) -> Keys {
        Keys { id: self.id.clone(), secret: self.secret.clone(), token: self.token.clone() }
    }

    fn verify(&self, received: &Received) -> Result<Signed, Refusal> {
        verify(received, &self.keys(), self.now)
    }

    /// What the signature covers besides the path and the query.
    fn covers_header(&self, name: &str) -> bool {
        match self.kind.as_str() {
            "acs3" => name == "host" || name == "content-type" || name.starts_with("x-acs-"),
            "roa1" => ["accept", "content-md5", "content-type", "date"].contains(&name) || name.starts_with("x-acs-"),
            _ => false,
        }
    }

    fn covers_body(&self) -> bool {
        self.kind != "roa1" || self.headers.contains_key("content-md5")
    }
}

/// Every copy of the text with one byte changed. The bytes are ASCII in all that is changed here.
fn changed(text: &str) -> impl Iterator<Item = String> {
    (0..text.len()).filter(|at| text.as_bytes()[*at].is_ascii()).map(|at| {
        let other = if text.as_bytes()[at] == b'Q' { 'R' } else { 'Q' };
        format!("{}{other}{}", &text[..at], &text[at + 1..])
    })
}

#[test]
fn accepts_every_vector() {
    for vector in Vector::all() {
        let signed = vector.verify(&vector.received()).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", vector.name));
        assert_eq!(signed.scheme.name(), vector.kind, "{}", vector.name);
        assert!(signed.action.is_some_and(|action| !action.is_empty()), "{}", vector.name);
    }
}

#[test]
fn accepts_parameters_in_any_order() {
    for vector in Vector::all() {
        let original = vector.received();
        let query = original.query.split('&').rev().collect::<Vec<_>>().join("&");
        assert_eq!(vector.verify(&Received { query, ..original }).map(|_| ()), Ok(()), "{}", vector.name);
    }
}

#[test]
fn signs_the_values_of_a_repeated_header_in_order() {
    for (name, lines) in [("V3-1", "\nx-acs-tag:a,b\n"), ("ROA-1", "\nx-acs-tag:a\nx-acs-tag:b\n")] {
        let vector = Vector::named(name);
        let mut received = vector.received();
        for (name, value) in &mut received.headers {
            if name == "authorization" {
                *value = value.replace("x-acs-signature-nonce;", "x-acs-signature-nonce;x-acs-tag;");
            }
        }
        received.headers.extend(["b", "a"].map(|value| ("x-acs-tag".to_owned(), value.to_owned())));
        let refusal = vector.verify(&received).unwrap_err();
        assert_eq!(refusal.code, "SignatureDoesNotMatch", "{}", refusal.message);
        assert!(refusal.message.contains(lines), "{}", refusal.message);
    }
}

#[test]
fn wants_one_key_named_everywhere() {
    for name in ["V3-5", "ROA-5"] {
        let vector = Vector::named(name);
        let mut received = vector.received();
        received.headers.iter_mut().filter(|(name, _)| name == "x-acs-accesskey-id").for_each(|(_, id)| id.push('2'));
        let refusal = vector.verify(&received).unwrap_err();
        assert_eq!(refusal.code, "InvalidParameter");
        assert!(refusal.message.contains("x-acs-accesskey-id"), "{}", refusal.message);
    }
}

#[test]
fn refuses_every_changed_byte() {
    let mut copies = 0;
    for vector in Vector::all() {
        let original = vector.received();
        let mut refuse = |what: &str, received: Received, keys: &Keys| {
            copies += 1;
            assert!(verify(&received, keys, vector.now).is_err(), "{}: {what}: {received:?}", vector.name);
        };
        for method in ["GET", "POST", "DELETE"].into_iter().filter(|method| *method != vector.method) {
            refuse("method", Received { method: method.into(), ..original.clone() }, &vector.keys());
        }
        for path in changed(&original.path).chain([format!("{}/", original.path)]) {
            refuse("path", Received { path, ..original.clone() }, &vector.keys());
        }
        for query in changed(&original.query).chain([format!("{}&x=1", original.query)]) {
            refuse("query", Received { query, ..original.clone() }, &vector.keys());
        }
        for (at, (name, value)) in original.headers.iter().enumerate() {
            let whole = vector.covers_header(name) || name == "authorization";
            for value in changed(value).filter(|_| whole) {
                let mut received = original.clone();
                received.headers[at].1 = value;
                refuse(name, received, &vector.keys());
            }
        }
        for body in changed(&vector.body).chain([format!("{}Q", vector.body)]).filter(|_| vector.covers_body()) {
            refuse("body", Received { body: body.into_bytes(), ..original.clone() }, &vector.keys());
        }
        for secret in changed(&vector.secret) {
            refuse("secret", original.clone(), &Keys { secret, ..vector.keys() });
        }
    }
    assert!(copies > 7500, "{copies} copies are fewer than the vectors have bytes");
}

#[test]
fn says_what_it_signed() {
    for (name, string) in [
        (
            "RPC-3",
            "server string to sign is:GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeDedicatedHosts%26Format%3D",
        ),
        ("ROA-1", "server string to sign is:GET\napplication/json\n\n\nMon, 20 May 2024 10:30:00 GMT\nx-acs-action:D"),
        (
            "V3-1",
            "server StringToSign is [ACS3-HMAC-SHA256\n4ed88182b19354a59c5663bc0e7813b9b34c5f0814fcaee5f2fc4a594e87cdf3] \
             server CanonicalRequest is [GET\n/pop/v1/wam/change\nEnvId=we-123&",
        ),
    ] {
        let vector = Vector::named(name);
        let keys = Keys { secret: "another".into(), ..vector.keys() };
        let refusal = verify(&vector.received(), &keys, vector.now).unwrap_err();
        assert_eq!((refusal.status, refusal.code), (400, "SignatureDoesNotMatch"));
        assert!(refusal.message.contains(string), "{}", refusal.message);
        assert!(!refusal.message.contains("another"), "{}", refusal.message);
    }
}

#[test]
fn refuses_keys_tokens_and_times_by_their_codes() {
    for name in ["V3-1", "ROA-1", "RPC-1"] {
        let vector = Vector::named(name);
        let code = |keys: &Keys, now: u64| verify(&vector.received(), keys, now).map_err(|refusal| refusal.code);
        let other = Keys { id: "testAccessKeyIe".into(), ..vector.keys() };
        assert_eq!(code(&other, vector.now), Err("InvalidAccessKeyId.NotFound"), "{name}");
        assert_eq!(code(&vector.keys().with_token("t"), vector.now), Err("MissingSecurityToken"), "{name}");
        for (now, expected) in [
            (vector.now + 900, None),
            (vector.now - 900, None),
            (vector.now + 901, Some(())),
            (vector.now - 901, Some(())),
        ] {
            assert_eq!(code(&vector.keys(), now).err(), expected.map(|()| "InvalidTimeStamp.Expired"), "{name} {now}");
        }
    }
    for name in ["V3-5", "ROA-5", "RPC-2"] {
        let vector = Vector::named(name);
        for token in [None, Some("other".to_owned())] {
            let keys = Keys { token, ..vector.keys() };
            assert_eq!(
                verify(&vector.received(), &keys, vector.now).unwrap_err().code,
                "InvalidSecurityToken",
                "{name}"
            );
        }
    }
}

#[test]
fn wants_the_protocols_parts() {
    let without = |name: &str, header: &str| {
        let vector = Vector::named(name);
        let mut received = vector.received();
        received.headers.retain(|(name, _)| name != header);
        vector.verify(&received).unwrap_err()
    };
    for header in ["x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"] {
        let refusal = without("V3-1", header);
        assert_eq!(refusal.code, "MissingParameter");
        assert!(refusal.message.contains(header), "{}", refusal.message);
    }
    for header in
        ["date", "x-acs-version", "x-acs-signature-nonce", "x-acs-signature-method", "x-acs-signature-version"]
    {
        assert_eq!(without("ROA-1", header).code, "MissingParameter", "{header}");
    }
    assert_eq!(without("V3-1", "authorization").code, "IncompleteSignature");
    for name in ["Action", "Version", "Timestamp", "SignatureNonce", "SignatureMethod", "SignatureVersion", "Format"] {
        let mut vector = Vector::named("RPC-1");
        vector.query.remove(name);
        let refusal = vector.verify(&vector.received()).unwrap_err();
        assert_eq!(refusal.code, "MissingParameter");
        assert!(refusal.message.contains(name), "{}", refusal.message);
    }
}

#[test]
fn wants_v3_to_sign_what_matters() {
    let vector = Vector::named("V3-3");
    let with = |signed: &str| {
        let mut received = vector.received();
        for (name, value) in &mut received.headers {
            if name == "authorization" {
                let (before, rest) = value.split_once("SignedHeaders=").unwrap();
                *value = format!("{before}SignedHeaders={signed},{}", rest.split_once(',').unwrap().1);
            }
        }
        vector.verify(&received).unwrap_err()
    };
    let all = "content-type;host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
    for name in all.split(';') {
        let fewer: Vec<_> = all.split(';').filter(|other| *other != name).collect();
        let refusal = with(&fewer.join(";"));
        assert_eq!(refusal.code, "IncompleteSignature");
        assert!(refusal.message.contains(name), "{}", refusal.message);
    }
    assert_eq!(with(&format!("accept;{all}")).code, "IncompleteSignature", "names an absent header");
    assert_eq!(with(&format!("host;{all}")).code, "IncompleteSignature", "is out of order");
    assert_eq!(with(&format!("{all};")).code, "IncompleteSignature", "names nothing");
}

#[test]
fn takes_other_headers_into_v3_when_they_are_signed() {
    // `accept` is signed by some clients; the canonical request has it then, and changing it must show.
    let vector = Vector::named("V3-1");
    let mut received = vector.received();
    received.headers.push(("accept".into(), "application/json".into()));
    assert!(vector.verify(&received).is_ok(), "an unsigned header is nobody's business");
    for (name, value) in &mut received.headers {
        if name == "authorization" {
            *value = value.replace("SignedHeaders=host", "SignedHeaders=accept;host");
        }
    }
    let refusal = vector.verify(&received).unwrap_err();
    assert!(refusal.message.contains("\naccept:application/json\nhost:"), "{}", refusal.message);
}

#[test]
fn names_a_wrong_body_hash() {
    let vector = Vector::named("V3-4");
    let refusal = vector.verify(&Received { body: b"{}".to_vec(), ..vector.received() }).unwrap_err();
    assert_eq!(refusal.code, "SignatureDoesNotMatch");
    assert!(refusal.message.starts_with("x-acs-content-sha256 is dbe20231"), "{}", refusal.message);
}

#[test]
fn signs_an_empty_query_value_under_roa1_by_its_name_alone() {
    let mut vector = Vector::named("ROA-2");
    vector.query.insert("AppId".into(), String::new());
    for (signature, accepted) in [("ocjx+hpx22MqJNV3755Sp4JcIFI=", true), ("+3PV4QeQDAcuKK/T2Y9gNXdoLWQ=", false)] {
        vector.headers.insert("authorization".into(), format!("acs testAccessKeyId:{signature}"));
        assert_eq!(vector.verify(&vector.received()).is_ok(), accepted, "{signature}");
    }
}

#[test]
fn refuses_an_rpc1_body_that_is_not_signed() {
    let mut vector = Vector::named("RPC-2");
    vector.headers.insert("content-type".into(), "application/json".into());
    assert_eq!(vector.verify(&vector.received()).unwrap_err().code, "InvalidParameter");
}
