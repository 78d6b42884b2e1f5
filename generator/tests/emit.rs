//! Emission from end to end: whole specifications in, whole crates out.
//!
//! The expected files are in `golden-emit/`; `UPDATE_GOLDEN=1 cargo test -p alicloud-generator` refreshes them. The test
//! `golden` compiles them: the specifications of `emit-fixtures/`, and those of the golden pages.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use alicloud_generator::emit::{Emission, TypeRegistry, emit, emit_crate};
use alicloud_generator::ir;
use alicloud_generator::read;
use alicloud_generator::vocabulary::Language;

use common::{cases, compare, folder, golden_operation, workspace};

struct Specification {
    product: ir::Product,
    operations: Vec<ir::Operation>,
    common: ir::CommonErrors,
}

fn load(name: &str) -> Specification {
    let folder = folder("emit-fixtures").join(name);
    let text = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut files: Vec<PathBuf> = fs::read_dir(folder.join("operations"))
        .expect("operations")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let operations = files
        .iter()
        .map(|file| serde_yaml::from_str(&text(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display())));
    let errors = folder.join("errors.yaml");
    Specification {
        product: serde_yaml::from_str(&text(&folder.join("product.yaml"))).expect("product.yaml"),
        operations: operations.collect(),
        common: if errors.exists() {
            serde_yaml::from_str(&text(&errors)).expect("errors.yaml")
        } else {
            Default::default()
        },
    }
}

/// The golden pages as products: those of a language, and those by path, for a product's calls are all of one style.
fn pages(name: &str) -> Specification {
    let style = if name == "bypath" { ir::Style::Roa } else { ir::Style::Rpc };
    let language = if name == "yunfan" { Language::Chinese } else { Language::English };
    let operations: Vec<ir::Operation> = cases()
        .iter()
        .filter(|case| style == ir::Style::Roa || read::read(&case.name, &case.text).language == language)
        .map(golden_operation)
        .filter(|operation| operation.style == style)
        .collect();
    assert!(operations.len() > 5, "{name}: {} operations", operations.len());
    let product =
        ir::Product { product: name.to_owned(), version: "2031-04-05".to_owned(), style, ..Default::default() };
    Specification { product, operations, common: ir::CommonErrors::default() }
}

fn emitted(one: &Specification, name: &str) -> Emission {
    let specs = format!("generator/tests/emit-fixtures/{name}");
    emit(&one.product, &one.operations, &one.common, &TypeRegistry::default(), &specs).expect("emission")
}

#[test]
fn emission_is_as_expected() {
    let mut files = BTreeMap::new();
    let mut products = Vec::new();
    for name in ["harbour", "parcels", "tags", "things", "webplus"] {
        let specification = load(name);
        let emission = emitted(&specification, name);
        assert_eq!(emission.diagnostics, [], "{name}");
        files.insert(format!("types/{name}.yaml"), emission.registry.to_yaml().expect("YAML"));
        files.extend(emission.files);
        products.push(specification.product);
    }
    for name in ["bypath", "tidewater", "yunfan"] {
        let specification = pages(name);
        let (product, operations, common) = (&specification.product, &specification.operations, &specification.common);
        let emission = emit(product, operations, common, &TypeRegistry::default(), "generator/tests/golden/ir");
        let emission = emission.expect("emission");
        assert_eq!(emission.diagnostics, [], "{name}");
        // The tests that go with the modules are covered by the other products.
        files.extend(emission.files.into_iter().filter(|(path, _)| path.starts_with("src/")));
        products.push(specification.product);
    }
    // Cargo takes a folder with a manifest for a package.
    let is_prose = |path: &str| path.starts_with("examples/") || path.starts_with("src/guide/");
    let shared = emit_crate(&products).expect("emission").into_iter();
    let (prose, shared): (BTreeMap<_, _>, BTreeMap<_, _>) = shared.partition(|(path, _)| is_prose(path));
    // It does not depend on the products, so the templates are what is expected.
    assert!(!prose.is_empty());
    for (path, text) in prose {
        let template = workspace().join("templates/crate").join(path.trim_start_matches("src/"));
        assert_eq!(std::fs::read_to_string(&template).expect("a template"), text, "{path}");
    }
    files.extend(shared.into_iter().map(|(path, text)| (path.replace("Cargo.toml", "Cargo.toml.txt"), text)));
    compare(&folder("golden-emit"), &files);
}

#[test]
fn the_guide_and_the_examples_stand_out_of_the_way_where_their_product_is_not() {
    let has = |names: &[&str], file: &str, text: &str| {
        let products: Vec<_> = names.iter().map(|name| load(name).product).collect();
        emit_crate(&products).expect("emission")[file].contains(text)
    };
    for (file, text) in [("Cargo.toml", "[[example]]"), ("src/lib.rs", "pub mod guide;")] {
        assert!(has(&["harbour", "webplus"], file, text) && !has(&["harbour"], file, text), "{file}");
    }
}

#[test]
fn the_order_of_operations_does_not_matter() {
    let mut specification = load("webplus");
    let there = emitted(&specification, "webplus");
    specification.operations.reverse();
    let back = emitted(&specification, "webplus");
    assert_eq!(there.files, back.files);
    assert_eq!(there.registry, back.registry);
    assert_eq!(there.diagnostics, back.diagnostics);
}

#[test]
fn a_second_emission_with_its_own_registry_changes_nothing() {
    let specification = load("webplus");
    let first = emitted(&specification, "webplus");
    let (product, operations, common) = (&specification.product, &specification.operations, &specification.common);
    let specs = "generator/tests/emit-fixtures/webplus";
    let second = emit(product, operations, common, &first.registry, specs).expect("emission");
    assert_eq!(first.files, second.files);
    assert_eq!(first.registry, second.registry);
}

#[test]
fn every_file_says_where_it_comes_from() {
    for (path, text) in emitted(&load("webplus"), "webplus").files {
        if !path.ends_with(".json") {
            let first = text.lines().next().unwrap_or_default();
            assert!(
                first.starts_with("// @generated by `cargo xtask regen` from generator/tests/emit-fixtures/webplus"),
                "{path}"
            );
        }
    }
}

#[test]
fn an_empty_product_is_a_client_without_methods() {
    let product = ir::Product { product: "Nothing".to_owned(), version: "1".to_owned(), ..Default::default() };
    let emission =
        emit(&product, &[], &ir::CommonErrors::default(), &TypeRegistry::default(), "specs/nothing").expect("emission");
    let paths: Vec<&str> = emission.files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "src/nothing/client.rs",
            "src/nothing/error_code.rs",
            "src/nothing/fake.rs",
            "src/nothing/mod.rs",
            "src/nothing/operations/mod.rs",
            "src/nothing/types.rs",
            "tests/operations/nothing.json",
            "tests/operations/nothing.rs"
        ]
    );
}
