//! What one turn's sender knows of rows that are still claimed, for the next turn of the same process.
//!
//! A turn may end while the database is away: calls were answered, and nobody could write that down. The
//! next turn finds their rows claimed under an older epoch. Of those that are in this memory it need not
//! guess. It may trust it although another process may have led meanwhile: that one would have put
//! every such row back into its queue, or claimed it at another moment.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::Sender;
use super::calls::Report;
use crate::domain::clock::Timestamp;
use crate::domain::outgoing::Messenger;
use crate::service::deliver::{self, Claim, Known};
use crate::store::outbox;
use crate::store::{Fault, Tx};

/// Shared by the turns of one process.
#[derive(Debug, Default, Clone)]
pub struct Memory(Arc<Mutex<Left>>);

#[derive(Debug, Default)]
struct Left {
    known: Known,
    /// Calls that were under way when their turn ended, and where they report.
    under_way: Vec<i64>,
    reports: Vec<UnboundedReceiver<Report>>,
}

impl Memory {
    /// Whether the database knows everything that this process does.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        left.known.is_empty() && left.under_way.is_empty()
    }

    /// A call that was claimed and will not be made.
    pub(super) fn unbegun(&self, claim: Claim) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        left.known.unbegun.push(claim);
    }

    /// What is known by now.
    pub(super) fn recall(&self) -> Known {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut reports = std::mem::take(&mut left.reports);
        for report in &mut reports {
            while let Ok(report) = report.try_recv() {
                note(&mut left.known, report);
            }
        }
        left.reports = reports;
        left.known.clone()
    }

    /// It has been written down.
    pub(super) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Left::default();
    }
}

fn note(known: &mut Known, report: Report) {
    match report {
        Report::Ended(ended) => known.ended.push(*ended),
        Report::Fenced(claim) => known.unbegun.push(claim),
    }
}

/// Whatever ends it: word to stop, the loss of its turn, or being cut off in the middle of a step.
impl<M> Drop for Sender<M> {
    fn drop(&mut self) {
        let (_, nothing) = unbounded_channel();
        let reports = std::mem::replace(&mut self.reports, nothing);
        let mut left = self
            .setup
            .memory
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        left.known.ended.append(&mut self.ended);
        left.known.unbegun.append(&mut self.claiming);
        let pop_ups = self.pop_ups.drain(..).filter_map(|row| Claim::of(&row));
        left.known.unbegun.extend(pop_ups);
        let flights = self.in_flight.drain(..).map(|flight| flight.row.id);
        left.under_way.extend(flights);
        left.reports.push(reports);
    }
}

impl<M: Messenger> Sender<M> {
    /// After a commit whose answer was lost: what it wrote down is not written again, and what it
    /// claimed is put back, since nobody was told to call it.
    pub(super) async fn settle_doubt(&mut self, tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
        let claimed = outbox::claimed(tx, now).await?;
        self.ended
            .retain(|ended| claimed.iter().any(|row| ended.is_of(row)));
        for row in claimed {
            let known = self.in_flight.iter().any(|flight| flight.row.id == row.id)
                || self.pop_ups.iter().any(|pop_up| pop_up.id == row.id)
                || self.ended.iter().any(|ended| ended.row.id == row.id);
            if !known {
                deliver::unclaim(tx, &row, now).await?;
            }
        }
        Ok(())
    }
}
