//! The worker: a step that handles a batch, and the loop that waits for the next.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio_util::sync::CancellationToken;

use crate::domain::clock::{Clock, Timestamp};
use crate::domain::metric;
use crate::domain::refusal::Refusal;
use crate::service::Error;
use crate::store::inbox::{self, Waiting};
use crate::store::leader::Fence;
use crate::store::{Db, Fault, Tx};

/// What is done with an update.
pub trait Handle: Send + Sync + 'static {
    /// Its effects and replies.
    fn handle(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// Telling its sender why it was refused; what [`Handle::handle`] did has been undone.
    fn explain(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        refusal: &Refusal,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), Fault>> + Send;

    /// Telling its sender that it could not be handled, with a reference for the operator.
    fn apologise(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        reference: &str,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), Fault>> + Send;
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing was waiting.
    Idle,
    /// So many updates are done with; there may be more.
    Worked(usize),
}

/// Handles the inbox.
#[derive(Debug)]
pub struct Worker<H> {
    db: Db,
    fence: Arc<Fence>,
    clock: Arc<dyn Clock>,
    handle: H,
    batch: i64,
}

/// After so many faults of its own an update is given up.
const MOST_FAULTS: i64 = 5;
/// Between tries while the database does not do as it is told.
const DATABASE_PAUSE: Duration = Duration::from_millis(500);

impl<H: Handle> Worker<H> {
    /// A worker that takes up to `batch` updates in one transaction.
    pub fn new(db: Db, fence: Arc<Fence>, clock: Arc<dyn Clock>, handle: H, batch: i64) -> Self {
        Self {
            db,
            fence,
            clock,
            handle,
            batch,
        }
    }

    /// Works until `shutdown`.
    ///
    /// # Errors
    /// [`Fault::Deposed`] when another process has become the leader.
    pub async fn run(self, shutdown: CancellationToken) -> Result<(), Fault> {
        let bell = self.db.bells().inbox.clone();
        while !shutdown.is_cancelled() {
            let heard = bell.rung();
            match self.step().await {
                Ok(Step::Worked(_)) => {}
                Ok(Step::Idle) => tokio::select! {
                    () = bell.wait(heard) => {}
                    () = shutdown.cancelled() => {}
                },
                Err(Fault::Deposed) => return Err(Fault::Deposed),
                Err(fault) => {
                    tracing::error!(%fault, "inbox: nothing was handled, trying again");
                    tokio::select! {
                        () = tokio::time::sleep(DATABASE_PAUSE) => {}
                        () = shutdown.cancelled() => {}
                    }
                }
            }
        }
        Ok(())
    }

    /// Handles the next batch.
    ///
    /// # Errors
    /// A fault of the database, or the loss of leadership; then nothing has changed.
    pub async fn step(&self) -> Result<Step, Fault> {
        let mut tx = self.db.write_as(self.fence.lease()).await?;
        let updates = inbox::waiting(&mut tx, self.batch).await?;
        if updates.is_empty() {
            return Ok(Step::Idle);
        }
        for update in &updates {
            self.one(&mut tx, update).await?;
        }
        tx.commit().await?;
        Ok(Step::Worked(updates.len()))
    }

    async fn one(&self, tx: &mut Tx, update: &Waiting) -> Result<(), Fault> {
        let now = self.clock.now();
        let savepoint = tx.savepoint().await?;
        let handled = AssertUnwindSafe(self.handle.handle(tx, update, now))
            .catch_unwind()
            .await;
        match handled {
            Ok(Ok(())) => {
                tx.release(savepoint).await?;
                inbox::done(tx, update, now).await
            }
            Ok(Err(Error::Refused(refusal))) => {
                tx.roll_back_to(savepoint).await?;
                tracing::debug!(update = update.update_id, ?refusal, "refused");
                self.handle.explain(tx, update, &refusal, now).await?;
                inbox::done(tx, update, now).await
            }
            Ok(Err(Error::Fault(fault))) if fault.is_of_one_update() => {
                tx.roll_back_to(savepoint).await?;
                let text = fault.to_string();
                if update.faults + 1 >= MOST_FAULTS {
                    return self.give_up(tx, update, &text, now).await;
                }
                tracing::warn!(update = update.update_id, fault = ?text, "not handled, trying again");
                tx.wake_inbox();
                inbox::failed(tx, update, &text, now).await
            }
            Ok(Err(Error::Fault(fault))) => Err(fault),
            Err(panic) => {
                tx.roll_back_to(savepoint).await?;
                self.give_up(tx, update, &panic_text(&*panic), now).await
            }
        }
    }

    async fn give_up(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        error: &str,
        now: Timestamp,
    ) -> Result<(), Fault> {
        tracing::error!(
            update = update.update_id,
            ?error,
            "update given up; see table inbox"
        );
        metrics::counter!(metric::UPDATES_DEAD).increment(1);
        let reference = format!("U{}", update.update_id);
        self.handle.apologise(tx, update, &reference, now).await?;
        inbox::dead(tx, update, error, now).await
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panic: {}", text.unwrap_or_default())
}
