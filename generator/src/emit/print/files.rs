//! The files of a product, and those that all products share.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::emit::error::Error;
use crate::emit::literal;
use crate::emit::model::{Product, ProductEntry};
use crate::emit::templates::Templates;

use super::words::Words;
use super::{cases, client, error_code, operation, types};

/// The texts of files by path.
type Files = BTreeMap<String, String>;

/// The files that all products share: `Cargo.toml` with a feature for each product, `src/lib.rs`, the guide, the
/// examples and the tests.
pub fn crate_files(products: &[ProductEntry], templates: &Templates) -> Result<Files, Error> {
    #[derive(Serialize)]
    struct CrateFacts<'a> {
        products: &'a [ProductEntry],
    }
    let facts = CrateFacts { products };
    let mut files = BTreeMap::from([
        ("Cargo.toml".to_owned(), templates.render("crate/Cargo.toml.tera", &facts)?),
        ("src/lib.rs".to_owned(), templates.render("crate/lib.rs", &facts)?),
        ("tests/operations/main.rs".to_owned(), templates.render("crate/tests.rs", &facts)?),
    ]);
    for (folder, target) in [("crate/guide/", "src/guide/"), ("crate/examples/", "examples/")] {
        for (name, template) in Templates::below(folder) {
            files.insert(format!("{target}{name}"), templates.render(template, &facts)?);
        }
    }
    Ok(files)
}

/// The facts of a product's skeleton files.
#[derive(Serialize)]
struct Skeleton<'a> {
    source: &'a str,
    title: &'a str,
    version: &'a str,
    module: &'a str,
    operations: Vec<OperationFacts<'a>>,
    examples: Vec<ExampleFacts>,
}

#[derive(Serialize)]
struct OperationFacts<'a> {
    module: &'a str,
    builder: &'a str,
    /// The struct of the response; absent where the body is handed out as it is.
    output: Option<&'a str>,
}

/// An example of a response; both as literals. One without a body has no file.
#[derive(Serialize)]
struct ExampleFacts {
    operation: String,
    file: Option<String>,
}

/// The facts of a file of items.
#[derive(Serialize)]
struct FileFacts<'a> {
    source: &'a str,
    title: &'a str,
    /// The operation as code, where the file is of one.
    operation: &'a str,
    body: String,
}

/// The facts of a product's tests.
#[derive(Serialize)]
struct TestFacts<'a> {
    source: &'a str,
    title: &'a str,
    module: &'a str,
    /// The folder of the specification as a literal.
    specification: String,
    deprecated: bool,
    body: String,
}

/// The files of a product, by path relative to `generated/`.
pub fn product_files(product: &Product, templates: &Templates) -> Result<Files, Error> {
    let (module, words) = (&product.module, Words::new(templates));
    let mut files = BTreeMap::new();
    sources(product, templates, &words, &mut files)?;
    let skeleton = skeleton(product);
    for (name, template) in [("mod.rs", "mod.rs"), ("fake.rs", "fake.rs"), ("operations/mod.rs", "operations.rs")] {
        let text = templates.render(&format!("product/{template}"), &skeleton)?;
        files.insert(format!("src/{module}/{name}"), text);
    }
    files.insert(format!("tests/operations/{module}.rs"), tests(product, templates)?);
    files.insert(format!("tests/operations/{module}.json"), cases::data(product));
    for operation in product.operations.iter().filter(|operation| operation.has_example()) {
        let path = format!("tests/examples/{module}/{}", operation.example_file());
        files.insert(path, format!("{}\n", operation.response_example.trim_end()));
    }
    Ok(files)
}

/// The files that hold items.
fn sources(product: &Product, templates: &Templates, words: &Words<'_>, files: &mut Files) -> Result<(), Error> {
    let folder = format!("src/{}", product.module);
    for (name, body) in
        [("client.rs", client::client(words, product)?), ("error_code.rs", error_code::error_code(words, product)?)]
    {
        let text = file(product, templates, &format!("product/{name}"), body)?;
        files.insert(format!("{folder}/{name}"), text);
    }
    for (name, body) in types::types(words, product)? {
        files.insert(format!("{folder}/{name}"), file(product, templates, "product/types.rs", body)?);
    }
    for operation in &product.operations {
        let facts = FileFacts {
            source: &operation.source,
            title: &product.docs.title,
            operation: &operation.docs.code,
            body: operation::operation(words, product, operation)?,
        };
        let path = format!("{folder}/operations/{}.rs", operation.module);
        files.insert(path, templates.render("product/operation.rs", &facts)?);
    }
    Ok(())
}

fn file(product: &Product, templates: &Templates, template: &str, body: String) -> Result<String, Error> {
    let (source, title) = (product.source.as_str(), product.docs.title.as_str());
    templates.render(template, &FileFacts { source, title, operation: "", body })
}

fn tests(product: &Product, templates: &Templates) -> Result<String, Error> {
    let facts = TestFacts {
        source: &product.source,
        title: &product.docs.title,
        module: &product.module,
        specification: literal::string(&format!("/../{}", product.specs_folder)).to_string(),
        deprecated: product.operations.iter().any(|operation| operation.deprecated),
        body: cases::cases(product)?,
    };
    templates.render("product/tests.rs", &facts)
}

fn skeleton(product: &Product) -> Skeleton<'_> {
    let module = &product.module;
    let operations = product.operations.iter().map(|operation| OperationFacts {
        module: &operation.module,
        builder: &operation.builder,
        output: operation.output.structure().map(|output| output.name.as_str()),
    });
    let exemplified =
        product.operations.iter().filter(|operation| operation.has_example() || operation.output.is_nothing());
    let examples = exemplified.map(|operation| {
        let file = format!("../../tests/examples/{module}/{}", operation.example_file());
        ExampleFacts {
            operation: literal::string(&operation.wire).to_string(),
            file: operation.has_example().then(|| literal::string(&file).to_string()),
        }
    });
    Skeleton {
        source: &product.source,
        title: &product.docs.title,
        version: &product.docs.version,
        module,
        operations: operations.collect(),
        examples: examples.collect(),
    }
}
