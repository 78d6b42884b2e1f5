//! Derives the endpoint of a call from the product's table or its rule, and checks regions.

use crate::error::{Error, Origin};
use crate::http::{Endpoint, is_label};
use crate::product::{EndpointRule, Product, known_regions};

/// The network from which the service is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Network {
    /// From the internet. The default.
    #[default]
    Public,
    /// From inside a VPC of the same region.
    Vpc,
}

/// The endpoint of `product` in `region`, and what it comes from.
pub(crate) fn endpoint_in(
    product: &Product,
    region: Option<&str>,
    network: Network,
) -> Result<(Endpoint, Origin), Error> {
    let endpoints = &product.endpoints;
    let (listed, suffix) = match network {
        Network::Public => (region.and_then(|region| endpoints.public_host(region)), ""),
        Network::Vpc => (region.and_then(|region| endpoints.vpc_host(region)), "-vpc"),
    };
    let prefix = &endpoints.prefix;
    let host = match (listed, endpoints.rule, region) {
        (Some(host), ..) => host.to_owned(),
        (None, EndpointRule::Central, _) => format!("{prefix}{suffix}.aliyuncs.com"),
        (None, EndpointRule::Regional, Some(region)) => format!("{prefix}{suffix}.{region}.aliyuncs.com"),
        (None, EndpointRule::Regional, None) => return Err(missing_region(product)),
    };
    // The names of a product may be known only when the program runs, and must not make another host of it.
    let origin = if listed.is_some() { Origin::Table } else { Origin::Rule };
    Ok((Endpoint::parse(&format!("https://{host}"))?, origin))
}

/// Refuses a region that would make another host of the endpoint than one of the service.
pub(crate) fn check_region(region: &str) -> Result<(), Error> {
    if is_label(region) && !region.contains('_') {
        return Ok(());
    }
    let shown: String = region.chars().take(40).flat_map(char::escape_default).collect();
    Err(Error::configuration(format!(
        "`{shown}` is not a region: give an id of letters, digits and hyphens such as cn-hangzhou"
    )))
}

fn missing_region(product: &Product) -> Error {
    Error::configuration(format!(
        "no region is known, and the endpoint of {} depends on it. Set one with Config::builder().region(\"cn-hangzhou\"), \
         with .region(…) on the call, or, for Config::from_env(), with the environment variable ALIBABA_CLOUD_REGION_ID or \
         the region_id of the profile in ~/.aliyun/config.json; or set a host with .endpoint(…){}",
        product.name,
        known_regions(product).map(|regions| format!("; {regions}")).unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::product::{Endpoints, Style};

    fn product(rule: EndpointRule) -> Product {
        let endpoints = Endpoints::new("webplus", rule)
            .public(&[("cn-beijing", "webplus.cn-hangzhou.aliyuncs.com"), ("us-east-1", "webplus.aliyuncs.com")])
            .vpc(&[("cn-shanghai", "other-vpc.cn-shanghai.aliyuncs.com")]);
        Product::new("webplus", "2019-03-20", Style::Roa, endpoints)
    }

    #[test]
    fn the_table_comes_before_the_rule_for_each_network() {
        use EndpointRule::{Central, Regional};
        let cases = [
            (Regional, Some("cn-hangzhou"), Network::Public, "webplus.cn-hangzhou.aliyuncs.com"),
            (Regional, Some("cn-beijing"), Network::Public, "webplus.cn-hangzhou.aliyuncs.com"),
            (Regional, Some("us-east-1"), Network::Public, "webplus.aliyuncs.com"),
            (Regional, Some("cn-hangzhou"), Network::Vpc, "webplus-vpc.cn-hangzhou.aliyuncs.com"),
            (Regional, Some("cn-beijing"), Network::Vpc, "webplus-vpc.cn-beijing.aliyuncs.com"),
            (Regional, Some("cn-shanghai"), Network::Vpc, "other-vpc.cn-shanghai.aliyuncs.com"),
            (Central, None, Network::Public, "webplus.aliyuncs.com"),
            (Central, Some("cn-hangzhou"), Network::Public, "webplus.aliyuncs.com"),
            (Central, None, Network::Vpc, "webplus-vpc.aliyuncs.com"),
        ];
        for (rule, region, network, expected) in cases {
            let (endpoint, origin) = endpoint_in(&product(rule), region, network).unwrap();
            assert_eq!((endpoint.secure, endpoint.authority.as_ref()), (true, expected));
            let is_listed = matches!(
                (region, network),
                (Some("cn-beijing" | "us-east-1"), Network::Public) | (Some("cn-shanghai"), Network::Vpc)
            );
            assert_eq!(origin, if is_listed { Origin::Table } else { Origin::Rule });
        }
    }

    #[test]
    fn hosts_named_at_run_time_come_before_the_table() {
        let endpoints = Endpoints::named(String::from("shop"), EndpointRule::Regional)
            .public(&[("cn-beijing", "table.example.com")])
            .with_public_host("cn-beijing", "first.example.com")
            .with_public_host("cn-beijing", "second.example.com")
            .with_vpc_host("cn-shanghai", "inside.example.com");
        let shop = Product::named(String::from("shop"), "2020-01-01", Style::Rpc, endpoints);
        for (region, network, expected) in [
            ("cn-beijing", Network::Public, "second.example.com"),
            ("cn-beijing", Network::Vpc, "shop-vpc.cn-beijing.aliyuncs.com"),
            ("cn-shanghai", Network::Vpc, "inside.example.com"),
            ("cn-shanghai", Network::Public, "shop.cn-shanghai.aliyuncs.com"),
        ] {
            assert_eq!(&*endpoint_in(&shop, Some(region), network).unwrap().0.authority, expected);
        }
        assert!(known_regions(&shop).unwrap().ends_with("cn-beijing, cn-shanghai"));
    }

    #[test]
    fn a_missing_region_tells_every_way_to_set_one() {
        let error = endpoint_in(&product(EndpointRule::Regional), None, Network::Public).unwrap_err().to_string();
        let regions = "known regions of webplus are cn-beijing, cn-shanghai, us-east-1";
        for setting in
            ["Config::builder().region", ".region(…)", "ALIBABA_CLOUD_REGION_ID", "region_id", ".endpoint(…)", regions]
        {
            assert!(error.contains(setting), "{setting}: {error}");
        }
    }

    #[test]
    fn a_region_can_only_be_one_label() {
        for region in ["cn-hangzhou", "ap-southeast-1", "cn-north-2-gov-1"] {
            assert!(check_region(region).is_ok(), "{region}");
        }
        for region in ["", "a.b", "a/b", "a@b", "a b", "a:1", "-a", "a-", "a_b", "ä", "a\n", "evil.com/"] {
            let error = check_region(region).unwrap_err().to_string();
            assert!(error.contains("is not a region") && !error.contains('\n'), "{error}");
        }
    }

    proptest! {
        #[test]
        fn a_region_that_passes_never_changes_the_domain(region: String) {
            if check_region(&region).is_ok() {
                let (endpoint, _) = endpoint_in(&product(EndpointRule::Regional), Some(&region), Network::Vpc).unwrap();
                let host = endpoint.authority;
                prop_assert!(host.ends_with(".aliyuncs.com"));
                prop_assert!(host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.'));
            }
        }
    }
}
