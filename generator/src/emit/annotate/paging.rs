//! How a call asks for the parts of a long list: which members of the call and of the response are meant.

use crate::emit::model::{PaginatorDocs, Paging, Parameter, Ty};
use crate::ir::{self, Location, Number, PaginationKind};

use super::context::Context;
use super::docs::name_code;
use super::layout::Layout;
use super::member::Members;
use super::output::without_fields;

/// What makes a paginator of the call; where there can be none, that is reported.
pub fn annotate(
    context: &mut Context<'_>,
    operation: &ir::Operation,
    layout: &Layout<'_>,
    parameters: &[Parameter],
    members: &Members<'_>,
) -> Option<Paging> {
    let pagination = operation.pagination.as_ref()?;
    let found = match without_fields(operation) {
        Some(problem) => Err(problem),
        None => paging(pagination, layout, parameters, members),
    };
    match found {
        Ok(paging) => Some(paging),
        Err(problem) => {
            let file = context.operation_file(&operation.operation);
            let message = format!("the operation gets no paginator: {problem}");
            context.report("paging-not-emitted", file, message, "correct it by an override");
            None
        }
    }
}

/// What of a long list the call and the response hold; else why no paginator can be emitted.
fn paging(
    pagination: &ir::Pagination,
    layout: &Layout<'_>,
    parameters: &[Parameter],
    members: &Members<'_>,
) -> Result<Paging, String> {
    let parameter = |name: &str| {
        let is_meant = |parameter: &Parameter| {
            let can_change = !matches!(parameter.location, Location::Path | Location::Body | Location::Host);
            parameter.wire == name && can_change && is_scalar(&parameter.ty)
        };
        let index = parameters.iter().position(is_meant);
        index.ok_or_else(|| format!("{name:?} is no parameter outside the address that holds a number or a text"))
    };
    let scalar = |path: &str| {
        let found = members.find(path).filter(|(_, ty)| is_scalar(ty)).map(|(member, _)| member);
        found.ok_or_else(|| format!("{path:?} of the answer holds no number and no text"))
    };
    let optional = |path: &str| if path.is_empty() { Ok(None) } else { scalar(path).map(Some) };
    let ir::Pagination { kind, position, size, items, total, next } = pagination;
    let position = parameter(position)?;
    let list = match items.as_str() {
        "" => None,
        path => match members.find(path) {
            Some((list, Ty::List(item))) => Some((list, *item)),
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
        first: first(*kind, layout.parameters[position].field),
        position,
        size: if size.is_empty() { None } else { Some(parameter(size)?) },
        total,
        answered,
        next,
        docs: PaginatorDocs { position: name_code(&parameters[position].wire), list: list.is_some() },
        list,
    })
}

/// Where a response may say the size of its page: under the name of the parameter, beside the count or the list, or at the top.
fn answered(pagination: &ir::Pagination) -> Vec<String> {
    let ir::Pagination { size, items, total, .. } = pagination;
    let beside = |path: &str| {
        let parent = ir::WirePath::parse(path).parent().filter(|parent| !parent.is_top())?;
        Some(parent.child(size).to_string())
    };
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
