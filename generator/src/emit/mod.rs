//! Emits Rust from the specification: IR → annotation, where everything is decided → text.
//!
//! Items come from `quote`, files and sentences from the templates in `templates/`, which are part of the binary. There
//! is no file IO here: what is emitted is handed back as texts by path.

mod annotate;
mod docs;
mod example;
mod literal;
mod markdown;
mod model;
mod names;
mod print;
mod registry;
mod templates;
mod uses;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::ir;

use annotate::annotate;
use model::Product;
pub use registry::TypeRegistry;
use templates::Templates;

/// What is emitted for a product.
#[derive(Clone, Debug, Default)]
pub struct Emission {
    /// The texts of all files, by path relative to `generated/`.
    pub files: BTreeMap<String, String>,
    /// The registry of types with new places added and vanished ones dropped.
    pub registry: TypeRegistry,
    /// Findings about the specification, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// A defect of the emission itself: whatever the specification holds, it must not come to this.
#[derive(Debug)]
pub struct Error {
    what: String,
    problem: String,
}

/// Emits one product. The order of `operations` does not matter; `specs` is the folder of the product's specification
/// relative to the workspace, such as `specs/webplus-2019-03-20`, which headers, messages and tests name.
///
/// # Errors
///
/// Only defects of the emission: what is wrong with the specification is among the diagnostics, and what it concerns is
/// left out.
pub fn emit(
    product: &ir::Product,
    operations: &[ir::Operation],
    common: &ir::CommonErrors,
    types: &TypeRegistry,
    specs: &str,
) -> Result<Emission, Error> {
    let templates = Templates::new()?;
    let annotated = annotate(product, operations, common, types, &templates, specs)?;
    let files = print_product(&annotated.product, &templates, specs)?;
    Ok(Emission { files, registry: annotated.registry, diagnostics: annotated.diagnostics })
}

/// Emits the files that all products share: `Cargo.toml` with a feature for each product, `src/lib.rs`, the guide and the
/// examples.
///
/// # Errors
///
/// Only defects of the emission.
pub fn emit_crate<'a>(products: impl IntoIterator<Item = &'a ir::Product>) -> Result<BTreeMap<String, String>, Error> {
    #[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
    struct ProductFacts {
        module: String,
        title: String,
        version: String,
    }
    #[derive(Serialize)]
    struct CrateFacts {
        products: Vec<ProductFacts>,
    }
    let facts = |product: &ir::Product| ProductFacts {
        module: annotate::module(product),
        title: markdown::inline(product.title()),
        version: markdown::inline(&product.version),
    };
    let mut products: Vec<ProductFacts> = products.into_iter().map(facts).collect();
    products.sort();
    products.dedup_by(|a, b| a.module == b.module);
    let (templates, facts) = (Templates::new()?, CrateFacts { products });
    let mut files = BTreeMap::from([
        ("Cargo.toml".to_owned(), templates.render("crate/Cargo.toml.tera", &facts)?),
        ("src/lib.rs".to_owned(), templates.render("crate/lib.rs", &facts)?),
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
    title: String,
    version: String,
    module: &'a str,
    specification: String,
    operations: Vec<OperationFacts<'a>>,
    examples: Vec<ExampleFacts>,
    wrappers: bool,
    decodes: bool,
    calls: bool,
}

#[derive(Serialize)]
struct OperationFacts<'a> {
    module: &'a str,
    builder: &'a str,
    output: &'a str,
}

/// An example of an answer; both as literals.
#[derive(Serialize)]
struct ExampleFacts {
    operation: String,
    file: String,
}

/// The facts of a file of items.
#[derive(Serialize)]
struct FileFacts<'a> {
    source: &'a str,
    title: String,
    body: String,
}

fn print_product(product: &Product, templates: &Templates, specs: &str) -> Result<BTreeMap<String, String>, Error> {
    let module = &product.module;
    let title = markdown::inline(&product.title);
    let source = markdown::one_line(specs);
    let mut files = BTreeMap::new();
    let mut file = |path: String, source: &str, title: String, body: String| {
        files.insert(path, templates.render("product/file.rs", &FileFacts { source, title, body })?);
        Ok::<(), Error>(())
    };
    let in_source = |name: &str| format!("src/{module}/{name}");
    file(in_source("client.rs"), &source, format!("The client of {title}."), print::client::client(product)?)?;
    file(
        in_source("types.rs"),
        &source,
        format!("What parameters and answers of {title} are made of."),
        print::types::types(product)?,
    )?;
    file(
        in_source("error_code.rs"),
        &source,
        format!("The error codes of {title}."),
        print::error_code::error_code(product)?,
    )?;
    if !product.wrappers.is_empty() {
        let about = "Lists that the wire wraps in an object of one key.".to_owned();
        file(in_source("wrappers.rs"), &source, about, print::types::wrappers(product)?)?;
    }
    for operation in &product.operations {
        let path = in_source(&format!("operations/{}.rs", operation.module));
        let about = format!("{} and its answer.", markdown::code(&docs::excerpt(&operation.wire)));
        file(path, &operation.source, about, print::operation::operation(operation, module)?)?;
    }
    let answered = || product.operations.iter().filter(|operation| !operation.response_example.is_empty());
    let (decode, call) = (print::tests::decode(product)?, print::tests::call(product)?);
    let skeleton = Skeleton {
        source: &source,
        title: title.clone(),
        version: markdown::inline(&product.version),
        module,
        specification: literal::string(&format!("/../{specs}")).to_string(),
        operations: product
            .operations
            .iter()
            .map(|operation| OperationFacts {
                module: &operation.module,
                builder: &operation.builder,
                output: &operation.output.name,
            })
            .collect(),
        examples: answered()
            .map(|operation| ExampleFacts {
                operation: literal::string(&operation.wire).to_string(),
                file: literal::string(&format!("../../tests/examples/{module}/{}.json", operation.file())).to_string(),
            })
            .collect(),
        wrappers: !product.wrappers.is_empty(),
        decodes: !decode.is_empty(),
        calls: !call.is_empty(),
    };
    if skeleton.decodes {
        file(format!("tests/{module}/decode.rs"), &source, format!("The example answers of {title}."), decode)?;
    }
    if skeleton.calls {
        file(format!("tests/{module}/call.rs"), &source, format!("Calls of all operations of {title}."), call)?;
    }
    for operation in answered() {
        let path = format!("tests/examples/{module}/{}.json", operation.file());
        files.insert(path, format!("{}\n", operation.response_example.trim_end()));
    }
    files.insert(format!("src/{module}/mod.rs"), templates.render("product/mod.rs", &skeleton)?);
    files.insert(format!("src/{module}/fake.rs"), templates.render("product/fake.rs", &skeleton)?);
    files.insert(format!("src/{module}/operations/mod.rs"), templates.render("product/operations.rs", &skeleton)?);
    if skeleton.calls {
        files.insert(format!("tests/{module}.rs"), templates.render("product/tests.rs", &skeleton)?);
    }
    Ok(files)
}

impl Error {
    fn template(error: tera::Error) -> Self {
        let mut problem = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            problem.push_str(&format!(": {cause}"));
            source = cause.source();
        }
        Self { what: "a template".to_owned(), problem }
    }

    fn syntax(what: String, error: &syn::Error) -> Self {
        Self { what, problem: format!("what was emitted is not Rust: {error}") }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; this is a defect of the generator", self.what, self.problem)
    }
}

impl std::error::Error for Error {}
