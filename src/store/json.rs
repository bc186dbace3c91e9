//! Structured values, which both databases keep as text.

use super::Fault;

/// A value as it is stored.
pub(super) fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::unreadable("value", error.to_string()))
}

/// A stored value.
pub(super) fn from_json<T: serde::de::DeserializeOwned>(
    what: &'static str,
    text: &str,
) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|_| Fault::unreadable(what, text))
}
