//! A call laid out in its product's style: everything that goes over the wire except what the signature adds.

use std::borrow::Cow;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use super::version::SignatureVersion;
use crate::encode;
use crate::error::{Error, ErrorKind};
use crate::http::{BodySource, Endpoint, Headers, HttpRequest, Method, Payload};
use crate::product::{Product, Style};
use crate::request::{Body, Parts, Request};

/// Headers that the client sets itself.
const OWN: &[&str] =
    &["accept", "authorization", "content-length", "content-type", "date", "host", "transfer-encoding"];

/// A laid out call, to be signed in place. Each attempt has a copy.
#[derive(Clone)]
pub(crate) struct Draft {
    pub operation: Cow<'static, str>,
    pub version: Cow<'static, str>,
    pub style: Style,
    pub endpoint: Endpoint,
    pub method: Method,
    pub path: String,
    /// Sorted by name and value, not encoded.
    pub query: Vec<(String, String)>,
    /// The pairs of the form body, not encoded, for the signature that covers it; empty for the others.
    pub form: Vec<(String, String)>,
    pub headers: Headers,
    pub body: Payload,
    /// The hash of the body in hexadecimal digits, once it was needed.
    body_hash: Option<String>,
}

impl Draft {
    /// Lays `request` out, or says what in it cannot be sent. `region` is that of a call which names none itself.
    pub(crate) fn new(
        product: &Product,
        endpoint: Endpoint,
        request: Request,
        region: Option<&str>,
        version: SignatureVersion,
    ) -> Result<Self, Error> {
        let Parts { operation, method, path, region: own_region, mut query, form, headers, body, failure } =
            request.into_parts();
        if let Some(failure) = failure {
            return Err(invalid(failure));
        }
        check_path(product.style, &path)?;
        let region = own_region.or(region.map(str::to_owned));
        if let (Some(name), Some(region)) = (&product.region_parameter, region) {
            // An operation may have a parameter of this name itself.
            if query.iter().chain(&form).all(|(existing, _)| existing != &**name) {
                query.push((name.to_string(), region));
            }
        }
        query.sort();
        let mut headers = lay_out_headers(&headers, &endpoint, &operation, &product.version)?;
        let (content_type, body) = lay_out_body(body, &form)?;
        if let Some(content_type) = content_type {
            headers.set_static("content-type", content_type);
        }
        let signs_form = product.style == Style::Rpc && version == SignatureVersion::V1;
        Ok(Self {
            operation,
            version: product.version.clone(),
            style: product.style,
            endpoint,
            method,
            path,
            query,
            form: if signs_form { form } else { Vec::new() },
            headers,
            body,
            body_hash: None,
        })
    }

    /// Sets a header that an interceptor wants.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        check_header(name, value)?;
        let lower = name.to_ascii_lowercase();
        if OWN.contains(&lower.as_str()) {
            return Err(invalid(format!("the header {lower} is set by the client itself")));
        }
        self.headers.insert(&lower, value);
        Ok(())
    }

    /// The hash of a body that is in memory, or was read.
    pub(super) fn hash_of_body(&mut self) -> String {
        let body = self.body.bytes();
        self.body_hash.get_or_insert_with(|| encode::hex(&Sha256::digest(body))).clone()
    }

    /// Whether the body must be read before the first attempt, because the signature covers it.
    pub(crate) fn has_to_read(&self, version: SignatureVersion) -> bool {
        version == SignatureVersion::V3 && self.body.source().is_some()
    }

    /// Finds the hash of a body that is not in memory, once for all attempts. It is read for it unless its source knows.
    pub(crate) async fn hash_source(&mut self) -> Result<(), Error> {
        if let Some(source) = self.body.source() {
            self.body_hash = Some(match source.sha256() {
                Some(hash) => encode::hex(&hash),
                None => hash_of(&**source).await?,
            });
        }
        Ok(())
    }

    /// Whether another attempt can have the body once more.
    pub(crate) fn can_be_sent(&self) -> bool {
        self.body.source().is_none_or(|source| source.opens())
    }

    /// The signed draft as the transport sends it.
    pub(crate) fn into_http(self, timeout: Duration) -> HttpRequest {
        let target = match encode::query(&self.query) {
            query if query.is_empty() => self.path,
            query => format!("{}?{query}", self.path),
        };
        HttpRequest::new(self.method, self.endpoint, target, self.headers, self.body, timeout)
    }
}

