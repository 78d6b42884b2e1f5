//! Prints the open enum of a product's error codes.

use proc_macro2::Delimiter;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::Product;

use super::sheet::Sheet;
use super::tokens::{ident, text};
use super::words::Words;

/// The file of the error codes.
///
/// ```text
/// alicloud_core::error_codes! {
///     pub enum ErrorCode of super::PRODUCT {
///         ResourceAuthFailed = "Resource.AuthFailed",
///     }
/// }
/// ```
pub fn error_code(words: &Words<'_>, product: &Product) -> Result<String, Error> {
    let mut sheet = Sheet::default();
    sheet.open(quote!(alicloud_core::error_codes!), Delimiter::Brace);
    sheet.docs(&words.docs("error_codes", &product.docs)?);
    sheet.open(quote!(pub enum ErrorCode of super::PRODUCT), Delimiter::Brace);
    for error in &product.errors {
        let (name, wire) = (ident(&error.ident), text(&error.wire));
        sheet.docs(&words.docs("error_code", &error.docs)?);
        sheet.line(quote!(#name = #wire,));
    }
    sheet.close(quote!());
    sheet.close(quote!());
    sheet.finish("error_code.rs")
}
