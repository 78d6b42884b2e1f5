//! Long lists by name: which parameters and members page, and the parts that come.

use std::borrow::Cow;

use serde::de::Error as _;
use serde_json::Value;

use super::call::NamedCall;
use crate::error::{self, Error};
use crate::future::BoxFuture;
use crate::paging::{Listed, Paged, Paginator, Paging, Part, Scalar};

/// The names by which a list comes in parts: the parameter that asks for the next part, and the members of the response that
/// hold the items and say how many there are. A member below others is named with dots, as `Boats.Boat`.
///
/// ```
/// use alicloud_core::ListFields;
///
/// let by_number = ListFields::numbered("PageNumber", "Boats.Boat").size("PageSize").total("TotalCount");
/// let by_token = ListFields::token("NextToken", "Boats").size("MaxResults");
/// let by_marker = ListFields::token("Marker", "Boats").next("NextMarker");
/// # let _ = (by_number, by_token, by_marker);
/// ```
#[derive(Clone, Debug)]
#[must_use = "fields do nothing until a paginator is made of them"]
pub struct ListFields {
    paging: Paging,
    position: String,
    items: String,
    size: Option<String>,
    total: Option<String>,
    next: String,
}

impl ListFields {
    /// Pages are asked for by their number, from 1, in the parameter `position`; `items` is the member with the items.
    pub fn numbered(position: impl Into<String>, items: impl Into<String>) -> Self {
        Self::new(Paging::Number { first: 1 }, position.into(), items.into())
    }

    /// Parts are asked for by the number of items to skip, from 0.
    pub fn offset(position: impl Into<String>, items: impl Into<String>) -> Self {
        Self::new(Paging::Offset { first: 0 }, position.into(), items.into())
    }

    /// Parts are asked for by the token that the part before held, in a member of the same name unless
    /// [`next`](Self::next) says otherwise.
    pub fn token(position: impl Into<String>, items: impl Into<String>) -> Self {
        Self::new(Paging::Token, position.into(), items.into())
    }

    fn new(paging: Paging, position: String, items: String) -> Self {
        Self { paging, next: position.clone(), position, items, size: None, total: None }
    }

    /// The number of the first page, or the offset of the first item. A list by tokens has none.
    pub fn first(mut self, number: i64) -> Self {
        match &mut self.paging {
            Paging::Number { first } | Paging::Offset { first } => *first = number,
            Paging::Token => {}
        }
        self
    }

    /// The parameter that says how many items a part may have. Where the response repeats it, that counts.
    pub fn size(mut self, parameter: impl Into<String>) -> Self {
        self.size = Some(parameter.into());
        self
    }

    /// The member that says how many items there are in all.
    pub fn total(mut self, member: impl Into<String>) -> Self {
        self.total = Some(member.into());
        self
    }

    /// The member with the token of the next part.
    pub fn next(mut self, member: impl Into<String>) -> Self {
        self.next = member.into();
        self
    }

    /// Takes a response apart. The error says where the items are not.
    fn page(&self, mut value: Value) -> Result<NamedPage, String> {
        let number =
            |name: &Option<String>| name.as_deref().and_then(|name| member(&value, name)).and_then(Scalar::number);
        let (total, size) = (number(&self.total), number(&self.size));
        let next = member(&value, &self.next).and_then(Scalar::text);
        let items = match take_items(&mut value, &self.items) {
            Err(_) if total == Some(0) => Vec::new(),
            found => found?,
        };
        Ok(NamedPage { items, rest: value, total, size, next })
    }
}

/// One part of a list by name.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NamedPage {
    /// The items.
    pub items: Vec<Value>,
    /// The response without its items.
    pub rest: Value,
    total: Option<i64>,
    size: Option<i64>,
    next: Option<String>,
}

/// A call by name whose response is one part of a list; see [`NamedCall::into_paginator`].
#[derive(Clone, Debug)]
pub struct NamedList {
    call: NamedCall,
    fields: ListFields,
    position: Value,
}

impl NamedCall {
    /// A paginator over the list that `fields` describe: its items are the values of the list, its pages are
    /// [`NamedPage`]s. It begins with the part that the parameters name, else with the first one.
    pub fn into_paginator(self, fields: ListFields) -> Paginator<NamedList> {
        Paginator::new(NamedList::new(self, fields))
    }
}

impl NamedList {
    fn new(call: NamedCall, fields: ListFields) -> Self {
        let position = call.value(&fields.position).cloned().unwrap_or_default();
        Self { call, fields, position }
    }

    async fn page(self) -> Result<NamedPage, Error> {
        let Self { mut call, fields, position } = self;
        call.replace(&fields.position, position);
        let answer = call.client().call(call.to_request()).await?;
        let value = answer.decode()?;
        fields
            .page(value)
            .map_err(|problem| error::not_decodable(&answer, &fields.items, serde_json::Error::custom(problem)))
    }
}

impl Paged for NamedList {
    type Output = NamedPage;
    type Item = Value;
    const OPERATION: &'static str = "an operation by name";
    const PAGING: Paging = Paging::Token;

    fn operation(&self) -> Cow<'static, str> {
        self.call.operation().clone()
    }

    fn paging(&self) -> Paging {
        self.fields.paging
    }

    fn position(&mut self) -> &mut dyn Scalar {
        &mut self.position
    }

    fn size(&self) -> Option<i64> {
        self.fields.size.as_deref().and_then(|name| self.call.value(name)).and_then(Scalar::number)
    }

    fn send_page(self) -> BoxFuture<'static, Result<NamedPage, Error>> {
        Box::pin(self.page())
    }

    fn part(output: &NamedPage) -> Part<'_, Value> {
        let NamedPage { items, total, size, next, .. } = output;
        Part { items: Some(items), total: *total, size: *size, next: next.clone() }
    }
}

impl Listed for NamedList {
    fn into_items(output: NamedPage) -> Vec<Value> {
        output.items
    }
}

/// The value at a path of names with dots between them.
fn member<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, name| value.get(name))
}

/// The list at `path`, taken out of `value`.
///
/// Services leave wrappers out, or put one more around a list, and write an empty list as `null`, `""` or `{}`. Only the
/// first name must be there: a response without it has its items elsewhere, which must not look like an empty list.
fn take_items(value: &mut Value, path: &str) -> Result<Vec<Value>, String> {
    let mut current = value;
    for (depth, name) in path.split('.').filter(|name| !name.is_empty()).enumerate() {
        match current {
            Value::Array(_) => break,
            Value::Object(members) if depth == 0 && !members.contains_key(name) => {
                let names: Vec<&str> = members.keys().map(String::as_str).take(20).collect();
                return Err(format!(
                    "there is no such member, where the items should be; there are {}",
                    names.join(", ")
                ));
            }
            Value::Object(members) => match members.get_mut(name) {
                Some(below) => current = below,
                None => return Ok(Vec::new()),
            },
            other if is_nothing(other) => return Ok(Vec::new()),
            _ => return Err(format!("{name} cannot be in what is no object, where the items should be")),
        }
    }
    if let Value::Object(members) = current
        && members.len() == 1
        && let Some(Value::Array(items)) = members.values_mut().next()
    {
        return Ok(std::mem::take(items));
    }
    match current {
        Value::Array(items) => Ok(std::mem::take(items)),
        other if is_nothing(other) => Ok(Vec::new()),
        _ => Err("no list is there, where the items should be".to_owned()),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}
