//! How a parameter is packed into text.

use serde::Serialize;

/// How a parameter is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Packing {
    /// As it is; lists and objects flattened.
    Plain,
    /// As JSON text.
    Json,
    /// Joined by commas.
    Comma,
}
