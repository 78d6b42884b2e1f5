//! Sending the plain requests of providers: tried again where that can help, and described without their secrets.

use std::time::Duration;

use zeroize::Zeroizing;

use super::key_response;
use crate::error::Error;
use crate::http::{HttpRequest, TransportErrorKind};
use crate::identity::{Credentials, ProviderContext};

/// The most times that a request is sent.
const TRIES: u32 = 3;
/// The wait before the second try; it doubles for each further one.
const PAUSE: Duration = Duration::from_millis(200);

/// The longest response that is read: more than credentials ever take.
const LONGEST: usize = 1 << 20;

/// The failures after which a request is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// Every request without a response, and responses that say to come back later.
    Network,
    /// Those that got as far as a connection: for an address of this machine, which answers at once or is not there.
    Local,
}

/// A response of any status, wiped when dropped.
pub(super) struct Fetched {
    pub status: u16,
    pub body: Zeroizing<Vec<u8>>,
}

impl Fetched {
    /// Reads the body of a response with the status 200.
    pub(super) fn read(
        &self,
        shown_url: &str,
        read: fn(&[u8]) -> Result<Credentials, String>,
    ) -> Result<Credentials, Error> {
        if self.status != 200 {
            return Err(self.failed(format!("{shown_url} answered with the status {}{}", self.status, self.code())));
        }
        read(&self.body).map_err(|problem| Error::credentials(format!("the answer of {shown_url} {problem}")))
    }

    /// An error for a response that is not what was asked for: of a source that is out of order, or that refuses.
    pub(super) fn failed(&self, text: String) -> Error {
        Error::credentials(text).unavailable_if(is_outage(self.status))
    }

    /// The service's words about a refusal, without `sent`, which it may repeat.
    pub(super) fn refusal(&self, sent: &str) -> String {
        let Some([code, message, id]) = key_response::refusal(&self.body) else { return String::new() };
        let mut text = match (code, message) {
            (Some(code), Some(message)) => format!(": {code}: {message}"),
            (code, message) => code.or(message).map(|text| format!(": {text}")).unwrap_or_default(),
        };
        if let Some(id) = id {
            text = format!("{text} (request id {id})");
        }
        Credentials::bearer(sent).redactor("").redact(&text)
    }

    fn code(&self) -> String {
        let code = key_response::refusal(&self.body).and_then(|[code, ..]| code);
        code.map(|code| format!(" and the code {code}")).unwrap_or_default()
    }
}

/// Scheme, host and path of a request: the part of it that may be shown.
pub(super) fn shown_url(request: &HttpRequest) -> String {
    let path = request.target().split('?').next().unwrap_or_default();
    format!("{}://{}{path}", request.scheme(), request.authority())
}

/// Sends `request` and returns the response, whatever its status.
pub(super) async fn fetch(
    context: &ProviderContext,
    request: &HttpRequest,
    patience: Patience,
) -> Result<Fetched, Error> {
    let mut tried = 0;
    loop {
        tried += 1;
        let sent = context.transport().send(request.clone().with_max_response(Some(LONGEST))).await;
        let again = match &sent {
            Ok(response) => is_outage(response.status),
            Err(failure) => match failure.kind() {
                TransportErrorKind::Exchange => true,
                TransportErrorKind::Resolve
                | TransportErrorKind::Connect
                | TransportErrorKind::Proxy
                | TransportErrorKind::ConnectTimeout
                | TransportErrorKind::Timeout => patience == Patience::Network,
                // The rest would come to the same again.
                _ => false,
            },
        };
        if again && tried < TRIES {
            context.timer().sleep(PAUSE * 2_u32.pow(tried - 1)).await;
            continue;
        }
        return match sent {
            Ok(response) => Ok(Fetched { status: response.status, body: Zeroizing::new(response.body.into()) }),
            Err(failure) => {
                let shown_url = shown_url(request);
                let text = format!("no answer from {shown_url}: {failure}");
                Err(Error::credentials(text).unavailable_if(again).with_source(failure))
            }
        };
    }
}

/// Whether a status tells a client to come back later.
fn is_outage(status: u16) -> bool {
    status == 429 || status >= 500
}
