//! Prints a product's client: one method for each operation, and the constant that describes the product.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Error;
use crate::emit::model::{Operation, Product};
use crate::ir::{EndpointRule, Style};

use super::{argument, convert, docs, format, ident, text};

/// Arguments, the receiver among them, from which clippy says that they are too many.
pub const MANY_ARGUMENTS: usize = 8;

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
pub fn client(product: &Product) -> Result<String, Error> {
    let constant = constant(product);
    let module = ident(&product.module);
    let has_types = product.operations.iter().flat_map(|operation| &operation.parameters);
    let has_types =
        has_types.filter(|parameter| parameter.required).any(|parameter| parameter.ty.inner_struct().is_some());
    let types = if has_types { quote!(use crate::#module::types;) } else { quote!() };
    let operations = if product.operations.is_empty() { quote!() } else { quote!(use crate::#module::operations;) };
    let methods = product.operations.iter().map(method);
    let about = docs(&format!(
        "Calls {}, version {}.\n\nCheap to clone, and safe to share between threads and tasks.",
        crate::emit::markdown::inline(&product.title),
        crate::emit::markdown::inline(&product.version)
    ));
    let unused = if product.operations.is_empty() {
        quote!(#[expect(dead_code, reason = "the product has no operation")])
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
            #[doc = " A client that calls as the configuration says."]
            pub fn new(config: &alicloud_core::Config) -> Self {
                Self { inner: alicloud_core::Client::new(config, &PRODUCT) }
            }
            #(#methods)*
        }
    };
    format("client.rs", items)
}

fn constant(product: &Product) -> TokenStream {
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
    let codes = product.errors.iter().map(|error| text(&error.wire));
    let codes = if product.errors.is_empty() { quote!() } else { quote!(.error_codes(&[#(#codes),*])) };
    quote! {
        #[doc = " The product as the runtime knows it: its name, version, style and endpoints."]
        pub static PRODUCT: alicloud_core::Product = alicloud_core::Product::new(
            #name,
            #version,
            alicloud_core::Style::#style,
            alicloud_core::Endpoints::new(#prefix, alicloud_core::EndpointRule::#rule)#public #vpc #location,
        )#region #codes;
    }
}

fn method(operation: &Operation) -> TokenStream {
    let (method, builder) = (ident(&operation.method), ident(&operation.builder));
    let docs = docs(&operation.docs);
    let types = quote!(types::);
    let required: Vec<_> = operation.parameters.iter().filter(|parameter| parameter.required).collect();
    let arguments = required.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.ident), argument(&parameter.ty, &types));
        quote!(#name: #ty)
    });
    let values = required.iter().map(|parameter| {
        let name = ident(&parameter.ident);
        convert(&parameter.ty, &quote!(#name))
    });
    let many = if required.len() + 1 >= MANY_ARGUMENTS {
        quote!(#[expect(clippy::too_many_arguments, reason = "the service requires all of them")])
    } else {
        quote!()
    };
    let deprecated = deprecated(operation);
    quote! {
        #docs
        #deprecated
        #many
        pub fn #method(&self, #(#arguments),*) -> operations::#builder {
            operations::#builder::new(self.inner.clone(), #(#values),*)
        }
    }
}

/// The page's word that an operation should no longer be used.
fn deprecated(operation: &Operation) -> TokenStream {
    if operation.deprecated {
        quote!(#[deprecated(note = "the reference marks this operation as deprecated")])
    } else {
        quote!()
    }
}
