//! The texts of an error: `Display` and `Debug`.

use std::fmt;

use super::text::shorten;
use super::value::Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)?;
        let facts = [
            ("request id", self.request_id().map(|id| shorten(id, 300))),
            ("status", self.status().map(|status| status.to_string())),
            ("operation", self.operation().map(str::to_owned)),
            ("attempts", Some(self.attempts().to_string()).filter(|_| self.attempts() > 1)),
        ];
        let facts: Vec<String> =
            facts.into_iter().filter_map(|(what, value)| Some(format!("{what} {}", value?))).collect();
        if !facts.is_empty() {
            write!(f, " ({})", facts.join(", "))?;
        }
        let service = self.service();
        if let Some(diagnosis) = service.and_then(|service| service.diagnosis) {
            write!(f, "; {diagnosis}")?;
        }
        if let Some(endpoint) = &self.0.endpoint {
            write!(f, "; {endpoint}")?;
        }
        if self.0.doubtful && self.is_last_unprocessed() {
            f.write_str("; the service may have acted on an attempt before this one")?;
        }
        if let Some(recommend) = self.recommend() {
            write!(f, "; see {recommend}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.0.kind).field("message", &format_args!("{self}"));
        if let Some(response) = &self.0.raw {
            shown.field("answer", response);
        }
        // Most messages have that of their source in them.
        let message = self.to_string();
        if let Some(source) = self.0.source.as_ref().map(ToString::to_string).filter(|source| !message.contains(source))
        {
            // It can quote a value of any length.
            shown.field("source", &shorten(&source, 1_000));
        }
        shown.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
