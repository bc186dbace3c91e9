//! Whether this process may still act, by its own clocks.

use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime};

use tokio_util::sync::CancellationToken;

use super::Lease;

/// The last moment at which this process may still act.
///
/// Counted from before the renewal was asked for, and by whichever of the machine's two clocks went
/// further: a suspended machine stops one, an adjusted one jumps the other. What the database says
/// may be older than a request that is about to leave; this is asked just before it.
///
/// One fence is one turn: a turn that is over does not come back, the next one has a fence of its own.
#[derive(Debug)]
pub struct Fence {
    lease: Lease,
    valid: Duration,
    asked: Mutex<(Instant, SystemTime)>,
    over: CancellationToken,
}

impl Fence {
    /// A fence for a lease that was asked for at `asked` and is valid for `valid`.
    #[must_use]
    pub fn new(lease: Lease, valid: Duration, asked: (Instant, SystemTime)) -> Self {
        Self {
            lease,
            valid,
            asked: Mutex::new(asked),
            over: CancellationToken::new(),
        }
    }

    /// The turn it guards.
    #[must_use]
    pub fn lease(&self) -> &Lease {
        &self.lease
    }

    /// A renewal succeeded that was asked for at `asked`.
    pub fn renewed(&self, asked: (Instant, SystemTime)) {
        if let Ok(mut last) = self.asked.lock() {
            *last = asked;
        }
    }

    /// How much longer the turn is certainly held without another renewal; nothing once it is over.
    #[must_use]
    pub fn left(&self) -> Duration {
        let Ok(asked) = self.asked.lock() else {
            return Duration::ZERO;
        };
        if self.over.is_cancelled() {
            return Duration::ZERO;
        }
        // A wall clock that stepped back tells nothing; then the other one decides.
        let wall = asked.1.elapsed().unwrap_or_default();
        self.valid.saturating_sub(asked.0.elapsed().max(wall))
    }

    /// Whether the turn is certainly still held.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        !self.left().is_zero()
    }

    /// Ends the turn for everything that still goes by it.
    pub fn lower(&self) {
        self.over.cancel();
    }

    /// Completes when the turn was ended by [`Fence::lower`].
    pub async fn lowered(&self) {
        self.over.cancelled().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEASE: Duration = Duration::from_secs(6);
    const HOUR: Duration = Duration::from_secs(60 * 60);

    fn fence(asked: (Instant, SystemTime)) -> Fence {
        let lease = Lease {
            holder: "a".into(),
            epoch: 1,
        };
        Fence::new(lease, LEASE, asked)
    }

    #[test]
    fn a_wall_clock_that_steps_forward_ends_the_turn_and_one_that_steps_back_does_not() {
        let now = (Instant::now(), SystemTime::now());
        assert!(fence(now).is_safe());
        // Asked an hour ago by the wall clock, just now by the other: it was set forward since.
        assert!(!fence((now.0, now.1 - HOUR)).is_safe());
        assert!(fence((now.0, now.1 + HOUR)).is_safe());
    }

    #[test]
    fn a_process_that_stood_still_finds_its_turn_over() {
        let now = (Instant::now(), SystemTime::now());
        let fence = fence((now.0.checked_sub(LEASE).unwrap(), now.1 + HOUR));
        assert!(!fence.is_safe());
        fence.renewed(now);
        assert!(fence.is_safe());
        fence.lower();
        assert!(!fence.is_safe(), "a turn that is over does not come back");
    }
}
