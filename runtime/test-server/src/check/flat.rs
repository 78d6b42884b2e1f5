//! Parameters that travel flattened: `Name.1`, `Name.Field`.

use std::collections::{BTreeSet, HashMap};

use super::fields::{below, fields, missing, unknown};
use super::value::{check_scalar, check_text};
use crate::encoding::Pairs;
use crate::expected::{Expected, Field, Location, Shape, Style, Type};
use crate::protocol::PROTOCOL_PARAMETERS;
use crate::refusal::Refusal;

/// The names that arrived, and how far the lists among them count.
#[derive(Default)]
struct Seen {
    names: BTreeSet<String>,
    lists: HashMap<String, u32>,
}

/// Checks the parameters of one place where they travel flattened: `Name.1`, `Name.Field`.
pub(super) fn check_pairs(expected: &Expected, location: Location, pairs: &Pairs) -> Result<(), Refusal> {
    let mut seen = Seen::default();
    for (name, value) in pairs {
        if !seen.names.insert(name.clone()) {
            return Err(Refusal::invalid(format!("{name} stands more than once in the {location}.")));
        }
        let candidates = fields(expected, location).filter_map(|field| Some((field, below(&field.name, name)?)));
        // A dot may be part of a name, so that the longest name that fits is meant.
        match candidates.max_by_key(|(field, _)| field.name.len()) {
            Some((field, rest)) => check_flat(field, name, rest, value, &mut seen)?,
            // The path's template names its parameters, whether or not the page lists them.
            None if location == Location::Path => {}
            None => return Err(unknown(expected, name, location)),
        }
    }
    seen.check_lists()?;
    for field in fields(expected, location) {
        let of_protocol = expected.style == Style::Rpc && PROTOCOL_PARAMETERS.contains(&field.name.as_str());
        seen.check_required(field, &field.name, field.required && !of_protocol, location)?;
    }
    Ok(())
}

impl Seen {
    /// Whether the parameter or anything below it arrived.
    fn has(&self, name: &str) -> bool {
        let below = format!("{name}.");
        self.names.contains(name)
            || self.names.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below))
    }

    /// Lists count from 1 without gaps.
    fn check_lists(&self) -> Result<(), Refusal> {
        for (list, last) in &self.lists {
            if let Some(gap) = (1..*last).find(|index| !self.has(&format!("{list}.{index}"))) {
                return Err(Refusal::invalid(format!("{list}.{gap} is absent, and {list}.{last} is there.")));
            }
        }
        Ok(())
    }

    /// What is required must be there; below an optional parameter, only where that parameter is.
    fn check_required(&self, field: &Field, name: &str, required: bool, location: Location) -> Result<(), Refusal> {
        match self.has(name) {
            false if required => Err(missing(name, location)),
            true if field.encoding.is_none() => self.check_below(&field.shape, name, location),
            _ => Ok(()),
        }
    }

    fn check_below(&self, shape: &Shape, name: &str, location: Location) -> Result<(), Refusal> {
        for field in &shape.fields {
            self.check_required(field, &format!("{name}.{}", field.name), field.required, location)?;
        }
        let Some(items) = shape.items.as_deref().filter(|_| shape.ty == Type::Array) else { return Ok(()) };
        for item in (1u32..).map(|index| format!("{name}.{index}")).take_while(|item| self.has(item)) {
            self.check_below(items, &item, location)?;
        }
        Ok(())
    }
}

fn check_flat(field: &Field, name: &str, rest: &str, value: &str, seen: &mut Seen) -> Result<(), Refusal> {
    if rest.is_empty() && (field.encoding.is_some() || !field.shape.is_container()) {
        return check_text(field, name, value);
    }
    if field.encoding.is_some() {
        return Err(Refusal::unexpected(format!("{name}: {} travels as one value, not flattened.", field.name)));
    }
    check_flat_shape(&field.shape, name, rest, value, seen)
}

/// Follows what is left of a flattened name, `rest`, down the shape.
fn check_flat_shape(shape: &Shape, name: &str, rest: &str, value: &str, seen: &mut Seen) -> Result<(), Refusal> {
    let not_here = || Refusal::unexpected(format!("{name} leads to nothing that the specification knows."));
    if rest.is_empty() {
        return match shape.is_container() {
            true => Err(Refusal::invalid(format!("{name} is an {} and must be flattened.", shape.ty))),
            false => check_scalar(shape.ty, name, value),
        };
    }
    match shape.ty {
        Type::Array => {
            let (index, rest) = rest.split_once('.').unwrap_or((rest, ""));
            let plain = (1..=6).contains(&index.len()) && index.bytes().all(|byte| byte.is_ascii_digit());
            let index = index.parse().ok().filter(|_| plain && !index.starts_with('0'));
            let index: u32 = index.ok_or_else(|| Refusal::invalid(format!("{name}: items of a list count from 1.")))?;
            let list = name[..name.len() - rest.len()].trim_end_matches('.');
            let list = list.rsplit_once('.').map_or(list, |(list, _)| list);
            let last = seen.lists.entry(list.to_owned()).or_default();
            *last = index.max(*last);
            match shape.items.as_deref() {
                Some(items) => check_flat_shape(items, name, rest, value, seen),
                None => Ok(()),
            }
        }
        Type::Object if shape.fields.is_empty() => Ok(()),
        Type::Object => {
            let candidates = shape.fields.iter().filter_map(|field| Some((field, below(&field.name, rest)?)));
            let (field, rest) = candidates.max_by_key(|(field, _)| field.name.len()).ok_or_else(not_here)?;
            check_flat(field, name, rest, value, seen)
        }
        Type::Map => match shape.items.as_deref() {
            // The key may hold dots, so that only a value that cannot go deeper can be checked.
            Some(items) if !items.is_container() => check_scalar(items.ty, name, value),
            _ => Ok(()),
        },
        Type::Any => Ok(()),
        _ => Err(not_here()),
    }
}
