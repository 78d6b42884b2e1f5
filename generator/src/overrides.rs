//! Corrections by hand: the file `overrides.yaml` of a product.
//!
//! Each names the operation, what it changes and why. One that changes nothing is an error: the page was repaired, and the
//! correction must go.

mod entry;
mod waiter;

use serde::{Deserialize, Deserializer};

use crate::diagnostic::{Diagnostic, Position};
use crate::ir::{
    AllowedValue, Bounds, Encoding, Fact, Field, Format, Items, Location, Number, Operation, ResponseKind, Side, Type,
    Waiter,
};

pub use entry::read;

/// A correction.
#[derive(Clone, Debug)]
pub struct Override {
    /// The operation.
    pub operation: String,
    /// Why, and how one knows.
    pub reason: String,
    /// Whose fault it mends.
    pub mends: Mends,
    /// Which side of the operation.
    pub side: Side,
    /// What it does.
    pub action: Action,
    /// Where it stands in the file.
    pub position: Position,
}

/// What a correction does. A path is one such as `Changes.Change[].Id`; the empty one is the top level.
#[derive(Clone, Debug)]
pub enum Action {
    /// Moves the field at a path below another one.
    Move {
        /// The path of the field.
        path: String,
        /// The path of the object or list that gets it.
        to: String,
    },
    /// Says that a guess about the field at a path is right: a fact, or, where none is named, the field's place.
    Confirm {
        /// The path of the field.
        path: String,
        /// The fact.
        fact: Option<Fact>,
    },
    /// Takes the field at this path away.
    Remove(String),
    /// Changes the field at a path.
    Change {
        /// The path of the field.
        path: String,
        /// What it is to become.
        set: Box<Set>,
    },
    /// Adds a field.
    Add {
        /// The field.
        field: Box<Field>,
        /// The path of the object or list that gets it.
        to: String,
    },
    /// Declares what can be waited for by repeating the operation.
    Waiter(Waiter),
    /// Says whether the operation only reads.
    Reads(bool),
    /// Names the parameter by which the service knows that a call is a repetition; empty: there is none.
    ClientToken(String),
    /// Says what kind of body the response has.
    ResponseKind(ResponseKind),
}

impl Override {
    /// The path of the guess about a place that the correction settles, where it settles one.
    pub fn settles(&self) -> Option<&str> {
        match &self.action {
            Action::Move { path, .. } | Action::Confirm { path, fact: None } | Action::Remove(path) => Some(path),
            _ => None,
        }
    }
}

/// Whose fault a correction mends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mends {
    /// The page is wrong.
    #[default]
    Page,
    /// The page is right or silent, and the generator guessed wrong.
    Guess,
    /// The client needs it otherwise.
    Client,
}

/// What a field is to become.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the specification")]
pub struct Set {
    pub name: Option<String>,
    #[serde(rename = "in")]
    pub location: Option<Location>,
    #[serde(rename = "type")]
    pub ty: Option<Type>,
    pub items: Option<Items>,
    pub fields: Option<Vec<Field>>,
    pub encoding: Option<Encoding>,
    pub required: Option<bool>,
    pub example: Option<String>,
    pub description: Option<String>,
    pub allowed: Option<Vec<AllowedValue>>,
    pub default: Option<String>,
    pub range: Option<Bounds<Number>>,
    pub length: Option<Bounds<u64>>,
    pub size: Option<Bounds<u64>>,
    /// `null` takes it away.
    #[serde(default, deserialize_with = "given")]
    pub format: Option<Option<Format>>,
    pub unit: Option<String>,
    pub deprecated: Option<bool>,
    pub preview: Option<bool>,
    pub conditional: Option<bool>,
    pub sensitive: Option<bool>,
}

/// Reads a key that may be given as `null`, which is not the same as to leave it out.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

