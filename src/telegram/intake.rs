//! Long polling that confirms nothing it has not kept.
//!
//! A poll with an offset confirms every update before it. So the offset moves only after
//! [`Keep::keep`] has returned, and it lives in memory only: a new process starts without one and is
//! given again whatever was not confirmed. After a week of silence update ids start anew at random, so
//! that an old offset could hide everything: an empty answer, which says that all before the offset is
//! confirmed, ends it.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::client::Client;
use super::failure::Failure;
use super::keep::{Keep, KeepError, RawUpdate};
use super::status::PollStatus;

/// Why intake ended without being asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PollError {
    /// The token was revoked, or never was one.
    #[error("Telegram does not know the bot token; set TELOXIDE_TOKEN to the one BotFather shows")]
    WrongToken,
    /// [`KeepError::Stop`].
    #[error("another process has taken over")]
    Stopped,
}

/// Pauses and waits of polling; all in real time, for the network does not follow a test's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PollSettings {
    /// How long the platform may hold a poll open; at most 50 s.
    pub wait: Duration,
    /// First pause after trouble; it doubles from time to time.
    pub first_pause: Duration,
    /// Longest pause after trouble.
    pub longest_pause: Duration,
    /// Shortest pause after a conflict: two pollers that answer each other at once would never stop.
    pub conflict_pause: Duration,
}

impl Default for PollSettings {
    fn default() -> Self {
        Self {
            wait: Duration::from_secs(50),
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            conflict_pause: Duration::from_secs(3),
        }
    }
}

/// What one poll came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many updates were kept; poll again at once.
    Kept(usize),
    /// Something is in the way; poll again after a pause.
    Pause(Duration),
    /// Never again.
    End(PollError),
}

/// What stands in the way; logged when it changes, not each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Network,
    Conflict,
    Webhook,
    Keeping,
    /// Nothing but updates without a number, which come again and again.
    Numberless,
}

/// Fetches updates and has them kept.
#[derive(Debug)]
pub struct Poller<K> {
    client: Client,
    keep: K,
    settings: PollSettings,
    status: Arc<PollStatus>,
    offset: Option<i64>,
    trouble: Option<Trouble>,
    failures: u32,
}

impl<K: Keep> Poller<K> {
    /// A poller that has confirmed nothing yet.
    pub fn new(client: Client, keep: K, settings: PollSettings) -> Self {
        Self {
            client,
            keep,
            settings,
            status: Arc::default(),
            offset: None,
            trouble: None,
            failures: 0,
        }
    }

    /// Tells how polling goes, also while it runs.
    #[must_use]
    pub fn status(&self) -> Arc<PollStatus> {
        Arc::clone(&self.status)
    }

    /// Polls until `shutdown`, which cuts a waiting poll off at once: nothing is lost by that, for it
    /// is the next poll that confirms. Keeping what has come is finished first.
    ///
    /// # Errors
    /// [`PollError`] where going on makes no sense.
    pub async fn run(mut self, shutdown: CancellationToken) -> Result<(), PollError> {
        while let Some(answer) = shutdown.run_until_cancelled(self.poll()).await {
            match self.take(answer).await {
                Step::Kept(_) => {}
                Step::Pause(pause) => {
                    let paused = shutdown.run_until_cancelled(tokio::time::sleep(pause));
                    if paused.await.is_none() {
                        break;
                    }
                }
                Step::End(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Polls once and has kept what came.
    pub async fn step(&mut self) -> Step {
        let answer = self.poll().await;
        self.take(answer).await
    }

    async fn poll(&self) -> Result<Vec<Value>, Failure> {
        self.client.updates(self.offset, self.settings.wait).await
    }

    async fn take(&mut self, answer: Result<Vec<Value>, Failure>) -> Step {
        match answer {
            Ok(updates) => {
                self.status.succeeded();
                self.keep(&updates).await
            }
            Err(failure) => self.failed(&failure).await,
        }
    }

    async fn keep(&mut self, updates: &[Value]) -> Step {
        let updates: Vec<RawUpdate> = updates.iter().map(RawUpdate::of).collect();
        let count = updates.len();
        let numbered = updates.iter().filter(|update| update.oddity.is_none());
        let last = numbered.map(|update| update.update_id).max();
        if updates.is_empty() {
            self.offset = None;
        } else if let Err(error) = self.keep.keep(updates).await {
            return self.not_kept(error);
        } else if let Some(last) = last {
            self.offset = Some(last.saturating_add(1));
        } else {
            return self.pause(Trouble::Numberless, || {
                tracing::error!("no update has a number, so that none can be confirmed");
            });
        }
        if self.trouble.take().is_some() {
            tracing::info!("updates are coming in again");
        }
        self.failures = 0;
        Step::Kept(count)
    }

    fn not_kept(&mut self, error: KeepError) -> Step {
        match error {
            KeepError::Retry => self.pause(Trouble::Keeping, || {
                tracing::warn!("updates cannot be kept; they stay with Telegram until they can");
            }),
            KeepError::Stop => Step::End(PollError::Stopped),
        }
    }

    async fn failed(&mut self, failure: &Failure) -> Step {
        let phrase = failure.phrase();
        if failure.is_wrong_token() {
            Step::End(PollError::WrongToken)
        } else if phrase.contains("webhook is active")
            || phrase.contains("terminated by setwebhook")
        {
            self.webhook_in_the_way().await
        } else if phrase.starts_with("conflict") {
            self.another_polls().await
        } else {
            let pause = self.pause(Trouble::Network, || {
                tracing::warn!(reason = %failure, "Telegram cannot be reached; waiting for it");
            });
            match (pause, failure) {
                (
                    Step::Pause(pause),
                    Failure::Refused {
                        retry_after: Some(after),
                        ..
                    },
                ) => Step::Pause(pause.max(*after)),
                (pause, _) => pause,
            }
        }
    }

    /// A webhook that an earlier setting or another program left behind: polling was asked for.
    async fn webhook_in_the_way(&mut self) -> Step {
        let deleted = self.client.delete_webhook().await;
        self.pause(Trouble::Webhook, || match deleted {
            Ok(()) => tracing::warn!("a webhook was set for this bot; deleted it in order to poll"),
            Err(failure) => {
                tracing::warn!(reason = %failure, "a webhook is set for this bot and cannot be deleted");
            }
        })
    }

    async fn another_polls(&mut self) -> Step {
        self.status.conflicted();
        if self.keep.conflict().await == Err(KeepError::Stop) {
            return Step::End(PollError::Stopped);
        }
        let pause = self.pause(Trouble::Conflict, || {
            tracing::warn!(
                "another program is polling with the same token; stop it, or give this one a token of its own"
            );
        });
        match pause {
            Step::Pause(pause) => Step::Pause(pause.max(self.settings.conflict_pause)),
            other => other,
        }
    }

    /// Waits longer with every failure in a row, at random within a quarter so that many programs do
    /// not come back together.
    fn pause(&mut self, trouble: Trouble, log: impl FnOnce()) -> Step {
        if self.trouble != Some(trouble) {
            self.trouble = Some(trouble);
            self.failures = 0;
            log();
        }
        let doubled = self
            .settings
            .first_pause
            .saturating_mul(2_u32.saturating_pow(self.failures));
        self.failures = self.failures.saturating_add(1);
        let pause = doubled.min(self.settings.longest_pause);
        Step::Pause(pause.mul_f64(rand::random_range(0.75..=1.0)))
    }
}

#[cfg(test)]
#[path = "intake_tests.rs"]
mod tests;
