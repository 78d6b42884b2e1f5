//! The static description of an operation: its name, its method and path, and what is known of repeating and paging it.

use crate::http::Method;
use crate::request::Place;

/// The static description of an operation, as [`operation!`](crate::operation) writes it.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    pub(super) name: &'static str,
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) effect: Effect,
    pub(super) client_token: Option<(Place, &'static str)>,
    pub(super) success: Option<(&'static str, &'static [&'static str])>,
    pub(super) position: Option<(Place, &'static str)>,
}

/// What a call does to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// What follows from the HTTP method: GET and HEAD read, all others write.
    OfMethod,
    Reads,
    Writes,
}

impl Operation {
    /// An operation of this name. `path` begins with `/`, is encoded, and has `{Name}` where a parameter goes.
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self { name, method, path, effect: Effect::OfMethod, client_token: None, success: None, position: None }
    }

    /// Says that it changes nothing; see [`Request::reads`](crate::Request::reads).
    pub const fn reads(mut self) -> Self {
        self.effect = Effect::Reads;
        self
    }

    /// Says that it changes something whatever its method; see [`Request::writes`](crate::Request::writes).
    pub const fn writes(mut self) -> Self {
        self.effect = Effect::Writes;
        self
    }

    /// Names the parameter that makes a call safe to repeat; see
    /// [`Request::client_token`](crate::Request::client_token).
    pub const fn client_token(mut self, place: Place, name: &'static str) -> Self {
        self.client_token = Some((place, name));
        self
    }

    /// Says how a response tells success; see [`Request::succeeds_if`](crate::Request::succeeds_if).
    pub const fn succeeds_if(mut self, field: &'static str, any_of: &'static [&'static str]) -> Self {
        self.success = Some((field, any_of));
        self
    }

    /// Names the parameter that says which part of a long list is meant. It is kept apart from the others, so that a
    /// paginator can move it on.
    pub const fn position(mut self, place: Place, name: &'static str) -> Self {
        self.position = Some((place, name));
        self
    }
}
