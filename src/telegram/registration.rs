//! Telegram posts updates to an address only while that is registered. The leader registers it, looks
//! now and then whether it still is, and registers it again after anybody took it away.
//!
//! It stays registered when the program stops: Telegram then keeps what arrives, a day long, and posts
//! it when there is somebody to take it. Polling takes it away ([`super::intake`]).

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::domain::clock::Clock;
use crate::domain::metric;

use super::client::{ALLOWED_UPDATES, Client};
use super::failure::Failure;
use super::intake::PollError;
use super::keep::Keep;
use super::methods::Method;
use super::status::WebhookStatus;
use super::webhook::{Reception, Secret};

/// How often is looked whether it is still registered. Telegram keeps a press for 150 s.
pub const EVERY: Duration = Duration::from_secs(60);
/// After trouble; in real time, for the network does not follow a test's clock.
const PAUSE: Duration = Duration::from_secs(3);
/// Posts on their way at once. Each is a commit, and a database that has one writer is not made faster
/// by a longer queue before it; it is what Telegram itself takes as usual.
const CONNECTIONS: u32 = 40;

/// `WebhookInfo`, as far as it matters here (<https://core.telegram.org/bots/api#webhookinfo>).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct WebhookInfo {
    pub url: String,
    pub pending_update_count: i64,
    /// Seconds since 1970.
    pub last_error_date: Option<i64>,
    pub last_error_message: Option<String>,
    #[serde(default)]
    pub allowed_updates: Vec<String>,
}

impl WebhookInfo {
    /// Whether it is what this program registers. What the secret is, the platform does not tell.
    fn is_ours(&self, url: &str) -> bool {
        let mut named: Vec<&str> = self.allowed_updates.iter().map(String::as_str).collect();
        let mut wanted = ALLOWED_UPDATES.to_vec();
        named.sort_unstable();
        wanted.sort_unstable();
        self.url == url && named == wanted
    }
}

impl Client {
    async fn set_webhook(&self, url: &str, secret: &Secret) -> Result<(), Failure> {
        let params = json!({
            "url": url,
            "secret_token": secret.expose(),
            "allowed_updates": ALLOWED_UPDATES,
            "max_connections": CONNECTIONS,
            "drop_pending_updates": false,
        });
        self.call(Method::SetWebhook, params).await.map(|_| ())
    }

    async fn webhook_info(&self) -> Result<WebhookInfo, Failure> {
        let info: Value = self.call(Method::GetWebhookInfo, json!({})).await?;
        serde_json::from_value(info).map_err(|_| Failure::Unreadable("no state of a webhook"))
    }
}

/// Keeps the reception's address registered.
#[derive(Debug)]
pub struct Registrar<K> {
    client: Client,
    url: String,
    reception: Arc<Reception<K>>,
    clock: Arc<dyn Clock>,
    status: Arc<WebhookStatus>,
    is_set: bool,
    in_trouble: bool,
}

impl<K: Keep> Registrar<K> {
    /// For an address that leads to the reception, whose reader has been opened.
    pub fn new(
        client: Client,
        url: String,
        reception: Arc<Reception<K>>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            client,
            url,
            reception,
            clock,
            status: Arc::default(),
            is_set: false,
            in_trouble: false,
        }
    }

    /// Tells how it goes, also while it runs.
    #[must_use]
    pub fn status(&self) -> Arc<WebhookStatus> {
        Arc::clone(&self.status)
    }

    /// Keeps it registered until `shutdown`, then closes the reception and leaves it registered.
    ///
    /// # Errors
    /// [`PollError::WrongToken`], with which nothing can be registered.
    pub async fn run(mut self, shutdown: CancellationToken) -> Result<(), PollError> {
        let ended = loop {
            let Some(looked) = shutdown.run_until_cancelled(self.look()).await else {
                break Ok(());
            };
            let next = async {
                match looked {
                    Ok(()) => self.clock.sleep_until(self.clock.now().plus(EVERY)).await,
                    Err(Trouble::WrongToken) => {}
                    Err(Trouble::Passing(pause)) => tokio::time::sleep(pause).await,
                }
            };
            if shutdown.run_until_cancelled(next).await.is_none() {
                break Ok(());
            }
            if looked == Err(Trouble::WrongToken) {
                break Err(PollError::WrongToken);
            }
        };
        self.reception.close();
        ended
    }

    async fn look(&mut self) -> Result<(), Trouble> {
        match self.mend().await {
            Ok(info) => {
                self.saw(info);
                Ok(())
            }
            Err(failure) if failure.is_wrong_token() => Err(Trouble::WrongToken),
            Err(failure) => Err(self.failed(&failure)),
        }
    }

    /// Registers the address if it is not; what the platform says of it then.
    async fn mend(&mut self) -> Result<WebhookInfo, Failure> {
        if self.is_set {
            let info = self.client.webhook_info().await?;
            let strangers = self.reception.strangers();
            if strangers > 0 {
                tracing::warn!(strangers, "posts without the secret were refused");
            }
            if info.is_ours(&self.url) && strangers == 0 {
                return Ok(info);
            }
            // Whose secret is set cannot be seen, so that refused posts may be Telegram's own.
            tracing::warn!("the webhook may not be ours any more; it is set again");
            self.is_set = false;
        }
        let secret = self.reception.secret();
        self.client.set_webhook(&self.url, secret).await?;
        self.is_set = true;
        tracing::info!("the webhook is set");
        self.client.webhook_info().await
    }

    fn saw(&mut self, info: WebhookInfo) {
        self.in_trouble = false;
        #[expect(
            clippy::cast_precision_loss,
            reason = "a queue is far below 2^53 updates"
        )]
        metrics::gauge!(metric::WEBHOOK_PENDING).set(info.pending_update_count as f64);
        let recent = self.clock.now().minus(EVERY * 2).0 / 1000;
        let error = info
            .last_error_message
            .filter(|_| info.last_error_date.is_some_and(|at| at >= recent));
        if self.status.saw(info.pending_update_count, error.clone())
            && let Some(reason) = error
        {
            tracing::warn!(?reason, "Telegram could not post updates; it tries again");
        }
    }

    fn failed(&mut self, failure: &Failure) -> Trouble {
        if !self.in_trouble {
            self.in_trouble = true;
            tracing::warn!(reason = %failure, "the webhook cannot be set or looked at; trying again");
        }
        self.status.failed(failure.to_string());
        let asked = match failure {
            Failure::Refused { retry_after, .. } => retry_after.unwrap_or_default(),
            _ => Duration::ZERO,
        };
        Trouble::Passing(PAUSE.max(asked))
    }
}

/// Why a look failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    WrongToken,
    /// To be tried again after so long.
    Passing(Duration),
}

#[cfg(test)]
#[path = "registration_tests.rs"]
mod tests;
