//! The time the simulator dates messages by and measures rates with.

use std::time::{SystemTime, UNIX_EPOCH};

/// A source of time that a test can move by hand.
///
/// Dates, retention and rate limits follow it; long polls and hung connections
/// wait in real time, because the client on the other side does so too.
pub trait Clock: Send + Sync {
    /// Milliseconds since the Unix epoch.
    fn now_ms(&self) -> i64;
}

/// The wall clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}
