//! Emission from end to end: whole specifications in, whole crates out.
//!
//! The expected files are in `golden-emit/`; `UPDATE_GOLDEN=1 cargo test -p alicloud-generator` refreshes them. The test
//! `golden` compiles them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use alicloud_generator::emit::{Emission, TypeRegistry, emit, emit_crate};
use alicloud_generator::ir;

struct Specification {
    product: ir::Product,
    operations: Vec<ir::Operation>,
    common: ir::CommonErrors,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
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

fn emitted(one: &Specification, name: &str) -> Emission {
    let specs = format!("generator/tests/emit-fixtures/{name}");
    emit(&one.product, &one.operations, &one.common, &TypeRegistry::default(), &specs).expect("emission")
}

#[test]
fn emission_is_as_expected() {
    let mut files = BTreeMap::new();
    let mut products = Vec::new();
    for name in ["tags", "things", "webplus"] {
        let specification = load(name);
        let emission = emitted(&specification, name);
        assert_eq!(emission.diagnostics, [], "{name}");
        files.insert(format!("types/{name}.yaml"), emission.registry.to_yaml().expect("YAML"));
        files.extend(emission.files);
        products.push(specification.product);
    }
    // Cargo takes a folder with a manifest for a package.
    let shared = emit_crate(&products).expect("emission");
    files.extend(shared.into_iter().map(|(path, text)| (path.replace("Cargo.toml", "Cargo.toml.txt"), text)));
    compare(&folder("golden-emit"), &files);
}

/// Compares with a folder, or rewrites it.
fn compare(folder: &Path, files: &BTreeMap<String, String>) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let _ = fs::remove_dir_all(folder);
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        return;
    }
    let mut there = Vec::new();
    list(folder, folder, &mut there);
    there.sort();
    let hint = "UPDATE_GOLDEN=1 cargo test -p alicloud-generator refreshes them";
    assert_eq!(there, files.keys().cloned().collect::<Vec<_>>(), "the set of files; {hint}");
    for (path, text) in files {
        let expected = fs::read_to_string(folder.join(path)).expect("a golden file");
        let line = expected.lines().zip(text.lines()).position(|(a, b)| a != b);
        let line = line.unwrap_or_else(|| expected.lines().count().min(text.lines().count()));
        assert!(
            expected == *text,
            "{path}:{}: expected {:?}, emitted {:?}; {hint}",
            line + 1,
            expected.lines().nth(line),
            text.lines().nth(line)
        );
    }
}

fn list(root: &Path, folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            list(root, &path, out);
        } else {
            out.push(path.strip_prefix(root).expect("a path below").to_string_lossy().replace('\\', "/"));
        }
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
            "src/nothing/mod.rs",
            "src/nothing/operations/mod.rs",
            "src/nothing/types.rs"
        ]
    );
}
