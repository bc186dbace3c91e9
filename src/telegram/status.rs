//! How polling goes, for readiness.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Written by the poller, read by whoever answers for the program. A healthy poll may take its whole
/// wait (50 s by default) before it succeeds again.
#[derive(Debug, Default)]
pub struct PollStatus {
    last_success: Mutex<Option<Instant>>,
    conflict: AtomicBool,
}

impl PollStatus {
    /// How long ago the platform last answered a poll; none if it never has.
    #[must_use]
    pub fn since_success(&self) -> Option<Duration> {
        self.last_success
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .map(|at| at.elapsed())
    }

    /// Whether another program was polling with the same token when last tried.
    #[must_use]
    pub fn conflict(&self) -> bool {
        self.conflict.load(Ordering::Relaxed)
    }

    pub(super) fn succeeded(&self) {
        *self
            .last_success
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(Instant::now());
        self.conflict.store(false, Ordering::Relaxed);
    }

    pub(super) fn conflicted(&self) {
        self.conflict.store(true, Ordering::Relaxed);
    }
}
