//! The command line of the maintainers: argument parsing and printing; the work is in `alicloud-generator`.

fn main() {}
