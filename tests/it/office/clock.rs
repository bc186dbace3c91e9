//! A clock that a story moves by hand.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use satupintu::domain::clock::{Clock, Timestamp};
use tokio::sync::watch;

/// A clock that stands still until it is moved. It knows who is waiting for which moment, so that a
/// test can go from one to the next and never skips one.
#[derive(Debug)]
pub struct ManualClock {
    now: watch::Sender<Timestamp>,
    waiting: Mutex<BTreeMap<Timestamp, usize>>,
    /// Milliseconds by which it was stepped back in all.
    behind: AtomicI64,
}

impl ManualClock {
    /// A clock that shows `start`.
    pub fn new(start: Timestamp) -> Self {
        Self {
            now: watch::Sender::new(start),
            waiting: Mutex::default(),
            behind: AtomicI64::new(0),
        }
    }

    /// Moves it forward; time never goes back.
    pub fn set(&self, to: Timestamp) {
        self.now.send_if_modified(|now| {
            let later = to > *now;
            *now = to.max(*now);
            later
        });
    }

    /// Sets it anywhere, also back, as somebody does who corrects the clock of a machine. Nobody else's
    /// clock steps with it.
    pub fn step(&self, to: Timestamp) {
        let from = self.now.send_replace(to);
        self.behind.fetch_add(from.0 - to.0, Ordering::SeqCst);
    }

    /// What a clock shows that was never stepped: Telegram's.
    pub fn elsewhere(&self) -> Timestamp {
        Timestamp(self.now().0 + self.behind.load(Ordering::SeqCst))
    }

    /// The earliest moment that anybody is waiting for, also one that has come but was not noticed yet.
    pub fn next_wait(&self) -> Option<Timestamp> {
        self.waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .first_key_value()
            .map(|(at, _)| *at)
    }
}

/// Somebody waits for a moment, or does what was to be done then, until this is dropped.
struct Waiting<'a>(&'a ManualClock, Timestamp);

/// Completes at its moment, which somebody waits for as long as this is held: between noticing that a
/// moment has come and beginning to work there is no instant at which nothing seems to be left to do.
struct Sleep<'a, F> {
    until: Pin<Box<F>>,
    _waiting: Waiting<'a>,
}

impl<F: Future<Output = ()>> Future for Sleep<'_, F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.until.as_mut().poll(context)
    }
}

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

    fn sleep_until(&self, until: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut moved = self.now.subscribe();
        let _waiting = Waiting::begin(self, until);
        let until = Box::pin(async move {
            // The sender lives as long as the clock, so this ends only when the moment has come.
            let _ = moved.wait_for(|now| *now >= until).await;
        });
        Box::pin(Sleep { until, _waiting })
    }
}
