//! One call before it is signed: its operation, its place and its parameters.

mod declared;
mod options;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::http::{BodySource, Case, Endpoint, Method, Pairs, Parameter, Payload, SuccessRule};

pub use options::CallOptions;

/// One call, before signing. Values that cannot be sent are reported by [`Client::call`](crate::Client::call).
#[derive(Clone)]
pub struct Request {
    operation: Cow<'static, str>,
    method: Method,
    path: String,
    options: CallOptions,
    /// Whether the operation changes nothing.
    reads: bool,
    success: Option<SuccessRule>,
    client_token: Option<(Cow<'static, str>, Place)>,
    /// The label before those of the endpoint's host.
    host: Option<String>,
    query: Pairs,
    form: Pairs,
    headers: Pairs,
    body: Body,
    failure: Option<String>,
}

impl Request {
    /// A call of `operation`, the name of which may also be known only when the program runs. `path` begins with `/`,
    /// is already encoded (see [`encode_segment`](crate::encode_segment)), and is `/` alone in the RPC style.
    pub fn new(operation: impl Into<Cow<'static, str>>, method: Method, path: impl Into<String>) -> Self {
        Self {
            operation: operation.into(),
            method,
            path: path.into(),
            options: CallOptions::new(),
            reads: matches!(method, Method::Get | Method::Head),
            client_token: None,
            success: None,
            host: None,
            query: Pairs::new(),
            form: Pairs::new(),
            headers: Pairs::new(),
            body: Body::None,
            failure: None,
        }
    }

    /// Makes this call in another region than the configuration's: endpoint and region parameter.
    pub fn region(&mut self, region: impl Into<String>) {
        self.options.region = Some(region.into());
    }

    /// Sets what this call does differently from its client. A region that was set before stays unless the options have
    /// one.
    pub fn set_options(&mut self, options: CallOptions) {
        let region = self.options.region.take();
        self.options = options;
        if self.options.region.is_none() {
            self.options.region = region;
        }
    }

    /// Says that the operation changes nothing, so that it can be repeated whenever no response came. Calls with GET
    /// and HEAD count as such unless it is said that they [write](Self::writes).
    pub fn reads(&mut self) {
        self.reads = true;
    }

    /// Says that the operation changes something whatever its method, so that it is not repeated where no response
    /// came.
    pub fn writes(&mut self) {
        self.reads = false;
    }

    /// Names the parameter by which the service knows that a call is a repetition. If it has no value when the call is
    /// made, one is made up; it stays the same over all attempts, and the call can then be repeated whenever no
    /// response came.
    pub fn client_token(&mut self, name: impl Into<Cow<'static, str>>, place: Place) {
        self.client_token = Some((name.into(), place));
    }

