//! A progress bar for people who wait: on a terminal only, and only past a second.

use super::output::Output;
use indicatif::{ProgressBar, ProgressDrawTarget};
use std::time::{Duration, Instant};

/// Counts steps; shows itself when there is somebody to see it and the work takes long.
pub struct Progress {
    bar: ProgressBar,
    since: Instant,
    /// Whether somebody watches and it is not drawn yet.
    waiting: bool,
}

const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// For so many steps.
    pub fn new(steps: usize, out: &Output) -> Progress {
        let bar = ProgressBar::with_draw_target(u64::try_from(steps).ok(), ProgressDrawTarget::hidden());
        Progress { bar, since: Instant::now(), waiting: out.may_show_progress() }
    }

    /// One step is done.
    pub fn step(&mut self) {
        if self.waiting && self.since.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.waiting = false;
        }
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
