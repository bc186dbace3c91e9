//! Where updates go before they are confirmed: the side of intake that its caller provides.

use std::future::Future;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::invitation::masked;

/// One update as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawUpdate {
    /// Grows by one from update to update. What came without a number has one below zero, made of its
    /// text, so that the same again is the same row.
    pub update_id: i64,
    /// Its JSON; for what is none, its text.
    pub raw: String,
    /// Why it can never be handled: it is kept for an operator alone.
    pub oddity: Option<&'static str>,
}

impl RawUpdate {
    /// An update of an answer to a poll.
    pub(super) fn of(update: &Value) -> Self {
        let id = update.get("update_id").and_then(Value::as_i64);
        let raw = update.to_string();
        match id.filter(|id| *id >= 0) {
            Some(update_id) => Self {
                update_id,
                raw,
                oddity: None,
            },
            None => Self::odd(&raw, "no update_id"),
        }
    }

    /// What a post carried.
    pub(super) fn posted(body: &[u8]) -> Self {
        match serde_json::from_slice::<Value>(body) {
            Ok(update) => Self::of(&update),
            Err(_) => {
                // No text of PostgreSQL holds a NUL.
                let text = String::from_utf8_lossy(body).replace('\0', "\u{fffd}");
                Self::odd(&text, "no JSON")
            }
        }
    }

    fn odd(raw: &str, oddity: &'static str) -> Self {
        tracing::error!(
            oddity,
            "what came is no update; it is set aside in table inbox"
        );
        let hash = Sha256::digest(raw.as_bytes());
        let number = hash
            .iter()
            .take(8)
            .fold(0_i64, |number, byte| (number << 8) | i64::from(*byte));
        Self {
            update_id: number | i64::MIN,
            // It is never handled, so that no link in it is ever opened.
            raw: masked(raw),
            oddity: Some(oddity),
        }
    }
}

/// Why updates were not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// Not now, as when the database is away: they will be fetched again.
    #[error("updates cannot be kept now")]
    Retry,
    /// Not by this process any more, as when another leads.
    #[error("this process may no longer keep updates")]
    Stop,
}

/// Where updates are kept.
pub trait Keep: Send + Sync + 'static {
    /// Returns when all are safe. The same update may come again.
    fn keep(&self, updates: Vec<RawUpdate>) -> impl Future<Output = Result<(), KeepError>> + Send;

    /// Another program polls with the same token: the moment to make sure that this one still leads.
    fn conflict(&self) -> impl Future<Output = Result<(), KeepError>> + Send {
        async { Ok(()) }
    }

    /// Whether this process may still poll; asked before every poll, because it may have stood still
    /// since the last one while another took over.
    fn may_poll(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_raw_text_is_whole() {
        let update = json!({"update_id": 7, "telepathy": {"a": [1.5, null, "é🌊\u{0}"], "id": -1_001_234_567_890_i64}});
        let kept = RawUpdate::of(&update);
        assert_eq!(serde_json::from_str::<Value>(&kept.raw).unwrap(), update);
        assert!(!kept.raw.contains('\0'));
        assert_eq!((kept.update_id, kept.oddity), (7, None));
        assert_eq!(RawUpdate::posted(update.to_string().as_bytes()), kept);
    }

    #[test]
    fn what_has_no_number_is_known_by_its_text() {
        for (body, oddity) in [
            (&br#"{"message":{}}"#[..], "no update_id"),
            (br#"{"update_id":"7"}"#, "no update_id"),
            (br#"{"update_id":-7}"#, "no update_id"),
            (br#"{"update_id":9223372036854775808}"#, "no update_id"),
            (b"[]", "no update_id"),
            (br#"{"update_id":7"#, "no JSON"),
            (b"", "no JSON"),
            (b"\xff\0", "no JSON"),
        ] {
            let kept = RawUpdate::posted(body);
            assert_eq!(kept.oddity, Some(oddity), "{body:?}");
            assert!(kept.update_id < 0 && !kept.raw.contains('\0'), "{kept:?}");
            assert_eq!(RawUpdate::posted(body), kept);
        }
        let [one, other] = [b"x", b"y"].map(|body| RawUpdate::posted(body).update_id);
        assert_ne!(one, other);
    }
}
