//! What stands on a page beside its tables of fields: which operation it is, how that is reached, examples, errors, prose.

pub(crate) mod errors;
pub(crate) mod example_faults;
pub(crate) mod examples;
pub(crate) mod host;
pub(crate) mod identity;
pub(crate) mod name;
pub(crate) mod outline_faults;
pub(crate) mod prose;
pub(crate) mod route;
mod samples;
#[cfg(test)]
mod tests;
mod transient;
