//! Prints what makes a paginator of a call.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::model::{Operation, Paging};
use crate::ir::PaginationKind;

use super::way::object;
use super::{docs, ident, text, ty};

/// What the paginator asks of the call.
///
/// ```text
/// impl DescribeChanges {
///     pub fn into_paginator(self) -> alicloud_core::Paginator<Self> { alicloud_core::Paginator::new(self) }
/// }
///
/// impl alicloud_core::paging::Paged for DescribeChanges {
///     type Output = DescribeChangesOutput;
///     type Item = types::Change;
///     const OPERATION: &'static str = "DescribeChanges";
///     const PAGING: alicloud_core::paging::Paging = alicloud_core::paging::Paging::Number { first: 1 };
///     fn position(&mut self) -> &mut dyn alicloud_core::paging::Scalar { &mut self.page_number }
///     fn size(&self) -> Option<i64> { alicloud_core::paging::Scalar::number(&self.page_size) }
///     fn send_page(self) -> alicloud_core::BoxFuture<'static, Result<Self::Output, alicloud_core::Error>> { … }
///     fn part(output: &Self::Output) -> alicloud_core::paging::Part<'_, Self::Item> { … }
/// }
///
/// impl alicloud_core::paging::Listed for DescribeChanges {
///     fn into_items(output: Self::Output) -> Vec<Self::Item> { output.changes }
/// }
/// ```
pub fn paging(operation: &Operation, paging: &Paging) -> TokenStream {
    let (name, output) = (ident(&operation.builder), ident(&operation.output.name));
    let (documentation, wire) = (docs(&operation.paginator_docs), text(&operation.wire));
    let member = |index: usize| ident(&operation.parameters[index].ident);
    let position = member(paging.position);
    let first = proc_macro2::Literal::i64_unsuffixed(paging.first);
    let kind = match paging.kind {
        PaginationKind::Number => quote!(Number { first: #first }),
        PaginationKind::Offset => quote!(Offset { first: #first }),
        PaginationKind::Token => quote!(Token),
    };
    let size = paging.size.map(|index| {
        let member = member(index);
        quote! {
            fn size(&self) -> Option<i64> {
                alicloud_core::paging::Scalar::number(&self.#member)
            }
        }
    });
    let scalar = |way: &Option<Vec<String>>, read: &str| match way {
        Some(way) => {
            let read = ident(read);
            follow(way, |value| quote!(alicloud_core::paging::Scalar::#read(&#value)))
        }
        None => quote!(None),
    };
    let (total, answered) = (scalar(&paging.total, "number"), scalar(&paging.answered, "number"));
    let next = scalar(&paging.next, "text");
    let (item, items, listed) = match &paging.list {
        Some((way, item)) => {
            let into_items = list(way, false);
            let listed = quote! {
                impl alicloud_core::paging::Listed for #name {
                    fn into_items(output: Self::Output) -> Vec<Self::Item> {
                        #into_items
                    }
                }
            };
            let items = list(way, true);
            (ty(item, &quote!(types::)), quote!(Some(#items)), listed)
        }
        None => (quote!(()), quote!(None), quote!()),
    };
    quote! {
        impl #name {
            #documentation
            pub fn into_paginator(self) -> alicloud_core::Paginator<Self> {
                alicloud_core::Paginator::new(self)
            }
        }
        impl alicloud_core::paging::Paged for #name {
            type Output = #output;
            type Item = #item;
            const OPERATION: &'static str = #wire;
            const PAGING: alicloud_core::paging::Paging = alicloud_core::paging::Paging::#kind;
            fn position(&mut self) -> &mut dyn alicloud_core::paging::Scalar {
                &mut self.#position
            }
            #size
            fn send_page(self) -> alicloud_core::BoxFuture<'static, Result<Self::Output, alicloud_core::Error>> {
                Box::pin(self.send())
            }
            fn part(output: &Self::Output) -> alicloud_core::paging::Part<'_, Self::Item> {
                alicloud_core::paging::Part { items: #items, total: #total, size: #answered, next: #next }
            }
        }
        #listed
    }
}

/// What a scalar comes to, behind members that may be absent: `output.page.as_ref().and_then(|at| read(&at.total))`.
fn follow(way: &[String], read: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let Some((last, objects)) = way.split_last() else { return quote!(None) };
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
fn list(way: &[String], borrowed: bool) -> TokenStream {
    let Some((last, objects)) = way.split_last() else { return quote!(Vec::new()) };
    let last = ident(last);
    match (object(objects, borrowed), borrowed) {
        (Some(object), true) => quote!(#object.map_or(&[][..], |at| &at.#last)),
        (Some(object), false) => quote!(#object.map_or_else(Vec::new, |at| at.#last)),
        (None, true) => quote!(&output.#last),
        (None, false) => quote!(output.#last),
    }
}
