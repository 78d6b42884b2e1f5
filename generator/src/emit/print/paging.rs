//! Prints what makes a paginator of a call.

use proc_macro2::{Delimiter, Literal, TokenStream};
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{MemberPath, Operation, Paging};
use crate::ir::PaginationKind;

use super::member::object;
use super::sheet::Sheet;
use super::tokens::{ident, output_type, place, text, ty};
use super::usage::usage;
use super::words::Words;

/// What the paginator asks of the call.
///
/// ```text
/// alicloud_core::paged! {
///     DescribeChanges -> DescribeChangesOutput, "DescribeChanges", Number { first: 1 }, size(Query "PageSize");
///     |output| alicloud_core::paging::Scalar::number(&output.total_count), None, None;
///     types::Change: &output.changes, output.changes
/// }
/// ```
pub fn paging(words: &Words<'_>, sheet: &mut Sheet, module: &str, operation: &Operation) -> Result<(), Error> {
    let Some(paging) = &operation.paging else { return Ok(()) };
    let (name, output, wire) = (ident(&operation.builder), output_type(operation), text(&operation.wire));
    let example = example(module, operation, paging)?;
    let first = Literal::i64_unsuffixed(paging.first);
    let kind = match paging.kind {
        PaginationKind::Number => quote!(Number { first: #first }),
        PaginationKind::Offset => quote!(Offset { first: #first }),
        PaginationKind::Token => quote!(Token),
    };
    let size = paging.size.and_then(|index| {
        let parameter = &operation.parameters[index];
        let (place, wire) = (place(parameter.location)?, text(&parameter.wire));
        Some(quote!(, size(#place #wire)))
    });
    let (total, answered) = (scalar(&paging.total, "number"), scalar(&paging.answered, "number"));
    let next = scalar(&paging.next, "text");
    sheet.blank();
    sheet.open(quote!(alicloud_core::paged!), Delimiter::Brace);
    sheet.docs(&words.docs_with_example("paginator", &paging.docs, example)?);
    sheet.line(quote!(#name -> #output, #wire, #kind #size;));
    sheet.line(quote!(|output| #total, #answered, #next;));
    if let Some((members, item)) = &paging.list {
        let (item, borrowed, taken) = (ty(item, &quote!(types::)), list(members, true), list(members, false));
        sheet.line(quote!(#item: #borrowed, #taken));
    }
    sheet.close(quote!());
    Ok(())
}

fn example(module: &str, operation: &Operation, paging: &Paging) -> Result<String, Error> {
    usage(module, operation, |call| match paging.list {
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
    })
}

/// A scalar of the response, read by a function of the runtime; none where the response has none.
fn scalar(members: &Option<MemberPath>, read: &str) -> TokenStream {
    let Some(members) = members else { return quote!(None) };
    let read = ident(read);
    follow(members, |value| quote!(alicloud_core::paging::Scalar::#read(&#value)))
}

/// What a scalar comes to, past members that may be absent: `output.page.as_ref().and_then(|at| read(&at.total))`.
fn follow(members: &[String], read: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let Some((last, objects)) = members.split_last() else { return quote!(None) };
    let last = ident(last);
    match object(objects, true) {
        Some(object) => {
            let value = read(quote!(at.#last));
            quote!(#object.and_then(|at| #value))
        }
        None => read(quote!(output.#last)),
    }
}

/// The list itself, borrowed or moved out; an empty one where what holds it is absent.
fn list(members: &[String], borrowed: bool) -> TokenStream {
    let Some((last, objects)) = members.split_last() else { return quote!(Vec::new()) };
    let last = ident(last);
    match (object(objects, borrowed), borrowed) {
        (Some(object), true) => quote!(#object.map_or(&[][..], |at| &at.#last)),
        (Some(object), false) => quote!(#object.map_or_else(Vec::new, |at| at.#last)),
        (None, true) => quote!(&output.#last),
        (None, false) => quote!(output.#last),
    }
}