impl Set {
    /// The facts that are set, whatever to.
    fn facts(&self) -> Vec<Fact> {
        let facts = [
            (Fact::Allowed, self.allowed.is_some()),
            (Fact::Default, self.default.is_some()),
            (Fact::Range, self.range.is_some()),
            (Fact::Length, self.length.is_some()),
            (Fact::Size, self.size.is_some()),
            (Fact::Format, self.format.is_some()),
            (Fact::Unit, self.unit.is_some()),
            (Fact::Deprecated, self.deprecated.is_some()),
            (Fact::Preview, self.preview.is_some()),
            (Fact::Conditional, self.conditional.is_some()),
            (Fact::Sensitive, self.sensitive.is_some()),
        ];
        facts.into_iter().filter(|(_, is_set)| *is_set).map(|(fact, _)| fact).collect()
    }
}

/// Applies corrections in their order. What could not be applied is reported; all others are applied.
pub fn apply(file: &str, overrides: &[Override], operations: &mut [Operation]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for correction in overrides {
        if let Err(problem) = apply_one(correction, operations) {
            let message = format!("the correction of {} does not apply: {problem}", correction.operation);
            let help = match correction.action {
                Action::Waiter(_) => "correct the waiter; if the page was wrong, correct the page",
                _ => "remove it if the page was corrected; otherwise correct its path",
            };
            let found = Diagnostic::new(file, "override-without-effect", message, help);
            diagnostics.push(found.at(correction.position));
        }
    }
    diagnostics
}

fn apply_one(correction: &Override, operations: &mut [Operation]) -> Result<(), String> {
    let operation = operations
        .iter_mut()
        .find(|operation| operation.operation == correction.operation)
        .ok_or_else(|| "there is no such operation".to_owned())?;
    let fields = match correction.side {
        Side::Request => &mut operation.request,
        Side::Body => &mut operation.body,
        Side::Response => &mut operation.response,
    };
    match &correction.action {
        Action::Move { path, to } => {
            if parent(path) == to.trim_end_matches("[]") {
                return Err(format!("{path} is below {to:?} already"));
            }
            // Looked up first, so that nothing is taken that cannot be put down again.
            let name = last(path);
            if children(fields, to)?.iter().any(|field| field.name == name) {
                return Err(format!("{to:?} has a field {name} already"));
            }
            let field = take(fields, path)?;
            children(fields, to)?.push(Field { confidence: None, ..field });
            Ok(())
        }
        Action::Confirm { path, fact: None } => {
            let confidence = find(fields, path)?.confidence.take();
            confidence.map(drop).ok_or_else(|| format!("the place of {path} is no guess"))
        }
        Action::Confirm { path, fact: Some(fact) } => {
            let confidence = find(fields, path)?.guessed.remove(fact);
            confidence.map(drop).ok_or_else(|| format!("`{}` of {path} is no guess", fact.key()))
        }
        Action::Remove(path) => take(fields, path).map(drop),
        Action::Change { path, set } => {
            if change(find(fields, path)?, set) {
                Ok(())
            } else {
                Err(format!("{path} is so already"))
            }
        }
        Action::Add { field, to } => {
            let siblings = children(fields, to)?;
            if siblings.iter().any(|sibling| sibling.name == field.name) {
                return Err(format!("there is a field {} already", field.name));
            }
            siblings.push(Field::clone(field));
            Ok(())
        }
        Action::Waiter(waiter) => waiter::declare(operation, waiter),
        Action::Reads(reads) => replace(&mut operation.reads, *reads, "`reads`"),
        Action::ClientToken(name) if !name.is_empty() && operation.token_parameter(name).is_none() => {
            Err(format!("the request has no text {name:?} outside the path"))
        }
        Action::ClientToken(name) => replace(&mut operation.client_token, name.clone(), "`client_token`"),
        Action::ResponseKind(kind) => replace(&mut operation.response_kind, *kind, "`response_kind`"),
    }
}

