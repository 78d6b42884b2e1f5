//! Prints an operation: its builder, which becomes a request, and its answer.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Error;
use crate::emit::model::{Http, Operation, Packing, Parameter, PathPart, Ty};
use crate::ir::Location;

use super::client::MANY_ARGUMENTS;
use super::{Shown, argument, convert, debug, docs, format, ident, structure, text, ty};

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
pub fn operation(operation: &Operation, module: &str) -> Result<String, Error> {
    let types = quote!(types::);
    let uses_types = operation.parameters.iter().map(|parameter| &parameter.ty);
    let uses_types = uses_types.chain(operation.output.fields.iter().map(|field| &field.ty));
    let import = if uses_types.clone().any(|ty| ty.inner_struct().is_some()) {
        let module = ident(module);
        quote!(use crate::#module::types;)
    } else {
        quote!()
    };
    let builder = builder(operation, &types);
    let output = structure(&operation.output, module, &types);
    let waiters = super::waiter::waiters(operation);
    let paging = operation.paging.as_ref().map(|paging| super::paging::paging(operation, paging));
    format(&format!("operations/{}.rs", operation.module), quote!(#import #builder #paging #waiters #output))
}

fn builder(operation: &Operation, types: &TokenStream) -> TokenStream {
    let (name, output) = (ident(&operation.builder), ident(&operation.output.name));
    let documentation = docs(&operation.builder_docs);
    let own = [("client", &Ty::Text, Shown::Plain), ("options", &Ty::Text, Shown::Plain)].into_iter();
    let parameters = operation.parameters.iter().map(|one| (one.ident.as_str(), &Ty::Text, shown(one)));
    let (derived, debug) = debug(&operation.builder, own.chain(parameters));
    let fields = operation.parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.ident), ty(&parameter.ty, types));
        if parameter.required { quote!(#name: #ty) } else { quote!(#name: Option<#ty>) }
    });
    let arguments = operation.parameters.iter().filter(|parameter| parameter.required).map(|parameter| {
        let (name, ty) = (ident(&parameter.ident), ty(&parameter.ty, types));
        quote!(#name: #ty)
    });
    let members = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.ident);
        if parameter.required { quote!(#name) } else { quote!(#name: None) }
    });
    let many = if operation.parameters.iter().filter(|parameter| parameter.required).count() + 1 >= MANY_ARGUMENTS {
        quote!(#[expect(clippy::too_many_arguments, reason = "the service requires all of them")])
    } else {
        quote!()
    };
    let setters = operation.parameters.iter().filter(|parameter| !parameter.required);
    let setters = setters.map(|parameter| setter(parameter, types));
    let request = request(operation);
    quote! {
        #documentation
        #[derive(#derived Clone)]
        #[must_use = "a call does nothing until it is sent"]
        pub struct #name {
            client: alicloud_core::Client,
            options: alicloud_core::CallOptions,
            #(#fields,)*
        }
        impl #name {
            #many
            pub(crate) fn new(client: alicloud_core::Client, #(#arguments),*) -> Self {
                Self { client, options: alicloud_core::CallOptions::new(), #(#members),* }
            }
            #(#setters)*
            #[doc = " Makes this call in another region than the client's."]
            pub fn region(mut self, region: impl Into<String>) -> Self {
                self.options = self.options.region(region);
                self
            }
            #[doc = " Sets what this call does differently from its client: time limits, retries and more. It takes the place of"]
            #[doc = " options that were set before, the region among them."]
            pub fn options(mut self, options: alicloud_core::CallOptions) -> Self {
                self.options = options;
                self
            }
            #[doc = " Makes the call and decodes the answer. To await the call itself is the same."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " Those of [`send_with_response`](Self::send_with_response)."]
            pub async fn send(self) -> Result<#output, alicloud_core::Error> {
                Ok(self.send_with_response().await?.output)
            }
            #[doc = " Makes the call, decodes the answer and keeps status, headers and body beside it."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " No answer came, the service answered with an error, or the answer could not be decoded;"]
            #[doc = " [`Error::kind`](alicloud_core::Error::kind) tells which."]
            pub async fn send_with_response(self) -> Result<alicloud_core::Response<#output>, alicloud_core::Error> {
                let answer = self.client.call(self.request()).await?;
                alicloud_core::Response::decode(answer)
            }
            #[doc = " As [`send`](Self::send), waiting on this thread; see [`blocking::wait`](alicloud_core::blocking::wait)."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " Those of [`send_with_response`](Self::send_with_response)."]
            #[cfg(feature = "blocking")]
            pub fn send_blocking(self) -> Result<#output, alicloud_core::Error> {
                alicloud_core::blocking::wait(self.send())
            }
            #[doc = " As [`send_with_response`](Self::send_with_response), waiting on this thread."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " Those of [`send_with_response`](Self::send_with_response)."]
            #[cfg(feature = "blocking")]
            pub fn send_with_response_blocking(self) -> Result<alicloud_core::Response<#output>, alicloud_core::Error> {
                alicloud_core::blocking::wait(self.send_with_response())
            }
            #request
        }
        #[doc = " Awaiting the call is [`send`](Self::send)."]
        impl std::future::IntoFuture for #name {
            type Output = Result<#output, alicloud_core::Error>;
            type IntoFuture = alicloud_core::BoxFuture<'static, Self::Output>;
            // It has the code of the whole call in it, which only who awaits one so is to compile.
            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }
        #debug
    }
}

