//! Where a request was sent and why there: what errors about regions and endpoints say beside the service's words.

use super::class::Is;
use crate::product::{Product, known_regions};

/// What an endpoint came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The configuration, or the options of the call.
    User,
    /// The location service.
    LocationService,
    /// The product's table of regions.
    Table,
    /// The product's rule for regions that no table names.
    Rule,
}

/// The endpoint that was asked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub host: &'a str,
    pub origin: Origin,
    pub region: Option<&'a str>,
    pub product: &'a Product,
}

/// The codes by which services say that they were asked in the wrong place.
const ELSEWHERE: &[Is] = &[
    Is::Contains("supportedendpoint"),
    Is::Exactly("invalidproduct.notfound"),
    Is::StartsWith("invalidregion"),
    Is::HasPart("invalidregion"),
    Is::HasPart("region"),
    Is::HasPart("regionid"),
    Is::HasPart("regions"),
    Is::HasPart("regionnotfound"),
    Is::StartsWith("regionnotsupport"),
    Is::StartsWith("unsupportedregion"),
];

/// Whether the code says that the region or the endpoint is wrong.
pub(super) fn is_about_endpoint(code: &str) -> bool {
    let lower = code.to_ascii_lowercase();
    ELSEWHERE.iter().any(|is| is.fits(&lower))
}

impl Asked<'_> {
    /// Which endpoint was asked, where it came from, and how to set another.
    pub(super) fn explain(&self) -> String {
        let name = &self.product.name;
        let region = self.region.map_or_else(|| "no region".to_owned(), |region| format!("the region {region}"));
        let origin = match self.origin {
            Origin::User => "as .endpoint(…) sets it".to_owned(),
            Origin::LocationService => format!("which the location service names for {region}"),
            Origin::Table => format!("which the table of {name} has for {region}"),
            Origin::Rule => format!("which follows from the rule of {name} and {region}"),
        };
        let mut text = format!(
            "the endpoint asked was {}, {origin}; set another region with .region(…) or another host with .endpoint(…), on \
             the configuration or on the call",
            self.host
        );
        if let Some(regions) = Some(self.product).filter(|_| self.origin != Origin::User).and_then(known_regions) {
            text.push_str("; ");
            text.push_str(&regions);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::{EndpointRule, Endpoints, Style};

    #[test]
    fn codes_about_the_place_are_told_from_others() {
        for code in [
            "InvalidOperation.NotSupportedEndpoint",
            "InvalidRegionId.NotFound",
            "InvalidRegionId",
            "InvalidRegion.NotSupport",
            "InvalidOperation.InvalidRegion",
            "Invalid.RegionId",
            "MissingParameter.RegionId",
            "Forbidden.RegionId",
            "Unavailable.Regions",
            "Forbidden.RegionNotFound",
            "RegionNotSupportCopy",
            "InvalidProduct.NotFound",
        ] {
            assert!(is_about_endpoint(code), "{code}");
        }
        for code in [
            "InvalidParameter",
            "InvalidEndpoint.NotFound",
            "QuotaExceeded.EndPoint",
            "InvalidLoadBalancerId.RegionMismatch",
            "OperationDenied.SameRegionOnly",
            "InvalidProductCode",
            "",
        ] {
            assert!(!is_about_endpoint(code), "{code}");
        }
    }

    #[test]
    fn every_origin_is_told_with_the_ways_out() {
        let endpoints = Endpoints::new("shop", EndpointRule::Regional).public(&[("cn-beijing", "shop.aliyuncs.com")]);
        let product = Product::new("Shop", "1", Style::Rpc, endpoints);
        let explain = |origin| Asked { host: "h", origin, region: Some("cn-x"), product: &product }.explain();
        for (origin, words, regions) in [
            (Origin::User, "was h, as .endpoint(…) sets it", false),
            (Origin::LocationService, "the location service names for the region cn-x", true),
            (Origin::Table, "the table of Shop has for the region cn-x", true),
            (Origin::Rule, "the rule of Shop and the region cn-x", true),
        ] {
            let text = explain(origin);
            assert!(
                text.contains(words) && text.contains(".region(…)") && text.contains("with .endpoint(…)"),
                "{text}"
            );
            assert_eq!(text.contains("known regions of Shop are cn-beijing"), regions, "{text}");
        }
    }
}
