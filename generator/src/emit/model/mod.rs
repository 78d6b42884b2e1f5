//! What is printed: every name, type, path and fact of the documentation decided. The printers only arrange it.

mod docs;
mod example;
mod operation;
mod packing;
mod product;
mod types;

pub use docs::{
    ArgumentDocs, BuilderDocs, CodeDocs, Ends, ErrorDocs, FieldDocs, MethodDocs, OfType, OutputDocs, Pages,
    PaginatorDocs, ParameterDocs, PlaceDocs, ProductDocs, ReasonDocs, StructDocs, TypeDocs, ValueDocs, WaiterDocs,
};
pub use example::{Example, Member};
pub use operation::{
    Condition, Effect, Http, MemberPath, Mismatch, Operation, Outcome, Output, Paging, Parameter, PathPart, Waiter,
};
pub use packing::Packing;
pub use product::{ErrorCode, Product, ProductEntry};
pub use types::{Struct, StructField, Ty};
