//! The tables of a page, each read once: their columns, their rows, and what the cells of names and types say.

mod class;
mod columns;
mod grid;
mod index;
mod lead;
mod name_cell;
mod row;
mod type_page;
mod type_word;

pub use class::Class;
pub use columns::Columns;
pub use grid::{Grid, Grids, grids};
pub use index::{is_index, is_second_index, of_list};
pub use lead::{announced_position, announces_body, continues, lead_names};
pub(crate) use row::check_shape;
pub use row::{Row, RowCounts, shorten};
pub use type_page::TypePages;
pub use type_word::class;
