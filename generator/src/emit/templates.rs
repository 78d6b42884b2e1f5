//! The templates: everything emitted that is a file or a sentence rather than a Rust item. They are part of the binary.

use serde::Serialize;
use tera::{Context, Tera};

use super::Error;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../templates/", $name)))),*]
    };
}

/// All templates by their path below `templates/`. None has an ending that tera would escape for.
const TEMPLATES: [(&str, &str); 14] = embedded![
    "crate/Cargo.toml.tera",
    "crate/lib.rs",
    "docs/builder.md",
    "docs/error_code.md",
    "docs/facts.md",
    "docs/field.md",
    "docs/method.md",
    "docs/output.md",
    "docs/parameter.md",
    "docs/type.md",
    "product/file.rs",
    "product/mod.rs",
    "product/operations.rs",
    "product/tests.rs",
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

    /// Fills a template with the fields of `facts`.
    pub fn render(&self, name: &str, facts: &impl Serialize) -> Result<String, Error> {
        let context = Context::from_serialize(facts).map_err(Error::template)?;
        self.0.render(name, &context).map_err(Error::template)
    }
}
