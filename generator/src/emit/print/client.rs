//! Prints a product's client, and the constant that describes the product. The methods stand with their operations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::Product;
use crate::ir::{EndpointRule, Style};

use super::tokens::{format, ident, text};
use super::words::Words;

/// The file of the client.
///
/// ```text
/// pub static PRODUCT: alicloud_core::Product = alicloud_core::Product::new("WebPlus", …);
///
/// #[derive(Debug, Clone)]
/// pub struct Client { pub(super) inner: alicloud_core::Client }
///
/// impl Client {
///     pub fn new(config: &alicloud_core::Config) -> Self { … }
/// }
/// ```
pub fn client(words: &Words<'_>, product: &Product) -> Result<String, Error> {
    let constant = constant(words, product)?;
    let (about, new) = (words.docs("client", &product.docs)?, words.fixed("client_new")?);
    let unused = if product.operations.is_empty() {
        let reason = words.attribute("no_operation")?;
        quote!(#[expect(dead_code, reason = #reason)])
    } else {
        quote!()
    };
    let items = quote! {
        #constant
        #about
        #[derive(Debug, Clone)]
        pub struct Client { #unused pub(super) inner: alicloud_core::Client }
        impl Client {
            #new
            pub fn new(config: &alicloud_core::Config) -> Self {
                Self { inner: alicloud_core::Client::new(config, &PRODUCT) }
            }
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
    let codes = (!product.errors.is_empty()).then(|| quote!(.error_codes(super::error_code::CODES)));
    let transient: Vec<_> =
        product.errors.iter().filter(|error| error.transient).map(|error| text(&error.wire)).collect();
    let transient = (!transient.is_empty()).then(|| quote!(.transient_codes(&[#(#transient),*])));
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
