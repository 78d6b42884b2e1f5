//! The client: the state that all calls of one product share.

use std::fmt;
use std::sync::Arc;

use crate::config::Config;
use crate::product::SharedProduct;
use crate::retry::Budget;
use crate::time::Timer;

/// Makes calls of one product. Cheap to clone, and safe to share.
#[derive(Clone)]
pub struct Client {
    pub(super) config: Config,
    pub(crate) product: SharedProduct,
    pub(super) budget: Arc<Budget>,
    pub(super) user_agent: Arc<str>,
}

impl Client {
    /// A client of `product`: a static one, as generated code has, or one that is made when the program runs.
    pub fn new(config: &Config, product: impl Into<SharedProduct>) -> Client {
        let product = product.into();
        let (budget, user_agent) = (config.budgets().of(&product.name), config.user_agent(&product).into());
        Client { config: config.clone(), product, budget, user_agent }
    }

    /// The configuration that the client was made from.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The timer of this client.
    pub fn timer(&self) -> &dyn Timer {
        self.config.timer()
    }
}

/// Shows of the product its name alone: every call has a client, and the tables of hosts and codes would bury the rest
/// of a line of a log.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("product", &self.product.name).field("config", &self.config).finish()
    }
}
