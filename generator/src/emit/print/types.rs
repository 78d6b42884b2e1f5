//! Prints the structs of a product, in files that are short enough to be read.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error::Error;
use crate::emit::model::{Product, Struct};
use crate::emit::names::{Case, RESERVED_MODULES, assign};

use super::object::object;
use super::sheet::Sheet;
use super::tokens::ident;
use super::words::Words;

/// So many lines a file of structs has at most, unless one struct alone has more.
const MOST_LINES: usize = 1_950;

/// A struct as it is printed.
struct Printed<'a> {
    structure: &'a Struct,
    text: String,
}

/// The texts of the files of structs, by path below the product's folder: one file, or several by how names begin.
pub fn types(words: &Words<'_>, product: &Product) -> Result<Vec<(String, String)>, Error> {
    let printed = product.types.iter().map(|structure| {
        let mut sheet = Sheet::default();
        object(words, &mut sheet, structure)?;
        Ok(Printed { structure, text: sheet.finish("types.rs")? })
    });
    let printed = printed.collect::<Result<Vec<_>, Error>>()?;
    let mut groups = BTreeMap::new();
    divide(String::new(), printed.iter().collect(), &mut groups);
    if let [(begin, all)] = groups.iter().collect::<Vec<_>>().as_slice()
        && begin.is_empty()
    {
        return Ok(vec![("types.rs".to_owned(), text(product, all)?)]);
    }
    let modules = assign(groups.keys().map(String::as_str), Case::Snake, RESERVED_MODULES);
    let mut index = Sheet::default();
    for module in &modules {
        let module = ident(module);
        index.line(quote!(mod #module;));
    }
    index.blank();
    for module in &modules {
        let module = ident(module);
        index.line(quote!(pub use #module::*;));
    }
    let mut files = vec![("types/mod.rs".to_owned(), index.finish("types/mod.rs")?)];
    for (module, group) in modules.iter().zip(groups.values()) {
        files.push((format!("types/{module}.rs"), text(product, group)?));
    }
    Ok(files)
}

/// Divides structs by as many first letters of their names as it takes: a struct that comes or goes elsewhere moves none of
/// them.
fn divide<'a, 'p>(begin: String, structs: Vec<&'a Printed<'p>>, out: &mut BTreeMap<String, Vec<&'a Printed<'p>>>) {
    let lines: usize = structs.iter().map(|one| one.text.lines().count() + 1).sum();
    let longest = structs.iter().map(|one| one.structure.name.len()).max().unwrap_or_default();
    if lines <= MOST_LINES || begin.len() >= longest {
        out.insert(begin, structs);
        return;
    }
    let mut groups: BTreeMap<String, Vec<&Printed<'_>>> = BTreeMap::new();
    for one in structs {
        // The names of types are ASCII.
        let begin = one.structure.name.chars().take(begin.len() + 1).collect::<String>().to_lowercase();
        groups.entry(begin).or_default().push(one);
    }
    for (inner, structs) in groups {
        // A name that ends here begins no other group.
        if inner.len() == begin.len() {
            out.insert(inner, structs);
        } else {
            divide(inner, structs, out)
        }
    }
}

fn text(product: &Product, structs: &[&Printed<'_>]) -> Result<String, Error> {
    let module = ident(&product.module);
    let mut fields = structs.iter().flat_map(|one| &one.structure.fields);
    let import: TokenStream = if fields.any(|field| field.ty.inner_struct().is_some()) {
        quote!(use crate::#module::types;)
    } else {
        quote!()
    };
    let mut head = Sheet::default();
    if !import.is_empty() {
        head.line(import);
    }
    let head = head.finish("types.rs")?;
    let texts = structs.iter().map(|one| one.text.as_str());
    let parts: Vec<&str> = [head.as_str()].into_iter().chain(texts).filter(|text| !text.is_empty()).collect();
    Ok(parts.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::model::{OutputDocs, StructDocs};
    use crate::ir::ResponseKind;

    fn groups(names: &[(&str, usize)]) -> Vec<(String, usize)> {
        let structs: Vec<Struct> = names
            .iter()
            .map(|(name, _)| {
                let docs = OutputDocs { code: String::new(), kind: ResponseKind::Json, fields: Vec::new() };
                Struct { name: (*name).to_owned(), fields: Vec::new(), sent: false, docs: StructDocs::Output(docs) }
            })
            .collect();
        let texts = names.iter().map(|(_, lines)| "x\n".repeat(*lines));
        let printed: Vec<Printed<'_>> =
            structs.iter().zip(texts).map(|(structure, text)| Printed { structure, text }).collect();
        let mut out = BTreeMap::new();
        divide(String::new(), printed.iter().collect(), &mut out);
        out.into_iter().map(|(begin, structs)| (begin, structs.len())).collect()
    }

    #[test]
    fn few_structs_are_one_file_and_many_are_divided_where_they_are_many() {
        let owned = |groups: &[(&str, usize)]| {
            groups.iter().map(|(begin, count)| ((*begin).to_owned(), *count)).collect::<Vec<_>>()
        };
        assert_eq!(groups(&[("Anchor", 900), ("Boat", 900)]), owned(&[("", 2)]));
        assert_eq!(groups(&[("Anchor", 900), ("Boat", 900), ("Buoy", 900)]), owned(&[("a", 1), ("b", 2)]));
        let many = [("Anchor", 900), ("B", 10), ("Boat", 900), ("Buoy", 900), ("BuoyChain", 900)];
        assert_eq!(groups(&many), owned(&[("a", 1), ("b", 1), ("bo", 1), ("bu", 2)]));
    }

    #[test]
    fn a_struct_that_is_too_long_by_itself_is_a_file() {
        assert_eq!(groups(&[("Ab", 3_000), ("AB", 3_000)]), [("ab".to_owned(), 2)]);
    }
}
