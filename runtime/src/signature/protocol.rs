//! The parameters of the protocol, which a call carries beside those of its operation.

/// The parameters by which an RPC call under signature V1 is named, dated and signed, in the order of the alphabet.
/// Under V3 these are headers, and a parameter of such a name is one of the operation.
pub const PROTOCOL_PARAMETERS: &[&str] = &[
    "AccessKeyId",
    "Action",
    "BearerToken",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::SystemTime;

    use super::*;
    use crate::http::{Endpoint, Method};
    use crate::identity::Credentials;
    use crate::product::{EndpointRule, Endpoints, Product, Style};
    use crate::request::Request;
    use crate::signature::{Draft, SignatureVersion, Signing, seal};

    static SHOP: Product =
        Product::new("shop", "2020-01-01", Style::Rpc, Endpoints::new("shop", EndpointRule::Central));

    #[test]
    fn they_are_those_that_sealing_adds() {
        let mut added = BTreeSet::new();
        for credentials in [Credentials::with_token("id", "secret", "token"), Credentials::bearer("token")] {
            let endpoint = Endpoint::parse("shop.example.com").unwrap();
            let request = Request::new("List", Method::Post, "/");
            let mut draft = Draft::new(&SHOP, endpoint, request, None, SignatureVersion::V1).unwrap();
            let signing = Signing { credentials: &credentials, time: SystemTime::UNIX_EPOCH, nonce: "n".to_owned() };
            seal(&mut draft, SignatureVersion::V1, &signing);
            added.extend(draft.query.into_iter().map(|(name, _)| name));
        }
        assert!(PROTOCOL_PARAMETERS.iter().eq(&added), "{added:?}");
    }
}
