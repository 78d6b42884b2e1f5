//! A product: its identity, endpoints and how its reference is treated. The file `product.yaml`, kept by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::default::is_default;
use super::operation::Style;

/// One version of one product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// The product's name on the wire, such as `WebPlus`.
    pub product: String,
    /// The version of its API, a date such as `2019-03-20`.
    pub version: String,
    /// How its calls are laid out.
    pub style: Style,
    /// The name of the Rust module and of the cargo feature; by default the product's in lower case, with the version behind
    /// it where a newer version has that name: `config_2019_01_08`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub module: String,
    /// The product's name in prose, such as `Web+`; by default the wire name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// Where the vendor publishes the pages.
    #[serde(default, skip_serializing_if = "is_default")]
    pub upstream: Vec<Upstream>,
    /// The folder of the pages, relative to this file; empty where they are not in the repository.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reference: String,
    /// Whether sentences of the pages are kept.
    #[serde(default, skip_serializing_if = "is_default")]
    pub prose: Prose,
    /// The parameter that carries the client's region with every call.
    #[serde(default, skip_serializing_if = "is_default")]
    pub region: Option<RegionParameter>,
    /// Where the service is reached.
    #[serde(default, skip_serializing_if = "is_default")]
    pub endpoints: Endpoints,
}

impl Product {
    /// The product's name for people.
    pub fn title(&self) -> &str {
        if self.title.is_empty() { &self.product } else { &self.title }
    }

    /// The name of the folder that holds the product: `<product>-<version>`.
    pub fn folder(&self) -> String {
        format!("{}-{}", self.product, self.version)
    }
}

/// A repository of the vendor that holds pages of the product. It is for people, and for whoever fetches the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upstream {
    /// The repository's name.
    pub repository: String,
    /// The state of it that the pages were taken from: the time of its last change as in RFC 3339, or any text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub revision: String,
    /// The folders of the pages, relative to the repository.
    #[serde(default, skip_serializing_if = "is_default")]
    pub folders: Vec<String>,
}

/// Whether sentences of the pages are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prose {
    /// Facts only: names, types, required, allowed values, defaults, links, and examples whose sentences are cut to
    /// their beginning.
    #[default]
    Omit,
    /// Descriptions too.
    Keep,
}

/// The parameter that carries the region of the client's configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionParameter {
    /// Its name, `RegionId` everywhere that we know of.
    pub name: String,
}

/// Where a product is reached: the region's own host where the map has it, else the rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoints {
    /// The first label of the hosts, such as `webplus`; by default the product's name in lower case.
    #[serde(default, skip_serializing_if = "is_default")]
    pub prefix: String,
    /// How a region that the map lacks is reached.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rule: EndpointRule,
    /// Public hosts by region.
    #[serde(default, skip_serializing_if = "is_default")]
    pub public: BTreeMap<String, String>,
    /// Hosts within the vendor's private networks by region.
    #[serde(default, skip_serializing_if = "is_default")]
    pub vpc: BTreeMap<String, String>,
    /// The code by which the vendor's location service knows the product; empty: it does not.
    #[serde(default, skip_serializing_if = "is_default")]
    pub location: String,
}

/// How the host of a region that the map lacks is formed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndpointRule {
    /// `<prefix>.<region>.aliyuncs.com`.
    #[default]
    Regional,
    /// `<prefix>.aliyuncs.com`.
    Central,
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "product: Quay\nversion: 2031-04-05\nstyle: rpc\n";

    #[test]
    fn where_the_pages_are_published_is_read_and_written() {
        let upstream = "upstream:\n- repository: quay\n  revision: 2031-07-21T06:32:18Z\n  folders:\n  - intl.en-US/API Reference\n";
        let product: Product =
            serde_yaml::from_str(&format!("{HEAD}{upstream}- repository: pier\n")).expect("a product");
        let [quay, pier] = product.upstream.as_slice() else { panic!("{product:?}") };
        assert_eq!((quay.repository.as_str(), quay.revision.as_str()), ("quay", "2031-07-21T06:32:18Z"));
        assert_eq!(quay.folders, ["intl.en-US/API Reference"]);
        assert_eq!(*pier, Upstream { repository: "pier".into(), ..Upstream::default() });
        let written = serde_yaml::to_string(&product).expect("YAML");
        assert_eq!(serde_yaml::from_str::<Product>(&written).expect("a product"), product);
    }

    #[test]
    fn an_unknown_key_of_it_is_an_error() {
        for wrong in ["upstream:\n- repository: quay\n  branch: main\n", "upstream:\n- revision: main\n"] {
            assert!(serde_yaml::from_str::<Product>(&format!("{HEAD}{wrong}")).is_err(), "{wrong}");
        }
    }
}
