//! Prints an operation: its builder, which becomes a request, and what is handed out of the response.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{Operation, Parameter, Product, Ty};

use super::debug::{Shown, debug};
use super::request::request;
use super::response::{output, sending};
use super::tokens::{argument, convert, format, ident, ty};
use super::words::Words;
use super::{paging, waiter};

/// The file of one operation.
///
/// ```text
/// #[derive(Debug, Clone)]
/// #[must_use = "a call does nothing until it is sent"]
/// pub struct GatherAppEnvStats {
///     client: alicloud_core::Client,
///     options: alicloud_core::CallOptions,
///     env_id: String,
///     target_instances: Option<Vec<String>>,
/// }
///
/// impl GatherAppEnvStats {
///     pub(crate) fn new(client: alicloud_core::Client, env_id: String) -> Self { … }
///     pub fn target_instances(mut self, value: impl IntoIterator<Item = impl Into<String>>) -> Self { … }
///     pub fn region(mut self, region: impl Into<String>) -> Self { … }
///     pub fn options(mut self, options: alicloud_core::CallOptions) -> Self { … }
///     pub async fn send(self) -> Result<GatherAppEnvStatsOutput, alicloud_core::Error> { … }
///     pub async fn send_with_response(self) -> Result<alicloud_core::Response<GatherAppEnvStatsOutput>, alicloud_core::Error> { … }
///     fn request(&self) -> alicloud_core::Request { … }
/// }
///
/// impl std::future::IntoFuture for GatherAppEnvStats { … }
///
/// pub struct GatherAppEnvStatsOutput { … }
/// ```
pub fn operation(words: &Words<'_>, product: &Product, operation: &Operation) -> Result<String, Error> {
    let module = &product.module;
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let fields = operation.output.structure().into_iter().flat_map(|output| &output.fields).map(|field| &field.ty);
    let import = if parameters.chain(fields).any(|ty| ty.inner_struct().is_some()) {
        let module = ident(module);
        quote!(use crate::#module::types;)
    } else {
        quote!()
    };
    let builder = builder(words, operation)?;
    let output = output(words, module, operation)?;
    let waiters = waiter::waiters(words, module, operation)?;
    let paging = paging::paging(words, module, operation)?;
    format(&format!("operations/{}.rs", operation.module), quote!(#import #builder #paging #waiters #output))
}

fn builder(words: &Words<'_>, operation: &Operation) -> Result<TokenStream, Error> {
    let name = ident(&operation.builder);
    let (documentation, must_use) = (words.docs("builder", &operation.builder_docs)?, words.attribute("must_use")?);
    let own = [("client", &Ty::Text, Shown::Plain), ("options", &Ty::Text, Shown::Plain)].into_iter();
    let parameters = operation.parameters.iter();
    let parameters = parameters.map(|parameter| (parameter.ident.as_str(), &Ty::Text, Shown::of_parameter(parameter)));
    let (derived, debug) = debug(&operation.builder, own.chain(parameters));
    let fields = operation.parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.ident), ty(&parameter.ty, &quote!(types::)));
        if parameter.is_argument { quote!(#name: #ty) } else { quote!(#name: Option<#ty>) }
    });
    let new = new(words, operation)?;
    let setters = operation.setters().map(|parameter| setter(words, parameter)).collect::<Result<Vec<_>, _>>()?;
    let (options, request) = (options(words)?, request(operation));
    let (sending, awaiting) = sending(words, operation)?;
    Ok(quote! {
        #documentation
        #[derive(#derived Clone)]
        #[must_use = #must_use]
        pub struct #name {
            client: alicloud_core::Client,
            options: alicloud_core::CallOptions,
            #(#fields,)*
        }
        impl #name {
            #new
            #(#setters)*
            #options
            #sending
            #request
        }
        #awaiting
        #debug
    })
}

fn new(words: &Words<'_>, operation: &Operation) -> Result<TokenStream, Error> {
    let arguments = operation.arguments().map(|argument| {
        let (name, ty) = (ident(&argument.ident), ty(&argument.ty, &quote!(types::)));
        quote!(#name: #ty)
    });
    let members = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.ident);
        if parameter.is_argument { quote!(#name) } else { quote!(#name: None) }
    });
    let many = many_arguments(words, operation)?;
    Ok(quote! {
        #many
        pub(crate) fn new(client: alicloud_core::Client, #(#arguments),*) -> Self {
            Self { client, options: alicloud_core::CallOptions::new(), #(#members),* }
        }
    })
}

/// What keeps clippy from counting the arguments of an operation.
pub fn many_arguments(words: &Words<'_>, operation: &Operation) -> Result<TokenStream, Error> {
    if !operation.has_many_arguments() {
        return Ok(quote!());
    }
    let reason = words.attribute("many_arguments")?;
    Ok(quote!(#[expect(clippy::too_many_arguments, reason = #reason)]))
}

fn setter(words: &Words<'_>, parameter: &Parameter) -> Result<TokenStream, Error> {
    let (documentation, name) = (words.docs("parameter", &parameter.docs)?, ident(&parameter.ident));
    let argument = argument(&parameter.ty, &quote!(types::));
    let value = convert(&parameter.ty, &quote!(value));
    Ok(quote! {
        #documentation
        pub fn #name(mut self, value: #argument) -> Self {
            self.#name = Some(#value);
            self
        }
    })
}

fn options(words: &Words<'_>) -> Result<TokenStream, Error> {
    let (region, options) = (words.fixed("call/region")?, words.fixed("call/options")?);
    Ok(quote! {
        #region
        pub fn region(mut self, region: impl Into<String>) -> Self {
            self.options = self.options.region(region);
            self
        }
        #options
        pub fn options(mut self, options: alicloud_core::CallOptions) -> Self {
            self.options = options;
            self
        }
    })
}
