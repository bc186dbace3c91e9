//! The loop around the steps, from taking up what was left to writing down what ended last.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::OptionFuture;
use tokio_util::sync::CancellationToken;

use super::Sender;
use super::calls::Report;
use crate::domain::clock::Timestamp;
use crate::domain::outgoing::{Messenger, Outcome};
use crate::service::deliver::{self, Ended};
use crate::store::{Duty, Fault, LONGEST_STEP};

/// Between tries while the database does not do as it is told.
const DATABASE_PAUSE: Duration = Duration::from_millis(500);
/// What happens so soon after a transaction is seen to in one with what happens next: real time, because
/// it is the machine that is spared.
const GATHER: Duration = Duration::from_millis(10);

/// What a step may still take when the program is to stop: ten seconds are for everything.
const LAST_STEP: Duration = Duration::from_secs(3);

/// For so long a row that made a step fail is looked for: it may have to wait for its next slot.
const CAREFUL: Duration = Duration::from_secs(120);

/// What a step leaves to wait for.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Look {
    /// When there may be more to do.
    pub(super) again: Option<Timestamp>,
    /// Nothing can be claimed before that, whatever ends meanwhile: what ends can be gathered.
    pub(super) used_up: bool,
}

impl<M: Messenger> Sender<M> {
    /// Sends until `shutdown`, then waits for what is under way.
    ///
    /// # Errors
    /// [`Fault::Deposed`] when another process has become the leader.
    pub async fn run(mut self, shutdown: CancellationToken) -> Result<(), Fault> {
        let Some(mut handed_over) = self.setup.db.hand_over().take() else {
            return Ok(());
        };
        // Handed over in an earlier turn, and not begun since.
        while let Some(row) = handed_over.try_next() {
            self.pop_ups.push_back(row);
        }
        let bell = self.setup.db.bells().outbox.clone();
        let clock = Arc::clone(&self.setup.clock);
        self.retrying(&shutdown, async |sender| {
            sender.resume().await.map(|()| Look::default())
        })
        .await?;
        while !shutdown.is_cancelled() {
            let heard = bell.rung();
            let look = self
                .retrying(&shutdown, async |sender| sender.step().await)
                .await?;
            let mut moment = look.again.map(|at| clock.sleep_until(at));
            let gathered = tokio::time::sleep(GATHER);
            let patience = match look.used_up {
                true => self.setup.record_within,
                false => GATHER,
            };
            let to_record = tokio::time::sleep(patience);
            tokio::pin!(gathered, to_record);
            // Pop-ups go at once, whatever the next transaction waits for.
            let mut awake = false;
            while !shutdown.is_cancelled() {
                tokio::select! {
                    () = bell.wait(heard), if !awake => awake = true,
                    Some(()) = OptionFuture::from(moment.as_mut()), if !awake => awake = true,
                    Some(report) = self.reports.recv() => self.take(report)?,
                    () = &mut to_record, if !awake && !self.ended.is_empty() => awake = true,
                    Some(row) = handed_over.next() => self.pop_ups.push_back(row),
                    () = &mut gathered, if awake => break,
                    () = shutdown.cancelled() => {}
                }
                self.start_pop_ups();
            }
        }
        while let Some(row) = handed_over.try_next() {
            self.pop_ups.push_back(row);
        }
        self.finish().await
    }

    /// Repeats while the database does not do as it is told.
    async fn retrying(
        &mut self,
        shutdown: &CancellationToken,
        step: impl AsyncFn(&mut Self) -> Result<Look, Fault>,
    ) -> Result<Look, Fault> {
        let db = self.setup.db.clone();
        loop {
            let hurry = async {
                shutdown.cancelled().await;
                tokio::time::sleep(LAST_STEP).await;
            };
            let stepped = tokio::select! {
                stepped = db.within(LONGEST_STEP, step(self)) => stepped,
                () = hurry => Err(Fault::Silent(LAST_STEP)),
            };
            match stepped {
                Err(Fault::Deposed) => return Err(Fault::Deposed),
                Ok(look) => return Ok(look),
                // The database is well; once more, row by row.
                Err(fault) if fault.is_of_one_update() && self.careful_until.is_none() => {
                    tracing::error!(%fault, "outbox: a row cannot be dealt with; looking for it");
                    self.careful_until = Some(self.setup.clock.now().plus(CAREFUL));
                }
                Err(fault) => {
                    db.pulse().failed(&fault);
                    tracing::debug!(%fault, "outbox: nothing was claimed, trying again");
                    if shutdown.is_cancelled() {
                        return Ok(Look::default());
                    }
                    tokio::time::sleep(DATABASE_PAUSE).await;
                }
            }
        }
    }

    /// Waits for what is under way and writes it down; what does not end in time is unknown.
    async fn finish(mut self) -> Result<(), Fault> {
        let deadline = tokio::time::Instant::now() + self.setup.last_wait;
        loop {
            self.start_pop_ups();
            if self.in_flight.is_empty() {
                break;
            }
            match tokio::time::timeout_at(deadline, self.reports.recv()).await {
                Ok(Some(Report::Fenced(claim))) => {
                    self.in_flight.retain(|flight| flight.row.id != claim.row);
                    self.setup.memory.unbegun(claim);
                }
                Ok(Some(report)) => self.take(report)?,
                Ok(None) | Err(_) => break,
            }
        }
        for flight in std::mem::take(&mut self.in_flight) {
            let reason = "process stopped while sending".to_owned();
            self.ended.push(Ended {
                row: flight.row,
                doing: None,
                edits: None,
                messages: flight.messages,
                started_at: flight.started_at,
                outcome: Outcome::Interrupted { reason },
            });
        }
        if self.ended.is_empty() {
            return Ok(());
        }
        let db = self.setup.db.clone();
        db.within(LAST_STEP, self.last_words()).await?;
        self.ended.clear();
        Ok(())
    }

    async fn last_words(&self) -> Result<(), Fault> {
        let now = self.setup.clock.now();
        let mut tx = self.write(Duty::Finish).await?;
        deliver::record(&mut tx, &self.setup.rules, &self.ended, now).await?;
        tx.commit().await
    }
}
