//! Keeping the agenda: one task a transaction, in the order of their moments.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::OptionFuture;
use tokio_util::sync::CancellationToken;

use crate::domain::clock::{Clock, Timestamp};
use crate::service::Rules;
use crate::service::agenda::{Left, carry_out};
use crate::store::agenda::{self, Due};
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, LONGEST_STEP, Tx};

/// Between tries while the database does not do as it is told.
const DATABASE_PAUSE: Duration = Duration::from_millis(500);
/// Between the first two tries of a task that failed by itself; doubled each time.
const FIRST_WAIT: Duration = Duration::from_secs(5);
/// Between later ones: it is never given up, and an operator sees it in the log every hour.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// Keeps the agenda.
#[derive(Debug)]
pub struct Keeper {
    db: Db,
    fence: Arc<Fence>,
    clock: Arc<dyn Clock>,
    rules: Arc<Rules>,
}

impl Keeper {
    /// A keeper that has not looked at anything yet.
    #[must_use]
    pub fn new(db: Db, fence: Arc<Fence>, clock: Arc<dyn Clock>, rules: Arc<Rules>) -> Self {
        Self {
            db,
            fence,
            clock,
            rules,
        }
    }

    /// Works until `shutdown`.
    ///
    /// # Errors
    /// [`Fault::Deposed`] when another process has become the leader.
    pub async fn run(self, shutdown: CancellationToken) -> Result<(), Fault> {
        let bell = self.db.bells().agenda.clone();
        while !shutdown.is_cancelled() {
            let heard = bell.rung();
            let next = match self.db.within(LONGEST_STEP, self.step()).await {
                Ok(next) => next,
                Err(Fault::Deposed) => return Err(Fault::Deposed),
                Err(fault) => {
                    self.db.pulse().failed(&fault);
                    tracing::debug!(%fault, "agenda: nothing was done, trying again");
                    tokio::select! {
                        () = tokio::time::sleep(DATABASE_PAUSE) => {}
                        () = shutdown.cancelled() => {}
                    }
                    continue;
                }
            };
            let mut moment = next.map(|at| self.clock.sleep_until(at));
            tokio::select! {
                () = bell.wait(heard) => {}
                Some(()) = OptionFuture::from(moment.as_mut()) => {}
                () = shutdown.cancelled() => {}
            }
        }
        Ok(())
    }

    /// Does the task that has waited longest, if its moment has come; when to look again.
    ///
    /// # Errors
    /// A fault of the database, or the loss of its turn; then nothing has changed.
    pub async fn step(&self) -> Result<Option<Timestamp>, Fault> {
        let now = self.clock.now();
        let mut tx = self.write().await?;
        let Some(due) = agenda::due(&mut tx, now).await? else {
            return agenda::next_at(&mut tx).await;
        };
        let error = match AssertUnwindSafe(self.work(tx, &due, now))
            .catch_unwind()
            .await
        {
            Ok(Ok(next)) => return Ok(next),
            Ok(Err(fault)) if fault.is_of_one_update() => fault.to_string(),
            Ok(Err(fault)) => return Err(fault),
            Err(_) => "panic".to_owned(),
        };
        tracing::error!(?error, task = ?due.task, tries = due.tries, "a task of the agenda failed");
        let mut tx = self.write().await?;
        agenda::failed(&mut tx, due.id, now.plus(wait_after(due.tries))).await?;
        let next = agenda::next_at(&mut tx).await?;
        tx.commit().await?;
        Ok(next)
    }

    async fn work(
        &self,
        mut tx: Tx,
        due: &Due,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, Fault> {
        let Some(task) = &due.task else {
            return Err(Fault::unreadable("task", due.id.to_string()));
        };
        match carry_out(&mut tx, &self.rules, task, now).await? {
            Left::Nothing => agenda::end(&mut tx, due.id).await?,
            Left::Again(at) => agenda::put_off(&mut tx, due.id, at).await?,
        }
        let next = agenda::next_at(&mut tx).await?;
        tx.commit().await?;
        Ok(next)
    }

    /// A transaction that commits only while this process is the leader.
    async fn write(&self) -> Result<Tx, Fault> {
        self.db.write_as(self.fence.lease(), Duty::Agenda).await
    }
}

/// The wait after so many failures before.
fn wait_after(tries: i64) -> Duration {
    let doubled = FIRST_WAIT.saturating_mul(1 << tries.clamp(0, 20));
    doubled.min(LONGEST_WAIT)
}