    /// Says how a response tells that the operation succeeded: `field` at the root of the JSON body has one of these
    /// values, compared as text and without regard to case, be it a Boolean, a number or a text. See
    /// [`RawResponse::succeeded`](crate::RawResponse::succeeded).
    pub fn succeeds_if(&mut self, field: &'static str, any_of: &'static [&'static str]) {
        self.success = Some(SuccessRule { field, any_of });
    }

    /// Makes this parameter a part of the host: the label before those of the endpoint, as `project` is in
    /// `project.cn-hangzhou.log.aliyuncs.com`. A value that is no label of a host is an error, for what signs a call must
    /// not choose where it goes. An endpoint that is an address has no names below it; such a call goes to it as it is.
    pub fn host(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        let mut label = Pairs::new();
        value.flatten(name, &mut label);
        match label.into_items().as_slice() {
            [(_, label)] if Endpoint::takes_label(label) => self.host = Some(label.clone()),
            _ => self.fail(format!(
                "the value of {name} cannot stand in a host: give 1 to 63 letters, digits and hyphens, with no hyphen at an end"
            )),
        }
    }

    /// Sets a parameter of the query. One that was set before is replaced, with all its items where it is a list.
    pub fn query(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        self.query.replace(name, Pairs::of(name, value), Case::Counts);
    }

    /// Sets a parameter of a form body, as [`query`](Self::query) does one of the query.
    pub fn form(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        self.form.replace(name, Pairs::of(name, value), Case::Counts);
    }

    /// Sets a header, whatever the case of its name. Headers that the protocol itself sets, such as `host` and
    /// `authorization`, win over these.
    pub fn header(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        self.headers.replace(name, Pairs::of(name, value), Case::Ignored);
    }

    /// Adds a member to the object that is the JSON body. A value that is `null` in JSON is not sent.
    pub fn json(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        match serde_json::to_value(value) {
            Ok(Value::Null) => {}
            Ok(value) => {
                if let Body::None = self.body {
                    self.body = Body::Members(Map::new());
                }
                match &mut self.body {
                    Body::Members(members) => {
                        members.insert(name.to_owned(), value);
                    }
                    _ => self.fail("a call has one body: a form, JSON or bytes"),
                }
            }
            Err(error) => {
                self.failure.get_or_insert_with(|| format!("the member {name} cannot be written as JSON: {error}"));
            }
        }
    }

    /// Makes this value the JSON body, whatever its shape.
    pub fn json_body(&mut self, value: &(impl Serialize + ?Sized)) {
        match serde_json::to_vec(value) {
            Ok(bytes) => self.set_body("application/json; charset=utf-8", bytes),
            Err(error) => self.fail(format!("the body cannot be written as JSON: {error}")),
        }
    }

    /// Makes these bytes the body. Their type is `application/octet-stream` unless another one is given.
    pub fn bytes_body(&mut self, bytes: impl Into<Vec<u8>>, content_type: Option<&'static str>) {
        self.set_body(content_type.unwrap_or("application/octet-stream"), bytes.into());
    }

    /// Makes the bytes of this source the body, without having them all in memory: a
    /// [`FileSource`](crate::transport::FileSource), a [`StreamSource`](crate::transport::StreamSource), or one of your
    /// own. Their type is `application/octet-stream` unless another one is given.
    ///
    /// The limit of an attempt counts from one part of the body to the next; that of the operation counts for all of it.
    pub fn stream_body(&mut self, source: impl BodySource + 'static, content_type: Option<&'static str>) {
        let source = Payload::Source(Arc::new(source));
        self.set_body(content_type.unwrap_or("application/octet-stream"), source);
    }

    fn set_body(&mut self, content_type: &'static str, bytes: impl Into<Payload>) {
        match self.body {
            Body::None => self.body = Body::Bytes { content_type, bytes: bytes.into() },
            _ => self.fail("a call has one body: a form, JSON or bytes"),
        }
    }

    /// Says that the call cannot be sent. The first reason counts.
    pub(crate) fn fail(&mut self, message: impl Into<String>) {
        self.failure.get_or_insert_with(|| message.into());
    }

    /// Makes the parameters of the options those of the call. One that the operation sends in its form is replaced there.
    pub(crate) fn take_in_options(&mut self) {
        for (name, value) in std::mem::take(&mut self.options.query).into_iter() {
            let place = if self.form.has(&name) { &mut self.form } else { &mut self.query };
            place.replace(&name, value, Case::Counts);
        }
        for (name, value) in std::mem::take(&mut self.options.headers).into_iter() {
            self.headers.replace(&name, value, Case::Ignored);
        }
    }

    /// Gives the client token a value, unless the caller did.
    pub(crate) fn fill_client_token(&mut self, make: impl FnOnce() -> String) {
        let Some((name, place)) = self.client_token.clone() else { return };
        let name = &*name;
        let set = |pairs: &Pairs| pairs.iter().any(|(known, value)| known == name && !value.is_empty());
        let is_set = match place {
            Place::Query => set(&self.query),
            Place::Form => set(&self.form),
            Place::Header => {
                self.headers.iter().any(|(known, value)| known.eq_ignore_ascii_case(name) && !value.is_empty())
            }
            Place::Json => {
                matches!(&self.body, Body::Members(members) if members.get(name).is_some_and(|value| value != ""))
            }
        };
        if is_set {
            return;
        }
        let token = make();
        match place {
            Place::Query => self.query.set(name, token),
            Place::Form => self.form.set(name, token),
            Place::Header => self.headers.set(name, token),
            Place::Json => self.json(name, &token),
        }
    }

    /// Whether a second call with the same content is harmless.
    pub(crate) fn is_safe(&self) -> bool {
        self.reads || self.client_token.is_some()
    }

    /// The call taken apart, to be laid out.
    pub(crate) fn into_parts(self) -> Parts {
        let failures = [self.query.failure(), self.form.failure(), self.headers.failure(), self.failure.as_deref()];
        let failure = failures.into_iter().flatten().next().map(str::to_owned);
        Parts {
            operation: self.operation,
            method: self.method,
            path: self.path,
            region: self.options.region,
            query: self.query.into_items(),
            form: self.form.into_items(),
            headers: self.headers.into_items(),
            body: self.body,
            failure,
        }
    }

    /// The endpoint of this call below the one of its product.
    pub(crate) fn endpoint_below(&self, endpoint: Endpoint) -> Endpoint {
        match &self.host {
            Some(label) => endpoint.below(label),
            None => endpoint,
        }
    }

    pub(crate) fn success(&self) -> Option<SuccessRule> {
        self.success
    }

    pub(crate) fn options(&self) -> &CallOptions {
        &self.options
    }

    /// The region that the call itself names.
    pub(crate) fn region_of_call(&self) -> Option<&str> {
        self.options.region.as_deref()
    }

    pub(crate) fn method(&self) -> Method {
        self.method
    }

    /// Whether all that the call says stands in its query.
    pub(crate) fn is_query_alone(&self) -> bool {
        self.form.is_empty() && self.headers.is_empty() && matches!(self.body, Body::None)
    }

    pub(crate) fn operation(&self) -> &Cow<'static, str> {
        &self.operation
    }
}

/// The part of a request that carries a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// In the query.
    Query,
    /// In the form that is the body.
    Form,
    /// In a header.
    Header,
    /// In the JSON object that is the body.
    Json,
}

