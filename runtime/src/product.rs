//! What the generated code knows about a product once and for all: name, version, style and endpoints.

/// The static description of a product, emitted as a constant by the generator.
#[derive(Debug)]
pub struct Product {
    /// The product's name, for messages.
    pub name: &'static str,
    /// The version of the product's API, as it goes over the wire, for example `2019-03-20`.
    pub version: &'static str,
    /// How calls are laid out.
    pub style: Style,
    /// The query parameter that carries the region on every call, if the product wants one.
    pub region_parameter: Option<&'static str>,
    /// Where the product answers.
    pub endpoints: Endpoints,
}

/// How a product lays out its calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One path, `/`; the operation is named by a header or a query parameter.
    Rpc,
    /// Resource paths and HTTP methods.
    Roa,
}

/// Where a product answers: exceptions by region first, then a rule.
#[derive(Debug)]
pub struct Endpoints {
    /// What the rule's host names begin with, for example `webplus`.
    pub prefix: &'static str,
    /// How a host is formed for a region that no table names.
    pub rule: EndpointRule,
    /// Region and host, for regions whose public host does not follow the rule.
    pub public: &'static [(&'static str, &'static str)],
    /// Region and host, for regions whose host inside a VPC does not follow the rule.
    pub vpc: &'static [(&'static str, &'static str)],
}

/// How a host is formed when no table names the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointRule {
    /// One host a region: `<prefix>.<region>.aliyuncs.com`.
    Regional,
    /// One host for all regions: `<prefix>.aliyuncs.com`.
    Central,
}
