//! What a declared operation sets in its request: values that are text already, options and the path.

use std::borrow::Cow;

use serde_json::Value;

use super::{Body, CallOptions, Place, Request};

impl Request {
    /// Sets what this call does differently from its client, its region among that, whatever was set before.
    pub(crate) fn replace_options(&mut self, options: CallOptions) {
        self.options = options;
    }

    /// Makes this the path.
    pub(crate) fn set_path(&mut self, path: String) {
        self.path = path;
    }

    /// The value of a parameter, where it is one text.
    pub(crate) fn value(&self, place: Place, name: &str) -> Option<Cow<'_, str>> {
        let pairs = match place {
            Place::Query => &self.query,
            Place::Form => &self.form,
            Place::Header => &self.headers,
            Place::Json => {
                let Body::Members(members) = &self.body else { return None };
                return match members.get(name)? {
                    Value::String(text) => Some(text.into()),
                    value @ (Value::Number(_) | Value::Bool(_)) => Some(value.to_string().into()),
                    _ => None,
                };
            }
        };
        pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
    }

    /// Adds a member whose value is this JSON text.
    pub(crate) fn json_text(&mut self, name: &str, text: &str) {
        match serde_json::from_str::<Value>(text) {
            Ok(value) => self.json(name, &value),
            Err(error) => self.fail(format!("the member {name} cannot be written as JSON: {error}")),
        }
    }

    /// Makes this JSON text the body.
    pub(crate) fn json_body_text(&mut self, text: String) {
        self.set_body("application/json; charset=utf-8", text.into_bytes());
    }
}
