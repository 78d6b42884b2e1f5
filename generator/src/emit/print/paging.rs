//! Prints what makes a paginator of a call.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{MemberPath, Operation, Paging};
use crate::ir::PaginationKind;

use super::member::object;
use super::response::output_type;
use super::tokens::{ident, text, ty};
use super::usage::usage;
use super::words::Words;

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
pub fn paging(words: &Words<'_>, module: &str, operation: &Operation) -> Result<TokenStream, Error> {
    let Some(paging) = &operation.paging else { return Ok(quote!()) };
    let name = ident(&operation.builder);
    let example = example(module, operation, paging)?;
    let documentation = words.docs_with_example("paginator", &paging.docs, example)?;
    let (paged, listed) = (paged(operation, paging), listed(&name, paging));
    Ok(quote! {
        impl #name {
            #documentation
            pub fn into_paginator(self) -> alicloud_core::Paginator<Self> {
                alicloud_core::Paginator::new(self)
            }
        }
        #paged
        #listed
    })
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

fn paged(operation: &Operation, paging: &Paging) -> TokenStream {
    let (name, output, wire) = (ident(&operation.builder), output_type(operation), text(&operation.wire));
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
    let (item, items) = match &paging.list {
        Some((members, item)) => {
            let items = list(members, true);
            (ty(item, &quote!(types::)), quote!(Some(#items)))
        }
        None => (quote!(()), quote!(None)),
    };
    let (total, answered) = (scalar(&paging.total, "number"), scalar(&paging.answered, "number"));
    let next = scalar(&paging.next, "text");
    quote! {
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
    }
}

fn listed(name: &Ident, paging: &Paging) -> Option<TokenStream> {
    let (members, _) = paging.list.as_ref()?;
    let into_items = list(members, false);
    Some(quote! {
        impl alicloud_core::paging::Listed for #name {
            fn into_items(output: Self::Output) -> Vec<Self::Item> {
                #into_items
            }
        }
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
