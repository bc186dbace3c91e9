//! The worker: a step that handles a batch, and the loop that waits for the next.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use tokio_util::sync::CancellationToken;

use crate::domain::clock::{Clock, Timestamp};
use crate::domain::invitation::masked;
use crate::domain::metric;
use crate::domain::refusal::Refusal;
use crate::service::Error;
use crate::store::inbox::{self, Waiting};
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, LONGEST_STEP, Tx};

/// What is done with an update.
pub trait Handle: Send + Sync + 'static {
    /// Its effects and replies.
    fn handle(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        now: Timestamp,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// What is kept of it once it is done with.
    fn remains(&self, update: &Waiting) -> String;

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
    /// So many updates are still handled one at a time, each noted before.
    alone: AtomicI64,
    /// What ended the last step was no doing of an update.
    excused: AtomicBool,
}

/// After so many faults of its own an update is given up.
const MOST_FAULTS: i64 = 5;
/// So is one whose handling was begun so often, and each time the program ended before it, or its turn, or
/// the time for a step: each costs the turn.
const MOST_BEGUN: i64 = 3;
/// A batch that takes longer is committed as far as it is: the turn is renewed by the same
/// database, and others wait to write.
const LONGEST_BATCH: Duration = Duration::from_millis(300);
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
            // What ended the turn before may be among the first.
            alone: AtomicI64::new(batch),
            excused: AtomicBool::new(false),
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
            match self.db.within(LONGEST_STEP, self.step()).await {
                Ok(Step::Worked(_)) => {}
                Ok(Step::Idle) => tokio::select! {
                    () = bell.wait(heard) => {}
                    () = shutdown.cancelled() => {}
                },
                Err(Fault::Deposed) => return Err(Fault::Deposed),
                Err(fault) => {
                    self.failed(&fault);
                    self.db.pulse().failed(&fault);
                    tracing::debug!(%fault, "inbox: nothing was handled, trying again");
                    tokio::select! {
                        () = tokio::time::sleep(DATABASE_PAUSE) => {}
                        () = shutdown.cancelled() => {}
                    }
                }
            }
        }
        Ok(())
    }

    /// Handles the next batch. At the beginning of a turn, and after a fault, a batch is one update: what
    /// never ends is found, and in the end set aside.
    ///
    /// # Errors
    /// A fault of the database, or the loss of its turn; then nothing has changed.
    pub async fn step(&self) -> Result<Step, Fault> {
        let alone = self.alone.load(Ordering::Relaxed);
        let step = match alone > 0 {
            true => self.one_alone().await,
            false => self.together().await,
        };
        match &step {
            Ok(Step::Worked(_)) => self.alone.store((alone - 1).max(0), Ordering::Relaxed),
            Ok(Step::Idle) => self.alone.store(0, Ordering::Relaxed),
            Err(fault) => self.failed(fault),
        }
        step
    }

    fn failed(&self, fault: &Fault) {
        self.alone.store(self.batch, Ordering::Relaxed);
        self.excused
            .store(!fault.took_too_long(), Ordering::Relaxed);
    }

    async fn one_alone(&self) -> Result<Step, Fault> {
        let mut tx = self.db.write_as(self.fence.lease(), Duty::Inbox).await?;
        let Some(update) = inbox::waiting(&mut tx, 1).await?.pop() else {
            return Ok(Step::Idle);
        };
        if update.begun >= MOST_BEGUN {
            let error = format!("begun {} times, and never ended", update.begun);
            self.give_up(&mut tx, &update, &error, self.clock.now())
                .await?;
            tx.commit().await?;
            return Ok(Step::Worked(1));
        }
        if !self.excused.swap(false, Ordering::Relaxed) {
            inbox::begin(&mut tx, &update).await?;
            tx.commit().await?;
            tx = self.db.write_as(self.fence.lease(), Duty::Inbox).await?;
        }
        if self.one(&mut tx, &update).await? {
            let remains = self.handle.remains(&update);
            inbox::done(&mut tx, &[(&update, remains)], self.clock.now()).await?;
        }
        tx.commit().await?;
        Ok(Step::Worked(1))
    }

    async fn together(&self) -> Result<Step, Fault> {
        let mut tx = self.db.write_as(self.fence.lease(), Duty::Inbox).await?;
        let updates = inbox::waiting(&mut tx, self.batch).await?;
        if updates.is_empty() {
            return Ok(Step::Idle);
        }
        let began = Instant::now();
        let mut handled = 0;
        let mut done = Vec::with_capacity(updates.len());
        for update in &updates {
            if self.one(&mut tx, update).await? {
                done.push((update, self.handle.remains(update)));
            }
            handled += 1;
            if began.elapsed() > LONGEST_BATCH {
                break;
            }
        }
        inbox::done(&mut tx, &done, self.clock.now()).await?;
        tx.commit().await?;
        Ok(Step::Worked(handled))
    }

    /// Whether the update is done with, which is marked for the whole batch at once.
    async fn one(&self, tx: &mut Tx, update: &Waiting) -> Result<bool, Fault> {
        let now = self.clock.now();
        let ran = guarded(tx, async |tx| self.handle.handle(tx, update, now).await).await?;
        match ran {
            Ran::Done => return Ok(true),
            Ran::Refused(refusal) => {
                tracing::debug!(update = update.update_id, ?refusal, "refused");
                let explain =
                    async |tx: &mut Tx| Ok(self.handle.explain(tx, update, &refusal, now).await?);
                match guarded(tx, explain).await? {
                    Ran::Done => return Ok(true),
                    ran => self.give_up(tx, update, &ran.what(), now).await,
                }
            }
            Ran::Failed(fault) if update.faults + 1 < MOST_FAULTS => {
                tracing::warn!(
                    update = update.update_id,
                    ?fault,
                    "not handled, trying again"
                );
                tx.wake_inbox();
                inbox::failed(tx, update, &fault, now).await
            }
            ran => self.give_up(tx, update, &ran.what(), now).await,
        }?;
        Ok(false)
    }

    /// Sets an update aside; its sender is told, if that works.
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
        let apologise =
            async |tx: &mut Tx| Ok(self.handle.apologise(tx, update, &reference, now).await?);
        guarded(tx, apologise).await?;
        inbox::dead(tx, update, error, now).await
    }
}

