//! Whether the program can work now, and why not.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::metric;
use crate::http::{Check, Readiness};
use crate::store::Db;
use crate::store::leader::Fence;
use crate::telegram::registration::EVERY;
use crate::telegram::status::{PollStatus, WebhookStatus};

/// After this much more than its usual time a look at the webhook is late.
const LATE: Duration = Duration::from_secs(30);

/// A database that takes longer to say "1" is in trouble, and a probe waits for the answer.
const PING: Duration = Duration::from_secs(1);

/// How updates come in.
#[derive(Debug)]
pub(super) enum Incoming {
    Polled(Arc<PollStatus>),
    Posted(Arc<WebhookStatus>),
}

/// Follows the turns of the process.
#[derive(Debug)]
pub(super) struct Ready {
    db: Db,
    turn: Mutex<Option<Turn>>,
    /// A healthy poll answers at least this often.
    patience: Duration,
}

#[derive(Debug)]
struct Turn {
    fence: Arc<Fence>,
    incoming: Incoming,
}

impl Ready {
    pub(super) fn new(db: Db, patience: Duration) -> Self {
        metrics::gauge!(metric::LEADER).set(0.0);
        Self {
            db,
            turn: Mutex::new(None),
            patience,
        }
    }

    /// This process leads.
    pub(super) fn leads(&self, fence: Arc<Fence>, incoming: Incoming) {
        metrics::gauge!(metric::LEADER).set(1.0);
        *self.turn.lock().unwrap_or_else(PoisonError::into_inner) = Some(Turn { fence, incoming });
    }

    /// It does no longer.
    pub(super) fn stands_by(&self) {
        metrics::gauge!(metric::LEADER).set(0.0);
        *self.turn.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    async fn database(&self) -> Check {
        let answers = self.db.ping(PING).await;
        // It may still be read where nothing can be written.
        let trouble = match answers {
            Ok(()) => self.db.pulse().trouble(),
            Err(fault) => Some(fault.to_string()),
        };
        Check {
            name: "database",
            ok: trouble.is_none(),
            detail: trouble.unwrap_or_else(|| "answers".to_owned()),
        }
    }

    fn turn(&self) -> Check {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let (ok, detail) = match &*turn {
            None => (false, "standing by"),
            Some(turn) if turn.fence.is_safe() => (true, "leading"),
            Some(_) => (false, "not renewed in time"),
        };
        Check {
            name: "leader",
            ok,
            detail: detail.to_owned(),
        }
    }

    fn telegram(&self) -> Check {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let (ok, detail) = match turn.as_ref().map(|turn| &turn.incoming) {
            None => (false, "no updates asked for yet".to_owned()),
            Some(Incoming::Posted(status)) => status.check(EVERY + LATE),
            Some(Incoming::Polled(status)) => self.polling(status),
        };
        Check {
            name: "telegram",
            ok,
            detail,
        }
    }

    fn polling(&self, status: &PollStatus) -> (bool, String) {
        if status.conflict() {
            let detail = "another program polls with the same token";
            return (false, detail.to_owned());
        }
        match status.since_success() {
            Some(age) if age < self.patience => (true, format!("{} s ago", age.as_secs())),
            Some(age) => (false, format!("no answer for {} s", age.as_secs())),
            None => (false, "no answer yet".to_owned()),
        }
    }
}

impl Readiness for Ready {
    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>> {
        Box::pin(async move {
            let database = self.database().await;
            vec![database, self.turn(), self.telegram()]
        })
    }
}
