//! One call by name: its parameters as JSON, and the request that they make.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use super::path::{self, Filled};
use crate::client::{Client, PresignedUrl};
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::{Comma, Method};
use crate::product::Style;
use crate::request::{CallOptions, Place, Request};
use crate::response::Response;

/// A call of an operation by its name, made by [`Client::call_by_name`]; nothing happens until it is sent. The module
/// [`named`](crate::named) has examples.
///
/// Setting a parameter twice keeps the last value. A value that is `null` in JSON is not sent. What cannot be sent is an
/// error of the call, of kind [`Request`](crate::ErrorKind::Request).
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent"]
pub struct NamedCall {
    client: Client,
    operation: Cow<'static, str>,
    method: Method,
    path: Cow<'static, str>,
    parameters: BTreeMap<String, Given>,
    /// Where parameters go that nothing else is said of.
    others: Option<Place>,
    body: Option<Value>,
    reads: Option<bool>,
    client_token: Option<Cow<'static, str>>,
    options: CallOptions,
    failure: Option<String>,
}

/// A parameter as it was given.
#[derive(Clone)]
struct Given {
    value: Value,
    place: Option<Place>,
    written: Written,
}

/// How a value becomes parameters.
#[derive(Clone, Copy)]
enum Written {
    /// `Name.1.Field`, one for each scalar in it.
    Flat,
    /// One text of JSON.
    JsonText,
    /// One text, the items joined by commas.
    Commas,
}

impl Client {
    /// A call of the operation `name`, without types: parameters are JSON, and so is the output.
    ///
    /// Of a product by actions it is a POST whose parameters go into the query, of a product by paths a GET of
    /// [`path`](NamedCall::path); the setters say where it is otherwise.
    pub fn call_by_name(&self, name: impl Into<Cow<'static, str>>) -> NamedCall {
        let method = if self.product.style == Style::Rpc { Method::Post } else { Method::Get };
        NamedCall {
            client: self.clone(),
            operation: name.into(),
            method,
            path: Cow::Borrowed("/"),
            parameters: BTreeMap::new(),
            others: None,
            body: None,
            reads: None,
            client_token: None,
            options: CallOptions::new(),
            failure: None,
        }
    }
}

impl NamedCall {
    /// Sets the method.
    pub fn method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// Sets the path, of a product by paths. `{Name}` in it is the place of the parameter `Name`, whose value is encoded; what
    /// stands around such places must be encoded already.
    pub fn path(mut self, template: impl Into<Cow<'static, str>>) -> Self {
        self.path = template.into();
        self
    }

    /// Sets each member of this object as a parameter.
    pub fn parameters(mut self, members: impl Serialize) -> Self {
        match serde_json::to_value(members) {
            Ok(Value::Object(members)) => {
                for (name, value) in members {
                    self.set(&name, Ok(value), None, Written::Flat);
                }
            }
            Ok(Value::Null) => {}
            Ok(_) => {
                self.fail("the parameters of a call by name are one JSON object, with a member for each".to_owned())
            }
            Err(error) => self.fail(format!("the parameters cannot be written as JSON: {error}")),
        }
        self
    }

    /// Sets a parameter. It goes into the path where the path has a place for it, else to
    /// [where the others go](Self::others_in). In query, form and headers a list is sent as `Name.1`, `Name.2`, an object as
    /// `Name.Field`, and so on below; in a JSON body a value is sent as it is.
    pub fn parameter(self, name: &str, value: impl Serialize) -> Self {
        self.with(name, value, None, Written::Flat)
    }

    /// Sets a parameter of the query.
    pub fn query(self, name: &str, value: impl Serialize) -> Self {
        self.with(name, value, Some(Place::Query), Written::Flat)
    }

    /// Sets a parameter of the form that is the body.
    pub fn form(self, name: &str, value: impl Serialize) -> Self {
        self.with(name, value, Some(Place::Form), Written::Flat)
    }

    /// Sets a header.
    pub fn header(self, name: &str, value: impl Serialize) -> Self {
        self.with(name, value, Some(Place::Header), Written::Flat)
    }

    /// Sets a member of the JSON object that is the body.
    pub fn member(self, name: &str, value: impl Serialize) -> Self {
        self.with(name, value, Some(Place::Json), Written::Flat)
    }

    /// Sets a parameter that travels as one text of JSON, such as a list of ids. A text is taken for JSON that was written
    /// already.
    pub fn json_text(self, name: &str, value: impl Serialize) -> Self {
        self.with(name, value, None, Written::JsonText)
    }

    /// Sets a parameter that travels as one text, the items of a list joined by commas.
    pub fn comma_separated(self, name: &str, items: impl Serialize) -> Self {
        self.with(name, items, None, Written::Commas)
    }

    /// Says where parameters go of which nothing else is said. Unless it is said, that is the query; for a product by paths,
    /// with a method other than GET, HEAD and DELETE and without a [body](Self::body) of its own, it is the JSON body.
    pub fn others_in(mut self, place: Place) -> Self {
        self.others = Some(place);
        self
    }

