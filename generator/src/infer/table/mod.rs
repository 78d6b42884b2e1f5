//! The tables of a page: their columns, their rows, and what the cells of names and types say.

mod columns;
mod index;
mod lead;
mod name_cell;
mod row;
mod type_word;

pub use columns::{columns, lists_fields};
pub use index::{is_index, is_second_index, of_list};
pub use lead::lead_names;
pub(crate) use row::check_shape;
pub use row::{Row, RowCounts, parameter_rows, rows, shorten, type_tables};
pub use type_word::{Class, class};
