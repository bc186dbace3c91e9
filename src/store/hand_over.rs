//! From a commit to the sender, without a look into the table.
//!
//! A row that is stored as claimed is handed over when its transaction has committed; the sender of the
//! moment takes it, and the one after it takes what is left. Where a commit's answer was lost, rows may
//! be claimed of which nobody was told: then there is *doubt*, and the sender looks.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::bell::Bell;
use super::outbox::Claimed;

/// Shared by all transactions of one database.
#[derive(Debug, Clone)]
pub struct HandOver(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    give: UnboundedSender<Claimed>,
    take: Mutex<Option<UnboundedReceiver<Claimed>>>,
    doubt: AtomicBool,
}

impl Default for HandOver {
    fn default() -> Self {
        let (give, take) = unbounded_channel();
        Self(Arc::new(Inner {
            give,
            take: Mutex::new(Some(take)),
            doubt: AtomicBool::new(false),
        }))
    }
}

impl HandOver {
    /// What is handed over, for one at a time; none while another has it.
    #[must_use]
    pub fn take(&self) -> Option<Taking> {
        let mut slot = self.0.take.lock().unwrap_or_else(PoisonError::into_inner);
        slot.take().map(|rows| Taking {
            rows: Some(rows),
            back: self.clone(),
        })
    }

    /// The doubt, if there is any, to be settled or else to go on.
    #[must_use]
    pub fn take_doubt(&self, bell: &Bell) -> Option<Doubt> {
        let doubt = self.0.doubt.swap(false, Ordering::SeqCst);
        doubt.then(|| self.doubt(bell))
    }

    pub(super) fn give(&self, row: Claimed) {
        // One end lives as long as the other.
        let _ = self.0.give.send(row);
    }

    /// Begins a commit: there is doubt unless it is settled, also when it is dropped half-way.
    pub(super) fn doubt(&self, bell: &Bell) -> Doubt {
        Doubt {
            of: self.clone(),
            bell: bell.clone(),
            settled: false,
        }
    }
}

/// Whether everything that was committed is known. Dropped without being settled, it stays, and the bell
/// calls the sender.
#[derive(Debug)]
pub struct Doubt {
    of: HandOver,
    bell: Bell,
    settled: bool,
}

impl Doubt {
    /// It is known.
    pub fn settle(mut self) {
        self.settled = true;
    }
}

impl Drop for Doubt {
    fn drop(&mut self) {
        if !self.settled {
            self.of.0.doubt.store(true, Ordering::SeqCst);
            self.bell.ring();
        }
    }
}

/// The receiving end; whoever drops it gives it to the next.
#[derive(Debug)]
pub struct Taking {
    rows: Option<UnboundedReceiver<Claimed>>,
    back: HandOver,
}

impl Taking {
    /// The next row; waits for it.
    pub async fn next(&mut self) -> Option<Claimed> {
        match &mut self.rows {
            Some(rows) => rows.recv().await,
            None => None,
        }
    }

    /// A row that is there already.
    pub fn try_next(&mut self) -> Option<Claimed> {
        self.rows.as_mut().and_then(|rows| rows.try_recv().ok())
    }
}

impl Drop for Taking {
    fn drop(&mut self) {
        let mut slot = self
            .back
            .0
            .take
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *slot = self.rows.take();
    }
}
