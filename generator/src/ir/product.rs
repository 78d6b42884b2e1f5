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
    /// The name of the Rust module and of the cargo feature; by default the product's in lower case.
    #[serde(default, skip_serializing_if = "is_default")]
    pub module: String,
    /// The product's name in prose, such as `Web+`; by default the wire name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// The folder of the pages, relative to this file.
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

/// Whether sentences of the pages are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prose {
    /// Facts only: names, types, required, allowed values, defaults, examples, links.
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
