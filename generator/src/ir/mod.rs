//! The specification of an API: what a page means, free of Markdown and of Rust, in the form that the YAML files hold.
//!
//! Keys that hold their default are left out of the YAML, so that a diff shows only what changed.

mod constraint;
mod fact;
mod operation;
mod path;
mod product;
mod shape;
mod waiter;
mod walk;

pub use constraint::{Bounds, Format, Number};
pub use fact::{Fact, Side};
pub use operation::{CommonErrors, ErrorCode, Operation, Pagination, PaginationKind, ResponseKind, Style};
pub use path::{Step, WirePath};
pub use product::{EndpointRule, Endpoints, Product, Prose, RegionParameter};
pub use shape::{AllowedValue, Encoding, Field, Items, Location, Type};
pub use waiter::{End, Literal, Outcome, Waiter};
pub use walk::{Node, walk, walk_fields};

/// Whether a value is the default of its type; such keys are left out of the YAML.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
