//! What holds for the request as a whole: a body that is a list, what a JSON body leaves no room for, and the host.

use crate::example::Node;
use crate::infer::page::route::Route;
use crate::ir::{Field, Items, Location, Step, Style, Type, WirePath};
use crate::vocabulary::has_body;

use super::encoding;
use super::parts::Request;
use super::shown::ShownValues;

/// What a body that is a list is called; the name does not travel.
const NAMES: &[&str] = &["Body", "RequestBody"];

/// Settles what no row says of itself.
pub fn settle(request: &mut Request, shown: &ShownValues<'_>, route: &Route) {
    if route.style == Style::Roa && has_body(&route.method) {
        if let Some(list) = shown.list().filter(|list| is_list_of(list, &request.body.fields)) {
            make_list(request, list);
        }
        leave_no_form(request, route);
    }
    let has_host = request.parameters.fields.iter().any(|field| field.location == Some(Location::Host));
    if !route.host.is_empty() && !has_host {
        // Without it the call has no address.
        let host =
            Field { name: route.host.clone(), location: Some(Location::Host), required: true, ..Field::default() };
        request.parameters.fields.push(host);
    }
}

/// Finds another place for what would be in a form: a call has one body, and beside JSON there is none. Where parameters are
/// members of the JSON, those are too that its example leaves out; where the body is apart, the query has the parameters.
fn leave_no_form(request: &mut Request, route: &Route) {
    let parameters = &mut request.parameters.fields;
    let has_members = route.sends_json && parameters.iter().any(|one| one.location == Some(Location::Json));
    let other = match request.body.fields.is_empty() {
        false => Location::Query,
        true if has_members => Location::Json,
        true => return,
    };
    let in_form = parameters.iter_mut().filter(|parameter| parameter.location == Some(Location::Form));
    in_form.for_each(|parameter| parameter.location = Some(other));
}

/// Whether the body that an example shows as a list holds what the rows describe.
///
/// Evidence: items are objects, one member of which is a row at least; or no row describes the body.
fn is_list_of(list: &Node, members: &[Field]) -> bool {
    let shown = list.items().iter().flat_map(Node::members);
    let mut shown = shown.map(|member| member.name.as_str());
    if members.is_empty() {
        shown.next().is_none()
    } else {
        shown.any(|name| members.iter().any(|one| one.name == name))
    }
}

/// Makes a list of the body: what rows describe are members of its items.
fn make_list(request: &mut Request, list: &Node) {
    let fields = std::mem::take(&mut request.body.fields);
    let items = match fields.is_empty() {
        true => encoding::items(&list.items().iter().collect::<Vec<_>>()),
        false => Some(Box::new(Items { ty: Type::Object, items: None, fields })),
    };
    let is_free = |name: &&&str| !request.parameters.fields.iter().any(|one| one.name.eq_ignore_ascii_case(name));
    let name = NAMES.iter().find(is_free).copied().unwrap_or(NAMES[0]).to_owned();
    for doubt in &mut request.body.doubts {
        let mut path = WirePath::default().child(&name).item();
        doubt.path.steps().iter().for_each(|step: &Step| path.push(step.clone()));
        doubt.path = path;
    }
    let location = Some(Location::Body);
    request.body.fields.push(Field { name, location, ty: Type::Array, items, required: true, ..Field::default() });
}
