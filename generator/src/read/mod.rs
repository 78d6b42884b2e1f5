//! Reads a page of the reference: what stands on it, with the place of every value, and nothing of what it means.

mod bare;
mod blocks;
mod cell;
mod head;
mod html;
mod link;
mod page;
mod pieces;
mod pipes;
mod row;
mod source;
mod table;
mod unread;

pub use cell::{link_target, plain};
pub use link::{ExplorerLink, explorer_links};
pub use page::{Content, Fence, Page, Section, read};
pub(crate) use pieces::dedent;
pub use pieces::{Piece, pieces};
pub(crate) use pipes::first_pipe;
pub use row::{Delimiter, Row, Table};
pub(crate) use source::head;
pub use source::{Text, is_blank};
