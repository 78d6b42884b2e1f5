//! Which product a page belongs to: what its folders are called, what its link names, what the pages beside it link to.
//!
//! The nearest folder that names product and version decides, whatever stands above it. Without one, the page's link does; a
//! link without version takes the one that the nearest pages link to. A page without link is of the product that a folder
//! above it is called by, else of that which the pages of its folder link to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::infer::{self, ProductKey};
use crate::read::Page;
use crate::vocabulary::Language;

use super::folder::{self, Says, folded, is_safe};
use super::load::Root;

/// What is not known of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// Which product it belongs to.
    Product,
    /// Which version of this product.
    Version(String),
}

/// The product of each page.
pub fn owners(root: Root<'_>, pages: &[Page<'_>]) -> Vec<Result<ProductKey, Unknown>> {
    let tree = Tree::new(root, pages);
    let known = |page: &Page<'_>| tree.owner(page);
    let is_clean = |key: &ProductKey| is_safe(&key.product) && is_safe(&key.version);
    pages.iter().map(|page| known(page).and_then(|key| is_clean(&key).then_some(key).ok_or(Unknown::Product))).collect()
}

/// What is known of a folder, with all that lies below it.
#[derive(Debug, Default)]
struct Folder {
    /// The product and version that it is called by.
    named: Option<ProductKey>,
    /// The version that it is called by.
    version: Option<String>,
    /// Its pages.
    pages: usize,
    /// Those that have a link.
    linked: usize,
    /// The products that they link to, by folded name.
    products: BTreeSet<String>,
    /// The pages that link to a product and a version.
    votes: BTreeMap<ProductKey, usize>,
    /// Of each product the version that most pages link to.
    usual: BTreeMap<String, ProductKey>,
    /// The product and version that most pages link to.
    most: Option<ProductKey>,
    /// Whether folders below are called by the products that their pages link to: then it holds several products, and what
    /// most pages link to says nothing about a folder of another name.
    holds_products: bool,
}

/// What a tree tells about the products of its pages.
struct Tree<'t> {
    folders: HashMap<&'t str, Folder>,
    /// How each product is spelt, by its folded name.
    spelling: BTreeMap<String, String>,
    /// Of each product the version that the folders of most pages are called by.
    usual: BTreeMap<String, ProductKey>,
    /// What links name: the operations of each version of a product, by language.
    described: BTreeSet<(ProductKey, Language, String)>,
    /// What the user says the tree is, else what its folder is called.
    root: Option<ProductKey>,
    /// Whether the user says it.
    is_stated: bool,
}

impl<'t> Tree<'t> {
    fn new(root: Root<'_>, pages: &'t [Page<'_>]) -> Self {
        let mut tree = Self {
            folders: HashMap::new(),
            spelling: BTreeMap::new(),
            usual: BTreeMap::new(),
            described: BTreeSet::new(),
            root: None,
            is_stated: root.product.is_some(),
        };
        tree.learn_spelling(root, pages);
        for page in pages {
            tree.learn_page(page);
        }
        for folder in tree.folders.values_mut() {
            (folder.usual, folder.most) = (usual(&folder.votes), most(folder.votes.iter()));
        }
        tree.learn_names();
        let of_path = || folder::of_path(root.path).map(|key| tree.spelt(key)).filter(|key| tree.believes("", key));
        tree.root = root.product.cloned().or_else(of_path);
        tree
    }

    /// The spelling of a product is the user's, else the one of most links.
    fn learn_spelling(&mut self, root: Root<'_>, pages: &[Page<'_>]) {
        let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for link in pages.iter().filter_map(|page| page.links.first()) {
            *counts.entry(folded(link.product)).or_default().entry(link.product.to_owned()).or_default() += 1;
        }
        for (name, spellings) in counts {
            let most = spellings.into_iter().max_by_key(|(spelling, count)| (*count, Reverse(spelling.clone())));
            self.spelling.extend(most.map(|(spelling, _)| (name, spelling)));
        }
        self.spelling.extend(root.product.map(|key| (folded(&key.product), key.product.clone())));
    }

    fn spelt(&self, key: ProductKey) -> ProductKey {
        let product = self.spelling.get(&folded(&key.product)).cloned().unwrap_or(key.product);
        ProductKey { product, ..key }
    }

    /// The product of the page's link, as products are spelt here.
    fn link(&self, page: &Page<'_>) -> Option<ProductKey> {
        infer::product(page).map(|key| self.spelt(key))
    }

    fn learn_page(&mut self, page: &'t Page<'_>) {
        let link = self.link(page);
        if let (Some(key), Some(link)) = (&link, page.links.first()) {
            self.described.insert((key.clone(), page.language, link.operation.to_owned()));
        }
        for path in above(&page.file) {
            let folder = self.folders.entry(path).or_default();
            folder.pages += 1;
            let Some(key) = &link else { continue };
            folder.linked += 1;
            folder.products.insert(folded(&key.product));
            if !key.version.is_empty() {
                *folder.votes.entry(key.clone()).or_default() += 1;
            }
        }
    }

