//! Reads the evidence that the search goes by: rows, example, other pages.

pub mod converted;
mod dotted;
pub mod envelope;
pub mod index;
pub mod items;
pub mod knowledge;
pub mod levels;
pub mod repeats;
pub mod sample;
pub mod sound;
pub mod spelling;
pub mod told;
pub mod usual;
pub mod wrapper;
