//! Prints the example of a call that stands in documentation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::Operation;

use super::example::expression;
use super::tokens::ident;

/// The example of a call, as a user would write it; `statements` makes them of the call.
///
/// ```text
/// # async fn run() -> Result<(), alicloud::Error> {
/// let client = alicloud::webplus::Client::new(&alicloud::Config::from_env()?);
/// let output = client.gather_app_env_stats("we-…").send().await?;
/// println!("{output:?}");
/// # Ok(())
/// # }
/// ```
pub fn usage(
    module: &str,
    operation: &Operation,
    statements: impl Fn(TokenStream) -> TokenStream,
) -> Result<String, Error> {
    let (product, method) = (ident(module), ident(&operation.method));
    let types = quote!(alicloud::#product::types);
    let arguments = operation.arguments().map(|argument| expression(&argument.example, &types));
    let statements = statements(quote!(client.#method(#(#arguments),*)));
    let function: syn::File = syn::parse2(quote! {
        async fn run() -> Result<(), alicloud::Error> {
            let client = alicloud::#product::Client::new(&alicloud::Config::from_env()?);
            #statements
            Ok(())
        }
    })
    .map_err(|error| Error::syntax(format!("the example of {}", operation.method), &error))?;
    let printed = prettyplease::unparse(&function);
    let lines = printed.lines().map(|line| match line.strip_prefix("    ") {
        Some("Ok(())") => "# Ok(())".to_owned(),
        Some(inner) => inner.to_owned(),
        None => format!("# {line}"),
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}