/// Gives a fact of an operation another value.
fn replace<T: PartialEq>(place: &mut T, value: T, what: &str) -> Result<(), String> {
    if *place == value {
        return Err(format!("{what} is so already"));
    }
    *place = value;
    Ok(())
}

/// The fields below a path such as `Changes.Change[]`; the empty path is the top level.
fn children<'f>(fields: &'f mut Vec<Field>, path: &str) -> Result<&'f mut Vec<Field>, String> {
    let mut at = fields;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let name = part.trim_end_matches("[]");
        let field = at.iter_mut().find(|field| field.name == name).ok_or_else(|| missing(path))?;
        at = match &mut field.items {
            Some(items) => {
                let mut items = items.as_mut();
                while items.items.is_some() {
                    items = items.items.as_mut().expect("it was just seen to be there");
                }
                &mut items.fields
            }
            None => &mut field.fields,
        };
    }
    Ok(at)
}

fn find<'f>(fields: &'f mut Vec<Field>, path: &str) -> Result<&'f mut Field, String> {
    let name = last(path);
    children(fields, parent(path))?.iter_mut().find(|field| field.name == name).ok_or_else(|| missing(path))
}

fn take(fields: &mut Vec<Field>, path: &str) -> Result<Field, String> {
    let siblings = children(fields, parent(path))?;
    let name = last(path);
    let at = siblings.iter().position(|field| field.name == name).ok_or_else(|| missing(path))?;
    Ok(siblings.remove(at))
}

fn missing(path: &str) -> String {
    format!("there is no field {path:?}")
}

fn parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(parent, _)| parent.trim_end_matches("[]"))
}

fn last(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, last)| last).trim_end_matches("[]")
}

