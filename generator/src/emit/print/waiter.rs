//! Prints the waiters of a call.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{Condition, Operation, Outcome, Waiter};
use crate::ir::Literal;

use super::member::object;
use super::response::output_type;
use super::tokens::{ident, text};
use super::usage::usage;
use super::words::Words;

/// The methods that wait, and what the runtime asks of the call.
///
/// ```text
/// impl DescribeChange {
///     pub fn wait_until_finished(self) -> alicloud_core::Waiter<Self> {
///         let pace = alicloud_core::waiter::Pace { interval: std::time::Duration::from_secs(5), … };
///         alicloud_core::Waiter::new(self, pace, |output| {
///             if output.change.as_ref().is_some_and(|at| at.change_succeed == Some(true)) {
///                 return Some(alicloud_core::waiter::End { state: "succeeded", is_success: true });
///             }
///             None
///         })
///     }
/// }
///
/// impl alicloud_core::waiter::Polled for DescribeChange { … }
/// ```
pub fn waiters(words: &Words<'_>, module: &str, operation: &Operation) -> Result<TokenStream, Error> {
    if operation.waiters.is_empty() {
        return Ok(quote!());
    }
    let (name, output, wire) = (ident(&operation.builder), output_type(operation), text(&operation.wire));
    let methods = operation.waiters.iter().map(|waiter| method(words, module, operation, waiter));
    let methods = methods.collect::<Result<Vec<_>, Error>>()?;
    Ok(quote! {
        impl #name {
            #(#methods)*
        }
        impl alicloud_core::waiter::Polled for #name {
            type Output = #output;
            const OPERATION: &'static str = #wire;
            fn client(&self) -> &alicloud_core::Client {
                &self.client
            }
            fn poll(
                self,
            ) -> alicloud_core::BoxFuture<'static, Result<alicloud_core::Response<Self::Output>, alicloud_core::Error>> {
                Box::pin(self.send_with_response())
            }
        }
    })
}

fn method(words: &Words<'_>, module: &str, operation: &Operation, waiter: &Waiter) -> Result<TokenStream, Error> {
    let name = ident(&waiter.method);
    let example = usage(module, operation, |call| {
        quote! {
            match #call.#name().wait().await {
                Ok(output) => println!("{output:?}"),
                Err(error) => println!("{error}"),
            }
        }
    })?;
    let documentation = words.docs_with_example("waiter", &waiter.docs, example)?;
    let seconds = |seconds: u64| {
        let seconds = Token::u64_unsuffixed(seconds);
        quote!(std::time::Duration::from_secs(#seconds))
    };
    let (interval, max_interval) = (seconds(waiter.interval), seconds(waiter.max_interval));
    let deadline = seconds(waiter.deadline);
    let outcomes = waiter.outcomes.iter().map(outcome);
    Ok(quote! {
        #documentation
        pub fn #name(self) -> alicloud_core::Waiter<Self> {
            let pace = alicloud_core::waiter::Pace {
                interval: #interval,
                max_interval: #max_interval,
                deadline: #deadline,
            };
            alicloud_core::Waiter::new(self, pace, |output| {
                #(#outcomes)*
                None
            })
        }
    })
}

fn outcome(outcome: &Outcome) -> TokenStream {
    let (state, is_success) = (text(&outcome.state), outcome.is_success);
    let end = quote!(return Some(alicloud_core::waiter::End { state: #state, is_success: #is_success }););
    let conditions = outcome.conditions.iter().map(condition);
    quote!(if #(#conditions)&&* { #end })
}

/// `output.change.as_ref().is_some_and(|at| at.change_finished == Some(true))`
fn condition(condition: &Condition) -> TokenStream {
    let Some((last, objects)) = condition.member.split_last() else { return quote!(false) };
    let last = ident(last);
    let test = |holder: TokenStream| match &condition.value {
        Literal::Boolean(value) => quote!(#holder.#last == Some(#value)),
        Literal::Whole(value) => {
            let value = Token::i64_unsuffixed(*value);
            quote!(#holder.#last == Some(#value))
        }
        Literal::Text(value) => {
            let value = text(value);
            quote!(#holder.#last.as_deref() == Some(#value))
        }
    };
    match object(objects, true) {
        Some(object) => {
            let test = test(quote!(at));
            quote!(#object.is_some_and(|at| #test))
        }
        None => test(quote!(output)),
    }
}
