//! Prints the waiters of a call.

use proc_macro2::{Delimiter, Literal as Token, TokenStream};
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{Condition, Operation, Waiter};
use crate::ir::Literal;

use super::member::object;
use super::sheet::Sheet;
use super::tokens::{ident, output_type, text};
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
pub fn waiters(words: &Words<'_>, sheet: &mut Sheet, module: &str, operation: &Operation) -> Result<(), Error> {
    if operation.waiters.is_empty() {
        return Ok(());
    }
    let (name, output, wire) = (ident(&operation.builder), output_type(operation), text(&operation.wire));
    sheet.blank();
    sheet.open(quote!(impl #name), Delimiter::Brace);
    for (index, waiter) in operation.waiters.iter().enumerate() {
        if index > 0 {
            sheet.blank();
        }
        method(words, sheet, module, operation, waiter)?;
    }
    sheet.close(quote!());
    sheet.blank();
    sheet.open(quote!(impl alicloud_core::waiter::Polled for #name), Delimiter::Brace);
    sheet.line(quote!(type Output = #output;));
    sheet.line(quote!(const OPERATION: &'static str = #wire;));
    sheet.blank();
    sheet.open(quote!(fn client(&self) -> &alicloud_core::Client), Delimiter::Brace);
    sheet.line(quote!(self.0.client()));
    sheet.close(quote!());
    sheet.blank();
    let polled = quote!(Result<alicloud_core::Response<Self::Output>, alicloud_core::Error>);
    sheet.open(quote!(fn poll(self) -> alicloud_core::BoxFuture<'static, #polled>), Delimiter::Brace);
    sheet.line(quote!(Box::pin(self.0.send_with_response())));
    sheet.close(quote!());
    sheet.close(quote!());
    Ok(())
}

fn method(
    words: &Words<'_>,
    sheet: &mut Sheet,
    module: &str,
    operation: &Operation,
    waiter: &Waiter,
) -> Result<(), Error> {
    let name = ident(&waiter.method);
    let example = usage(module, operation, |call| {
        quote! {
            match #call.#name().wait().await {
                Ok(output) => println!("{output:?}"),
                Err(error) => println!("{error}"),
            }
        }
    })?;
    let seconds = |seconds: u64| {
        let seconds = Token::u64_unsuffixed(seconds);
        quote!(std::time::Duration::from_secs(#seconds))
    };
    sheet.docs(&words.docs_with_example("waiter", &waiter.docs, example)?);
    sheet.open(quote!(pub fn #name(self) -> alicloud_core::Waiter<Self>), Delimiter::Brace);
    sheet.open(quote!(let pace = alicloud_core::waiter::Pace), Delimiter::Brace);
    let times = [("interval", waiter.interval), ("max_interval", waiter.max_interval), ("deadline", waiter.deadline)];
    for (name, time) in times {
        let (name, time) = (ident(name), seconds(time));
        sheet.line(quote!(#name: #time,));
    }
    sheet.close(quote!(;));
    sheet.open(quote!(alicloud_core::Waiter::new), Delimiter::Parenthesis);
    sheet.line(quote!(self,));
    sheet.line(quote!(pace,));
    sheet.open(quote!(|output|), Delimiter::Brace);
    for outcome in &waiter.outcomes {
        let conditions = outcome.conditions.iter().map(condition);
        let (state, is_success) = (text(&outcome.state), outcome.is_success);
        sheet.open(quote!(if #(#conditions)&&*), Delimiter::Brace);
        let end = quote!(alicloud_core::waiter::End { state: #state, is_success: #is_success });
        sheet.line(quote!(return Some(#end);));
        sheet.close(quote!());
    }
    sheet.line(quote!(None));
    sheet.close(quote!(,));
    sheet.close(quote!());
    sheet.close(quote!());
    Ok(())
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
