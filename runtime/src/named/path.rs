//! Paths with places for parameters: `/clusters/{ClusterId}`.

use serde_json::Value;

use crate::encode::encode_segment;

/// A path with its values in place.
pub(super) struct Filled {
    pub path: String,
    /// The parameters that it took.
    pub names: Vec<String>,
}

/// Puts values into the places of `template`, each encoded as one segment. The error says what cannot be put there.
pub(super) fn fill<'a>(template: &str, value: impl Fn(&str) -> Option<&'a Value>) -> Result<Filled, String> {
    let mut filled = Filled { path: String::with_capacity(template.len()), names: Vec::new() };
    let mut rest = template;
    while let Some(start) = rest.find(['{', '}']) {
        let (before, place) = rest.split_at(start);
        let name = place.strip_prefix('{').and_then(|place| place.split_once('}'));
        let Some((name, after)) = name.filter(|(name, _)| !name.is_empty() && !name.contains('{')) else {
            return Err(format!(
                "the path `{template}` has a brace that is no place for a parameter; write such a place as `{{Name}}`"
            ));
        };
        filled.path.push_str(before);
        filled.path.push_str(&encode_segment(&text(name, value(name), template)?));
        filled.names.push(name.to_owned());
        rest = after;
    }
    filled.path.push_str(rest);
    Ok(filled)
}

/// The one text that a segment can have.
fn text(name: &str, value: Option<&Value>, template: &str) -> Result<String, String> {
    match value {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => Ok(value.to_string()),
        Some(Value::Array(_) | Value::Object(_)) => {
            Err(format!("the parameter {name} is a list or an object, which has no place in the path `{template}`"))
        }
        None | Some(Value::Null) => Err(format!("the path `{template}` needs the parameter {name}, which is not set")),
    }
}
