//! A call laid out in its product's style: everything that goes over the wire except what the signature adds.

use std::borrow::Cow;
use std::time::Duration;

use super::{Body, Method, Request};
use crate::config::Config;
use crate::endpoint::Endpoint;
use crate::product::{Product, Style};
use crate::signature::{SignatureVersion, encode};
use crate::transport::{Headers, HttpRequest};
use crate::{Error, ErrorKind};

/// Headers that the client sets itself.
const OWN: &[&str] =
    &["accept", "authorization", "content-length", "content-type", "date", "host", "transfer-encoding"];

/// A laid out call, to be signed in place. Each attempt has a copy.
#[derive(Clone)]
pub(crate) struct Draft {
    pub operation: Cow<'static, str>,
    pub version: &'static str,
    pub style: Style,
    pub endpoint: Endpoint,
    pub method: Method,
    pub path: String,
    /// Sorted by name, not encoded.
    pub query: Vec<(String, String)>,
    /// What the form body holds, not encoded, for the signature that covers it; empty for the others.
    pub form: Vec<(String, String)>,
    pub headers: Headers,
    pub body: Vec<u8>,
}

impl Draft {
    /// Lays `request` out, or says what in it cannot be sent.
    pub(crate) fn new(config: &Config, product: &Product, endpoint: Endpoint, request: Request) -> Result<Self, Error> {
        let pairs = [&request.query, &request.form, &request.headers];
        let failure = pairs.into_iter().find_map(|pairs| pairs.failure()).or(request.failure.as_deref());
        if let Some(failure) = failure {
            return Err(invalid(failure));
        }
        check_path(product.style, &request.path)?;
        let region = request.region_of_call().or(config.region()).map(str::to_owned);
        let mut query = request.query.into_items();
        let form = request.form.into_items();
        if let (Some(name), Some(region)) = (product.region_parameter, region) {
            // An operation may have a parameter of this name itself.
            if query.iter().chain(&form).all(|(existing, _)| existing != name) {
                query.push((name.to_owned(), region));
            }
        }
        query.sort_by(|(left, _), (right, _)| left.cmp(right));

        let mut headers = Headers::new();
        for (name, value) in request.headers.iter() {
            check_header(name, value)?;
            headers.append(name, value);
        }
        for name in OWN {
            headers.remove(name);
        }
        headers.set("host", &*endpoint.authority);
        headers.set("accept", "application/json");
        for (name, value) in [("x-acs-action", &*request.operation), ("x-acs-version", product.version)] {
            check_header(name, value)?;
            headers.set(name, value);
        }
        let body = match (form.is_empty(), request.body) {
            (true, Body::None) => Vec::new(),
            (true, Body::Members(members)) => {
                headers.set("content-type", "application/json; charset=utf-8");
                serde_json::to_vec(&members).map_err(|error| invalid(error.to_string()))?
            }
            (true, Body::Bytes { content_type, bytes }) => {
                headers.set("content-type", content_type);
                bytes
            }
            (false, Body::None) => {
                headers.set("content-type", "application/x-www-form-urlencoded");
                encode::form(&form).into_bytes()
            }
            (false, _) => return Err(invalid("a call has one body: a form, JSON or bytes")),
        };
        Ok(Self {
            operation: request.operation,
            version: product.version,
            style: product.style,
            endpoint,
            method: request.method,
            path: request.path,
            query,
            form: if product.style == Style::Rpc && config.signature() == SignatureVersion::V1 {
                form
            } else {
                Vec::new()
            },
            headers,
            body,
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

    /// The signed draft as the transport sends it.
    pub(crate) fn into_http(self, timeout: Duration) -> HttpRequest {
        let target = match encode::query(&self.query) {
            query if query.is_empty() => self.path,
            query => format!("{}?{query}", self.path),
        };
        HttpRequest::new(self.method, self.endpoint, target, self.headers, self.body, timeout)
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
