//! Clocks: the machine's, and one that tests move by hand.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use chrono::Utc;
use tokio::sync::watch;

use crate::domain::clock::{Clock, Timestamp};

type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(Utc::now().timestamp_millis())
    }

    fn sleep_until(&self, until: Timestamp) -> Sleep<'_> {
        Box::pin(async move {
            // In pieces, so that a clock that is set forward ends the wait within a second.
            loop {
                let left = until.since(self.now());
                if left.is_zero() {
                    return;
                }
                tokio::time::sleep(left.min(std::time::Duration::from_secs(1))).await;
            }
        })
    }
}

/// A clock that stands still until it is moved. It knows who is waiting for which moment, so that a
/// test can go from one to the next and never skips one.
#[derive(Debug)]
pub struct ManualClock {
    now: watch::Sender<Timestamp>,
    waiting: Mutex<BTreeMap<Timestamp, usize>>,
}

impl ManualClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn new(start: Timestamp) -> Self {
        Self {
            now: watch::Sender::new(start),
            waiting: Mutex::default(),
        }
    }

    /// Moves it forward; it never goes back.
    pub fn set(&self, to: Timestamp) {
        self.now.send_if_modified(|now| {
            let later = to > *now;
            *now = to.max(*now);
            later
        });
    }

    /// The earliest moment that anybody is waiting for, also one that has come but was not noticed yet.
    #[must_use]
    pub fn next_wait(&self) -> Option<Timestamp> {
        self.waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .first_key_value()
            .map(|(at, _)| *at)
    }
}

/// Somebody waits for a moment, until this is dropped.
struct Waiting<'a>(&'a ManualClock, Timestamp);

impl<'a> Waiting<'a> {
    fn begin(clock: &'a ManualClock, until: Timestamp) -> Self {
        *clock
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(until)
            .or_default() += 1;
        Self(clock, until)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut waiting = self
            .0
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = waiting.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                waiting.remove(&self.1);
            }
        }
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.now.borrow()
    }

    fn sleep_until(&self, until: Timestamp) -> Sleep<'_> {
        let mut moved = self.now.subscribe();
        let waiting = Waiting::begin(self, until);
        Box::pin(async move {
            let _waiting = waiting;
            // The sender lives as long as the clock, so this ends only when the moment has come.
            let _ = moved.wait_for(|now| *now >= until).await;
        })
    }
}
