//! Prints an operation: the method of the client, the builder as the runtime's macros declare it, and what is handed out of
//! the response.

use proc_macro2::{Delimiter, TokenStream};
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{Effect, Http, Operation, Output, Packing, Parameter, PathPart, Product};

use super::kind::Kind;
use super::object::object;
use super::sheet::Sheet;
use super::tokens::{goes, ident, output_type, place, text};
use super::usage::usage;
use super::words::Words;
use super::{paging, waiter};

/// The file of one operation.
///
/// ```text
/// impl Client {
///     pub fn gather_app_env_stats(&self, env_id: impl Into<String>) -> GatherAppEnvStats {
///         GatherAppEnvStats::new(&self.inner).env_id(env_id)
///     }
/// }
///
/// alicloud_core::operation! {
///     pub struct GatherAppEnvStats -> GatherAppEnvStatsOutput;
///     "GatherAppEnvStats", Post, "/pop/v1/wam/appEnv/gatherStats";
///     text env_id = Form "EnvId",
///     pub texts target_instances = Form Json "TargetInstances",
/// }
///
/// alicloud_core::object! { pub struct GatherAppEnvStatsOutput { … } }
/// ```
pub fn operation(words: &Words<'_>, product: &Product, operation: &Operation) -> Result<String, Error> {
    let module = ident(&product.module);
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let fields = operation.output.structure().into_iter().flat_map(|output| &output.fields).map(|field| &field.ty);
    let mut sheet = Sheet::default();
    sheet.line(quote!(use crate::#module::Client;));
    if parameters.chain(fields).any(|ty| ty.inner_struct().is_some()) {
        sheet.line(quote!(use crate::#module::types;));
    }
    sheet.blank();
    method(words, &mut sheet, &product.module, operation)?;
    sheet.blank();
    builder(words, &mut sheet, operation)?;
    paging::paging(words, &mut sheet, &product.module, operation)?;
    waiter::waiters(words, &mut sheet, &product.module, operation)?;
    if let Some(output) = operation.output.structure() {
        sheet.blank();
        object(words, &mut sheet, output)?;
    }
    sheet.finish(&format!("operations/{}.rs", operation.module))
}

/// The method of the client, which sets what the service requires.
fn method(words: &Words<'_>, sheet: &mut Sheet, module: &str, operation: &Operation) -> Result<(), Error> {
    let (method, builder) = (ident(&operation.method), ident(&operation.builder));
    let arguments = operation.arguments().map(|argument| {
        let (name, passed) = (ident(&argument.ident), Kind::of(&argument.ty, &quote!(types::)).argument);
        quote!(, #name: #passed)
    });
    let set = operation.arguments().map(|argument| {
        let name = ident(&argument.ident);
        quote!(.#name(#name))
    });
    sheet.open(quote!(impl Client), Delimiter::Brace);
    sheet.docs(&words.docs_with_example("method", &operation.docs, example(module, operation)?)?);
    if operation.deprecated {
        let note = words.attribute("deprecated")?;
        sheet.line(quote!(#[deprecated(note = #note)]));
    }
    if operation.has_many_arguments() {
        let reason = words.attribute("many_arguments")?;
        sheet.line(quote!(#[expect(clippy::too_many_arguments, reason = #reason)]));
    }
    sheet.open(quote!(pub fn #method(&self #(#arguments)*) -> #builder), Delimiter::Brace);
    sheet.line(quote!(#builder::new(&self.inner)#(#set)*));
    sheet.close(quote!());
    sheet.close(quote!());
    Ok(())
}

fn example(module: &str, operation: &Operation) -> Result<String, Error> {
    usage(module, operation, |call| match operation.output {
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
    })
}

/// The builder, with what the runtime is told of the operation.
fn builder(words: &Words<'_>, sheet: &mut Sheet, operation: &Operation) -> Result<(), Error> {
    let (name, output) = (ident(&operation.builder), output_type(operation));
    let (wire, path) = (text(&operation.wire), text(&path(operation)));
    let method = match operation.http {
        Http::Get => quote!(Get),
        Http::Post => quote!(Post),
        Http::Put => quote!(Put),
        Http::Delete => quote!(Delete),
        Http::Patch => quote!(Patch),
        Http::Head => quote!(Head),
    };
    let effect = match operation.effect {
        Effect::OfMethod => None,
        Effect::Reads => Some(quote!(, reads())),
        Effect::Writes => Some(quote!(, writes())),
    };
    let success = operation.success.as_ref().map(|(field, values)| {
        let (field, values) = (text(field), values.iter().map(|value| text(value)));
        quote!(, succeeds_if(#field, &[#(#values),*]))
    });
    let client_token = operation.client_token.and_then(|index| named(operation, index, "client_token"));
    let position = operation.paging.as_ref().and_then(|paging| named(operation, paging.position, "position"));
    sheet.open(quote!(alicloud_core::operation!), Delimiter::Brace);
    sheet.docs(&words.docs("builder", &operation.builder_docs)?);
    sheet.line(quote!(pub struct #name -> #output;));
    sheet.line(quote!(#wire, #method, #path #effect #client_token #success #position;));
    for parameter in &operation.parameters {
        if !parameter.is_argument {
            sheet.docs(&words.docs("parameter", &parameter.docs)?);
        }
        sheet.line(setter(parameter));
    }
    sheet.close(quote!());
    Ok(())
}

/// What a parameter is to the runtime, by the place where it is found again.
fn named(operation: &Operation, index: usize, setting: &str) -> Option<TokenStream> {
    let parameter = &operation.parameters[index];
    let (setting, place, wire) = (ident(setting), place(parameter.location)?, text(&parameter.wire));
    Some(quote!(, #setting(alicloud_core::Place::#place, #wire)))
}

fn setter(parameter: &Parameter) -> TokenStream {
    let (setter, wire) = (ident(&parameter.ident), text(&parameter.wire));
    let declaration = Kind::of(&parameter.ty, &quote!(types::)).declaration(&quote!(#setter));
    let visible = (!parameter.is_argument).then(|| quote!(pub));
    let location = goes(parameter.location);
    let packing = match parameter.packing {
        Packing::Plain => None,
        Packing::Json => Some(quote!(Json)),
        Packing::Comma => Some(quote!(Comma)),
    };
    quote!(#visible #declaration = #location #packing #wire,)
}

/// The path, with `{Name}` where a parameter goes.
fn path(operation: &Operation) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Text(text) => text.clone(),
        PathPart::Parameter(index) => format!("{{{}}}", operation.parameters[*index].wire),
    };
    operation.path.iter().map(part).collect()
}
