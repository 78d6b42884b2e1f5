//! Prints what comes of a call: the methods that send it, and the type that they hand out.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{Operation, Output};

use super::structure::structure;
use super::tokens::ident;
use super::words::Words;

/// The struct of a response; nothing where the body is handed out as it is.
pub fn output(words: &Words<'_>, module: &str, operation: &Operation) -> Result<TokenStream, Error> {
    match operation.output.structure() {
        Some(output) => structure(words, output, module, &quote!(types::)),
        None => Ok(quote!()),
    }
}

/// The type that a call hands out.
pub fn output_type(operation: &Operation) -> TokenStream {
    match &operation.output {
        Output::Struct(output) => {
            let name = ident(&output.name);
            quote!(#name)
        }
        Output::List(output) => {
            let name = ident(&output.name);
            quote!(Vec<#name>)
        }
        Output::Bytes => quote!(Vec<u8>),
        Output::Text => quote!(String),
        Output::Nothing => quote!(()),
    }
}

/// The methods of a builder that send it, and what awaits it:
///
/// ```text
/// pub async fn send(self) -> Result<DescribeChangeOutput, alicloud_core::Error> { … }
/// pub async fn send_with_response(self) -> Result<alicloud_core::Response<DescribeChangeOutput>, alicloud_core::Error> {
///     let answer = self.client.call(self.request()).await?;
///     alicloud_core::Response::decode(answer)
/// }
/// ```
pub fn sending(words: &Words<'_>, operation: &Operation) -> Result<(TokenStream, TokenStream), Error> {
    let (name, output) = (ident(&operation.builder), output_type(operation));
    let docs = |name: &str| words.sending(&format!("call/{name}"), &operation.output_docs);
    let (send, send_with_response) = (docs("send")?, docs("send_with_response")?);
    let (send_blocking, send_with_response_blocking) = (docs("send_blocking")?, docs("send_with_response_blocking")?);
    let decode = match operation.output {
        Output::Struct(_) => quote!(alicloud_core::Response::decode(answer)),
        Output::List(_) => quote!(alicloud_core::Response::list(answer)),
        Output::Bytes => quote!(Ok(alicloud_core::Response::bytes(answer))),
        Output::Text => quote!(alicloud_core::Response::text(answer)),
        Output::Nothing => quote!(Ok(alicloud_core::Response::empty(answer))),
    };
    let sent = match operation.output {
        Output::Nothing => quote!(self.send_with_response().await?; Ok(())),
        _ => quote!(Ok(self.send_with_response().await?.output)),
    };
    let methods = quote! {
        #send
        pub async fn send(self) -> Result<#output, alicloud_core::Error> {
            #sent
        }
        #send_with_response
        pub async fn send_with_response(self) -> Result<alicloud_core::Response<#output>, alicloud_core::Error> {
            let answer = self.client.call(self.request()).await?;
            #decode
        }
        #send_blocking
        #[cfg(feature = "blocking")]
        pub fn send_blocking(self) -> Result<#output, alicloud_core::Error> {
            alicloud_core::blocking::wait(self.send())
        }
        #send_with_response_blocking
        #[cfg(feature = "blocking")]
        pub fn send_with_response_blocking(self) -> Result<alicloud_core::Response<#output>, alicloud_core::Error> {
            alicloud_core::blocking::wait(self.send_with_response())
        }
    };
    let into_future = docs("into_future")?;
    let awaiting = quote! {
        #into_future
        impl std::future::IntoFuture for #name {
            type Output = Result<#output, alicloud_core::Error>;
            type IntoFuture = alicloud_core::BoxFuture<'static, Self::Output>;
            // The code of the whole call is in it, so only a crate that awaits one is to compile it.
            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }
    };
    Ok((methods, awaiting))
}
