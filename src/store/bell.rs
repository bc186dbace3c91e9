//! Waking the loops: a committed transaction rings for the queues it put something into.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use tokio::sync::Notify;

/// A bell that remembers how often it rang, so that a ring between looking and waiting is not missed.
#[derive(Debug, Default, Clone)]
pub struct Bell(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    rung: AtomicU64,
    /// Up to which ring the listener has looked, while it listens; -1 while it works.
    listening: AtomicI64,
    notify: Notify,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            rung: AtomicU64::new(0),
            listening: AtomicI64::new(-1),
            notify: Notify::new(),
        }
    }
}

/// The listener listens until this is dropped.
struct Listening<'a>(&'a Inner);

impl Drop for Listening<'_> {
    fn drop(&mut self) {
        self.0.listening.store(-1, Ordering::SeqCst);
    }
}

impl Bell {
    /// There is something to do.
    pub fn ring(&self) {
        self.0.rung.fetch_add(1, Ordering::SeqCst);
        self.0.notify.notify_waiters();
    }

    /// How often it rang so far.
    #[must_use]
    pub fn rung(&self) -> u64 {
        self.0.rung.load(Ordering::SeqCst)
    }

    /// Completes as soon as it has rung more than `heard` times.
    pub async fn wait(&self, heard: u64) {
        let heard_up_to = i64::try_from(heard).unwrap_or(i64::MAX);
        self.0.listening.store(heard_up_to, Ordering::SeqCst);
        let _listening = Listening(&self.0);
        loop {
            let notified = self.0.notify.notified();
            tokio::pin!(notified);
            notified.as_mut().enable();
            if self.rung() > heard {
                return;
            }
            notified.await;
        }
    }
}

impl Bell {
    /// Whether its one listener has looked since the last ring and now waits for the next.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        i64::try_from(self.rung()).is_ok_and(|rung| rung == self.0.listening.load(Ordering::SeqCst))
    }
}

/// The bells of all queues.
#[derive(Debug, Default, Clone)]
pub struct Bells {
    /// Updates are waiting.
    pub inbox: Bell,
    /// Calls are queued.
    pub outbox: Bell,
    /// Something is to be found out.
    pub errands: Bell,
    /// Something was put down for a moment.
    pub agenda: Bell,
}
