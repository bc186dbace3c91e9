//! Whether the program can work now, and why not.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::http::{Check, Readiness};
use crate::store::Db;
use crate::store::leader::Fence;
use crate::telegram::registration::EVERY;
use crate::telegram::status::{PollStatus, WebhookStatus};

/// After this much more than its usual time a look at the webhook is late.
const LATE: Duration = Duration::from_secs(30);

/// How updates come in.
#[derive(Debug)]
pub(super) enum Incoming {
    Polled(Arc<PollStatus>),
    Posted(Arc<WebhookStatus>),
}

/// Filled in as the program comes up.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) db: Db,
    pub(super) fence: OnceLock<Arc<Fence>>,
    pub(super) incoming: OnceLock<Incoming>,
    /// A healthy poll answers at least this often.
    pub(super) patience: Duration,
}

impl Ready {
    fn telegram(&self) -> Check {
        let (ok, detail) = match self.incoming.get() {
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

    fn leadership(&self) -> Check {
        let (ok, detail) = match self.fence.get() {
            None => (false, "standing by"),
            Some(fence) if fence.is_safe() => (true, "leading"),
            Some(_) => (false, "not renewed in time"),
        };
        Check {
            name: "leader",
            ok,
            detail: detail.to_owned(),
        }
    }
}

impl Readiness for Ready {
    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>> {
        Box::pin(async move {
            let database = self.db.ping().await;
            let detail = match &database {
                Ok(()) => "answers".to_owned(),
                Err(fault) => fault.to_string(),
            };
            let database = Check {
                name: "database",
                ok: database.is_ok(),
                detail,
            };
            vec![database, self.leadership(), self.telegram()]
        })
    }
}
