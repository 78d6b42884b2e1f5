//! The nonce of a signature: a text that no other call uses, so that a recorded call cannot be replayed.

use std::sync::Arc;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use crate::encode::hex;

/// The source of nonces. Every attempt of a call asks for a new one.
pub trait NonceSource: Send + Sync {
    /// A text that was not returned before, of letters and digits.
    fn nonce(&self) -> String;
}

impl<T: NonceSource + ?Sized> NonceSource for Arc<T> {
    fn nonce(&self) -> String {
        (**self).nonce()
    }
}

/// Nonces of 32 hexadecimal digits, unique over processes and machines: random bytes of the operating system. There is none
/// where there is no system, as on `wasm32-unknown-unknown`.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNonce;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl NonceSource for SystemNonce {
    fn nonce(&self) -> String {
        let mut bytes = [0; 16];
        // Without random bytes of the system the standard library cannot make a hash map either.
        getrandom::getrandom(&mut bytes).expect("the system gives random bytes");
        hex(&bytes)
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