/// How something that was done for one update ended. Unless it is done, it is undone. The words of a
/// failure may quote the update, and are kept and logged.
#[derive(Debug)]
enum Ran {
    Done,
    Refused(Refusal),
    /// A fault of this update's own.
    Failed(String),
    Panicked(String),
}

impl Ran {
    fn what(&self) -> String {
        match self {
            Self::Done => String::new(),
            Self::Refused(refusal) => masked(&format!("refused twice: {refusal:?}")),
            Self::Failed(fault) => fault.clone(),
            Self::Panicked(text) => format!("panic: {text}"),
        }
    }
}

/// Does something for one update so that its failure or panic harms nothing else of the batch.
async fn guarded(
    tx: &mut Tx,
    work: impl AsyncFnOnce(&mut Tx) -> Result<(), Error>,
) -> Result<Ran, Fault> {
    let savepoint = tx.savepoint().await?;
    let ran = match AssertUnwindSafe(work(tx)).catch_unwind().await {
        Ok(Ok(())) => {
            tx.release(savepoint);
            return Ok(Ran::Done);
        }
        Ok(Err(Error::Refused(refusal))) => Ran::Refused(refusal),
        Ok(Err(Error::Fault(fault))) if fault.is_of_one_update() => {
            Ran::Failed(masked(&fault.to_string()))
        }
        Ok(Err(Error::Fault(fault))) => return Err(fault),
        Err(panic) => Ran::Panicked(masked(&panic_text(&*panic))),
    };
    tx.roll_back_to(savepoint).await?;
    Ok(ran)
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    text.unwrap_or_default()
}
