//! Replaces TLS in a build that has none.

use super::failure::ConnectorError;
use super::stream::Stream;
use crate::error::Error;

#[derive(Clone, Default)]
pub(super) struct TlsSettings;

pub(super) struct Tls;

impl Tls {
    pub(super) fn new(_: &TlsSettings) -> Result<Self, Error> {
        Ok(Self)
    }

    /// Refuses to go on.
    pub(super) fn check(&self) -> Result<(), ConnectorError> {
        Err(ConnectorError::no_tls())
    }

    pub(super) async fn handshake(&self, _: &str, _: Stream) -> Result<Stream, ConnectorError> {
        Err(ConnectorError::no_tls())
    }
}
