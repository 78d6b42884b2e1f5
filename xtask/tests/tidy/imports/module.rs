//! The modules of a crate: what each declares, defines and imports, and the paths in its code.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{Attribute, ImplItem, Item, UseTree, Visibility};

use super::names::Names;

/// How a file is read: its text, or `None` where there is no such file.
pub type Sources<'s> = dyn Fn(&str) -> Option<String> + 's;

/// The modules of a crate; the first one is its root.
#[derive(Default)]
pub struct Crate {
    pub modules: Vec<Module>,
}

/// A module, in a file of its own or within another one.
#[derive(Default)]
pub struct Module {
    /// Its place in [`Crate::modules`].
    pub id: usize,
    pub parent: Option<usize>,
    pub file: String,
    /// Where the files of its children are.
    folder: String,
    pub children: BTreeMap<String, usize>,
    /// What it defines.
    pub items: BTreeSet<String>,
    pub bindings: Vec<Binding>,
    /// The paths of `use …::*`.
    pub globs: Vec<Vec<String>>,
    /// The paths in its code that have two segments or more.
    pub paths: BTreeSet<Vec<String>>,
    /// Every name in its code.
    pub names: BTreeSet<String>,
}

/// A name that `use` brings into a module.
#[derive(Clone)]
pub struct Binding {
    pub name: String,
    pub path: Vec<String>,
    /// Whether other modules see it.
    pub public: bool,
}

impl Crate {
    /// Reads a crate from its root file.
    pub fn read(root: &str, sources: &Sources) -> Self {
        let mut all = Self::default();
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
        all.file(None, root, folder, sources);
        all
    }

    /// Reads a file and those of its children.
    fn file(&mut self, parent: Option<usize>, file: &str, folder: &str, sources: &Sources) -> usize {
        let text = sources(file).unwrap_or_else(|| panic!("{file}: no such file"));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.module(parent, file, folder, parsed.items, sources)
    }

    fn module(
        &mut self,
        parent: Option<usize>,
        file: &str,
        folder: &str,
        items: Vec<Item>,
        sources: &Sources,
    ) -> usize {
        let id = self.modules.len();
        let (file, folder) = (file.to_owned(), folder.to_owned());
        self.modules.push(Module { id, parent, file, folder, ..Module::default() });
        for item in items {
            match item {
                item if is_test(attributes(&item)) => {}
                Item::Mod(module) => {
                    let name = plain(&module.ident);
                    let child = self.child(id, &name, module.content.map(|(_, items)| items), sources);
                    self.modules[id].children.insert(name, child);
                }
                item => self.modules[id].item(item),
            }
        }
        id
    }

    /// Reads a child: what stands between its braces, else its file.
    fn child(&mut self, parent: usize, name: &str, items: Option<Vec<Item>>, sources: &Sources) -> usize {
        let (file, folder) = (self.modules[parent].file.clone(), self.modules[parent].folder.clone());
        let own = format!("{folder}/{name}");
        match items {
            Some(items) => self.module(Some(parent), &file, &own, items, sources),
            None => {
                let file = [format!("{own}.rs"), format!("{own}/mod.rs")];
                let found = file.iter().find(|file| sources(file).is_some());
                let found = found.unwrap_or_else(|| panic!("{file:?}: no such file"));
                self.file(Some(parent), found, &own, sources)
            }
        }
    }
}

impl Module {
    fn item(&mut self, item: Item) {
        let name = match &item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Macro(item) => item.ident.as_ref(),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Union(item) => Some(&item.ident),
            _ => None,
        };
        self.items.extend(name.map(plain));
        let mut names = Names::default();
        match item {
            Item::Use(item) => {
                let public = !matches!(item.vis, Visibility::Inherited);
                return self.bind(&item.tree, Vec::new(), public);
            }
            Item::Impl(mut item) => {
                item.items.retain(|member| !is_test(member_attributes(member)));
                names.read(item.to_token_stream());
            }
            item => names.read(item.to_token_stream()),
        }
        self.paths.extend(names.paths);
        self.names.extend(names.names);
        for tree in names.uses {
            self.bind(&tree, Vec::new(), false);
        }
    }

    /// Takes apart the tree of a `use`.
    fn bind(&mut self, tree: &UseTree, mut path: Vec<String>, public: bool) {
        match tree {
            UseTree::Path(tree) => {
                path.push(plain(&tree.ident));
                self.bind(&tree.tree, path, public);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.bind(tree, path.clone(), public)),
            UseTree::Glob(_) => self.globs.push(path),
            UseTree::Name(_) | UseTree::Rename(_) => {
                let (named, name) = match tree {
                    UseTree::Rename(tree) => (&tree.ident, &tree.rename),
                    UseTree::Name(tree) => (&tree.ident, &tree.ident),
                    _ => return,
                };
                let (named, mut name) = (plain(named), plain(name));
                if named == "self" {
                    if name == "self" {
                        name = path.last().cloned().unwrap_or_default();
                    }
                } else {
                    path.push(named);
                }
                self.bindings.push(Binding { name, path, public });
            }
        }
    }
}

/// A name without the mark of a raw one.
pub fn plain(name: &proc_macro2::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

/// Whether attributes say that only tests see an item.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).any(|attribute| {
        let condition = attribute.meta.to_token_stream().to_string().replace(' ', "");
        condition == "cfg(test)" || condition.starts_with("cfg(all(test,")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn member_attributes(member: &ImplItem) -> &[Attribute] {
    match member {
        ImplItem::Const(member) => &member.attrs,
        ImplItem::Fn(member) => &member.attrs,
        ImplItem::Type(member) => &member.attrs,
        _ => &[],
    }
}
