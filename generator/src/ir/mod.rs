//! The specification of an API: what a page means, free of Markdown and of Rust, in the form that the YAML files hold.
//!
//! Keys that hold their default are left out of the YAML, so that a diff shows only what changed.

mod constraint;
mod default;
mod fact;
mod facts;
mod operation;
mod path;
mod product;
mod shape;
mod side;
mod waiter;
mod walk;

pub use constraint::{AllowedValue, Bounds, Format, Number};
pub(crate) use default::is_default;
pub use fact::Fact;
pub(crate) use fact::facts;
pub use facts::Facts;
pub use operation::{CommonErrors, ErrorCode, Operation, Pagination, PaginationKind, ResponseKind, Style, Success};
pub use path::{Step, WirePath};
pub use product::{EndpointRule, Endpoints, Product, Prose, RegionParameter, Upstream};
pub use shape::{Encoding, Field, Items, Location, Type};
pub use side::Side;
pub use waiter::{End, Literal, Outcome, Waiter};
pub use walk::{Node, walk, walk_fields};
