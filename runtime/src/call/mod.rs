//! Calls as the emitted operations make them: tables of parameters over one engine that knows no operation.
//!
//! [`operation!`](crate::operation) declares an operation and its builder, and [`paged!`](crate::paged) what a paginator
//! asks of it. What a call hands out is an [`Answer`].

mod answer;
mod macros;
mod operation;
mod place;
mod sending;
#[cfg(test)]
mod tests;

use std::fmt;

use serde_json::Value;

use crate::client::Client;
use crate::future::BoxFuture;
use crate::http::RawResponse;
use crate::paging::Scalar;
use crate::request::{CallOptions, Place, Request};
use crate::wire::Node;

use operation::Effect;

pub use answer::Answer;
#[doc(hidden)]
pub use macros::{__paged_item, __paged_items, __put, __send_blocking, __setter};
pub use operation::Operation;
pub use place::{Location, Packing};
pub use sending::{Sending, SendingWithResponse};

/// A call of an operation: its client, and what is set so far. Nothing happens until it is sent.
#[derive(Clone)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    client: Client,
    operation: &'static Operation,
    request: Request,
    /// The parts of the path that are set, by the names of their places.
    segments: Vec<(&'static str, String)>,
    /// Which part of a long list is meant.
    position: Value,
}

impl Call {
    /// A call with nothing set.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        let mut request = Request::new(operation.name, operation.method, operation.path);
        match operation.effect {
            Effect::OfMethod => {}
            Effect::Reads => request.reads(),
            Effect::Writes => request.writes(),
        }
        if let Some((place, name)) = operation.client_token {
            request.client_token(name, place);
        }
        if let Some((field, any_of)) = operation.success {
            request.succeeds_if(field, any_of);
        }
        Self { client: client.clone(), operation, request, segments: Vec::new(), position: Value::Null }
    }

    /// Sets a parameter. One that was set before is replaced.
    pub fn put(mut self, location: Location, packing: Packing, name: &'static str, value: Node<'_>) -> Self {
        if location.place().is_some_and(|place| self.operation.position == Some((place, name))) {
            self.position = place::value(packing.of(value, name));
        } else {
            place::put(&mut self.request, &mut self.segments, location, name, &packing.of(value, name));
        }
        self
    }

    /// Sets a parameter to a text. The setters that are declared only turn what they are given into it.
    pub fn put_text(self, location: Location, packing: Packing, name: &'static str, value: String) -> Self {
        self.put(location, packing, name, Node::Text(&value))
    }

    /// Sets a parameter to a list of texts.
    pub fn put_texts(self, location: Location, packing: Packing, name: &'static str, value: Vec<String>) -> Self {
        self.put(location, packing, name, Node::List(&value))
    }

    /// Makes these bytes the body; see [`Request::bytes_body`].
    pub fn bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.request.bytes_body(bytes, None);
        self
    }

    /// Makes this call in another region than the client's.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.request.region(region);
        self
    }

    /// Sets what this call does differently from its client. It takes the place of options that were set before, the
    /// region among them.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.request.replace_options(options);
        self
    }

    /// Makes the call and decodes the response.
    pub fn send<T: Answer>(self) -> Sending<T> {
        Sending::new(self.respond())
    }

    /// Makes the call, decodes the response and keeps status, headers and body beside it.
    pub fn send_with_response<T: Answer>(self) -> SendingWithResponse<T> {
        SendingWithResponse::new(self.respond())
    }

    /// The client that makes the call.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The parameter that says which part of a long list is meant.
    pub fn position(&mut self) -> &mut dyn Scalar {
        &mut self.position
    }

    /// The value of a parameter of the query, the form, the headers or the JSON body as a whole number, where it is one.
    pub fn number(&self, place: Place, name: &str) -> Option<i64> {
        self.request.value(place, name)?.trim().parse().ok()
    }

    /// The request that is made.
    pub fn into_request(mut self) -> Request {
        if let Some((place, name)) = self.operation.position {
            let packed = place::Packed::Plain(Node::Json(&self.position));
            place::put(&mut self.request, &mut self.segments, Location::of(place), name, &packed);
        }
        place::fill(&mut self.request, self.operation.path, &self.segments);
        self.request
    }

    fn respond(self) -> BoxFuture<'static, Result<RawResponse, crate::Error>> {
        Box::pin(async move {
            let client = self.client.clone();
            client.call(self.into_request()).await
        })
    }
}

/// Prints names, not values: a value may be a password.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}