/// Changes a field; false if it was so already.
fn change(field: &mut Field, set: &Set) -> bool {
    let before = field.clone();
    let Set {
        name,
        location,
        ty,
        items,
        fields,
        encoding,
        required,
        example,
        description,
        allowed,
        default,
        range,
        length,
        size,
        format,
        unit,
        deprecated,
        preview,
        conditional,
        sensitive,
    } = set.clone();
    fn put<T>(place: &mut T, value: Option<T>) {
        if let Some(value) = value {
            *place = value;
        }
    }
    put(&mut field.name, name);
    put(&mut field.ty, ty);
    put(&mut field.fields, fields);
    put(&mut field.required, required);
    put(&mut field.example, example);
    put(&mut field.description, description);
    put(&mut field.allowed, allowed);
    put(&mut field.default, default);
    put(&mut field.range, range);
    put(&mut field.length, length);
    put(&mut field.size, size);
    put(&mut field.format, format);
    put(&mut field.unit, unit);
    put(&mut field.deprecated, deprecated);
    put(&mut field.preview, preview);
    put(&mut field.conditional, conditional);
    put(&mut field.sensitive, sensitive);
    field.items = items.map(Box::new).or(field.items.take());
    field.location = location.or(field.location);
    field.encoding = encoding.or(field.encoding);
    let (changed, settled) = (*field != before, set.facts());
    field.guessed.retain(|fact, _| !settled.contains(fact));
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, ty: Type, fields: Vec<Field>) -> Field {
        Field { name: name.to_owned(), ty, fields, ..Field::default() }
    }

    fn operations() -> Vec<Operation> {
        let item = Items { ty: Type::Object, items: None, fields: vec![field("Id", Type::String, Vec::new())] };
        let list = Field { items: Some(Box::new(item)), ..field("Change", Type::Array, Vec::new()) };
        let response = vec![field("Changes", Type::Object, vec![list]), field("Code", Type::String, Vec::new())];
        vec![Operation { operation: "Get".to_owned(), response, ..Operation::default() }]
    }

    /// Applies corrections and gives the findings as `line: message`, and the operation.
    fn applied(text: &str) -> (Vec<String>, Operation) {
        let overrides = read("overrides.yaml", text).expect("the corrections are well-formed");
        let mut operations = operations();
        let found = apply("overrides.yaml", &overrides, &mut operations);
        (found.into_iter().map(|d| format!("{}: {}", d.position.line, d.message)).collect(), operations.remove(0))
    }

    #[test]
    fn a_field_moves_changes_comes_and_goes() {
        let (found, get) = applied(
            "- operation: Get\n  reason: r\n  move: Changes.Change[].Id\n  to: ''\n\
             - operation: Get\n  reason: r\n  change: Code\n  set: {type: int32}\n\
             - operation: Get\n  reason: r\n  add: {name: New, type: boolean}\n  to: Changes.Change[]\n",
        );
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(get.response.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["Changes", "Code", "Id"]);
        assert_eq!(get.response[1].ty, Type::Int32);
        let items = get.response[0].fields[0].items.as_ref().expect("the list has items");
        assert_eq!(items.fields[0].name, "New");
        let (_, get) = applied("- operation: Get\n  reason: r\n  remove: Changes\n");
        assert_eq!(get.response.len(), 1);
    }

    #[test]
    fn every_fact_of_a_field_can_be_set() {
        let (found, operation) = applied(
            "- operation: Get\n  reason: r\n  change: Code\n  set:\n    range: {min: 1, max: 2.5}\n    length: {max: 64}\n\
             \x20   size: {min: 1}\n    format: date-time\n    unit: GB\n    deprecated: true\n    preview: true\n    conditional: true\n    sensitive: true\n",
        );
        assert_eq!(found, [] as [String; 0]);
        let code = &operation.response[1];
        assert_eq!(
            (code.range.to_string(), code.length.to_string(), code.size.to_string()),
            ("1..2.5".into(), "..64".into(), "1..".into())
        );
        assert_eq!((code.format, code.unit.as_str()), (Some(Format::DateTime), "GB"));
        assert!(code.deprecated && code.preview && code.conditional && code.sensitive);
    }

    #[test]
    fn a_guess_is_confirmed_once() {
        let text = "- operation: Get\n  reason: r\n  confirm: Code\n";
        let overrides = read("overrides.yaml", text).expect("the corrections are well-formed");
        let mut operations = operations();
        operations[0].response[1].confidence = Some(0.6);
        assert_eq!(apply("overrides.yaml", &overrides, &mut operations), []);
        assert_eq!(operations[0].response[1].confidence, None);
        let found = apply("overrides.yaml", &overrides, &mut operations);
        assert!(found[0].message.ends_with("the place of Code is no guess"), "{}", found[0]);
        assert_eq!(overrides[0].settles(), Some("Code"));
    }

    #[test]
    fn a_guessed_fact_is_confirmed_or_changed() {
        let apply_to = |text: &str| {
            let overrides = read("overrides.yaml", text).expect("the corrections are well-formed");
            let mut operations = operations();
            let (code, guessed) = (&mut operations[0].response[1], [(Fact::Format, 0.8), (Fact::Unit, 0.9)]);
            (code.format, code.unit) = (Some(Format::Json), "GB".to_owned());
            code.guessed.extend(guessed);
            let found = apply("overrides.yaml", &overrides, &mut operations);
            let code = operations[0].response[1].clone();
            (found.into_iter().map(|one| one.message).collect::<Vec<_>>(), code, overrides[0].settles().is_some())
        };
        let entry = |action: &str| format!("- operation: Get\n  reason: r\n  {action}\n");
        let keys = |field: &Field| field.guessed.keys().map(|fact| fact.key()).collect::<Vec<_>>();
        let (found, code, settles) = apply_to(&entry("confirm: Code\n  fact: format"));
        assert_eq!((found.len(), keys(&code), settles), (0, vec!["unit"], false), "its place is another guess");
        assert_eq!(code.format, Some(Format::Json));
        let (found, code, _) = apply_to(&entry("change: Code\n  set: {format: null}"));
        assert_eq!((found.len(), keys(&code), code.format), (0, vec!["unit"], None));
        let (found, code, _) = apply_to(&entry("change: Code\n  set: {unit: MB}"));
        assert_eq!((found.len(), keys(&code), code.format), (0, vec!["format"], Some(Format::Json)));
        let (found, ..) = apply_to(&entry("confirm: Code\n  fact: range"));
        assert!(found[0].ends_with("`range` of Code is no guess"), "{found:?}");
        let (found, ..) = apply_to(&entry("change: Code\n  set: {unit: GB}"));
        assert!(found[0].ends_with("Code is so already"), "{found:?}");
    }

    #[test]
    fn a_member_of_the_body_can_be_corrected() {
        let text = "- operation: Get\n  reason: r\n  side: body\n  change: Size\n  set: {unit: GB}\n";
        let overrides = read("overrides.yaml", text).expect("the correction is well-formed");
        let mut operations = operations();
        operations[0].body = vec![field("Size", Type::Int32, Vec::new())];
        assert_eq!(apply("overrides.yaml", &overrides, &mut operations), []);
        assert_eq!(operations[0].body[0].unit, "GB");
    }

    #[test]
    fn a_correction_without_effect_is_an_error_with_its_line() {
        let (found, get) = applied(
            "# why\n- operation: Gone\n  reason: r\n  remove: X\n- operation: Get\n  reason: r\n  remove: X\n\
             - operation: Get\n  reason: r\n  move: Changes.Change[].Id\n  to: Changes.Change[]\n\
             - operation: Get\n  reason: r\n  change: Code\n  set: {type: string}\n\
             - operation: Get\n  reason: r\n  move: Code\n  to: Nowhere\n",
        );
        assert_eq!(
            found,
            [
                "2: the correction of Gone does not apply: there is no such operation",
                "5: the correction of Get does not apply: there is no field \"X\"",
                "8: the correction of Get does not apply: Changes.Change[].Id is below \"Changes.Change[]\" already",
                "12: the correction of Get does not apply: Code is so already",
                "16: the correction of Get does not apply: there is no field \"Nowhere\"",
            ]
        );
        assert_eq!(get, operations().remove(0), "nothing was taken away");
    }

    #[test]
    fn the_kind_of_the_response_is_corrected() {
        let (found, get) = applied("- {operation: Get, reason: r, response_kind: bytes}\n");
        assert_eq!((found, get.response_kind), (vec![], ResponseKind::Bytes));
    }

    #[test]
    fn what_a_repetition_does_is_corrected() {
        let correct = |entries: &[&str]| {
            let lines: Vec<String> =
                entries.iter().map(|entry| format!("- {{operation: Get, reason: r, {entry}}}\n")).collect();
            let (found, get) = applied(&lines.concat());
            (found, get.reads, get.client_token)
        };
        let token = "side: request, add: {name: clientToken, in: query, type: string}";
        let named = "client_token: clientToken";
        assert_eq!(correct(&["reads: true"]), (vec![], true, String::new()));
        assert_eq!(correct(&["reads: true", "reads: false"]), (vec![], false, String::new()));
        assert_eq!(correct(&[token, named]), (vec![], false, "clientToken".to_owned()));
        assert_eq!(correct(&[token, named, "client_token: ''"]), (vec![], false, String::new()));
        let fails = |entries: &[&str]| correct(entries).0.pop().expect("it does not apply");
        let head = "the correction of Get does not apply";
        assert_eq!(fails(&["response_kind: json"]), format!("1: {head}: `response_kind` is so already"));
        assert_eq!(fails(&["reads: false"]), format!("1: {head}: `reads` is so already"));
        assert_eq!(fails(&["client_token: ''"]), format!("1: {head}: `client_token` is so already"));
        assert_eq!(fails(&[named]), format!("1: {head}: the request has no text \"clientToken\" outside the path"));
        let number = token.replace("string", "int32");
        assert_eq!(
            fails(&[&number, named]),
            format!("2: {head}: the request has no text \"clientToken\" outside the path")
        );
    }
}
