//! One call before it is signed: its operation, its place and its parameters.

mod draft;
mod parameter;

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

pub(crate) use draft::Draft;
pub use parameter::{Comma, Json, Pairs, Parameter};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
    /// `PATCH`
    Patch,
    /// `HEAD`
    Head,
}

impl Method {
    /// The method as it stands in a request, in upper case.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
            Method::Patch => "PATCH",
            Method::Head => "HEAD",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One call, before signing. Values that cannot be sent are reported by [`Client::call`](crate::Client::call).
#[derive(Clone)]
pub struct Request {
    operation: &'static str,
    method: Method,
    path: String,
    region: Option<String>,
    query: Pairs,
    form: Pairs,
    headers: Pairs,
    json: Option<Map<String, Value>>,
    failure: Option<String>,
}

impl Request {
    /// A call of `operation`. `path` begins with `/`, is already encoded (see
    /// [`encode_segment`](crate::encode_segment)), and is `/` alone in the RPC style.
    pub fn new(operation: &'static str, method: Method, path: impl Into<String>) -> Self {
        Self {
            operation,
            method,
            path: path.into(),
            region: None,
            query: Pairs::new(),
            form: Pairs::new(),
            headers: Pairs::new(),
            json: None,
            failure: None,
        }
    }

    /// Makes this call in another region than the configuration's: endpoint and region parameter.
    pub fn region(&mut self, region: impl Into<String>) {
        self.region = Some(region.into());
    }

    /// Adds a parameter to the query.
    pub fn query(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        value.flatten(name, &mut self.query);
    }

    /// Adds a parameter to a form body.
    pub fn form(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        value.flatten(name, &mut self.form);
    }

    /// Adds a header. Headers that the protocol itself sets, such as `host` and `authorization`, win over these.
    pub fn header(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        value.flatten(name, &mut self.headers);
    }

    /// Adds a member to the object that is the JSON body. A value that is `null` in JSON is not sent.
    pub fn json(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        match serde_json::to_value(value) {
            Ok(Value::Null) => {}
            Ok(value) => {
                self.json.get_or_insert_default().insert(name.to_owned(), value);
            }
            Err(error) => {
                self.failure.get_or_insert_with(|| format!("the member {name} cannot be written as JSON: {error}"));
            }
        }
    }

    pub(crate) fn operation(&self) -> &'static str {
        self.operation
    }
}

/// Prints names, not values: a value may be a password.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json: Option<Vec<&String>> = self.json.as_ref().map(|members| members.keys().collect());
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("region", &self.region)
            .field("query", &self.query)
            .field("form", &self.form)
            .field("headers", &self.headers)
            .field("json", &json)
            .finish()
    }
}
