//! Parameters as they must have arrived.

use serde::Deserialize;
use serde_json::Value;

use crate::call::Call;
use crate::expected::Location;

/// A parameter that must have arrived.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    #[serde(rename = "in")]
    place: Location,
    /// The name on the wire; whatever it is where the parameter is the whole body.
    name: String,
    /// The value; JSON text for the body and its members.
    value: String,
    /// Whether the value is a text that holds JSON, which is compared as JSON.
    #[serde(default)]
    is_json: bool,
}

impl Sent {
    /// What a call has at the place of this parameter.
    fn found(&self, call: &Call) -> Option<String> {
        let of = |pairs: &[(String, String)]| {
            pairs.iter().find(|(name, _)| *name == self.name).map(|(_, value)| value.clone())
        };
        match self.place {
            Location::Path => of(&call.path_parameters),
            Location::Query => of(&call.query),
            Location::Form => of(&call.form),
            Location::Header => call.header(&self.name.to_ascii_lowercase()).map(str::to_owned),
            Location::Body => call.json.as_ref().map(Value::to_string),
            Location::Json => {
                let member = call.json.as_ref()?.get(&self.name)?;
                if self.is_json { member.as_str().map(str::to_owned) } else { Some(member.to_string()) }
            }
            Location::Host => None,
        }
    }

    fn matches(&self, found: &str) -> bool {
        if !self.is_json && !matches!(self.place, Location::Json | Location::Body) {
            return found == self.value;
        }
        let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
        parse(found).is_some_and(|found| Some(found) == parse(&self.value))
    }
}

/// What is wrong with a call: whether it was refused, and where it does not carry what it should. Its form body must carry
/// nothing else.
pub fn wrong(call: &Call, method: &str, sent: &[Sent]) -> Vec<String> {
    if let Some(refusal) = &call.refusal {
        return vec![format!("was refused: {refusal:?}")];
    }
    let mut wrong = Vec::new();
    if call.method != method {
        wrong.push(format!("came by {} in the place of {method}", call.method));
    }
    for parameter in sent {
        let found = parameter.found(call);
        if !found.as_deref().is_some_and(|found| parameter.matches(found)) {
            let Sent { place, name, value, .. } = parameter;
            wrong.push(format!("{place:?} should carry {name} = {value:?}, but has {found:?}"));
        }
    }
    let in_form = sent.iter().filter(|parameter| parameter.place == Location::Form).count();
    if call.form.len() != in_form {
        wrong.push(format!(
            "has {} parameters in the form body in the place of {in_form}: {:?}",
            call.form.len(),
            call.form
        ));
    }
    wrong
}
