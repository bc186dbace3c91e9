//! Where updates go before they are confirmed: the side of intake that its caller provides.

use std::future::Future;

use serde_json::Value;

/// One update as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawUpdate {
    /// Grows by one from update to update.
    pub update_id: i64,
    /// Its JSON.
    pub raw: String,
}

impl RawUpdate {
    /// An update with its id. One without an id cannot be confirmed, so it can only be passed over.
    pub(super) fn of(update: &Value) -> Option<Self> {
        let Some(update_id) = update.get("update_id").and_then(Value::as_i64) else {
            tracing::error!("an update without an id came and was passed over");
            return None;
        };
        let raw = update.to_string();
        Some(Self { update_id, raw })
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
        let raw = RawUpdate::of(&update).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&raw.raw).unwrap(), update);
        assert!(!raw.raw.contains('\0'));
        assert_eq!(RawUpdate::of(&json!({"message": {}})), None);
    }
}
