//! How imports are read, on crates of a few lines.

use std::collections::BTreeMap;

use super::{Imports, circles, imports};

fn read(files: &[(&str, &str)]) -> Imports {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    imports("src/lib.rs", &|file| files.get(file).map(|&text| text.to_owned()))
}

/// The files that one of them imports from.
fn from(imports: &Imports, file: &str) -> Vec<String> {
    imports[file].keys().cloned().collect()
}

#[test]
fn every_form_of_a_path_is_followed() {
    let files = |uses: &str, code: &str| {
        let text = format!("{uses} fn f() {{ {code} }}");
        let all = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "pub mod c; pub struct A;"),
            ("src/a/c.rs", "pub struct C; pub fn c() {} pub enum K { One } pub const N: usize = 1;"),
            ("src/b.rs", text.as_str()),
        ];
        from(&read(&all), "src/b.rs")
    };
    for (uses, code) in [
        ("use crate::a::c::C;", ""),
        ("use super::a::c::{C, K};", ""),
        ("use crate::a::{c::{self, C as D}};", ""),
        ("use crate::a::c;", "c::c()"),
        ("use crate::a::c as other;", "other::c()"),
        ("use crate::a;", "a::c::K::One"),
        ("use super::a::c::*;", "let _ = K::One;"),
        ("use crate::a::c::K::*;", "crate::a::c::c()"),
        ("", "crate::a::c::c()"),
        ("", "format!(\"{}\", super::a::c::N)"),
        ("", "use crate::a::c::C; C;"),
        ("#[serde(default = \"crate::a::c::c\")] struct S;", ""),
    ] {
        assert_eq!(files(uses, code), ["src/a/c.rs"], "{uses} {code}");
    }
    for (uses, code) in [
        ("use std::a::c;", "c::c()"),
        ("use crate::a::c;", ""),
        ("", "::a::c::c(); x.a::<C>(); \"a text about crate::a\";"),
        ("#[cfg(test)] use crate::a::c::C;", ""),
        ("#[cfg(test)] mod tests { use crate::a::c::C; }", ""),
        ("#[cfg(all(test, feature = \"x\"))] mod tests;", ""),
        ("impl S { #[cfg(test)] fn f() { crate::a::c::c() } }", ""),
    ] {
        assert_eq!(files(uses, code), [""; 0], "{uses} {code}");
    }
}

#[test]
fn what_is_handed_on_counts_where_it_is_defined() {
    let all = read(&[
        ("src/lib.rs", "mod a; mod b; pub use a::Deep;"),
        ("src/a/mod.rs", "mod deep; pub use deep::{Deep, Used}; pub use deep::*; fn f(_: Used) {}"),
        ("src/a/deep.rs", "pub struct Deep; pub struct Used; pub struct Third;"),
        ("src/b.rs", "use crate::{Deep, a::Third};"),
    ]);
    assert_eq!(from(&all, "src/b.rs"), ["src/a/deep.rs"]);
    assert_eq!(from(&all, "src/lib.rs"), [""; 0], "handing on is no import");
    assert_eq!(from(&all, "src/a/mod.rs"), ["src/a/deep.rs"], "but what is also used is one");
    assert_eq!(all["src/a/mod.rs"]["src/a/deep.rs"].iter().collect::<Vec<_>>(), ["deep::Used"]);
}

#[test]
fn a_circle_is_found_however_long_and_a_diamond_is_none() {
    let all = |last: &str| {
        circles(&read(&[
            ("src/lib.rs", "mod a; mod b; mod c; mod d;"),
            ("src/a.rs", "use crate::{b::B, d::D}; pub struct A;"),
            ("src/b.rs", "use crate::c::C; pub struct B;"),
            ("src/c.rs", last),
            ("src/d.rs", "use crate::c::C; pub struct D;"),
        ]))
    };
    assert!(all("pub struct C;").is_empty());
    let circle = all("pub struct C; impl C { fn f(_: super::a::A) {} }");
    assert_eq!(circle.len(), 1);
    assert_eq!(circle[0].iter().collect::<Vec<_>>(), ["src/a.rs", "src/b.rs", "src/c.rs", "src/d.rs"]);
}

#[test]
fn a_child_that_needs_its_parent_is_a_circle_where_the_parent_needs_the_child() {
    let all = |parent: &str| {
        circles(&read(&[
            ("src/lib.rs", "mod a;"),
            ("src/a/mod.rs", parent),
            ("src/a/child.rs", "use super::Shared; pub fn run(_: Shared) {}"),
        ]))
    };
    assert!(all("mod child; pub use child::run; pub struct Shared;").is_empty());
    assert_eq!(all("mod child; pub struct Shared; fn f() { child::run(Shared) }").len(), 1);
}
