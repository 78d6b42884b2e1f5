//! Prints a product's client: one method for each operation, and the constant that describes the product.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{ErrorCode, Operation, Output, Product};
use crate::ir::{EndpointRule, Style};

use super::operation::many_arguments;
use super::tokens::{argument as passed, convert, format, ident, text};
use super::usage::usage;
use super::words::Words;

/// The file of the client.
///
/// ```text
/// pub static PRODUCT: alicloud_core::Product = alicloud_core::Product::new("WebPlus", …);
///
/// #[derive(Debug, Clone)]
/// pub struct Client { inner: alicloud_core::Client }
///
/// impl Client {
///     pub fn new(config: &alicloud_core::Config) -> Self { … }
///     pub fn gather_app_env_stats(&self, env_id: impl Into<String>) -> operations::GatherAppEnvStats {
///         operations::GatherAppEnvStats::new(self.inner.clone(), env_id.into())
///     }
/// }
/// ```
pub fn client(words: &Words<'_>, product: &Product) -> Result<String, Error> {
    let constant = constant(words, product)?;
    let module = ident(&product.module);
    let mut arguments = product.operations.iter().flat_map(Operation::arguments);
    let types = if arguments.any(|argument| argument.ty.inner_struct().is_some()) {
        quote!(use crate::#module::types;)
    } else {
        quote!()
    };
    let operations = if product.operations.is_empty() { quote!() } else { quote!(use crate::#module::operations;) };
    let methods = product.operations.iter().map(|operation| method(words, &product.module, operation));
    let methods = methods.collect::<Result<Vec<_>, Error>>()?;
    let (about, new) = (words.docs("client", &product.docs)?, words.fixed("client_new")?);
    let unused = if product.operations.is_empty() {
        let reason = words.attribute("no_operation")?;
        quote!(#[expect(dead_code, reason = #reason)])
    } else {
        quote!()
    };
    let items = quote! {
        #operations
        #types
        #constant
        #about
        #[derive(Debug, Clone)]
        pub struct Client { #unused inner: alicloud_core::Client }
        impl Client {
            #new
            pub fn new(config: &alicloud_core::Config) -> Self {
                Self { inner: alicloud_core::Client::new(config, &PRODUCT) }
            }
            #(#methods)*
        }
    };
    format("client.rs", items)
}

fn constant(words: &Words<'_>, product: &Product) -> Result<TokenStream, Error> {
    let about = words.fixed("product")?;
    let (name, version, prefix) = (text(&product.wire), text(&product.version), text(&product.prefix));
    let style = match product.style {
        Style::Rpc => quote!(Rpc),
        Style::Roa => quote!(Roa),
    };
    let rule = match product.rule {
        EndpointRule::Regional => quote!(Regional),
        EndpointRule::Central => quote!(Central),
    };
    let region = product.region.as_deref().map(text).map(|name| quote!(.region_parameter(#name)));
    let hosts = |method: &str, hosts: &[(String, String)]| {
        if hosts.is_empty() {
            return quote!();
        }
        let method = ident(method);
        let pairs = hosts.iter().map(|(region, host)| {
            let (region, host) = (text(region), text(host));
            quote!((#region, #host))
        });
        quote!(.#method(&[#(#pairs),*]))
    };
    let (public, vpc) = (hosts("public", &product.public), hosts("vpc", &product.vpc));
    let location = Some(&product.location).filter(|code| !code.is_empty()).map(|code| text(code));
    let location = location.map(|code| quote!(.location(#code)));
    let codes = |method: &str, chosen: fn(&ErrorCode) -> bool| {
        let codes: Vec<_> =
            product.errors.iter().filter(|error| chosen(error)).map(|error| text(&error.wire)).collect();
        let method = ident(method);
        (!codes.is_empty()).then(|| quote!(.#method(&[#(#codes),*])))
    };
    let (codes, transient) = (codes("error_codes", |_| true), codes("transient_codes", |error| error.transient));
    Ok(quote! {
        #about
        pub static PRODUCT: alicloud_core::Product = alicloud_core::Product::new(
            #name,
            #version,
            alicloud_core::Style::#style,
            alicloud_core::Endpoints::new(#prefix, alicloud_core::EndpointRule::#rule)#public #vpc #location,
        )#region #codes #transient;
    })
}

fn method(words: &Words<'_>, module: &str, operation: &Operation) -> Result<TokenStream, Error> {
    let (method, builder) = (ident(&operation.method), ident(&operation.builder));
    let types = quote!(types::);
    let arguments = operation.arguments().map(|argument| {
        let (name, ty) = (ident(&argument.ident), passed(&argument.ty, &types));
        quote!(#name: #ty)
    });
    let values = operation.arguments().map(|argument| {
        let name = ident(&argument.ident);
        convert(&argument.ty, &quote!(#name))
    });
    let documentation = documentation(words, module, operation)?;
    let (deprecated, many) = (deprecated(words, operation)?, many_arguments(words, operation)?);
    Ok(quote! {
        #documentation
        #deprecated
        #many
        pub fn #method(&self, #(#arguments),*) -> operations::#builder {
            operations::#builder::new(self.inner.clone(), #(#values),*)
        }
    })
}

fn documentation(words: &Words<'_>, module: &str, operation: &Operation) -> Result<TokenStream, Error> {
    let example = usage(module, operation, |call| match operation.output {
        Output::Struct(_) | Output::List(_) => quote! {
            let output = #call.send().await?;
            println!("{output:?}");
        },
        Output::Bytes => quote! {
            let output = #call.send().await?;
            println!("{} bytes", output.len());
        },
        Output::Text => quote! {
            let output = #call.send().await?;
            println!("{output}");
        },
        Output::Nothing => quote!(#call.send().await?;),
    })?;
    words.docs_with_example("method", &operation.docs, example)
}

/// The page's word that an operation should no longer be used.
fn deprecated(words: &Words<'_>, operation: &Operation) -> Result<TokenStream, Error> {
    if !operation.deprecated {
        return Ok(quote!());
    }
    let note = words.attribute("deprecated")?;
    Ok(quote!(#[deprecated(note = #note)]))
}
