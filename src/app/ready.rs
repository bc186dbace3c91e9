//! Whether the program can work now, and why not.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::http::{Check, Readiness};
use crate::store::Db;
use crate::store::leader::Fence;
use crate::telegram::status::PollStatus;

/// Filled in as the program comes up.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) db: Db,
    pub(super) fence: OnceLock<Arc<Fence>>,
    pub(super) polling: OnceLock<Arc<PollStatus>>,
    /// A healthy poll answers at least this often.
    pub(super) patience: Duration,
}

impl Ready {
    fn telegram(&self) -> Check {
        let (ok, detail) = match self.polling.get() {
            None => (false, "not polling yet".to_owned()),
            Some(status) if status.conflict() => (
                false,
                "another program polls with the same token".to_owned(),
            ),
            Some(status) => match status.since_success() {
                Some(age) if age < self.patience => (true, format!("{} s ago", age.as_secs())),
                Some(age) => (false, format!("no answer for {} s", age.as_secs())),
                None => (false, "no answer yet".to_owned()),
            },
        };
        Check {
            name: "telegram",
            ok,
            detail,
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
