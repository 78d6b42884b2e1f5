//! Connections that are kept, apart for each runtime: one is served by the runtime that made it, and by no other.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::runtime::{Handle, Id};

use super::body::Outgoing;
use super::connect::Connector;
use crate::http::{TransportError, TransportErrorKind};
use crate::time::Drivers;

/// Keeps an unused connection this long. Load balancers close theirs after about a minute.
const IDLE: Duration = Duration::from_secs(30);

/// Keeps so many unused connections to one host after a burst of calls.
const MOST_IDLE: usize = 32;

/// The connections of one runtime.
pub(super) type Pool = Client<Connector, Outgoing>;

/// The connections of every runtime that made a call a short while ago. Copies share them.
#[derive(Clone)]
pub(super) struct Pools(Arc<Shared>);

struct Shared {
    connector: Connector,
    /// As many as there are runtimes: few.
    pools: Mutex<Vec<Entry>>,
}

struct Entry {
    runtime: Id,
    pool: Pool,
    used: Instant,
}

impl Pools {
    pub(super) fn new(connector: Connector) -> Self {
        Self(Arc::new(Shared { connector, pools: Mutex::default() }))
    }

    /// The pool of the runtime that the caller is on, or an error if it can serve no connection.
    pub(super) fn here(&self) -> Result<Pool, TransportError> {
        let unsupported = |message| TransportError::new(TransportErrorKind::Unsupported, message);
        let handle = Handle::try_current().map_err(|_| {
            unsupported(
                "the default transport needs a Tokio runtime; run the call on one, or configure another transport",
            )
        })?;
        let (runtime, now) = (handle.id(), Instant::now());
        let mut pools = self.0.pools.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = pools.iter_mut().find(|entry| entry.runtime == runtime) {
            entry.used = now;
            return Ok(entry.pool.clone());
        }
        let Drivers { io, time } = Drivers::here();
        if !(io && time) {
            return Err(unsupported(
                "the default transport needs a Tokio runtime with I/O and time; build it with enable_all(), or configure \
                 another transport",
            ));
        }
        // What a runtime left unused for so long holds no connection any more, whether it rests or has ended.
        pools.retain(|entry| now.duration_since(entry.used) <= IDLE);
        let pool = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(MOST_IDLE)
            .pool_timer(TokioTimer::new())
            .build(self.0.connector.clone());
        pools.push(Entry { runtime, pool: pool.clone(), used: now });
        Ok(pool)
    }
}
