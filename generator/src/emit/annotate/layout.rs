//! How an operation travels: the HTTP method, the path, and where and how each parameter goes.

use crate::emit::model::{Http, Packing, PathPart};
use crate::ir::{self, Encoding, Location, Style};
use crate::vocabulary;

/// How an operation travels.
pub struct Layout<'a> {
    pub http: Http,
    pub path: Vec<PathPart>,
    pub parameters: Vec<ParameterLayout<'a>>,
    /// Parameters of which something was assumed, with what it was.
    pub assumed: Vec<(&'a ir::Field, &'static str)>,
}

/// How a parameter travels.
#[derive(Clone, Copy)]
pub struct ParameterLayout<'a> {
    pub field: &'a ir::Field,
    pub location: Location,
    pub packing: Packing,
}

/// Parameters that a call may have: a chain of so many setters is as long as a parser or compiler of Rust can bear.
const MOST_PARAMETERS: usize = 1_000;

/// How an operation travels; else why it cannot be called.
pub fn layout<'a>(region: Option<&str>, operation: &'a ir::Operation) -> Result<Layout<'a>, String> {
    let template = match operation.path.as_str() {
        "" if operation.style == Style::Rpc => "/",
        "" => return Err("it has no path".to_owned()),
        path => path,
    };
    let count = operation.request.len();
    if count > MOST_PARAMETERS {
        return Err(format!("it has {count} parameters, of which at most {MOST_PARAMETERS} can be emitted"));
    }
    let http = method(operation)?;
    let (mut parameters, mut assumed): (Vec<ParameterLayout<'_>>, Vec<_>) = (Vec::new(), Vec::new());
    for field in &operation.request {
        let in_path = operation.names_in_path(&field.name);
        let location = location(operation.style, http, field, in_path);
        if is_sent_by_the_client(operation.style, region, field, location) {
            continue;
        }
        if location == Location::Path && !in_path {
            assumed.push((field, "is not in the path and is left out"));
            continue;
        }
        if location == Location::Host && field.ty.is_container() {
            assumed.push((field, "is no text that a host could hold and is left out"));
            continue;
        }
        let (packing, assumption) = packing(field, location);
        assumed.extend(assumption.map(|assumption| (field, assumption)));
        parameters.push(ParameterLayout { field, location, packing });
    }
    let has = |places: &[Location]| parameters.iter().any(|parameter| places.contains(&parameter.location));
    if has(&[Location::Form]) && has(&[Location::Json, Location::Body]) {
        return Err("its parameters make a form and a JSON body, and a call has one body".to_owned());
    }
    let path = path_parts(template, &parameters)?;
    Ok(Layout { http, path, parameters, assumed })
}

/// Where a parameter travels: as the page says, else in the path that names it, else where the method takes parameters.
fn location(style: Style, http: Http, field: &ir::Field, in_path: bool) -> Location {
    match field.location {
        Some(location) => location,
        None if in_path => Location::Path,
        None if style == Style::Rpc || matches!(http, Http::Get | Http::Delete | Http::Head) => Location::Query,
        None => Location::Form,
    }
}

/// Whether the client sends a parameter by itself: the region, which a call can override, and those of the protocol.
fn is_sent_by_the_client(style: Style, region: Option<&str>, field: &ir::Field, location: Location) -> bool {
    let is_region = Some(field.name.as_str()) == region && matches!(location, Location::Query | Location::Form);
    is_region || (style == Style::Rpc && vocabulary::is_protocol_parameter(&field.name))
}

/// How a parameter is packed, and what had to be assumed for it.
fn packing(field: &ir::Field, location: Location) -> (Packing, Option<&'static str>) {
    let packing = match field.encoding {
        _ if !field.ty.is_container() && field.ty != ir::Type::Any => Packing::Plain,
        _ if location == Location::Body => Packing::Plain,
        Some(Encoding::Json) => Packing::Json,
        Some(Encoding::Comma) if is_flat_list(field) => Packing::Comma,
        Some(Encoding::Comma) => {
            return (Packing::Json, Some("is joined by commas but is no list of single values; it is sent as JSON"));
        }
        // A header or a segment of a path is one text.
        None if matches!(location, Location::Header | Location::Path) && is_flat_list(field) => Packing::Comma,
        None if matches!(location, Location::Header | Location::Path) => Packing::Json,
        None => Packing::Plain,
    };
    (packing, None)
}

/// Whether a field is a list whose items are single values, which commas can join.
fn is_flat_list(field: &ir::Field) -> bool {
    let nests = |ty: ir::Type| matches!(ty, ir::Type::Array | ir::Type::Map);
    field.ty == ir::Type::Array && !field.items.as_ref().is_some_and(|items| nests(items.ty))
}

/// The HTTP method; of several, one that can carry the parameters.
fn method(operation: &ir::Operation) -> Result<Http, String> {
    let has_body = operation
        .request
        .iter()
        .any(|field| matches!(field.location, Some(Location::Form | Location::Json | Location::Body)));
    let mut methods = Vec::new();
    for method in operation.method.split('|').map(str::trim).filter(|method| !method.is_empty()) {
        methods.push(match method {
            "GET" => Http::Get,
            "POST" => Http::Post,
            "PUT" => Http::Put,
            "DELETE" => Http::Delete,
            "PATCH" => Http::Patch,
            "HEAD" => Http::Head,
            other => return Err(format!("{other:?} is no HTTP method that the client sends")),
        });
    }
    let carries = |method: &Http| matches!(method, Http::Post | Http::Put | Http::Patch);
    match methods.first() {
        Some(_) if operation.style == Style::Rpc && methods.contains(&Http::Post) => Ok(Http::Post),
        Some(first) if has_body => Ok(methods.iter().copied().find(carries).unwrap_or(*first)),
        Some(first) => Ok(*first),
        None if operation.style == Style::Rpc => Ok(Http::Post),
        None => Err("it has no HTTP method".to_owned()),
    }
}

/// Splits a path at its `{Name}`s and encodes the text between them.
fn path_parts(template: &str, parameters: &[ParameterLayout<'_>]) -> Result<Vec<PathPart>, String> {
    let mut parts = Vec::new();
    let mut rest = template;
    if !rest.starts_with('/') {
        return Err(format!("its path {template:?} does not start with a slash"));
    }
    while !rest.is_empty() {
        let (text, after) = rest.split_once('{').map_or((rest, None), |(text, after)| (text, Some(after)));
        if !text.is_empty() {
            parts.push(PathPart::Text(encode_path(text)));
        }
        let Some(after) = after else { break };
        let (name, tail) =
            after.split_once('}').ok_or_else(|| format!("a brace in its path {template:?} is not closed"))?;
        let index = parameters
            .iter()
            .position(|parameter| parameter.field.name == name && parameter.location == Location::Path)
            .ok_or_else(|| format!("its path needs the parameter {name:?}, which the request lacks"))?;
        parts.push(PathPart::Parameter(index));
        rest = tail;
    }
    Ok(parts)
}

/// Percent-encodes what cannot stand in a path; an escape that is there already stays.
fn encode_path(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b'%' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
