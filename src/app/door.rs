//! Where the layers meet: updates are kept as rows, and rows are decoded and handled.

use std::sync::Arc;

use crate::bot::Bot;
use crate::domain::clock::{Clock, Timestamp};
use crate::domain::event::Event;
use crate::domain::metric;
use crate::domain::refusal::Refusal;
use crate::inbox::Handle;
use crate::service::Error;
use crate::store::inbox::{self, Waiting};
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, LONGEST_STEP, Tx};
use crate::telegram::decode::decode;
use crate::telegram::identity::Identity;
use crate::telegram::keep::{Keep, KeepError, RawUpdate};
use crate::telegram::remains::remains;

/// Keeps updates as rows of the inbox.
#[derive(Debug)]
pub(super) struct Doorstep {
    pub(super) db: Db,
    pub(super) fence: Arc<Fence>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) bot_id: i64,
}

impl Doorstep {
    /// How many were new, and how many of these can never be handled.
    async fn store(&self, updates: &[RawUpdate]) -> Result<(u64, u64), Fault> {
        let now = self.clock.now();
        let mut tx = self.db.write_as(self.fence.lease(), Duty::Intake).await?;
        let (odd, sound): (Vec<_>, Vec<_>) = updates.iter().partition(|it| it.oddity.is_some());
        let rows: Vec<(i64, &str)> = sound
            .iter()
            .map(|update| (update.update_id, update.raw.as_str()))
            .collect();
        let new = inbox::insert(&mut tx, self.bot_id, &rows, now).await?;
        let mut dead = 0;
        for RawUpdate {
            update_id,
            raw,
            oddity,
        } in odd
        {
            let error = oddity.unwrap_or_default();
            let row = (*update_id, raw.as_str());
            dead += u64::from(inbox::insert_dead(&mut tx, self.bot_id, row, error, now).await?);
        }
        tx.commit().await?;
        Ok((new + dead, dead))
    }
}

/// Updates that are not kept are not confirmed either: Telegram gives them again.
fn keep_error(db: &Db, fault: &Fault) -> KeepError {
    match fault {
        Fault::Deposed => KeepError::Stop,
        Fault::Database(_) | Fault::Silent(_) | Fault::Unreadable { .. } => {
            db.pulse().failed(fault);
            KeepError::Retry
        }
    }
}

impl Keep for Doorstep {
    async fn keep(&self, updates: Vec<RawUpdate>) -> Result<(), KeepError> {
        let stored = self.db.within(LONGEST_STEP, self.store(&updates)).await;
        let (new, dead) = stored.map_err(|fault| keep_error(&self.db, &fault))?;
        metrics::counter!(metric::UPDATES_RECEIVED).increment(new);
        metrics::counter!(metric::UPDATES_DEAD).increment(dead);
        Ok(())
    }

    async fn conflict(&self) -> Result<(), KeepError> {
        let look = self.db.write_as(self.fence.lease(), Duty::Intake);
        let held = self.db.within(LONGEST_STEP, look).await;
        held.map(drop).map_err(|fault| keep_error(&self.db, &fault))
    }

    fn may_poll(&self) -> bool {
        self.fence.is_safe()
    }
}

/// Decodes rows of the inbox and lets the bot handle them.
#[derive(Debug)]
pub(super) struct Door {
    pub(super) bot: Bot,
    pub(super) identity: Identity,
}

impl Door {
    /// What the row says; what cannot be read is a fault of this one update.
    fn event(&self, update: &Waiting) -> Result<Event, Fault> {
        decode(&update.raw, &self.identity)
            .map_err(|error| Fault::unreadable("update", error.to_string()))
    }
}

impl Handle for Door {
    fn remains(&self, update: &Waiting) -> String {
        remains(&update.raw)
    }

    async fn handle(&self, tx: &mut Tx, update: &Waiting, now: Timestamp) -> Result<(), Error> {
        let event = self.event(update)?;
        if event == Event::Other {
            metrics::counter!(metric::UPDATES_OTHER).increment(1);
        }
        self.bot.handle(tx, &event, now).await
    }

    async fn explain(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        refusal: &Refusal,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let event = self.event(update)?;
        self.bot.explain(tx, &event, refusal, now).await
    }

    async fn apologise(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        reference: &str,
        now: Timestamp,
    ) -> Result<(), Fault> {
        // An update that cannot be read has nobody to apologise to.
        match self.event(update) {
            Ok(event) => self.bot.apologise(tx, &event, reference, now).await,
            Err(_) => Ok(()),
        }
    }
}
