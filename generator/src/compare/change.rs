//! One change between two versions of an API, and how a list of them is printed.

use std::fmt;

use crate::ir::Fact;

/// One change of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The operation.
    pub operation: String,
    /// The parameter, field or error code: a wire path such as `Changes.Change[].ChangeId`; empty: the operation itself.
    pub path: String,
    /// What kind of change it is.
    pub kind: Kind,
    /// Whether callers of the generated client must change their code, or older clients no longer work.
    pub breaking: bool,
    /// What changed, as one line that names the path.
    pub text: String,
}

/// The kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Kind {
    OperationAdded,
    OperationRemoved,
    StyleChanged,
    MethodChanged,
    PathChanged,
    /// Whether the operation is deprecated.
    DeprecationChanged,
    ParameterAdded,
    ParameterRemoved,
    ParameterMoved,
    FieldAdded,
    FieldRemoved,
    FieldMoved,
    TypeChanged,
    LocationChanged,
    RequiredChanged,
    EncodingChanged,
    /// The required parameters, which are arguments in that order, stand in another one.
    ArgumentOrderChanged,
    /// A fact of a parameter or a field. None changes how a call is written.
    FactChanged(Fact),
    /// Whether the operation is in a preview.
    PreviewChanged,
    /// What kind of body the response has.
    ResponseKindChanged,
    PaginationChanged,
    /// Whether it only reads, or writes.
    EffectChanged,
    ClientTokenChanged,
    SuccessChanged,
    WaiterAdded,
    WaiterRemoved,
    WaiterChanged,
    ErrorAdded,
    ErrorRemoved,
    ErrorStatusChanged,
    /// Whether the error passes by itself.
    ErrorTransienceChanged,
    /// Descriptions, summaries and messages, counted.
    DescriptionChanged,
    /// Example values, counted.
    ExampleChanged,
}

impl Change {
    pub(super) fn new(operation: &str, path: &str, kind: Kind, breaking: bool, text: String) -> Self {
        Self { operation: operation.to_owned(), path: path.to_owned(), kind, breaking, text }
    }
}

/// One line: `!` if it breaks, then the text.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", if self.breaking { '!' } else { ' ' }, self.text)
    }
}

/// Changes by operation, one a line, `!` before those that break. Nothing is printed if there are none.
#[derive(Clone, Copy, Debug)]
pub struct List<'a>(pub &'a [Change]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in self.0.chunk_by(|a, b| a.operation == b.operation) {
            writeln!(f, "{}", group[0].operation)?;
            for change in group {
                writeln!(f, "  {change}")?;
            }
        }
        Ok(())
    }
}
