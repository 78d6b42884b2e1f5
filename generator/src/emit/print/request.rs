//! Prints how a builder becomes a request: the path, and each parameter in its place and packing.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::model::{Effect, Http, Operation, Packing, Parameter, PathPart, Ty};
use crate::ir::Location;

use super::tokens::{ident, text};

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
pub fn request(operation: &Operation) -> TokenStream {
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
            if parameter.is_argument {
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
    let effect = match operation.effect {
        Effect::OfMethod => quote!(),
        Effect::Reads => quote!(request.reads();),
        Effect::Writes => quote!(request.writes();),
    };
    let success = operation.success.as_ref().map(|(field, values)| {
        let (field, values) = (text(field), values.iter().map(|value| text(value)));
        quote!(request.succeeds_if(#field, &[#(#values),*]);)
    });
    quote! {
        fn request(&self) -> alicloud_core::Request {
            let mut request = alicloud_core::Request::new(#wire, alicloud_core::Method::#method, #path);
            request.set_options(self.options.clone());
            #(#parameters)*
            #client_token
            #effect
            #success
            request
        }
    }
}

/// The runtime's name for where a parameter travels that it has to find again; in the address, which is text to it, it finds
/// none, nor in a body of one piece.
fn place(location: Location) -> Option<&'static str> {
    match location {
        Location::Path | Location::Body | Location::Host => None,
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
        Location::Body => quote!(request.json_body(#value);),
        Location::Host => quote!(request.host(#wire, #value);),
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
