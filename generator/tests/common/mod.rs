//! What the tests share: folders of expected files, and the pages of the golden cases.
#![allow(dead_code, reason = "each test uses a part of it")]

pub mod holds;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use alicloud_generator::diagnostic::codes;
use alicloud_generator::emit::Emission;
use alicloud_generator::infer::{self, Inferred};
use alicloud_generator::ir::{Operation, Prose};
use alicloud_generator::reference::PageText;
use alicloud_generator::{lint, read};

/// A folder of the tests.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The vendor's pages, which lie beside the repository where its maintainers have them. Their absence is printed, and who
/// asked asserts nothing.
pub fn vendor_pages() -> Option<PathBuf> {
    let folder = workspace().join("../shared/reference");
    if folder.is_dir() {
        return Some(folder);
    }
    // `eprintln!` would be kept back where the test passes.
    let _ = writeln!(std::io::stderr(), "skipped: ../shared/reference, which holds the vendor's pages, is not there");
    None
}

/// Whether expected files are to be rewritten.
pub fn is_update() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Compares with a folder of expected files, or rewrites it. Files beyond the expected ones are an error.
pub fn compare(folder: &Path, files: &BTreeMap<String, String>) {
    if is_update() {
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
    let hint = "UPDATE_GOLDEN=1 cargo test -p alicloud-generator refreshes them; read what changes";
    assert_eq!(there, files.keys().cloned().collect::<Vec<_>>(), "the set of files; {hint}");
    for (path, text) in files {
        let expected = fs::read_to_string(folder.join(path)).expect("a golden file");
        let line = expected.lines().zip(text.lines()).position(|(a, b)| a != b);
        let line = line.unwrap_or_else(|| expected.lines().count().min(text.lines().count()));
        assert!(
            expected == *text,
            "{path}:{}: expected {:?}, made {:?}; {hint}",
            line + 1,
            expected.lines().nth(line),
            text.lines().nth(line)
        );
    }
}

/// The files below a folder, relative to a root, with `/`.
pub fn list(root: &Path, folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            list(root, &path, out);
        } else {
            out.push(path.strip_prefix(root).expect("a path below").to_string_lossy().replace('\\', "/"));
        }
    }
}

/// A page that shows one oddity of the reference.
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The page.
    pub text: String,
}

/// Cases whose inference is wrong today, and why. Their golden files hold what is right, written by hand: once the code
/// gives it, the test asks for the case to be taken off this list.
pub const KNOWN: &[(&str, &str)] = &[(
    "map-key-like-a-field",
    "a key of a map that equals the next row's name but for its case takes the row, although the row's own place is shown",
)];

/// Whether a case is known to come out wrong.
pub fn is_known(case: &str) -> bool {
    KNOWN.iter().any(|(name, _)| *name == case)
}

/// The golden cases, by name.
pub fn cases() -> Vec<Case> {
    let pages = folder("golden/pages");
    let mut names = Vec::new();
    list(&pages, &pages, &mut names);
    names.sort();
    let text = |name: &str| fs::read_to_string(pages.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    names
        .iter()
        .map(|name| Case { text: text(name), name: name.strip_suffix(".md").expect("a page").to_owned() })
        .collect()
}

/// Understands one page by itself.
pub fn understand(file: &str, text: &str) -> Inferred {
    infer::infer(&[read::read(file, text)], Prose::Keep)
}

/// The operation of a case as it should be.
pub fn golden_operation(case: &Case) -> Operation {
    if is_known(&case.name) {
        let path = folder("golden/ir").join(format!("{}.yaml", case.name));
        return serde_yaml::from_str(&fs::read_to_string(path).expect("a golden file")).expect("a specification");
    }
    let mut found = understand(&format!("{}.md", case.name), &case.text);
    assert_eq!(found.operations.len(), 1, "{}: a case is one operation", case.name);
    found.operations.remove(0)
}

/// Rows read are fields found and rows left out, and pages likewise.
pub fn assert_balanced(found: &Inferred, what: &str) {
    let (pages, rows) = (found.pages, found.rows);
    assert_eq!(rows.rows, rows.fields + rows.skipped, "{what}: {rows:?}");
    assert_eq!(
        pages.pages,
        pages.operations + pages.merged + pages.common + pages.other + pages.skipped,
        "{what}: {pages:?}"
    );
}

/// The page is linted, in two languages; every finding has a known code, the severity of that code, and a place that is in
/// the page.
pub fn assert_linted(file: &str, text: &str) {
    let chinese = format!("# DoThing\n\n## 请求参数\n\n## 返回数据\n\n{text}");
    let pages = [("P-2031-04-05/en", text), ("P-2031-04-05/zh", chinese.as_str())]
        .map(|(folder, text)| PageText { file: format!("{folder}/{file}"), text: text.to_owned() });
    let lines = pages.each_ref().map(|page| page.text.trim_start_matches('\u{feff}').split('\n').collect::<Vec<_>>());
    for found in lint::check(Path::new(""), &pages).diagnostics {
        let code = codes::find(found.code).unwrap_or_else(|| panic!("{found}: a code that the table lacks"));
        assert_eq!(code.severity, found.severity, "{found}");
        let page = pages.iter().position(|page| page.file == found.file);
        let lines = &lines[page.unwrap_or_else(|| panic!("{found}: no such page"))];
        let line = lines.get((found.position.line as usize).max(1) - 1);
        let line = line.unwrap_or_else(|| panic!("{found}: no such line"));
        assert!(found.position.column as usize <= line.chars().count() + 1, "{found}: no such column");
    }
}

/// Every emitted file is Rust that holds only what the emitter means to emit, whatever the pages say.
pub fn assert_only_items(emission: &Emission) {
    let registered: BTreeSet<String> = emission.registry.types.keys().cloned().collect();
    let mut types = BTreeSet::new();
    for (path, text) in emission.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut declared = BTreeSet::new();
        for item in &file.items {
            assert_meant(path, item, &mut declared);
        }
        if path.contains("/types/") || path.ends_with("/types.rs") {
            types.extend(declared);
        } else {
            assert!(declared.len() <= 2, "{path}: {declared:?}");
        }
    }
    assert_eq!(types, registered);
}

