//! Reads a page of the reference: what stands on it, with the place of every value, and nothing of what it means.

mod blocks;
mod cell;
mod html;
mod link;
mod page;
mod pieces;
mod source;
mod table;

pub use cell::plain;
pub use link::{ExplorerLink, explorer_links};
pub use page::{Content, Fence, Page, Section, read};
pub(crate) use pieces::dedent;
pub use pieces::{Piece, pieces};
pub(crate) use source::head;
pub use source::{Text, is_blank};
pub(crate) use table::first_pipe;
pub use table::{Row, Table};
