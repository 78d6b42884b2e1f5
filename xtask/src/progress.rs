//! The bar of long runs: on a terminal only, so that neither a log nor a pipe sees it.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A shorter run needs no bar.
const PATIENCE: Duration = Duration::from_millis(300);

/// A bar over the pages of a run. It goes away with what is returned.
pub fn bar() -> impl FnMut(usize, usize) {
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} pages").unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = Erased(ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_style(style));
    let (begun, mut shown, mut taken) = (Instant::now(), false, 0);
    move |next, all| {
        // Where standard error is no terminal, this target shows nothing.
        if !shown && begun.elapsed() > PATIENCE {
            bar.0.set_draw_target(ProgressDrawTarget::stderr());
            shown = true;
        }
        bar.0.set_length(all as u64);
        bar.0.set_position(taken);
        taken += next as u64;
    }
}

/// Takes the bar off the terminal before anything else is printed.
struct Erased(ProgressBar);

impl Drop for Erased {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
