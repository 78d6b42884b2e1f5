//! A renewal that is under way: since when, for how long at most, and what runs it.

use std::time::Duration;

/// A renewal that is under way.
pub(super) struct Renewal {
    number: u64,
    /// When it began, by the timer.
    begun: Duration,
    /// How long it may take.
    longest: Duration,
    /// The task that runs it without its caller.
    #[cfg(feature = "http-transport")]
    task: Option<tokio::task::AbortHandle>,
}

impl Renewal {
    pub(super) fn new(number: u64, begun: Duration, longest: Duration) -> Self {
        Self {
            number,
            begun,
            longest,
            #[cfg(feature = "http-transport")]
            task: None,
        }
    }

    pub(super) fn is(&self, number: u64) -> bool {
        self.number == number
    }

    /// How long ago it should have ended, if it should have.
    pub(super) fn overdue(&self, now: Duration) -> Option<Duration> {
        now.saturating_sub(self.begun).checked_sub(self.longest).filter(|over| !over.is_zero())
    }

    #[cfg(feature = "http-transport")]
    pub(super) fn run_by(&mut self, task: tokio::task::AbortHandle) {
        self.task = Some(task);
    }

    pub(super) fn end(self) {
        #[cfg(feature = "http-transport")]
        if let Some(task) = self.task {
            task.abort();
        }
    }
}
