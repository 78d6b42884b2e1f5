//! Tests of keeping and renewing, over a source that gives credentials when it is let to.

mod renewing;
mod sharing;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use tokio::sync::Semaphore;

use super::CachingProvider;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::{CredentialProvider, Credentials, ProviderContext};
use crate::testing::{World, run};

/// Gives `id-1`, `id-2` and so on, each for an hour, when it is let to; or fails as scripted.
struct Source {
    world: World,
    lifetime: u64,
    asked: AtomicU32,
    /// A permit lets one request end.
    gate: Semaphore,
    failures: Mutex<VecDeque<&'static str>>,
}

impl Source {
    fn new(world: &World) -> Arc<Self> {
        let open = Semaphore::new(1_000_000);
        Arc::new(Self {
            world: world.clone(),
            lifetime: 3600,
            asked: AtomicU32::new(0),
            gate: open,
            failures: Mutex::default(),
        })
    }

    fn gated(world: &World) -> Arc<Self> {
        let source = Self::new(world);
        source.gate.forget_permits(1_000_000);
        source
    }

    fn fail(&self, message: &'static str) {
        self.failures.lock().unwrap().push_back(message);
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

impl CredentialProvider for Source {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            self.gate.acquire().await.unwrap().forget();
            if let Some(message) = self.failures.lock().unwrap().pop_front() {
                return Err(Error::credentials(message));
            }
            let end = UNIX_EPOCH + Duration::from_secs(self.world.now() + self.lifetime);
            Ok(Credentials::new(format!("id-{number}"), "hidden-secret").expiring(end))
        })
    }
}

fn get(provider: &CachingProvider<Arc<Source>>, world: &World) -> Result<String, Error> {
    // The runtime ends with the call; what it spawned must have its turn first.
    run(async {
        let outcome = provider.credentials(&world.context()).await;
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        outcome.map(|credentials| credentials.access_key_id().to_owned())
    })
}
