//! Reads a page of the reference: what stands on it, with the place of every value, and nothing of what it means.

mod blocks;
mod cell;
mod html;
mod link;
mod page;
mod source;
mod table;

pub use cell::{Piece, pieces, plain};
pub(crate) use cell::{dedent, head};
pub use link::{ExplorerLink, explorer_links};
pub use page::{Content, Fence, Page, Section, read};
pub use source::{Text, is_blank};
pub(crate) use table::first_pipe;
pub use table::{Row, Table};
