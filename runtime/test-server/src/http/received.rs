//! A request as its bytes were, and why one is not taken.

/// The longest body, in bytes.
pub(super) const MAX_BODY: usize = 64 * 1024 * 1024;

/// A request, its bytes untouched but for the body's chunks, which are joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// The path as it was sent.
    pub(crate) path: String,
    /// The query as it was sent, without its `?`.
    pub(crate) query: String,
    /// Names in lower case, values without surrounding blanks, in the order of arrival.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) keep_alive: bool,
}

/// Why no request was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The client closed the connection, or it broke: there is nobody to answer.
    Closed,
    /// What arrived is no request that we take; the status and the reason to answer with.
    Bad(u16, &'static str),
}

impl Received {
    /// The header's value; of several, the first.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The media type of the body, in lower case, without its parameters; empty when there is none.
    pub(crate) fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether the body is a form.
    pub(crate) fn is_form(&self) -> bool {
        self.media_type() == "application/x-www-form-urlencoded"
    }
}

/// How a body ends.
pub(super) enum Framing {
    Length(usize),
    Chunked,
}

pub(super) const TOO_LARGE: Failure = Failure::Bad(413, "the body is longer than 64 MiB");

/// The request that a parsed head begins.
pub(super) fn received(parsed: &httparse::Request<'_, '_>) -> Result<Received, Failure> {
    let target = parsed.path.unwrap_or_default();
    if !target.starts_with('/') {
        return Err(Failure::Bad(400, "the request line names no path"));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut headers = Vec::with_capacity(parsed.headers.len());
    for header in parsed.headers.iter() {
        let Ok(value) = str::from_utf8(header.value) else {
            return Err(Failure::Bad(400, "a header's value is not UTF-8"));
        };
        headers.push((header.name.to_ascii_lowercase(), value.trim_matches([' ', '\t']).to_owned()));
    }
    let mut received = Received {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: Vec::new(),
        keep_alive: false,
    };
    let connection = received.header("connection").unwrap_or_default().to_ascii_lowercase();
    let announces = |word: &str| connection.split(',').any(|part| part.trim() == word);
    let modern = parsed.version == Some(1);
    received.keep_alive = if modern { !announces("close") } else { announces("keep-alive") };
    if modern && received.headers.iter().filter(|(name, _)| name == "host").count() != 1 {
        return Err(Failure::Bad(400, "not exactly one host header"));
    }
    Ok(received)
}

/// How the body of a request ends.
pub(super) fn framing(request: &Received) -> Result<Framing, Failure> {
    let all = |wanted: &str| request.headers.iter().filter(|(name, _)| name == wanted).collect::<Vec<_>>();
    match (all("transfer-encoding").as_slice(), all("content-length").as_slice()) {
        ([], []) => Ok(Framing::Length(0)),
        ([], [(_, length)]) if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            // Digits that do not fit are a length beyond every bound.
            let length = length.parse().ok().filter(|length| *length <= MAX_BODY).ok_or(TOO_LARGE)?;
            Ok(Framing::Length(length))
        }
        ([], _) => Err(Failure::Bad(400, "not exactly one content-length, in digits")),
        ([(_, coding)], []) if coding.eq_ignore_ascii_case("chunked") => Ok(Framing::Chunked),
        (_, []) => Err(Failure::Bad(501, "a transfer-encoding other than chunked")),
        _ => Err(Failure::Bad(400, "both transfer-encoding and content-length")),
    }
}
