//! The description of a product: name, version, style, endpoints, error codes; static, or made when the program runs.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::mem::forget;
use std::ops::Deref;
use std::sync::Arc;

/// The description of a product. Those of generated code are static:
///
/// ```
/// use alicloud_core::{EndpointRule, Endpoints, Product, Style};
///
/// static ECS: Product = Product::new("ecs", "2014-05-26", Style::Rpc, Endpoints::new("ecs", EndpointRule::Regional))
///     .region_parameter("RegionId");
/// ```
///
/// One that is known only when the program runs, as in a proxy or a command line tool, is given to the client as a value,
/// or in an [`Arc`]:
///
/// ```
/// use alicloud_core::{Client, Config, EndpointRule, Endpoints, Product, Style};
///
/// fn client(config: &Config, name: String, version: String) -> Client {
///     let endpoints = Endpoints::named(name.clone(), EndpointRule::Regional)
///         .with_public_host("eu-central-1", format!("{name}.eu-central-1.example.com"));
///     Client::new(config, Product::named(name, version, Style::Rpc, endpoints).with_region_parameter("RegionId"))
/// }
/// # let _ = client;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Product {
    /// The product's name, for messages.
    pub name: Cow<'static, str>,
    /// The version of the product's API, as it goes over the wire, for example `2019-03-20`.
    pub version: Cow<'static, str>,
    /// The layout of calls.
    pub style: Style,
    /// The query parameter that carries the region on every call, if the product wants one.
    pub region_parameter: Option<Cow<'static, str>>,
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
        let (name, version) = (Cow::Borrowed(name), Cow::Borrowed(version));
        Self { name, version, style, region_parameter: None, endpoints, error_codes: &[], transient_codes: &[] }
    }

    /// The same for a name and a version that may be known only when the program runs.
    pub fn named(
        name: impl Into<Cow<'static, str>>,
        version: impl Into<Cow<'static, str>>,
        style: Style,
        endpoints: Endpoints,
    ) -> Self {
        Self { name: name.into(), version: version.into(), ..Self::new("", "", style, endpoints) }
    }

    /// Sends the region of each call in this query parameter.
    pub const fn region_parameter(mut self, name: &'static str) -> Self {
        // What a static product has is borrowed, so there is nothing to drop, which a constant could not do.
        forget(self.region_parameter.replace(Cow::Borrowed(name)));
        self
    }

    /// The same for a name that may be known only when the program runs.
    pub fn with_region_parameter(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.region_parameter = Some(name.into());
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

/// A product as a client holds it: a static one, or one that was made when the program runs and is shared. Clients take
/// what can be turned into one: `&'static Product`, [`Product`] and `Arc<Product>`.
#[derive(Clone)]
pub struct SharedProduct(Held);

#[derive(Clone)]
enum Held {
    Static(&'static Product),
    Shared(Arc<Product>),
}

impl Deref for SharedProduct {
    type Target = Product;

    fn deref(&self) -> &Product {
        match &self.0 {
            Held::Static(product) => product,
            Held::Shared(product) => product,
        }
    }
}

impl From<&'static Product> for SharedProduct {
    fn from(product: &'static Product) -> Self {
        Self(Held::Static(product))
    }
}

impl From<Product> for SharedProduct {
    fn from(product: Product) -> Self {
        Self(Held::Shared(Arc::new(product)))
    }
}

impl From<Arc<Product>> for SharedProduct {
    fn from(product: Arc<Product>) -> Self {
        Self(Held::Shared(product))
    }
}

impl fmt::Debug for SharedProduct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
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
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Endpoints {
    /// The beginning of the rule's host names, for example `webplus`.
    pub prefix: Cow<'static, str>,
    /// The rule for a region that no table names.
    pub rule: EndpointRule,
    /// Region and host, for regions whose public host does not follow the rule.
    pub public: &'static [(&'static str, &'static str)],
    /// Region and host, for regions whose host inside a VPC does not follow the rule.
    pub vpc: &'static [(&'static str, &'static str)],
    /// The code by which the location service knows the product, if it does.
    pub location: Option<Cow<'static, str>>,
    /// Those that were named when the program ran, which come before the tables.
    named_public: Vec<(String, String)>,
    named_vpc: Vec<(String, String)>,
}

impl Endpoints {
    /// Endpoints that all follow the rule.
    pub const fn new(prefix: &'static str, rule: EndpointRule) -> Self {
        Self {
            prefix: Cow::Borrowed(prefix),
            rule,
            public: &[],
            vpc: &[],
            location: None,
            named_public: Vec::new(),
            named_vpc: Vec::new(),
        }
    }

    /// The same for a prefix that may be known only when the program runs.
    pub fn named(prefix: impl Into<Cow<'static, str>>, rule: EndpointRule) -> Self {
        Self { prefix: prefix.into(), ..Self::new("", rule) }
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
        // Borrowed, as with `Product::region_parameter`.
        forget(self.location.replace(Cow::Borrowed(code)));
        self
    }

    /// Names a public host that may be known only when the program runs.
    pub fn with_public_host(mut self, region: impl Into<String>, host: impl Into<String>) -> Self {
        self.named_public.push((region.into(), host.into()));
        self
    }

    /// Names a host inside a VPC that may be known only when the program runs.
    pub fn with_vpc_host(mut self, region: impl Into<String>, host: impl Into<String>) -> Self {
        self.named_vpc.push((region.into(), host.into()));
        self
    }

    /// The same as [`location`](Self::location) for a code that may be known only when the program runs.
    pub fn with_location(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.location = Some(code.into());
        self
    }

    /// The public host of `region`, where a table has one.
    pub(crate) fn public_host(&self, region: &str) -> Option<&str> {
        find(&self.named_public, self.public, region)
    }

    /// The host of `region` inside a VPC, where a table has one.
    pub(crate) fn vpc_host(&self, region: &str) -> Option<&str> {
        find(&self.named_vpc, self.vpc, region)
    }
}

/// The last host that was named counts, then the first one of the table.
fn find<'a>(
    named: &'a [(String, String)],
    table: &'static [(&'static str, &'static str)],
    region: &str,
) -> Option<&'a str> {
    let named = named.iter().rev().find(|(known, _)| known == region).map(|(_, host)| host.as_str());
    named.or_else(|| table.iter().find(|(known, _)| *known == region).map(|(_, host)| *host))
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
    let Endpoints { public, vpc, named_public, named_vpc, .. } = &product.endpoints;
    let tables = public.iter().chain(*vpc).map(|(region, _)| *region);
    let named = named_public.iter().chain(named_vpc).map(|(region, _)| region.as_str());
    let regions: BTreeSet<&str> = tables.chain(named).collect();
    let listed = regions.into_iter().collect::<Vec<_>>().join(", ");
    (!listed.is_empty()).then(|| format!("known regions of {} are {listed}", product.name))
}
