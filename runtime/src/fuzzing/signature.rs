//! Properties of every signature: the order in which a call was put together does not matter, and every value does.

use std::collections::BTreeMap;
use std::time::{Duration, UNIX_EPOCH};

use crate::encode::{self, encode_segment};
use crate::http::{Endpoint, Method};
use crate::identity::Credentials;
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::request::Request;
use crate::signature::{Draft, PROTOCOL_PARAMETERS, SignatureVersion, Signing, seal};

static ROA: Product = Product::new("shop", "2020-01-01", Style::Roa, Endpoints::new("shop", EndpointRule::Central));
static RPC: Product = Product::new("shop", "2020-01-01", Style::Rpc, Endpoints::new("shop", EndpointRule::Central));

/// The parts of a call, each with names of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub query: Pairs,
    pub form: Pairs,
    pub headers: Pairs,
}

type Pairs = Vec<(String, String)>;
type List = fn(&mut Parts) -> &mut Pairs;

/// Lines `?name=value` for the query, `&name=value` for the form and `!name=value` for headers. The first byte turns
/// each list by so many places.
pub fn signature(bytes: &[u8]) {
    let Some((&turn, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let encoded = encode_segment(text);
    assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte)));
    assert_eq!(decode(&encoded), text);
    let mut parts = Parts::default();
    for line in text.split('\n').take(40) {
        let Some((name, value)) = line.get(1..).and_then(|line| line.split_once('=')) else { continue };
        let pair = (name.to_owned(), value.to_owned());
        match line.as_bytes()[0] {
            b'?' => parts.query.push(pair),
            b'&' => parts.form.push(pair),
            b'!' => parts.headers.push(pair),
            _ => {}
        }
    }
    let parts = parts.distinct();
    let mut turned = parts.clone();
    for pairs in [&mut turned.query, &mut turned.form, &mut turned.headers] {
        let places = usize::from(turn).checked_rem(pairs.len()).unwrap_or_default();
        pairs.rotate_left(places);
        if turn & 1 > 0 {
            pairs.reverse();
        }
    }
    holds(&parts, &turned);
}

impl Parts {
    /// The same without what cannot be sent, and with one value for each name.
    pub(crate) fn distinct(self) -> Self {
        let own = |name: &str| PROTOCOL_PARAMETERS.iter().any(|known| known.eq_ignore_ascii_case(name));
        let distinct = |pairs: Pairs| -> Pairs {
            // With a point, a name could be a part of another one, which is replaced by it.
            let pairs = pairs.into_iter().map(|(name, value)| (name.replace('.', "-"), value));
            let pairs: BTreeMap<String, String> = pairs.filter(|(name, _)| !own(name)).collect();
            pairs.into_iter().collect()
        };
        let headers = self.headers.into_iter().map(|(name, value)| {
            let letters = name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase());
            let name = format!("x-acs-z-{}", letters.collect::<String>());
            (name, value.chars().filter(|character| !character.is_control()).collect())
        });
        Self { query: distinct(self.query), form: distinct(self.form), headers: distinct(headers.collect()) }
    }
}

/// Fails where a version signs the two, which differ in nothing but order, differently, or does not notice a change of
/// a single value.
pub(crate) fn holds(parts: &Parts, turned: &Parts) {
    use SignatureVersion::{V1, V3};
    for (version, product) in [(V3, &ROA), (V3, &RPC), (V1, &ROA), (V1, &RPC)] {
        let sign = |parts: &Parts| sign(version, product, parts);
        let signed = sign(parts);
        // V3 covers the body as its bytes are, and those of a form are in the order of the caller.
        let form = if version == V3 { &parts.form } else { &turned.form };
        assert_eq!(sign(&Parts { form: form.clone(), ..turned.clone() }), signed, "{version:?} {parts:?}");
        // V1 of calls by path does not cover the body.
        let covers_form = version == V3 || product.style == Style::Rpc;
        let lists: [(List, bool); 3] = [
            (|parts| &mut parts.query, true),
            (|parts| &mut parts.form, covers_form),
            // V1 of calls by action covers no header.
            (|parts| &mut parts.headers, version == V3 || product.style == Style::Roa),
        ];
        for (list, _) in lists.into_iter().filter(|(_, covered)| *covered) {
            for index in 0..list(&mut parts.clone()).len() {
                let mut changed = parts.clone();
                list(&mut changed)[index].1.push('x');
                assert_ne!(
                    sign(&changed),
                    signed,
                    "{version:?} {:?} has no new value {index} of {parts:?}",
                    product.style
                );
            }
        }
    }
}

/// The signature of a call made of these parts, in the order in which they are.
fn sign(version: SignatureVersion, product: &Product, parts: &Parts) -> String {
    let path = if product.style == Style::Roa { "/a/b%20c" } else { "/" };
    let mut request = Request::new("Get", Method::Post, path);
    for (name, value) in &parts.query {
        request.query(name, value);
    }
    for (name, value) in &parts.form {
        request.form(name, value);
    }
    for (name, value) in &parts.headers {
        request.header(name, value);
    }
    let endpoint = Endpoint::parse("shop.example.com").expect("a host");
    let mut draft =
        Draft::new(product, endpoint, request, Some("cn-hangzhou"), version).expect("all of it can be sent");
    let credentials = Credentials::with_token("id", "secret", "token");
    let time = UNIX_EPOCH + Duration::from_secs(1_716_201_000);
    seal(&mut draft, version, &Signing { credentials: &credentials, time, nonce: "nonce".to_owned() }).signature
}

/// Decodes what [`encode_segment`] made.
fn decode(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).expect("two digits follow a percent sign"));
        bytes.extend(&piece.as_bytes()[2..]);
    }
    assert_eq!(encode::percent(&String::from_utf8_lossy(&bytes)), text);
    String::from_utf8(bytes).expect("UTF-8 was encoded")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs() -> impl Strategy<Value = Pairs> {
        // Odd characters: those that have a meaning in a query, a space, letters beyond ASCII, and any other.
        let text = || "([a-zA-Z0-9.]|[ &=%+*~/?#:;,'\"-]|é|中|\\PC){0,8}";
        prop::collection::vec((text(), text()), 0..5)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn order_does_not_matter_and_values_do(
            (parts, turned) in (pairs(), pairs(), pairs()).prop_flat_map(|(query, form, headers)| {
                let parts = Parts { query, form, headers }.distinct();
                let shuffled = (
                    Just(parts.query.clone()).prop_shuffle(),
                    Just(parts.form.clone()).prop_shuffle(),
                    Just(parts.headers.clone()).prop_shuffle(),
                );
                (Just(parts), shuffled.prop_map(|(query, form, headers)| Parts { query, form, headers }))
            }),
        ) {
            holds(&parts, &turned);
        }
    }

    #[test]
    fn what_is_signed_apart_cannot_be_told_from_another_call() {
        // A value that looks like a further parameter is signed as a value, wherever the version encodes it.
        let parts = |pairs: &[(&str, &str)]| Parts {
            query: pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            ..Parts::default()
        };
        let (one, two) = (parts(&[("a", "1&b=2")]), parts(&[("a", "1"), ("b", "2")]));
        for (version, product) in
            [(SignatureVersion::V3, &ROA), (SignatureVersion::V3, &RPC), (SignatureVersion::V1, &RPC)]
        {
            assert_ne!(sign(version, product, &one), sign(version, product, &two), "{version:?}");
        }
    }
}
