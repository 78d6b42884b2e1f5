//! The sides of an operation.

use serde::Deserialize;

/// A side of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The parameters.
    Request,
    /// The members of the JSON body.
    Body,
    /// The fields of the response.
    #[default]
    Response,
}
