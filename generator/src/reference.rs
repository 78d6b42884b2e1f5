//! A tree of reference pages on disk: finds the pages and groups them by the product that they describe.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::infer::{self, ProductKey};
use crate::read;
use crate::vocabulary::Language;

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

/// The pages of one product in one language.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The product.
    pub key: ProductKey,
    /// The language.
    pub language: Language,
    /// The pages.
    pub pages: Vec<read::Page<'a>>,
}

/// Reads pages and groups them by product and language.
///
/// A page's own link tells its product. A link without version, and a page without link, take what the other pages of the
/// nearest folder say; `root` counts as a folder above the tree's. Pages of unknown products come second.
pub fn group<'a>(root: &Path, texts: &'a [PageText]) -> (Vec<Group<'a>>, Vec<read::Page<'a>>) {
    let pages: Vec<read::Page<'a>> = texts.par_iter().map(|page| read::read(&page.file, &page.text)).collect();
    let linked: Vec<Option<ProductKey>> = pages.iter().map(infer::product).collect();
    let mut votes: BTreeMap<String, BTreeMap<ProductKey, usize>> = BTreeMap::new();
    for (page, key) in pages.iter().zip(&linked) {
        let Some(key) = key.as_ref().filter(|key| !key.version.is_empty()) else { continue };
        for folder in folders(&page.file) {
            *votes.entry(folder.to_owned()).or_default().entry(key.clone()).or_default() += 1;
        }
    }
    let named = folder_key(root);
    let mut groups: BTreeMap<(ProductKey, Language), Vec<read::Page<'a>>> = BTreeMap::new();
    let mut homeless = Vec::new();
    for (page, key) in pages.into_iter().zip(linked) {
        let neighbours = |product: &str| {
            folders(&page.file).find_map(|folder| {
                let known = votes.get(folder)?.iter().filter(|(key, _)| product.is_empty() || key.product == product);
                known.max_by_key(|&(key, count)| (*count, std::cmp::Reverse(key.clone()))).map(|(key, _)| key.clone())
            })
        };
        let found = match key {
            Some(key) if !key.version.is_empty() => Some(key),
            Some(key) => {
                neighbours(&key.product).or_else(|| named.clone().filter(|named| named.product == key.product))
            }
            None => neighbours("").or_else(|| folder_key(Path::new(&page.file))).or_else(|| named.clone()),
        };
        match found.filter(|key| is_safe(&key.product) && is_safe(&key.version)) {
            Some(key) => groups.entry((key, page.language)).or_default().push(page),
            None => homeless.push(page),
        }
    }
    (groups.into_iter().map(|((key, language), pages)| Group { key, language, pages }).collect(), homeless)
}

/// The folders of a page, the nearest first; the tree's root is the empty one.
fn folders(file: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(file)), |&folder| (!folder.is_empty()).then(|| parent(folder)))
}

fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..at])
}

/// The product in a folder's name: `WebPlus-2019-03-20`.
fn folder_key(path: &Path) -> Option<ProductKey> {
    path.components().rev().find_map(|part| {
        let name = part.as_os_str().to_str()?;
        let at = name.len().checked_sub(11).filter(|&at| at > 0 && name.is_char_boundary(at))?;
        let (product, version) = (&name[..at], name[at..].strip_prefix('-')?);
        let dated =
            version.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
        dated.then(|| ProductKey { product: product.to_owned(), version: version.to_owned() })
    })
}

/// Whether a product's name or version can be a part of a path: the pages are not trusted.
fn is_safe(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(file: &str, link: &str) -> PageText {
        let link = if link.is_empty() { String::new() } else { format!("[x](https://api.aliyun.com/#{link})") };
        PageText { file: file.to_owned(), text: format!("# Get\n\n{link}\n\n## Request parameters\n") }
    }

    #[test]
    fn pages_are_grouped_by_link_neighbours_and_folder() {
        let texts = [
            page("a/x.md", "product=P&api=X&type=RPC&version=2020-01-01"),
            page("a/y.md", "product=P&api=Y"),
            page("a/b/z.md", ""),
            page("Q-2021-02-03/en/w.md", ""),
        ];
        let (groups, homeless) = group(Path::new("/tree"), &texts);
        let found: Vec<_> = groups
            .iter()
            .map(|group| (group.key.product.as_str(), group.key.version.as_str(), group.pages.len()))
            .collect();
        assert_eq!(found, [("P", "2020-01-01", 4)]);
        assert!(homeless.is_empty());
        let (groups, _) = group(Path::new("/tree"), &texts[3..]);
        assert_eq!(groups[0].key, ProductKey { product: "Q".into(), version: "2021-02-03".into() });
    }

    #[test]
    fn a_product_that_could_leave_its_folder_is_none() {
        let texts = [page("x.md", "product=..&api=X&version=../../etc"), page("y.md", "product=P/..&api=X&version=1")];
        let (groups, homeless) = group(Path::new("/tree"), &texts);
        assert!(groups.is_empty());
        assert_eq!(homeless.len(), 2);
    }

    #[test]
    fn folders_name_products_by_name_and_date() {
        assert_eq!(folder_key(Path::new("/x/WebPlus-2019-03-20/zh")).map(|key| key.product), Some("WebPlus".into()));
        assert_eq!(folder_key(Path::new("/x/WebPlus-2019/zh")), None);
        assert_eq!(folder_key(Path::new("/2019-03-20")), None);
    }
}
