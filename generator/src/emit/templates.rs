//! The templates: everything emitted that is a file or a sentence rather than a Rust item. They are part of the binary.

use serde::Serialize;
use tera::{Context, Tera};

use super::error::Error;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../templates/", $name)))),*]
    };
}

/// All templates by their path below `templates/`. None has an ending that tera would escape for.
const TEMPLATES: [(&str, &str); 42] = embedded![
    "attributes/deprecated.txt",
    "attributes/deprecated_call.txt",
    "attributes/many_arguments.txt",
    "attributes/no_operation.txt",
    "crate/Cargo.toml.tera",
    "crate/examples/blocking.rs",
    "crate/examples/list_changes.rs",
    "crate/examples/restart.rs",
    "crate/guide/credentials.rs",
    "crate/guide/errors_and_retries.rs",
    "crate/guide/getting_started.rs",
    "crate/guide/migrating.rs",
    "crate/guide/mod.rs",
    "crate/guide/paging_and_waiting.rs",
    "crate/guide/testing.rs",
    "crate/lib.rs",
    "crate/tests.rs",
    "docs/builder.md",
    "docs/client.md",
    "docs/client_new.md",
    "docs/error_code.md",
    "docs/error_codes.md",
    "docs/facts.md",
    "docs/field.md",
    "docs/format.md",
    "docs/method.md",
    "docs/of_type.md",
    "docs/output.md",
    "docs/paginator.md",
    "docs/parameter.md",
    "docs/place.md",
    "docs/product.md",
    "docs/type.md",
    "docs/waiter.md",
    "product/client.rs",
    "product/error_code.rs",
    "product/fake.rs",
    "product/mod.rs",
    "product/operation.rs",
    "product/operations.rs",
    "product/tests.rs",
    "product/types.rs",
];

/// The parsed templates.
pub struct Templates(Tera);

impl Templates {
    /// Parses the embedded templates.
    pub fn new() -> Result<Self, Error> {
        let mut tera = Tera::new();
        tera.add_raw_templates(TEMPLATES).map_err(Error::template)?;
        Ok(Self(tera))
    }

    /// The templates below `folder`, whose name ends with a slash, by what follows it.
    pub fn below(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        TEMPLATES.iter().filter_map(move |(path, _)| Some((path.strip_prefix(folder)?, *path)))
    }

    /// Fills a template with the fields of `facts`.
    pub fn render(&self, name: &str, facts: &impl Serialize) -> Result<String, Error> {
        let context = Context::from_serialize(facts).map_err(Error::template)?;
        self.0.render(name, &context).map_err(Error::template)
    }
}
