//! Updates that Telegram posts: kept before it is told that they arrived.
//!
//! A post is taken in this order: its secret is looked at, it is read, [`Keep`] makes it a row, and only
//! then it is [`Taken::Kept`], which the server says as 200. Whatever goes wrong before that is said as
//! "not now", and Telegram posts the update again. So a process that dies between row and answer gets
//! the update twice and keeps it once, as with polling.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::domain::hex::hex;
use crate::domain::metric;

use super::client::Client;
use super::keep::{Keep, KeepError, RawUpdate};

/// Where this program takes posts; `telegram.webhook_url` ends with it.
pub const PATH: &str = "/telegram/webhook";
/// The header in which Telegram says the secret (<https://core.telegram.org/bots/api#setwebhook>).
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// Sets the hash apart from any other that is made of a token.
const LABEL: &[u8] = b"satupintu webhook secret 1\0";

/// The word by which Telegram's posts are known: a hash of the token. So nobody has to invent or keep
/// it, every process with this token knows it, and a new leader takes the posts that the old one's
/// registration brings.
#[derive(Debug, Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// The secret of the client's bot: 64 hexadecimal digits.
    #[must_use]
    pub fn of(client: &Client) -> Self {
        let mut hash = Sha256::new();
        hash.update(LABEL);
        hash.update(client.token().as_bytes());
        Self(SecretString::from(hex(&hash.finalize())))
    }

    pub(super) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// In the same time for every wrong word of the right length.
    fn is(&self, given: &[u8]) -> bool {
        self.expose().as_bytes().ct_eq(given).into()
    }
}

/// What became of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is a row: Telegram may forget it.
    Kept,
    /// It is to be posted again: the database refuses, or another process leads.
    NotNow,
}

/// Takes posts, while it is open.
#[derive(Debug)]
pub struct Reception<K> {
    secret: Secret,
    keep: RwLock<Option<Arc<K>>>,
    strangers: AtomicU64,
}

impl<K: Keep> Reception<K> {
    /// A reception that is closed: this process does not lead yet.
    #[must_use]
    pub fn new(secret: Secret) -> Self {
        Self {
            secret,
            keep: RwLock::default(),
            strangers: AtomicU64::default(),
        }
    }

    /// From now on posts are kept.
    pub fn open(&self, keep: K) {
        *self.keep.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(keep));
    }

    /// From now on no post is kept; those that are being kept may end.
    pub fn close(&self) {
        *self.keep.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether a post with this in [`SECRET_HEADER`] comes from Telegram; to be asked before its body is
    /// read.
    #[must_use]
    pub fn admits(&self, secret: Option<&[u8]>) -> bool {
        let admitted = secret.is_some_and(|given| self.secret.is(given));
        if !admitted {
            self.strangers.fetch_add(1, Ordering::Relaxed);
            metrics::counter!(metric::WEBHOOK_STRANGERS).increment(1);
        }
        admitted
    }

    /// Keeps an admitted post. One that is no update is kept too, for an operator to read: Telegram
    /// would post it again for a day, and hold back what comes after it.
    pub async fn take(&self, body: &[u8]) -> Taken {
        let keep = self
            .keep
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let Some(keep) = keep else {
            return Taken::NotNow;
        };
        match keep.keep(vec![RawUpdate::posted(body)]).await {
            Ok(()) => Taken::Kept,
            Err(KeepError::Retry | KeepError::Stop) => Taken::NotNow,
        }
    }

    pub(super) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// How many posts were not admitted since this was last asked.
    pub(super) fn strangers(&self) -> u64 {
        self.strangers.swap(0, Ordering::Relaxed)
    }
}

#[cfg(test)]
#[path = "webhook_tests.rs"]
mod tests;