    /// Reads the names of the folders, and finds those that hold the folders of several products.
    fn learn_names(&mut self) {
        let mut paths: Vec<&str> = self.folders.keys().copied().filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        let mut named: BTreeMap<ProductKey, usize> = BTreeMap::new();
        for &path in &paths {
            let said = folder::says(path);
            let key = if let Says::Both(key) = &said { Some(self.spelt(key.clone())) } else { None };
            let key = key.filter(|key| self.believes(path, key));
            if let Some(key) = &key {
                self.spelling.entry(folded(&key.product)).or_insert_with(|| key.product.clone());
            }
            let folder = self.folders.entry(path).or_default();
            *key.clone().map_or(&mut 0, |key| named.entry(key).or_default()) += folder.pages;
            folder.named = key;
            folder.version = if let Says::Version(version) = said { Some(version) } else { None };
        }
        self.usual = usual(&named);
        for path in paths {
            let folder = &self.folders[path];
            if folder.named.is_some() || folder.linked > 0 && self.bare_name(path).is_some() {
                for path in above(path) {
                    self.folders.entry(path).or_default().holds_products = true;
                }
            }
        }
    }

    /// Whether a folder that is called by a product is that product's.
    ///
    /// Evidence against it: half of its pages and more link to others, and none to this one. Then the name is that of a
    /// snapshot, such as `backup-2021-01-01`.
    fn believes(&self, path: &str, key: &ProductKey) -> bool {
        let Some(folder) = self.folders.get(path) else { return true };
        folder.linked == 0 || folder.products.contains(&folded(&key.product)) || 2 * folder.linked < folder.pages
    }

    /// The product that a folder without a version is called by.
    ///
    /// Evidence: links or other folders name the product. A folder whose pages link to others alone has only a subject of
    /// that name.
    fn bare_name(&self, path: &str) -> Option<&String> {
        let name = folded(path.rsplit('/').next().filter(|name| !name.is_empty())?);
        let folder = self.folders.get(path)?;
        (folder.linked == 0 || folder.products.contains(&name)).then(|| self.spelling.get(&name)).flatten()
    }

    /// The product of a page.
    fn owner(&self, page: &Page<'_>) -> Result<ProductKey, Unknown> {
        let link = self.link(page);
        let named = above(&page.file).find_map(|path| self.folders.get(path)?.named.as_ref());
        let root = self.root.as_ref().filter(|root| !self.is_elsewhere(root, link.as_ref()));
        match (named.or(root), link) {
            (Some(named), Some(link)) if self.is_of_another_version(page, named, &link) => Ok(link),
            (Some(named), _) => Ok(named.clone()),
            (None, Some(link)) if !link.version.is_empty() => Ok(link),
            (None, Some(link)) => self.with_version(&page.file, link.product),
            (None, None) => {
                // The highest one: below the folder of a product others are subjects.
                let bare = above(&page.file).filter_map(|path| self.bare_name(path)).last();
                match bare {
                    Some(product) => self.with_version(&page.file, product.clone()),
                    None => self.of_neighbours(&page.file).ok_or(Unknown::Product),
                }
            }
        }
    }

    /// Whether a page links to another product than the one that the user says the tree is of. A folder that is called by a
    /// product was made for the page; what is said of a whole tree need not be meant for each page.
    fn is_elsewhere(&self, root: &ProductKey, link: Option<&ProductKey>) -> bool {
        self.is_stated && link.is_some_and(|link| !link.version.is_empty() && link.product != root.product)
    }

    /// Whether a page in the folder of one version describes another one. Links outlive versions, so the folder is right,
    /// unless another page describes the operation in the folder's version.
    fn is_of_another_version(&self, page: &Page<'_>, named: &ProductKey, link: &ProductKey) -> bool {
        let operation = page.links.first().map_or("", |link| link.operation);
        !link.version.is_empty()
            && link.product == named.product
            && link.version != named.version
            && self.described.contains(&(named.clone(), page.language, operation.to_owned()))
    }

    /// The version of a page's product: the one that most pages of the nearest folder link to, else that of a folder.
    fn with_version(&self, file: &str, product: String) -> Result<ProductKey, Unknown> {
        let neighbours = above(file).find_map(|path| self.folders.get(path)?.usual.get(&product));
        let dated = || {
            let version = above(file).find_map(|path| self.folders.get(path)?.version.clone())?;
            Some(ProductKey { product: product.clone(), version })
        };
        let known = neighbours.or_else(|| self.usual.get(&product)).cloned();
        known.or_else(dated).ok_or_else(|| Unknown::Version(product.clone()))
    }

    /// What most pages of the nearest folder link to, up to where the folders of several products begin.
    fn of_neighbours(&self, file: &str) -> Option<ProductKey> {
        let folders = above(file).map_while(|path| self.folders.get(path).filter(|folder| !folder.holds_products));
        folders.filter_map(|folder| folder.most.clone()).next()
    }
}

/// What has most votes; of equals the first by name.
fn most<'k>(votes: impl Iterator<Item = (&'k ProductKey, &'k usize)>) -> Option<ProductKey> {
    votes.max_by_key(|&(key, count)| (*count, Reverse(key))).map(|(key, _)| key.clone())
}

/// Of each product the version that has most votes.
fn usual(votes: &BTreeMap<ProductKey, usize>) -> BTreeMap<String, ProductKey> {
    let mut of: BTreeMap<&str, Vec<(&ProductKey, &usize)>> = BTreeMap::new();
    for (key, count) in votes {
        of.entry(&key.product).or_default().push((key, count));
    }
    of.into_iter().filter_map(|(product, votes)| Some((product.to_owned(), most(votes.into_iter())?))).collect()
}

/// The folders above a path, the nearest first; the tree's root is the empty one.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(path)), |&folder| (!folder.is_empty()).then(|| parent(folder)))
}

fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..at])
}
