//! Runs the program in folders of its own, and asserts what it says and writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A product whose pages are golden pages of the generator.
pub const PRODUCT: &str = "specs/tidewater-2031-04-05";

/// What a command did.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    /// Asserts how the command ended, and that standard error holds some texts.
    #[track_caller]
    pub fn says(&self, code: i32, texts: &[&str]) {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        for text in texts {
            assert!(self.err.contains(text), "{text:?} is not in:\n{}", self.err);
        }
    }
}

pub fn run(arguments: &[&str], at: &Path) -> Done {
    let output: Output =
        Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).current_dir(at).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8");
    Done { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// An empty folder of a test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let _ = fs::remove_file(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

pub fn page(case: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/tests/golden/pages").join(format!("{case}.md"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A workspace with one product of three pages.
pub fn workspace(name: &str) -> PathBuf {
    let root = folder(name);
    let text = "product: Tidewater\nversion: 2031-04-05\nstyle: rpc\nreference: reference\n";
    write(&root.join(PRODUCT).join("product.yaml"), text);
    for case in ["array-of-with-row", "lone-pipe", "quoted-boolean"] {
        write(&root.join(PRODUCT).join(format!("reference/{case}.md")), &page(case));
    }
    root
}

/// All files below a folder.
pub fn bytes(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut files, mut folders) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.clone(), fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// Runs a command that must fail, with its place and a next step said, and must change nothing below the folder.
#[track_caller]
pub fn fails(root: &Path, arguments: &[&str], texts: &[&str]) {
    let before = bytes(root);
    let done = run(arguments, root);
    done.says(1, texts);
    done.says(1, &["help: "]);
    assert!(before == bytes(root), "nothing is written, and nothing removed");
}
