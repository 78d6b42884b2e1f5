//! Comparing a call's parameters with the specification.

mod fields;
mod flat;
#[cfg(test)]
mod tests;
mod value;

use serde_json::Value;

use crate::call::Call;
use crate::encoding::Pairs;
use crate::expected::{Expected, Location};
use crate::protocol::PROTOCOL_PARAMETERS;
use crate::refusal::Refusal;
use crate::signature::Scheme;

use fields::{fields, misplaced, missing, unknown};
use flat::check_pairs;
use value::{check_json_field, check_text};

/// Headers that say something about the message; a parameter of such a name in the query is another thing.
const MESSAGE_HEADERS: [&str; 11] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "date",
    "expect",
    "host",
    "transfer-encoding",
    "user-agent",
];

/// Checks every parameter of a call, and that none is missing.
pub(crate) fn check(expected: &Expected, scheme: Scheme, call: &Call) -> Result<(), Refusal> {
    let query = own_query(expected, scheme, call)?;
    check_pairs(expected, Location::Path, &call.path_parameters)?;
    check_pairs(expected, Location::Query, &query)?;
    check_headers(expected, call)?;
    check_pairs(expected, Location::Form, &call.form)?;
    check_body(expected, call)
}

/// The query without what belongs to the protocol and to the product.
fn own_query(expected: &Expected, scheme: Scheme, call: &Call) -> Result<Pairs, Refusal> {
    let mut query = call.query.clone();
    let declared = |name: &str| fields(expected, Location::Query).any(|field| field.name == name);
    if scheme == Scheme::Rpc1 {
        query.retain(|(name, _)| !PROTOCOL_PARAMETERS.contains(&name.as_str()) || declared(name));
    }
    if let Some(region) = &expected.region {
        let values: Vec<_> = query.iter().filter(|(name, _)| name == region).map(|(_, value)| value.as_str()).collect();
        match values.as_slice() {
            [] => return Err(Refusal::missing(format!("{region} is required in the query."))),
            [""] => return Err(Refusal::invalid(format!("{region} in the query is empty."))),
            [_] => {}
            _ => return Err(Refusal::invalid(format!("{region} stands more than once in the query."))),
        }
        query.retain(|(name, _)| name != region || declared(name));
    }
    Ok(query)
}

fn check_headers(expected: &Expected, call: &Call) -> Result<(), Refusal> {
    for field in &expected.request {
        let name = field.name.to_ascii_lowercase();
        let value = call.header(&name);
        match (field.location, value) {
            // A list or an object without an encoding has no one form in a header: presence is all there is to check.
            (Some(Location::Header), Some(_)) if field.encoding.is_none() && field.shape.is_container() => {}
            (Some(Location::Header), Some(value)) => check_text(field, &field.name, value)?,
            (Some(Location::Header), None) if field.required => return Err(missing(&field.name, Location::Header)),
            (Some(location), Some(_)) if location != Location::Header && !MESSAGE_HEADERS.contains(&name.as_str()) => {
                return Err(misplaced(&field.name, location, Location::Header));
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_body(expected: &Expected, call: &Call) -> Result<(), Refusal> {
    if let Some(field) = fields(expected, Location::Body).next() {
        return match &call.json {
            Some(value) => check_json_field(field, &field.name, value),
            None if field.required => Err(missing(&field.name, Location::Body)),
            None => Ok(()),
        };
    }
    let takes_json = fields(expected, Location::Json).next().is_some();
    match &call.json {
        Some(Value::Object(members)) if takes_json => {
            let declared: Vec<_> = fields(expected, Location::Json).collect();
            for (name, value) in members {
                let Some(field) = declared.iter().find(|field| field.name == *name) else {
                    return Err(unknown(expected, name, Location::Json));
                };
                check_json_field(field, name, value)?;
            }
            match declared.iter().find(|field| field.required && !members.contains_key(&field.name)) {
                Some(field) => Err(missing(&field.name, Location::Json)),
                None => Ok(()),
            }
        }
        Some(_) if takes_json => Err(Refusal::invalid("The JSON body is not an object.")),
        Some(Value::Object(members)) if !members.is_empty() => {
            let name = members.keys().next().map_or("", String::as_str);
            Err(unknown(expected, name, Location::Json))
        }
        None if !call.body.is_empty() && call.form.is_empty() => {
            Err(Refusal::unexpected(format!("{} takes no body of this content-type.", expected.operation)))
        }
        Some(_) => Err(Refusal::unexpected(format!("{} takes no JSON body.", expected.operation))),
        None => match fields(expected, Location::Json).find(|field| field.required) {
            Some(field) => Err(missing(&field.name, Location::Json)),
            None => Ok(()),
        },
    }
}
