//! The tree that pages lie in: finds the pages and reads their texts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::infer::ProductKey;

/// The tree that pages lie in.
#[derive(Clone, Copy, Debug)]
pub struct Root<'r> {
    /// Its folder. The folder's own name counts, as those below it do.
    pub path: &'r Path,
    /// The product of what lies in no folder of another one, where the user says it.
    pub product: Option<&'r ProductKey>,
}

impl<'r, P: AsRef<Path> + ?Sized> From<&'r P> for Root<'r> {
    fn from(path: &'r P) -> Self {
        Self { path: path.as_ref(), product: None }
    }
}

/// A page's text, and its path relative to the tree with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// The path.
    pub file: String,
    /// The text.
    pub text: String,
}

/// Something in the tree that could not be read.
#[derive(Debug)]
pub struct Unreadable {
    /// The path, relative to the tree.
    pub file: String,
    /// Why.
    pub cause: io::Error,
}

/// Pages beyond this size are no reference pages; reading them would cost more than they can tell.
const LARGEST: u64 = 64 << 20;

/// Reads all `.md` files of a tree, by name. What cannot be read is listed beside them.
///
/// # Errors
///
/// The folder itself cannot be listed.
pub fn load(root: &Path) -> io::Result<(Vec<PageText>, Vec<Unreadable>)> {
    let (mut pages, mut unreadable) = (Vec::new(), Vec::new());
    let mut folders: Vec<PathBuf> = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(root.join(&folder)) {
            Ok(entries) => entries,
            Err(cause) if folder.as_os_str().is_empty() => return Err(cause),
            Err(cause) => {
                unreadable.push(Unreadable { file: slashes(&folder), cause });
                continue;
            }
        };
        for entry in entries {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            // A link could lead out of the tree or in a circle: only what lies in the tree is read.
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "md")
                || path.ends_with(".md")
            {
                match read_page(&root.join(&path)) {
                    Ok(text) => pages.push(PageText { file: slashes(&path), text }),
                    Err(cause) => unreadable.push(Unreadable { file: slashes(&path), cause }),
                }
            }
        }
    }
    pages.sort_by(|a, b| a.file.cmp(&b.file));
    unreadable.sort_by(|a, b| a.file.cmp(&b.file));
    Ok((pages, unreadable))
}

fn read_page(path: &Path) -> io::Result<String> {
    let size = fs::metadata(path)?.len();
    if size > LARGEST {
        return Err(io::Error::other(format!("the page has {size} bytes; at most {LARGEST} are read")));
    }
    String::from_utf8(fs::read(path)?).map_err(|error| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("the page is not UTF-8 from byte {} on", error.utf8_error().valid_up_to()),
        )
    })
}

fn slashes(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
