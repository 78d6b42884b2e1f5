//! What the Tokio runtime at hand can do. One that was built without time or I/O panics where they are used, and does not
//! say otherwise whether it has them.

use std::cell::Cell;
use std::net::{Ipv4Addr, UdpSocket};
use std::panic::catch_unwind;
use std::time::Duration;

use tokio::runtime::{Handle, Id};

/// What a runtime was built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Drivers {
    pub io: bool,
    pub time: bool,
}

impl Drivers {
    /// Tries both out on the runtime at hand, which there must be. Where one is missing, the panic that tells is caught,
    /// but its message is printed. A program whose panics abort it is aborted.
    pub(crate) fn here() -> Self {
        Self { io: has_io(), time: has_time() }
    }
}

/// Whether there is a runtime at hand and a wait can be left to it.
pub(super) fn keep_time_here() -> bool {
    thread_local! {
        static LAST: Cell<Option<(Id, bool)>> = const { Cell::new(None) };
    }
    let Ok(id) = Handle::try_current().map(|handle| handle.id()) else { return false };
    match LAST.get() {
        Some((known, has_time)) if known == id => has_time,
        _ => {
            let has_time = has_time();
            LAST.set(Some((id, has_time)));
            has_time
        }
    }
}

fn has_time() -> bool {
    catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).is_ok()
}

fn has_io() -> bool {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0));
    let socket = socket.and_then(|socket| socket.set_nonblocking(true).map(|()| socket));
    // Where the system gives no socket, connecting will tell why.
    let Ok(socket) = socket else { return true };
    catch_unwind(|| drop(tokio::net::UdpSocket::from_std(socket))).is_ok()
}

#[cfg(test)]
mod tests {
    use tokio::runtime::Builder;

    use super::*;

    #[test]
    fn what_a_runtime_was_built_without_is_known() {
        let mut builders = [(false, false), (true, false), (false, true), (true, true)].map(|(io, time)| {
            let mut builder = Builder::new_current_thread();
            if io {
                builder.enable_io();
            }
            if time {
                builder.enable_time();
            }
            (Drivers { io, time }, builder)
        });
        assert!(!keep_time_here());
        for (drivers, builder) in &mut builders {
            builder.build().unwrap().block_on(async {
                assert_eq!(Drivers::here(), *drivers);
                assert_eq!([keep_time_here(), keep_time_here()], [drivers.time; 2]);
            });
        }
        assert!(!keep_time_here());
    }
}
