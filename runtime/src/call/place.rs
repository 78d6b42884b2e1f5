//! Where a parameter goes in a request, and how its value is packed.

use serde_json::Value;

use crate::encode::encode_segment;
use crate::http::{Pairs, Parameter};
use crate::request::{Place, Request};
use crate::wire::{self, Node};

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path, as one segment of it.
    Path,
    /// In the host, as the label before those of the endpoint.
    Host,
    /// In the query.
    Query,
    /// In the form that is the body.
    Form,
    /// In a header.
    Header,
    /// In the JSON object that is the body.
    Json,
    /// It is the body, as JSON.
    Body,
}

impl Location {
    /// The same as a location.
    pub(super) fn of(place: Place) -> Self {
        match place {
            Place::Query => Self::Query,
            Place::Form => Self::Form,
            Place::Header => Self::Header,
            Place::Json => Self::Json,
        }
    }

    /// The same as the part of a request, where a parameter can be found again.
    pub(super) fn place(self) -> Option<Place> {
        match self {
            Self::Path | Self::Host | Self::Body => None,
            Self::Query => Some(Place::Query),
            Self::Form => Some(Place::Form),
            Self::Header => Some(Place::Header),
            Self::Json => Some(Place::Json),
        }
    }
}

/// How a value becomes one parameter or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As it is; lists and objects flattened, and as JSON in a JSON body.
    Plain,
    /// As JSON text.
    Json,
    /// The items of a list joined by commas.
    Comma,
}

/// A value that is packed.
pub(super) enum Packed<'a> {
    Plain(Node<'a>),
    Text(String),
    /// There is nothing to send.
    Nothing,
    /// It cannot be sent, for this reason.
    Refused(String),
}

impl Packing {
    pub(super) fn of<'a>(self, value: Node<'a>, name: &str) -> Packed<'a> {
        match self {
            Self::Plain => Packed::Plain(value),
            Self::Json if matches!(value, Node::Absent) => Packed::Nothing,
            Self::Json => Packed::Text(wire::json(value)),
            Self::Comma => {
                let mut pairs = Pairs::new();
                wire::join(value, name, &mut pairs);
                match (pairs.failure(), pairs.iter().next()) {
                    (Some(failure), _) => Packed::Refused(failure.to_owned()),
                    (None, Some((_, text))) => Packed::Text(text.to_owned()),
                    (None, None) => Packed::Nothing,
                }
            }
        }
    }
}

impl Parameter for Packed<'_> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        match self {
            Self::Plain(node) => wire::flatten(*node, name, out),
            Self::Text(text) => text.flatten(name, out),
            Self::Nothing => {}
            Self::Refused(reason) => out.fail(reason.clone()),
        }
    }
}

/// Puts a value where it goes.
pub(super) fn put(
    request: &mut Request,
    segments: &mut Vec<(&'static str, String)>,
    location: Location,
    name: &'static str,
    value: &Packed<'_>,
) {
    match location {
        Location::Query => request.query(name, value),
        Location::Form => request.form(name, value),
        Location::Header => request.header(name, value),
        Location::Host => request.host(name, value),
        Location::Json => match value {
            Packed::Refused(reason) => request.fail(reason.clone()),
            Packed::Nothing | Packed::Plain(Node::Absent) => {}
            Packed::Plain(node) => request.json_text(name, &wire::json(*node)),
            Packed::Text(text) => request.json(name, text),
        },
        Location::Body => match value {
            Packed::Plain(node) => request.json_body_text(wire::json(*node)),
            Packed::Text(text) => request.json_body_text(text.clone()),
            Packed::Nothing => {}
            Packed::Refused(reason) => request.fail(reason.clone()),
        },
        Location::Path => {
            segments.retain(|(known, _)| *known != name);
            match segment(name, value) {
                Ok(text) => segments.push((name, text)),
                Err(reason) => request.fail(reason),
            }
        }
    }
}

/// The one text that a part of a path can have. A list or an object has no plain form there, so JSON stands for it.
fn segment(name: &str, value: &Packed<'_>) -> Result<String, String> {
    let text = match value {
        Packed::Plain(Node::List(_) | Node::Map(_) | Node::Object(_)) => None,
        value => {
            let mut pairs = Pairs::new();
            value.flatten(name, &mut pairs);
            if let Some(failure) = pairs.failure() {
                return Err(failure.to_owned());
            }
            match pairs.into_items().as_mut_slice() {
                [(_, text)] => Some(std::mem::take(text)),
                _ => None,
            }
        }
    };
    match (text, value) {
        (Some(text), _) => Ok(encode_segment(&text)),
        (None, Packed::Plain(node)) => Ok(encode_segment(&wire::json(*node))),
        _ => Err(format!("the parameter {name} has no value that can stand in the path")),
    }
}

/// A value as the position of a paged list.
pub(super) fn value(packed: Packed<'_>) -> Value {
    match packed {
        Packed::Plain(node) => serde_json::from_str(&wire::json(node)).unwrap_or_default(),
        Packed::Text(text) => Value::String(text),
        Packed::Nothing | Packed::Refused(_) => Value::Null,
    }
}

/// Puts the parts of the path into `template`. A place of which no value is set cannot be sent.
pub(super) fn fill(request: &mut Request, template: &'static str, segments: &[(&'static str, String)]) {
    if !template.contains('{') {
        return;
    }
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        path.push_str(before);
        match segments.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => path.push_str(text),
            None => request.fail(format!("the path needs the parameter {name}, which is not set")),
        }
        rest = after;
    }
    path.push_str(rest);
    request.set_path(path);
}
