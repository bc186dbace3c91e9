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
use crate::store::{Db, Duty, Fault, Tx};
use crate::telegram::decode::decode;
use crate::telegram::identity::Identity;
use crate::telegram::keep::{Keep, KeepError, RawUpdate};

/// Keeps updates as rows of the inbox.
#[derive(Debug)]
pub(super) struct Doorstep {
    pub(super) db: Db,
    pub(super) fence: Arc<Fence>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) bot_id: i64,
}

impl Doorstep {
    async fn store(&self, updates: &[RawUpdate]) -> Result<u64, Fault> {
        let now = self.clock.now();
        let mut tx = self.db.write_as(self.fence.lease(), Duty::Intake).await?;
        let mut new = 0;
        for update in updates {
            let (id, raw) = (update.update_id, &update.raw);
            new += u64::from(inbox::insert(&mut tx, self.bot_id, id, raw, now).await?);
        }
        tx.commit().await?;
        Ok(new)
    }
}

fn keep_error(fault: &Fault) -> KeepError {
    match fault {
        Fault::Deposed => KeepError::Stop,
        Fault::Database(_) | Fault::Unreadable { .. } => {
            tracing::error!(%fault, "updates are not kept; Telegram will give them again");
            KeepError::Retry
        }
    }
}

impl Keep for Doorstep {
    async fn keep(&self, updates: Vec<RawUpdate>) -> Result<(), KeepError> {
        let new = self
            .store(&updates)
            .await
            .map_err(|fault| keep_error(&fault))?;
        metrics::counter!(metric::UPDATES_RECEIVED).increment(new);
        Ok(())
    }

    async fn conflict(&self) -> Result<(), KeepError> {
        let held = self.db.write_as(self.fence.lease(), Duty::Intake).await;
        held.map(drop).map_err(|fault| keep_error(&fault))
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
    async fn handle(&self, tx: &mut Tx, update: &Waiting, now: Timestamp) -> Result<(), Error> {
        let event = self.event(update)?;
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