    /// Makes this value the JSON body, whatever its shape.
    pub fn body(mut self, value: impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => self.body = Some(value),
            Err(error) => self.fail(format!("the body cannot be written as JSON: {error}")),
        }
        self
    }

    /// Says that the operation changes nothing, so that it can be repeated whenever no response came. Calls with GET and HEAD
    /// count as such unless it is said that they [write](Self::writes).
    pub fn reads(mut self) -> Self {
        self.reads = Some(true);
        self
    }

    /// Says that the operation changes something whatever its method.
    pub fn writes(mut self) -> Self {
        self.reads = Some(false);
        self
    }

    /// Names the parameter by which the service knows that a call is a repetition. One is made up unless the call has it.
    pub fn client_token(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.client_token = Some(name.into());
        self
    }

    /// Makes this call in another region than the client's.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.options = self.options.region(region);
        self
    }

    /// Sets what this call does differently from its client. It takes the place of options that were set before, the region
    /// among them.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Makes the call and decodes the answer; one without a body is `{}`. To await the call itself is the same.
    ///
    /// # Errors
    /// Those of [`send_with_response`](Self::send_with_response).
    pub async fn send(self) -> Result<Value, Error> {
        Ok(self.send_with_response().await?.output)
    }

    /// Makes the call, decodes the answer and keeps status, headers and body beside it.
    ///
    /// # Errors
    /// A parameter cannot be sent, no answer came, the service answered with an error, or the answer is no JSON;
    /// [`Error::kind`] tells which.
    pub async fn send_with_response(self) -> Result<Response<Value>, Error> {
        Response::decode(self.client.call(self.to_request()).await?)
    }

    /// A URL with which anybody can make this call once; see [`Client::presign`]. The call must be a GET.
    ///
    /// # Errors
    /// Those of [`Client::presign`].
    pub async fn presign(self, valid_for: Duration) -> Result<PresignedUrl, Error> {
        self.client.presign(self.to_request(), valid_for).await
    }

    /// As [`send`](Self::send), waiting on this thread; see [`blocking::wait`](crate::blocking::wait).
    ///
    /// # Errors
    /// Those of [`send_with_response`](Self::send_with_response).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<Value, Error> {
        crate::blocking::wait(self.send())
    }

    /// The request that the call makes, for [`Client::call`] and its like.
    pub fn to_request(&self) -> Request {
        let Filled { path, names } = match path::fill(&self.path, |name| self.value(name)) {
            Ok(filled) => filled,
            Err(problem) => {
                let mut request = Request::new(self.operation.clone(), self.method, "/");
                request.fail(problem);
                return request;
            }
        };
        let mut request = Request::new(self.operation.clone(), self.method, path);
        request.set_options(self.options.clone());
        match self.reads {
            Some(true) => request.reads(),
            Some(false) => request.writes(),
            None => {}
        }
        if let Some(problem) = &self.failure {
            request.fail(problem.clone());
        }
        for (name, given) in self.parameters.iter().filter(|(name, _)| !names.contains(name)) {
            given.add(&mut request, name, given.place.unwrap_or(self.others()));
        }
        if let Some(body) = &self.body {
            request.json_body(body);
        }
        if let Some(token) = &self.client_token {
            let place = self.parameters.get(&**token).and_then(|given| given.place);
            request.client_token(token.clone(), place.unwrap_or(self.others()));
        }
        request
    }

    fn others(&self) -> Place {
        let by_path = self.client.product.style == Style::Roa;
        let in_query = matches!(self.method, Method::Get | Method::Head | Method::Delete) || self.body.is_some();
        self.others.unwrap_or(if by_path && !in_query { Place::Json } else { Place::Query })
    }

    /// The client that makes the call.
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    pub(super) fn operation(&self) -> &Cow<'static, str> {
        &self.operation
    }

    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.parameters.get(name).map(|given| &given.value)
    }

    /// Gives a parameter another value, and leaves where and how it is sent.
    pub(super) fn replace(&mut self, name: &str, value: Value) {
        match self.parameters.get_mut(name) {
            Some(given) => given.value = value,
            None => self.set(name, Ok(value), None, Written::Flat),
        }
    }

    fn with(mut self, name: &str, value: impl Serialize, place: Option<Place>, written: Written) -> Self {
        self.set(name, serde_json::to_value(value), place, written);
        self
    }

    fn set(&mut self, name: &str, value: serde_json::Result<Value>, place: Option<Place>, written: Written) {
        match value {
            Ok(value) => {
                self.parameters.insert(name.to_owned(), Given { value, place, written });
            }
            Err(error) => self.fail(format!("the parameter {name} cannot be written as JSON: {error}")),
        }
    }

    fn fail(&mut self, problem: String) {
        self.failure.get_or_insert(problem);
    }
}

impl Given {
    fn add(&self, request: &mut Request, name: &str, place: Place) {
        let Self { value, written, .. } = self;
        match (written, value) {
            (_, Value::Null) => {}
            (Written::Flat, _) | (Written::JsonText, Value::String(_)) => put(request, name, value, place),
            (Written::JsonText, _) => put(request, name, &Value::String(value.to_string()), place),
            (Written::Commas, Value::Array(items)) => match place {
                Place::Query => request.query(name, &Comma(items)),
                Place::Form => request.form(name, &Comma(items)),
                Place::Header => request.header(name, &Comma(items)),
                Place::Json => {
                    request.fail(format!("the parameter {name} is a list of the JSON body; give it as it is"))
                }
            },
            (Written::Commas, _) => {
                request.fail(format!("the parameter {name} is no list, whose items commas could join"))
            }
        }
    }
}

fn put(request: &mut Request, name: &str, value: &Value, place: Place) {
    match place {
        Place::Query => request.query(name, value),
        Place::Form => request.form(name, value),
        Place::Header => request.header(name, value),
        Place::Json => request.json(name, value),
    }
}

/// Awaiting the call is [`send`](Self::send).
impl IntoFuture for NamedCall {
    type Output = Result<Value, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// Shows names, not values: a value may be a password.
impl fmt::Debug for NamedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NamedCall")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("parameters", &self.parameters.keys())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
