//! The Rust module, and so the cargo feature, of each product: stated in `product.yaml`, or made of its name and version.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::emit;
use crate::store;

use super::home::Home;

/// Settles the module of each product. A stated one stays. Of the others with one name the newest has the name in lower
/// case, unless a product states it, and the others have their version behind it: `config`, `config_2019_01_08`.
///
/// Whoever keeps a feature stable states the older version's module, or the newer one's: then nothing is renamed.
/// Where a version that is new here takes the name from one that had it, a warning says so.
///
/// # Errors
///
/// Two products have one module.
pub fn settle(homes: &mut [Home]) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut warnings = Vec::new();
    let stated: Vec<String> =
        homes.iter().filter(|home| !home.product.module.is_empty()).map(|home| emit::module(&home.product)).collect();
    let mut silent: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, home) in homes.iter().enumerate().filter(|(_, home)| home.product.module.is_empty()) {
        silent.entry(emit::module(&home.product)).or_default().push(at);
    }
    for (name, mut versions) in silent {
        versions.sort_by(|&a, &b| homes[b].product.version.cmp(&homes[a].product.version));
        warnings.extend(renamed(homes, &name, &versions).filter(|_| !stated.contains(&name)));
        for (age, at) in versions.into_iter().enumerate() {
            let product = &mut homes[at].product;
            let is_first = age == 0 && !stated.contains(&name);
            product.module = if is_first { name.clone() } else { format!("{name}_{}", product.version) };
            product.module = emit::module(product);
        }
    }
    let failures = repeated(homes);
    if failures.is_empty() { Ok(warnings) } else { Err(failures) }
}

/// Finds the version that loses its name to one that is new here. `versions` has the newest first.
fn renamed(homes: &[Home], name: &str, versions: &[usize]) -> Option<Diagnostic> {
    let (&newest, older) = versions.split_first()?;
    let before = older.iter().map(|&at| &homes[at]).find(|home| !home.is_new)?;
    let Home { product, .. } = &homes[newest];
    if !homes[newest].is_new {
        return None;
    }
    let message = format!(
        "the feature `{name}` was that of version {} and becomes that of {}: callers of the older one break",
        before.product.version, product.version
    );
    let help = format!("write `module: {name}` here, and rename it with the next major version");
    Some(Diagnostic::new(before.file(store::PRODUCT), "module-renamed", message, help))
}

/// Finds products that have the module of one before them.
fn repeated(homes: &[Home]) -> Vec<Diagnostic> {
    let mut owners: BTreeMap<&str, &Home> = BTreeMap::new();
    let mut failures = Vec::new();
    for home in homes {
        let module = home.product.module.as_str();
        if let Some(owner) = owners.get(module) {
            let message = format!("the module `{module}` is that of {} too", owner.file(store::PRODUCT));
            let help = "state another `module` in one of them";
            failures.push(Diagnostic::new(home.file(store::PRODUCT), "module-repeated", message, help));
        } else {
            owners.insert(module, home);
        }
    }
    failures
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::ir::Product;

    /// A product of a name and version that states a module, or none.
    fn home(product: &str, version: &str, module: &str) -> Home {
        let folder = format!("{}-{version}", product.to_lowercase());
        let product =
            Product { product: product.into(), version: version.into(), module: module.into(), ..Product::default() };
        Home { place: format!("specs/{folder}"), path: PathBuf::from(&folder), folder, product, is_new: false }
    }

    fn modules(homes: &[Home]) -> Vec<&str> {
        homes.iter().map(|home| home.product.module.as_str()).collect()
    }

    #[test]
    fn the_newest_of_several_versions_has_the_name() {
        let mut homes = [
            home("Quay", "2030-01-01", ""),
            home("quay", "2031-12-01", ""),
            home("Quay", "2031-04-05", ""),
            home("DryDock", "2031-04-05", ""),
        ];
        assert_eq!(settle(&mut homes), Ok(Vec::new()));
        assert_eq!(modules(&homes), ["quay_2030_01_01", "quay", "quay_2031_04_05", "drydock"]);
        let settled = modules(&homes).join(" ");
        assert_eq!(settle(&mut homes), Ok(Vec::new()));
        assert_eq!(modules(&homes).join(" "), settled, "what is settled stays");
    }

    #[test]
    fn a_stated_module_is_nobody_elses() {
        let mut homes = [home("Quay", "2030-01-01", "quay"), home("Quay", "2031-04-05", "")];
        assert_eq!(settle(&mut homes), Ok(Vec::new()));
        assert_eq!(modules(&homes), ["quay", "quay_2031_04_05"], "the older one keeps its name");
        let mut homes = [home("Quay", "2030-01-01", ""), home("Quay", "2031-04-05", "quay_next")];
        assert_eq!(settle(&mut homes), Ok(Vec::new()));
        assert_eq!(modules(&homes), ["quay", "quay_next"]);
    }

    #[test]
    fn two_products_of_one_module_are_an_error_that_names_both() {
        let mut homes = [home("Quay", "2030-01-01", "quay"), home("Pier", "2031-04-05", "Quay")];
        homes[1].product.module = "quay".into();
        let failures = settle(&mut homes).expect_err("one module");
        assert_eq!((failures.len(), failures[0].code), (1, "module-repeated"));
        assert_eq!(failures[0].file, "specs/pier-2031-04-05/product.yaml");
        assert!(failures[0].message.contains("specs/quay-2030-01-01/product.yaml"), "{}", failures[0].message);
    }

    #[test]
    fn a_version_that_takes_the_name_is_told() {
        let mut homes = [home("Quay", "2030-01-01", ""), home("Quay", "2031-04-05", "")];
        homes[1].is_new = true;
        let warnings = settle(&mut homes).expect("modules");
        assert_eq!((warnings.len(), warnings[0].code), (1, "module-renamed"));
        assert_eq!(warnings[0].file, "specs/quay-2030-01-01/product.yaml");
        // Both are new, or the newcomer is the older one: nobody's name is taken.
        for new in [[true, true], [true, false]] {
            let mut homes = [home("Quay", "2030-01-01", ""), home("Quay", "2031-04-05", "")];
            (homes[0].is_new, homes[1].is_new) = (new[0], new[1]);
            assert_eq!(settle(&mut homes), Ok(Vec::new()));
        }
    }
}