/// How a parameter is shown: an argument is a value, anything else an option of one.
fn shown(parameter: &Parameter) -> Shown {
    match (parameter.sensitive, parameter.required) {
        (false, _) => Shown::Plain,
        (true, true) => Shown::Redacted,
        (true, false) => Shown::RedactedEach,
    }
}

fn setter(parameter: &Parameter, types: &TokenStream) -> TokenStream {
    let (documentation, name) = (docs(&parameter.docs), ident(&parameter.ident));
    let argument = argument(&parameter.ty, types);
    let value = convert(&parameter.ty, &quote!(value));
    quote! {
        #documentation
        pub fn #name(mut self, value: #argument) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// The request, with what is set:
///
/// ```text
/// fn request(&self) -> alicloud_core::Request {
///     let mut request = alicloud_core::Request::new("GatherAppEnvStats", alicloud_core::Method::Post, "/pop/…");
///     request.set_options(self.options.clone());
///     request.form("EnvId", &self.env_id);
///     if let Some(value) = &self.target_instances {
///         request.form("TargetInstances", &alicloud_core::Json(value));
///     }
///     request
/// }
/// ```
fn request(operation: &Operation) -> TokenStream {
    let (wire, path) = (text(&operation.wire), path(operation));
    let method = match operation.http {
        Http::Get => quote!(Get),
        Http::Post => quote!(Post),
        Http::Put => quote!(Put),
        Http::Delete => quote!(Delete),
        Http::Patch => quote!(Patch),
        Http::Head => quote!(Head),
    };
    let parameters =
        operation.parameters.iter().filter(|parameter| parameter.location != Location::Path).map(|parameter| {
            let member = ident(&parameter.ident);
            if parameter.required {
                packed(parameter, &quote!(&self.#member))
            } else {
                let packed = packed(parameter, &quote!(value));
                quote!(if let Some(value) = &self.#member { #packed })
            }
        });
    let client_token = operation.client_token.and_then(|index| {
        let parameter = &operation.parameters[index];
        let (wire, place) = (text(&parameter.wire), ident(place(parameter.location)?));
        Some(quote!(request.client_token(#wire, alicloud_core::Place::#place);))
    });
    // The runtime takes calls with GET and HEAD for ones that read, and all others for ones that write.
    let effect = match (operation.reads, matches!(operation.http, Http::Get | Http::Head)) {
        (true, false) => quote!(request.reads();),
        (false, true) => quote!(request.writes();),
        _ => quote!(),
    };
    quote! {
        fn request(&self) -> alicloud_core::Request {
            let mut request = alicloud_core::Request::new(#wire, alicloud_core::Method::#method, #path);
            request.set_options(self.options.clone());
            #(#parameters)*
            #client_token
            #effect
            request
        }
    }
}

/// The runtime's name for where a parameter travels that it has to find again; in the path, which is text to it, it finds
/// none.
fn place(location: Location) -> Option<&'static str> {
    match location {
        Location::Path => None,
        Location::Query => Some("Query"),
        Location::Form => Some("Form"),
        Location::Header => Some("Header"),
        Location::Json => Some("Json"),
    }
}

/// Adds one parameter, to which `value` refers.
fn packed(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let wire = text(&parameter.wire);
    let value = match parameter.packing {
        Packing::Plain => quote!(#value),
        Packing::Json => quote!(&alicloud_core::Json(#value)),
        Packing::Comma => quote!(&alicloud_core::Comma(#value)),
    };
    match parameter.location {
        Location::Query => quote!(request.query(#wire, #value);),
        Location::Form => quote!(request.form(#wire, #value);),
        Location::Header => quote!(request.header(#wire, #value);),
        Location::Json if parameter.packing == Packing::Plain => quote!(request.json(#wire, #value);),
        // A text within the JSON body: packed like a parameter, then a member.
        Location::Json => quote! {{
            let mut packed = alicloud_core::Pairs::new();
            alicloud_core::Parameter::flatten(#value, "", &mut packed);
            for (_, text) in packed.iter() {
                request.json(#wire, text);
            }
        }},
        Location::Path => quote!(),
    }
}

/// The path: a literal, or `format!("/clusters/{}/nodes", alicloud_core::encode_segment(&self.cluster_id))`.
fn path(operation: &Operation) -> TokenStream {
    let mut template = String::new();
    let mut values = Vec::new();
    for part in &operation.path {
        match part {
            PathPart::Text(text) => template.push_str(text),
            PathPart::Parameter(index) => {
                template.push_str("{}");
                values.push(segment(&operation.parameters[*index]));
            }
        }
    }
    let template = text(&template);
    if values.is_empty() { quote!(#template) } else { quote!(format!(#template, #(#values),*)) }
}

fn segment(parameter: &Parameter) -> TokenStream {
    let member = ident(&parameter.ident);
    match (&parameter.ty, parameter.packing) {
        (Ty::Text, _) => quote!(alicloud_core::encode_segment(&self.#member)),
        (Ty::Int32 | Ty::Int64 | Ty::Float | Ty::Double | Ty::Boolean, _) => {
            quote!(alicloud_core::encode_segment(&self.#member.to_string()))
        }
        (Ty::Any, Packing::Plain) => quote!(alicloud_core::encode_segment(&self.#member.to_string())),
        (_, packing) => {
            let value = match packing {
                Packing::Comma => quote!(alicloud_core::Comma(&self.#member)),
                _ => quote!(alicloud_core::Json(&self.#member)),
            };
            quote!({
                let mut packed = alicloud_core::Pairs::new();
                alicloud_core::Parameter::flatten(&#value, "", &mut packed);
                packed.iter().map(|(_, text)| alicloud_core::encode_segment(text)).collect::<String>()
            })
        }
    }
}
