//! An operation's page as the checks see it.

use super::sample::Sample;
use crate::infer::table::Row;
use crate::infer::{Shown, Study};

/// An operation's page as the checks see it.
#[derive(Debug)]
pub(super) struct Subject<'s, 'a> {
    pub(super) study: &'s Study<'s, 'a>,
    /// The rows of the request, by table.
    pub(super) parameters: Vec<&'s [Row<'a>]>,
    /// The fields of the response.
    pub(super) fields: Vec<Shown<'s, 'a>>,
    /// The response examples: JSON, then XML.
    pub(super) samples: Vec<Sample<'s>>,
}

impl<'s, 'a> Subject<'s, 'a> {
    pub(super) fn new(study: &'s Study<'s, 'a>) -> Self {
        let examples = [&study.examples.json, &study.examples.xml];
        Self {
            study,
            parameters: study.parameters(),
            fields: study.fields(),
            samples: examples.into_iter().flatten().filter_map(Sample::new).collect(),
        }
    }

    /// The rows of all request tables.
    pub(super) fn all_parameters(&self) -> impl Iterator<Item = &Row<'a>> {
        self.parameters.iter().copied().flatten()
    }

    /// The rows of the response.
    pub(super) fn all_fields(&self) -> impl Iterator<Item = &Row<'a>> {
        self.fields.iter().filter_map(|field| field.row)
    }
}