/// A call taken apart.
pub(crate) struct Parts {
    pub operation: Cow<'static, str>,
    pub method: Method,
    pub path: String,
    pub region: Option<String>,
    pub query: Vec<(String, String)>,
    pub form: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: Body,
    /// Why the call cannot be sent.
    pub failure: Option<String>,
}

/// The body of a call, except for forms.
#[derive(Clone)]
pub(crate) enum Body {
    None,
    /// A JSON object, member by member.
    Members(Map<String, Value>),
    Bytes {
        content_type: &'static str,
        bytes: Payload,
    },
}

/// Prints names, not values: a value may be a password.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Members(members) => f.debug_list().entries(members.keys()).finish(),
            Self::Bytes { content_type, bytes } => write!(f, "{} bytes of {content_type}", bytes.length()),
        }
    }
}

/// Prints names, not values: a value may be a password.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("options", &self.options)
            .field("host", &self.host)
            .field("query", &self.query)
            .field("form", &self.form)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosted(label: &str) -> Request {
        let mut request = Request::new("GetBoat", Method::Get, "/boat");
        request.host("HarbourName", label);
        request
    }

    #[test]
    fn a_parameter_of_the_host_is_a_label_before_the_endpoint() {
        let endpoint = || Endpoint::parse("https://quay.example.com").expect("a host");
        assert_eq!(&*hosted("north").endpoint_below(endpoint()).authority, "north.quay.example.com");
        let plain = Request::new("GetBoat", Method::Get, "/boat");
        assert_eq!(plain.endpoint_below(endpoint()), endpoint());
    }

    #[test]
    fn a_value_that_would_lead_elsewhere_is_never_sent() {
        for label in ["", "evil.example.com/", "evil.example.com#", "a.b", "a@b", "a\r\nHost: b"] {
            let request = hosted(label);
            let endpoint = Endpoint::parse("quay.example.com").expect("a host");
            assert_eq!(&*request.endpoint_below(endpoint).authority, "quay.example.com", "{label:?}");
            let failure = request.into_parts().failure.expect("it cannot be sent");
            assert!(failure.contains("HarbourName"), "{failure}");
        }
    }
}
