//! How updates come in, by polling or by a webhook, for readiness.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Written by the poller, read by whoever answers for the program. A healthy poll may take its whole
/// wait (50 s by default) before it succeeds again.
#[derive(Debug, Default)]
pub struct PollStatus {
    last_success: Mutex<Option<Instant>>,
    conflict: AtomicBool,
}

impl PollStatus {
    /// How long ago the platform last answered a poll; none if it never has.
    #[must_use]
    pub fn since_success(&self) -> Option<Duration> {
        self.last_success
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .map(|at| at.elapsed())
    }

    /// Whether another program was polling with the same token when last tried.
    #[must_use]
    pub fn conflict(&self) -> bool {
        self.conflict.load(Ordering::Relaxed)
    }

    pub(super) fn succeeded(&self) {
        *self
            .last_success
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.conflict.store(false, Ordering::Relaxed);
    }

    pub(super) fn conflicted(&self) {
        self.conflict.store(true, Ordering::Relaxed);
    }
}

/// What the platform last said of the webhook. Written by the registrar, read by whoever answers for the
/// program.
#[derive(Debug, Default)]
pub struct WebhookStatus(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    looked: Option<Instant>,
    pending: i64,
    error: Option<String>,
    trouble: Option<String>,
}

impl WebhookStatus {
    /// Whether the webhook was registered when last looked, which must have been within `patience`, and
    /// what the platform says of it, for an operator.
    ///
    /// Posts that fail are told and are no reason for a "no": whoever leads posts to a process that is
    /// ready would then keep away the posts that end the failure.
    #[must_use]
    pub fn check(&self, patience: Duration) -> (bool, String) {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(trouble) = &seen.trouble {
            return (false, format!("webhook not set or not known: {trouble}"));
        }
        let Some(age) = seen.looked.map(|at| at.elapsed()) else {
            return (false, "webhook not set yet".to_owned());
        };
        let mut detail = format!("webhook set, {} updates wait", seen.pending);
        if let Some(error) = &seen.error {
            let _ = write!(detail, "; last error: {error}");
        }
        if age >= patience {
            let _ = write!(detail, "; not looked at for {} s", age.as_secs());
        }
        (age < patience, detail)
    }

    /// It is registered; `error` is the platform's last when posting, if it is of these minutes. Whether
    /// that error is news.
    pub(super) fn saw(&self, pending: i64, error: Option<String>) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let news = error != seen.error;
        *seen = Seen {
            looked: Some(Instant::now()),
            pending,
            error,
            trouble: None,
        };
        news
    }

    /// The platform could not be asked, or refused.
    pub(super) fn failed(&self, why: String) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.trouble = Some(why);
    }
}
