//! Operations and their error codes.

use serde::{Deserialize, Serialize};

use super::default::is_default;
use super::shape::{Field, Location};
use super::side::Side;
use super::waiter::Waiter;

/// One operation of a product: a request, a response and the errors of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The operation's name on the wire, an identifier such as `GatherAppEnvStats`.
    pub operation: String,
    /// How the call is laid out: by path and method, or by an `Action` parameter.
    pub style: Style,
    /// The HTTP method in upper case; alternatives of the page are joined by `|`. Empty for RPC: `POST`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub method: String,
    /// The path, with parameters as `{Name}`. Empty for RPC: `/`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub path: String,
    /// The page's first sentence.
    #[serde(default, skip_serializing_if = "is_default")]
    pub summary: String,
    /// What the page says beyond its first sentence, as Markdown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
    /// Whether the page says that the operation is deprecated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deprecated: bool,
    /// Whether the page says that the operation is in a preview, so that not everybody can call it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub preview: bool,
    /// Whether the operation changes nothing, so that a call can be repeated whenever no answer came.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reads: bool,
    /// The parameter by which the service knows that a call is a repetition; empty: there is none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_token: String,
    /// How the body of a response tells that the call succeeded; absent: its status alone does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub success: Option<Success>,
    /// How a long list comes in several answers; absent: in one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pagination: Option<Pagination>,
    /// What can be waited for by repeating the operation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub waiters: Vec<Waiter>,
    /// The page, relative to the product's reference folder.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: String,
    /// The page's link to the operation on the vendor's site.
    #[serde(default, skip_serializing_if = "is_default")]
    pub link: String,
    /// The parameters, in the page's order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub request: Vec<Field>,
    /// The members of the JSON document that is the whole body, where the page describes one apart from the parameters; of a
    /// document that is a list, the one field that is it, `in: body`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub body: Vec<Field>,
    /// What the response body is; only JSON has fields that the client decodes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub response_kind: ResponseKind,
    /// The fields of the response body, in the page's order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub response: Vec<Field>,
    /// The errors that the page lists; the product's common ones are in [`CommonErrors`].
    #[serde(default, skip_serializing_if = "is_default")]
    pub errors: Vec<ErrorCode>,
    /// The page's response example as JSON text, repaired where the page's is not JSON.
    #[serde(default, skip_serializing_if = "is_default")]
    pub response_example: String,
}

impl Operation {
    /// The fields of a side.
    pub fn side(&self, side: Side) -> &[Field] {
        match side {
            Side::Request => &self.request,
            Side::Body => &self.body,
            Side::Response => &self.response,
        }
    }

    /// The fields of a side, to be changed.
    pub fn side_mut(&mut self, side: Side) -> &mut Vec<Field> {
        match side {
            Side::Request => &mut self.request,
            Side::Body => &mut self.body,
            Side::Response => &mut self.response,
        }
    }

    /// The parameters that a call cannot do without: the positional arguments of the client's method, in their order. Those are
    /// what the page requires of parameters and body, and the parts of the path, which has no address without them.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        let parameters = self.request.iter().filter(|field| field.required || self.is_in_path(field));
        parameters.chain(self.body.iter().filter(|field| field.required))
    }

    /// Whether a parameter travels in the path: as the page says, else because the path names it.
    fn is_in_path(&self, field: &Field) -> bool {
        field.location.is_none_or(|location| location == Location::Path) && self.names_in_path(&field.name)
    }

    /// Whether the path has a place for a parameter of this name.
    pub fn names_in_path(&self, name: &str) -> bool {
        self.path.contains(&format!("{{{name}}}"))
    }

    /// The parameter of that name, if it can be what [`client_token`](Self::client_token) names.
    pub fn token_parameter(&self, name: &str) -> Option<&Field> {
        self.request.iter().chain(&self.body).find(|one| one.name == name && one.can_be_client_token())
    }
}

/// How the body of a response tells that the call succeeded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Success {
    /// The field at the root of the response.
    pub field: String,
    /// Its values that mean success, as text and without regard to case.
    #[serde(default, skip_serializing_if = "is_default")]
    pub equals: Vec<String>,
}

impl std::fmt::Display for Success {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} = {}", self.field, self.equals.join(" or "))
    }
}

/// How a long list comes in several answers: which parameters ask for a part of it, and where the part is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pagination {
    /// What the next part is asked for by.
    pub kind: PaginationKind,
    /// The parameter that says which part is meant: the number of the page, the token, or the offset.
    pub position: String,
    /// The parameter that says how many items an answer has at most; empty: there is none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub size: String,
    /// The wire path of the list in the answer, such as `Changes.Change`; empty: the page does not settle which it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: String,
    /// The wire path of the count of all items; empty: there is none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub total: String,
    /// The wire path of the token of the next part; of tokens alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub next: String,
}

/// What the next part of a long list is asked for by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaginationKind {
    /// The number of a page.
    Number,
    /// The token that the answer before held.
    Token,
    /// How many items to skip.
    Offset,
}

/// What the body of a response is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResponseKind {
    /// A JSON document, whose fields the specification lists.
    #[default]
    Json,
    /// A JSON list, of whose items the specification lists the fields.
    List,
    /// An XML document. The client hands it out as text.
    Xml,
    /// Bytes, such as those of a file or a picture.
    Bytes,
    /// Plain text.
    Text,
    /// No body at all.
    Nothing,
}

impl ResponseKind {
    /// The name in the specification, such as `bytes`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::List => "list",
            Self::Xml => "xml",
            Self::Bytes => "bytes",
            Self::Text => "text",
            Self::Nothing => "nothing",
        }
    }
}

/// How a call is laid out on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// One path, the operation named by the parameter `Action`.
    #[default]
    Rpc,
    /// A path and a method for each operation.
    Roa,
}

/// One error that an operation documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// The HTTP status, where the page states a valid one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: Option<u16>,
    /// The code on the wire, such as `ResourceAuthFailed`.
    pub code: String,
    /// Whether the error passes by itself, so that the same call may succeed a little later.
    #[serde(default, skip_serializing_if = "is_default")]
    pub transient: bool,
    /// The message that the service sends.
    #[serde(default, skip_serializing_if = "is_default")]
    pub message: String,
    /// What the page adds about the cause.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
}

/// The errors that every operation of a product can answer with: the file `errors.yaml` of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonErrors {
    /// The page, relative to the product's reference folder.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: String,
    /// The errors, in the page's order.
    pub errors: Vec<ErrorCode>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_what_is_required_and_what_the_path_names() {
        let operation: Operation = serde_yaml::from_str(
            "
operation: PutThing
style: roa
path: /{Shelf}/{Box}
request:
- {name: Colour, in: query, type: string}
- {name: Box, type: string}
- {name: Weight, in: query, type: int32, required: true}
- {name: Shelf, in: path, type: string}
- {name: Gone, in: path, type: string}
body:
- {name: Note, type: string}
- {name: Box, type: string}
- {name: Owner, type: string, required: true}
",
        )
        .expect("the operation is well-formed");
        let names: Vec<&str> = operation.arguments().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["Box", "Weight", "Shelf", "Owner"]);
    }
}
