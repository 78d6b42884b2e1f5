//! What holds for the whole tree: module documentation, sizes, imports, the map of the code, and freshness.

mod floors;
mod generated;
mod imports;
mod map;
mod sources;
mod tree;
