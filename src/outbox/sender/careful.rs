//! Row by row, after a step that failed by the fault of a single row: so that this one stops nothing else.

use std::time::Duration;

use super::Sender;
use crate::domain::clock::Timestamp;
use crate::domain::outgoing::Messenger;
use crate::service::deliver::{self, Composed};
use crate::store::outbox::{self, Claimed};
use crate::store::{Fault, Tx};

/// What was sent and cannot be written down is never sent again by itself: it stays, for whoever reads the
/// log, for longer than anybody waits.
const FOR_GOOD: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

impl<M: Messenger> Sender<M> {
    /// Writes down how calls ended, each by itself; those that cannot be written down are set aside.
    pub(super) async fn record_each(&mut self, tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
        for ended in &self.ended {
            let savepoint = tx.savepoint().await?;
            let one = std::slice::from_ref(ended);
            match deliver::record(tx, &self.setup.rules, one, now).await {
                Ok(()) => tx.release(savepoint),
                Err(fault) if fault.is_of_one_update() => {
                    tx.roll_back_to(savepoint).await?;
                    outbox::set_aside(tx, ended.row.id, &fault, now.plus(FOR_GOOD)).await?;
                    self.careful_until = None;
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    /// Works out calls, each by itself; the rows of those that cannot be worked out are set aside.
    pub(super) async fn compose_each(
        &mut self,
        tx: &mut Tx,
        rows: Vec<Claimed>,
        moments: Vec<Timestamp>,
        now: Timestamp,
    ) -> Result<Vec<(Claimed, Option<Composed>, Timestamp)>, Fault> {
        let mut worked_out = Vec::with_capacity(rows.len());
        for (row, at) in rows.into_iter().zip(moments) {
            let savepoint = tx.savepoint().await?;
            let (rules, one) = (&self.setup.rules, std::slice::from_ref(&row));
            match deliver::compose(tx, rules, &mut self.rendered, one, now).await {
                Ok(composed) => {
                    tx.release(savepoint);
                    worked_out.extend(composed.into_iter().map(|call| (row.clone(), call, at)));
                }
                Err(fault) if fault.is_of_one_update() => {
                    tx.roll_back_to(savepoint).await?;
                    let until = now.plus(outbox::SET_ASIDE);
                    outbox::set_aside(tx, row.id, &fault, until).await?;
                    self.careful_until = None;
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(worked_out)
    }
}
