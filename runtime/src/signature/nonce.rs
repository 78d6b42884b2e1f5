//! The nonce of a signature: a text that no other call uses, so that a recorded call cannot be replayed.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest as _, Sha256};

use crate::encode::hex;

/// Where nonces come from. Every call, and every attempt of it, asks for a new one.
pub trait NonceSource: Send + Sync {
    /// A text that was not returned before, of letters and digits.
    fn nonce(&self) -> String;
}

impl<T: NonceSource + ?Sized> NonceSource for Arc<T> {
    fn nonce(&self) -> String {
        (**self).nonce()
    }
}

/// Nonces of 32 hexadecimal digits, unique over processes and machines.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNonce;

impl NonceSource for SystemNonce {
    fn nonce(&self) -> String {
        // A nonce must be unique, not secret. The process takes its seed from the keys that the operating system gives
        // to the standard library's hash maps; the counter separates calls, the time separates copies of one process.
        static SEED: LazyLock<[u64; 2]> =
            LazyLock::new(|| [RandomState::new().hash_one(0_u8), RandomState::new().hash_one(1_u8)]);
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        let nanoseconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_nanos());
        let digest = Sha256::new()
            .chain_update(SEED[0].to_ne_bytes())
            .chain_update(SEED[1].to_ne_bytes())
            .chain_update(std::process::id().to_ne_bytes())
            .chain_update(COUNTER.fetch_add(1, Ordering::Relaxed).to_ne_bytes())
            .chain_update(nanoseconds.to_ne_bytes())
            .finalize();
        hex(&digest[..16])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nonces_are_hexadecimal_and_differ_between_threads_too() {
        let make = || (0..500).map(|_| SystemNonce.nonce()).collect::<Vec<_>>();
        let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(make)).collect();
        let nonces: Vec<String> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        assert!(nonces.iter().all(|nonce| nonce.len() == 32 && nonce.bytes().all(|byte| byte.is_ascii_hexdigit())));
        assert_eq!(nonces.iter().collect::<BTreeSet<_>>().len(), 2_000);
    }
}
