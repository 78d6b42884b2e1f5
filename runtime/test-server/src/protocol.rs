//! The parameters of the protocol, which a call carries beside those of its operation.

/// What an RPC call carries in its query under signature V1, in the order of the alphabet.
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
