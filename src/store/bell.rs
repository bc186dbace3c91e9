//! Waking the loops: a committed transaction rings for the queues it put something into.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Notify;

/// A bell that remembers how often it rang, so that a ring between looking and waiting is not missed.
#[derive(Debug, Default, Clone)]
pub struct Bell(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    rung: AtomicU64,
    notify: Notify,
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

/// The bells of all queues.
#[derive(Debug, Default, Clone)]
pub struct Bells {
    /// Updates are waiting.
    pub inbox: Bell,
    /// Calls are queued.
    pub outbox: Bell,
}
