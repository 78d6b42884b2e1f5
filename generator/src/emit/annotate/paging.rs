//! How a call asks for the parts of a long list: which members of the call and of the answer are meant.

use quote::quote;
use serde::Serialize;

use crate::diagnostic::Severity;
use crate::emit::Error;
use crate::emit::docs;
use crate::emit::markdown::code;
use crate::emit::model::{Paging, Parameter, Ty};
use crate::ir::{self, Number, PaginationKind};

use super::Scope;
use super::operation::{Names, usage};
use super::way::Answer;

/// How a long list comes in several answers: names and paths as code, empty where there is none.
#[derive(Serialize)]
pub struct Pages {
    position: String,
    size: String,
    total: String,
    next: String,
}

impl From<&ir::Pagination> for Pages {
    fn from(pagination: &ir::Pagination) -> Self {
        let optional = |text: &str| if text.is_empty() { String::new() } else { code(&docs::excerpt(text)) };
        Self {
            position: optional(&pagination.position),
            size: optional(&pagination.size),
            total: optional(&pagination.total),
            next: optional(&pagination.next),
        }
    }
}

/// The facts of the documentation of what makes a paginator.
#[derive(Serialize)]
struct PaginatorFacts {
    position: String,
    /// Whether it is known which list of the answer pages.
    list: bool,
    example: String,
}

/// What makes a paginator of the call; where there can be none, that is reported.
pub fn annotate(
    scope: &mut Scope<'_>,
    operation: &ir::Operation,
    request: &[&ir::Field],
    parameters: &[Parameter],
    answer: &Answer<'_>,
) -> Option<Paging> {
    match paging(operation.pagination.as_ref()?, request, parameters, answer) {
        Ok(paging) => Some(paging),
        Err(problem) => {
            let file = scope.operation_file(&operation.operation);
            let message = format!("the operation gets no paginator: {problem}");
            scope.report(Severity::Warning, "paging-not-emitted", file, message, "correct it by an override");
            None
        }
    }
}

/// The documentation of what makes a paginator of the call.
pub fn docs(scope: &Scope<'_>, paging: &Paging, names: &Names, parameters: &[Parameter]) -> Result<String, Error> {
    let example = usage(&scope.module, names, parameters, |call| match paging.list {
        Some(_) => quote! {
            let mut items = #call.into_paginator().items();
            while let Some(item) = items.next().await {
                let item = item?;
                println!("{item:?}");
            }
        },
        None => quote! {
            let mut pages = #call.into_paginator().pages();
            while let Some(page) = pages.next_page().await {
                let page = page?;
                println!("{page:?}");
            }
        },
    })?;
    let facts = PaginatorFacts {
        position: code(&docs::excerpt(&parameters[paging.position].wire)),
        list: paging.list.is_some(),
        example,
    };
    docs::render(scope.templates, "docs/paginator.md", &facts)
}

/// What of a long list the call and the answer hold; else why no paginator can be emitted.
fn paging(
    pagination: &ir::Pagination,
    request: &[&ir::Field],
    parameters: &[Parameter],
    answer: &Answer<'_>,
) -> Result<Paging, String> {
    let parameter = |name: &str| {
        let index = parameters.iter().position(|one| one.wire == name && is_scalar(&one.ty));
        index.ok_or_else(|| format!("{name:?} is no parameter that holds a number or a text"))
    };
    let scalar = |path: &str| {
        let found = answer.find(path).filter(|(_, ty)| is_scalar(ty)).map(|(way, _)| way);
        found.ok_or_else(|| format!("{path:?} of the answer holds no number and no text"))
    };
    let optional = |path: &str| if path.is_empty() { Ok(None) } else { scalar(path).map(Some) };
    let ir::Pagination { kind, position, size, items, total, next } = pagination;
    let position = parameter(position)?;
    let list = match items.as_str() {
        "" => None,
        path => match answer.find(path) {
            Some((way, Ty::List(item))) => Some((way, *item)),
            _ => return Err(format!("{path:?} of the answer is no list")),
        },
    };
    let (total, next) = (optional(total)?, optional(next)?);
    match kind {
        PaginationKind::Token if next.is_none() => return Err("the answer has no token of the next part".to_owned()),
        PaginationKind::Number | PaginationKind::Offset if list.is_none() && total.is_none() => {
            return Err("neither a list nor a count of all items tells where it ends".to_owned());
        }
        _ => {}
    }
    let answered = answered(pagination).into_iter().find_map(|path| scalar(&path).ok());
    Ok(Paging {
        kind: *kind,
        first: first(*kind, request[position]),
        position,
        size: if size.is_empty() { None } else { Some(parameter(size)?) },
        list,
        total,
        answered,
        next,
    })
}

/// Where an answer may say the size of its page: under the name of the parameter, beside the count or the list, or at the top.
fn answered(pagination: &ir::Pagination) -> Vec<String> {
    let ir::Pagination { size, items, total, .. } = pagination;
    let beside = |path: &str| path.rsplit_once('.').map(|(parent, _)| format!("{parent}.{size}"));
    if size.is_empty() {
        return Vec::new();
    }
    beside(total).into_iter().chain(beside(items)).chain([size.clone()]).collect()
}

/// The number of the first page or item.
///
/// Evidence: the default, else the least value, where that is 0 or 1. Pages are counted from 1 else, items from 0.
fn first(kind: PaginationKind, field: &ir::Field) -> i64 {
    let least = match field.range.min {
        Some(Number::Whole(least)) => Some(least),
        _ => None,
    };
    let said = field.default.trim().parse().ok().or(least).filter(|first| matches!(first, 0 | 1));
    said.unwrap_or(i64::from(kind == PaginationKind::Number))
}

fn is_scalar(ty: &Ty) -> bool {
    matches!(ty, Ty::Text | Ty::Int32 | Ty::Int64 | Ty::Float | Ty::Double | Ty::Any)
}
