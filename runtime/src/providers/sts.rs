//! What both providers of roles share: the parameters, their limits and the host of the security token service.

use std::time::Duration;

use crate::error::Error;
use crate::identity::ProviderContext;
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::region::{Network, check_region};
use crate::variables::Variables;

pub(super) const ROLE_ARN: &str = "ALIBABA_CLOUD_ROLE_ARN";
const SESSION_NAME: &str = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
const STS_REGION: &str = "ALIBABA_CLOUD_STS_REGION";
const VPC: &str = "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED";

pub(super) const VERSION: &str = "2015-04-01";
const DEFAULT_SESSION_NAME: &str = "alicloud-rust";
const DEFAULT_DURATION: Duration = Duration::from_secs(3600);
/// The service gives no shorter one.
const SHORTEST: Duration = Duration::from_secs(900);
/// Limits one request.
pub(super) const TIMEOUT: Duration = Duration::from_secs(10);

pub(super) static STS: Product = Product::new("sts", VERSION, Style::Rpc, Endpoints::new("sts", EndpointRule::Central));

/// The settings of assuming a role.
#[derive(Clone, Debug, Default)]
pub(super) struct Role {
    pub arn: Option<String>,
    pub session_name: Option<String>,
    pub duration: Option<Duration>,
    pub policy: Option<String>,
    pub external_id: Option<String>,
    pub sts_region: Option<String>,
    pub vpc: Option<bool>,
    /// In the place of the service's own host.
    pub endpoint: Option<String>,
}

impl Role {
    /// The parameters of the request, in order.
    pub(super) fn parameters(&self, arn: &str, variables: &Variables) -> Result<Vec<(&'static str, String)>, Error> {
        let duration = self.duration.unwrap_or(DEFAULT_DURATION);
        if duration < SHORTEST {
            return Err(Error::credentials(format!(
                "the role {arn} is asked for {} seconds, and the service gives at least {}; set a longer duration",
                duration.as_secs(),
                SHORTEST.as_secs()
            )));
        }
        let session_name = match &self.session_name {
            Some(name) => name.clone(),
            None => variables.get(SESSION_NAME)?.unwrap_or_else(|| DEFAULT_SESSION_NAME.to_owned()),
        };
        let mut parameters = vec![
            ("RoleArn", arn.to_owned()),
            ("RoleSessionName", session_name),
            ("DurationSeconds", duration.as_secs().to_string()),
        ];
        parameters.extend(self.policy.clone().map(|policy| ("Policy", policy)));
        parameters.extend(self.external_id.clone().map(|id| ("ExternalId", id)));
        Ok(parameters)
    }

    /// `https://` and the host of the service.
    pub(super) fn endpoint(&self, context: &ProviderContext, variables: &Variables) -> Result<String, Error> {
        if let Some(endpoint) = &self.endpoint {
            return Ok(if endpoint.contains("://") { endpoint.clone() } else { format!("https://{endpoint}") });
        }
        let vpc = match self.vpc {
            Some(vpc) => vpc,
            // A client set up for a VPC may reach no other network.
            None => variables.is_true(VPC)? || context.network() == Network::Vpc,
        };
        let region = match &self.sts_region {
            Some(region) => Some(region.clone()),
            None => variables.get(STS_REGION)?,
        };
        // The hosts within a VPC have no central one among them.
        let region = region.or_else(|| context.region().filter(|_| vpc).map(str::to_owned));
        if let Some(region) = &region {
            check_region(region)?;
        }
        Ok(match (region, vpc) {
            (Some(region), true) => format!("https://sts-vpc.{region}.aliyuncs.com"),
            (Some(region), false) => format!("https://sts.{region}.aliyuncs.com"),
            (None, _) => "https://sts.aliyuncs.com".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;

    #[test]
    fn the_host_follows_region_and_network() {
        let none = Variables::of(&[]);
        let with_region = Variables::of(&[(STS_REGION, "cn-beijing"), (VPC, "true")]);
        let host = |role: &Role, world: &World, variables: &Variables| {
            role.endpoint(&world.context(), variables).unwrap().trim_start_matches("https://").to_owned()
        };
        let world = World::new();
        let role = Role::default();
        assert_eq!(host(&role, &world, &none), "sts.aliyuncs.com");
        assert_eq!(host(&role, &world, &with_region), "sts-vpc.cn-beijing.aliyuncs.com");
        let vpc = Role { vpc: Some(true), ..Role::default() };
        assert_eq!(host(&vpc, &world, &none), "sts-vpc.cn-hangzhou.aliyuncs.com");
        let public = Role { vpc: Some(false), sts_region: Some("cn-shanghai".to_owned()), ..Role::default() };
        assert_eq!(host(&public, &world, &with_region), "sts.cn-shanghai.aliyuncs.com");
        let own = Role { endpoint: Some("http://127.0.0.1:1".to_owned()), ..Role::default() };
        assert_eq!(own.endpoint(&world.context(), &none).unwrap(), "http://127.0.0.1:1");
        let wrong = Role { sts_region: Some("evil.com/".to_owned()), ..Role::default() };
        assert!(wrong.endpoint(&world.context(), &none).unwrap_err().to_string().contains("is not a region"));
    }

    #[test]
    fn parameters_have_defaults_and_limits() {
        let variables = Variables::of(&[(SESSION_NAME, "me")]);
        let parameters = Role::default().parameters("arn", &variables).unwrap();
        let expected = [("RoleArn", "arn"), ("RoleSessionName", "me"), ("DurationSeconds", "3600")];
        assert_eq!(parameters, expected.map(|(name, value)| (name, value.to_owned())));
        let role = Role { duration: Some(Duration::from_secs(899)), ..Role::default() };
        let error = role.parameters("arn", &variables).unwrap_err().to_string();
        assert!(error.contains("at least 900"), "{error}");
    }
}
