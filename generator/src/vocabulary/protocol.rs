//! The parameters of the protocol, which every call by action carries beside those of its operation.

/// The parameter that names the operation.
pub const ACTION: &str = "Action";

/// The parameter that names the region.
pub const REGION: &str = "RegionId";

/// Parameters by which a call is named, dated and signed. The client sends them, so where a page lists them they are none of
/// the operation's.
pub const PROTOCOL_PARAMETERS: &[&str] = &[
    "AccessKeyId",
    ACTION,
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

/// Further parameters that examples show in calls of any operation: other spellings, and whose call it is.
const OF_ANY_CALL: &[&str] =
    &["AccessKey", "OwnerAccount", "OwnerId", REGION, "ResourceOwnerAccount", "ResourceOwnerId", "TimeStamp"];

/// Whether a parameter is one of the protocol's.
pub fn is_protocol_parameter(name: &str) -> bool {
    PROTOCOL_PARAMETERS.contains(&name)
}

/// Whether an example can show a parameter although the operation has no such row.
pub fn is_parameter_of_any_call(name: &str) -> bool {
    is_protocol_parameter(name) || OF_ANY_CALL.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_parameters_of_a_signature_are_the_protocols() {
        assert!(is_protocol_parameter("SignatureType") && is_protocol_parameter("SignatureNonce"));
        assert!(!is_protocol_parameter("RegionId") && !is_protocol_parameter("signaturetype"));
        assert!(is_parameter_of_any_call("RegionId") && is_parameter_of_any_call("SignatureType"));
        assert!(!is_parameter_of_any_call("BoatId"));
    }

    #[test]
    fn the_client_knows_the_same_ones() {
        assert_eq!(PROTOCOL_PARAMETERS, alicloud_core::test_util::PROTOCOL_PARAMETERS);
    }
}
