//! Chooses the algorithm of a signature, by its version and its product's style.

use super::draft::Draft;
use super::signing::{Sealed, Signing};
use super::version::SignatureVersion;
use super::{acs3, bearer, roa1, rpc1};
use crate::product::Style;

/// Signs `draft` in place, or puts a bearer token in it.
pub(crate) fn seal(draft: &mut Draft, version: SignatureVersion, signing: &Signing<'_>) -> Sealed {
    if let Some(token) = signing.credentials.bearer_token() {
        return bearer::seal(draft, version, signing, token.expose());
    }
    match (version, draft.style) {
        (SignatureVersion::V3, _) => acs3::seal(draft, signing),
        (SignatureVersion::V1, Style::Roa) => roa1::seal(draft, signing),
        (SignatureVersion::V1, Style::Rpc) => rpc1::seal(draft, signing),
    }
}