/// The hash of the bytes of a source, which are read for it.
async fn hash_of(source: &dyn BodySource) -> Result<String, Error> {
    let unreadable = |error: std::io::Error| invalid(format!("the body cannot be read: {error}")).with_source(error);
    let mut stream = source.open().await.map_err(unreadable)?;
    if !source.opens() {
        return Err(invalid(
            "signature V3 covers the body, and this one can be read only once; state its SHA-256 with with_sha256, or \
             give a source that can be opened again",
        ));
    }
    let mut hash = Sha256::new();
    while let Some(part) = stream.next().await.transpose().map_err(unreadable)? {
        hash.update(&part);
    }
    Ok(encode::hex(&hash.finalize()))
}

/// The headers of the caller, and those of every call.
fn lay_out_headers(
    given: &[(String, String)],
    endpoint: &Endpoint,
    operation: &str,
    version: &str,
) -> Result<Headers, Error> {
    let mut headers = Headers::new();
    for (name, value) in given {
        check_header(name, value)?;
        headers.append(name, value.as_str());
    }
    for name in OWN {
        headers.remove(name);
    }
    headers.set("host", &*endpoint.authority);
    headers.set_static("accept", "application/json");
    for (name, value) in [("x-acs-action", operation), ("x-acs-version", version)] {
        check_header(name, value)?;
        headers.set(name, value);
    }
    Ok(headers)
}

/// The bytes of the body, and their type if there is a body.
fn lay_out_body(body: Body, form: &[(String, String)]) -> Result<(Option<&'static str>, Payload), Error> {
    match (form.is_empty(), body) {
        (true, Body::None) => Ok((None, Vec::new().into())),
        (true, Body::Members(members)) => {
            let bytes = serde_json::to_vec(&members).map_err(|error| invalid(error.to_string()))?;
            Ok((Some("application/json; charset=utf-8"), bytes.into()))
        }
        (true, Body::Bytes { content_type, bytes }) => Ok((Some(content_type), bytes)),
        (false, Body::None) => Ok((Some("application/x-www-form-urlencoded"), encode::form(form).into_bytes().into())),
        (false, _) => Err(invalid("a call has one body: a form, JSON or bytes")),
    }
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Request, message)
}

/// Refuses a path that would be another one on its way, above all because a value in it is empty or `..`.
fn check_path(style: Style, path: &str) -> Result<(), Error> {
    if path == "/" {
        return Ok(());
    }
    if style == Style::Rpc {
        return Err(invalid(format!("the path of an RPC call is `/`, not `{path}`")));
    }
    let Some(segments) = path.strip_prefix('/') else {
        return Err(invalid(format!("the path `{path}` does not begin with `/`")));
    };
    for segment in segments.split('/') {
        if matches!(segment, "" | "." | "..") {
            return Err(invalid(format!(
                "the path `{path}` has the part `{segment}`, which would address something else; \
                 check the values of the path parameters, none of which can be empty, `.` or `..`"
            )));
        }
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~%!$&'()*+,;=:@".contains(&byte);
        if !segment.bytes().all(allowed) {
            return Err(invalid(format!("the path `{}` is not percent-encoded", path.escape_default())));
        }
    }
    Ok(())
}

fn check_header(name: &str, value: &str) -> Result<(), Error> {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(token) {
        return Err(invalid(format!("`{}` is not the name of a header", name.escape_default())));
    }
    if value.chars().any(char::is_control) {
        return Err(invalid(format!("the value of the header {name} holds a line break or another control character")));
    }
    Ok(())
}
