//! What goes wrong in the emission itself.

use std::fmt;

/// A defect of the emitter: no specification may cause it.
#[derive(Debug)]
pub struct Error {
    what: String,
    problem: String,
}

impl Error {
    pub(super) fn template(error: tera::Error) -> Self {
        let mut problem = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            problem.push_str(&format!(": {cause}"));
            source = cause.source();
        }
        Self { what: "a template".to_owned(), problem }
    }

    pub(super) fn tokens(what: &str, problem: &str) -> Self {
        Self { what: what.to_owned(), problem: problem.to_owned() }
    }

    pub(super) fn syntax(what: String, error: &syn::Error) -> Self {
        Self { what, problem: format!("what was emitted is not Rust: {error}") }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; this is a defect of the generator", self.what, self.problem)
    }
}

impl std::error::Error for Error {}