/// An item is one of those that the emitter means; `declared` gets the names of structs.
fn assert_meant(path: &str, item: &syn::Item, declared: &mut BTreeSet<String>) {
    match item {
        syn::Item::Struct(one) => {
            declared.insert(one.ident.to_string());
        }
        syn::Item::Impl(one) => {
            let functions = one.items.iter().filter(|item| matches!(item, syn::ImplItem::Fn(_))).count();
            let is_polled = one
                .trait_
                .as_ref()
                .is_some_and(|(of, _)| of.segments.last().is_some_and(|last| last.ident == "Polled"));
            assert_eq!(one.items.len() - functions, if is_polled { 2 } else { 0 }, "{path}");
            let is_client = matches!(&*one.self_ty, syn::Type::Path(ty) if ty.path.is_ident("Client"));
            assert!(!is_client || functions == 1, "{path}: {functions} methods of the client");
        }
        syn::Item::Use(_) => {}
        syn::Item::Mod(one) => assert!(one.content.is_none(), "{path}: a module with a body"),
        syn::Item::Const(one) => assert_eq!(one.ident, "EXAMPLES", "{path}"),
        syn::Item::Static(one) => assert!(["PRODUCT", "CASES"].contains(&&*one.ident.to_string()), "{path}"),
        syn::Item::Macro(one) => declared.extend(struct_of(path, one)),
        syn::Item::Fn(one) => {
            assert!(["every_operation", "fake"].contains(&&*one.sig.ident.to_string()), "{path}: fn {}", one.sig.ident);
        }
        _ => panic!("{path}: an item of another kind"),
    }
}

/// The struct that a macro of the runtime declares, if it declares one: nothing in it is code.
fn struct_of(path: &str, call: &syn::ItemMacro) -> Option<String> {
    let words: Vec<_> = call.mac.path.segments.iter().map(|part| part.ident.to_string()).collect();
    assert_eq!(words[0], "alicloud_core", "{path}");
    let tokens = call.mac.tokens.clone().into_iter().map(|token| token.to_string()).collect::<Vec<_>>();
    let structs: Vec<&String> = tokens.windows(2).filter(|pair| pair[0] == "struct").map(|pair| &pair[1]).collect();
    assert!(!tokens.iter().any(|token| ["fn", "impl", "unsafe", "use", "macro_rules"].contains(&&**token)), "{path}");
    match words[1].as_str() {
        "error_codes" => {
            assert!(path.ends_with("/error_code.rs") && structs.is_empty(), "{path}");
            None
        }
        "object" | "sent_object" | "operation" => {
            assert_eq!(structs.len(), 1, "{path}");
            Some(structs[0].clone())
        }
        other => {
            assert_eq!((other, structs.len()), ("paged", 0), "{path}");
            None
        }
    }
}

/// Emitted files stay in their folder, and their names are plain.
pub fn assert_plain_paths(emission: &Emission) {
    for path in emission.files.keys() {
        assert!(path.len() < 200, "{path}");
        assert!(path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_/.".contains(&byte)), "{path}");
        assert!(!path.contains("..") && !path.starts_with('/'), "{path}");
    }
}
