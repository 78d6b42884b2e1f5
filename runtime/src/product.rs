//! The static description of a product: name, version, style, endpoints, error codes.

use std::collections::BTreeSet;

/// The static description of a product, emitted by the generator.
///
/// ```
/// use alicloud_core::{EndpointRule, Endpoints, Product, Style};
///
/// static ECS: Product = Product::new("ecs", "2014-05-26", Style::Rpc, Endpoints::new("ecs", EndpointRule::Regional))
///     .region_parameter("RegionId");
/// ```
///
/// One that is known only when the program runs, as in a proxy or a command line tool, is leaked: a program has few.
///
/// ```
/// use alicloud_core::{Client, Config, EndpointRule, Endpoints, Product, Style};
///
/// fn client(config: &Config, name: String, version: String) -> Client {
///     let (name, version): (&str, &str) = (name.leak(), version.leak());
///     let endpoints = Endpoints::new(name, EndpointRule::Regional);
///     Client::new(config, Box::leak(Box::new(Product::new(name, version, Style::Rpc, endpoints))))
/// }
/// # let _ = client;
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Product {
    /// The product's name, for messages.
    pub name: &'static str,
    /// The version of the product's API, as it goes over the wire, for example `2019-03-20`.
    pub version: &'static str,
    /// The layout of calls.
    pub style: Style,
    /// The query parameter that carries the region on every call, if the product wants one.
    pub region_parameter: Option<&'static str>,
    /// The hosts of the product.
    pub endpoints: Endpoints,
    /// The error codes that its reference documents. Such an error names a fault of the call, whatever its status, so
    /// the call is not repeated; unless the code is one of the transient ones or one that means a failure of the service
    /// in every product, such as `InternalError.Dispatch` and `SystemBusy`, or the status is 502, 503 or 504.
    pub error_codes: &'static [&'static str],
    /// Those of which its reference says that they pass by themselves, so that the same call may succeed a little later.
    pub transient_codes: &'static [&'static str],
}

impl Product {
    /// A product without a region parameter and without documented error codes.
    pub const fn new(name: &'static str, version: &'static str, style: Style, endpoints: Endpoints) -> Self {
        Self { name, version, style, region_parameter: None, endpoints, error_codes: &[], transient_codes: &[] }
    }

    /// Sends the region of each call in this query parameter.
    pub const fn region_parameter(mut self, name: &'static str) -> Self {
        self.region_parameter = Some(name);
        self
    }

    /// Names the documented error codes.
    pub const fn error_codes(mut self, codes: &'static [&'static str]) -> Self {
        self.error_codes = codes;
        self
    }

    /// Names the codes of errors that pass by themselves, be they [documented](Self::error_codes) or not.
    pub const fn transient_codes(mut self, codes: &'static [&'static str]) -> Self {
        self.transient_codes = codes;
        self
    }
}

/// The layout of a product's calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// One path, `/`; the operation is named by a header or a query parameter.
    Rpc,
    /// Resource paths and HTTP methods.
    Roa,
}

/// The hosts of a product: exceptions by region first, then a rule.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoints {
    /// The beginning of the rule's host names, for example `webplus`.
    pub prefix: &'static str,
    /// The rule for a region that no table names.
    pub rule: EndpointRule,
    /// Region and host, for regions whose public host does not follow the rule.
    pub public: &'static [(&'static str, &'static str)],
    /// Region and host, for regions whose host inside a VPC does not follow the rule.
    pub vpc: &'static [(&'static str, &'static str)],
    /// The code by which the location service knows the product, if it does.
    pub location: Option<&'static str>,
}

impl Endpoints {
    /// Endpoints that all follow the rule.
    pub const fn new(prefix: &'static str, rule: EndpointRule) -> Self {
        Self { prefix, rule, public: &[], vpc: &[], location: None }
    }

    /// Names regions whose public host does not follow the rule.
    pub const fn public(mut self, hosts: &'static [(&'static str, &'static str)]) -> Self {
        self.public = hosts;
        self
    }

    /// Names regions whose host inside a VPC does not follow the rule.
    pub const fn vpc(mut self, hosts: &'static [(&'static str, &'static str)]) -> Self {
        self.vpc = hosts;
        self
    }

    /// Names the code by which the location service knows the product.
    pub const fn location(mut self, code: &'static str) -> Self {
        self.location = Some(code);
        self
    }
}

/// The rule for the host of a region that no table names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointRule {
    /// One host a region: `<prefix>.<region>.aliyuncs.com`.
    Regional,
    /// One host for all regions: `<prefix>.aliyuncs.com`.
    Central,
}

/// The regions that the product's tables name, for messages; there may be others, which follow the rule.
pub(crate) fn known_regions(product: &Product) -> Option<String> {
    let tables = product.endpoints.public.iter().chain(product.endpoints.vpc);
    let regions: BTreeSet<&str> = tables.map(|(region, _)| *region).collect();
    let listed = regions.into_iter().collect::<Vec<_>>().join(", ");
    (!listed.is_empty()).then(|| format!("known regions of {} are {listed}", product.name))
}
