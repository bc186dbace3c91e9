//! Who the bot is, by the platform's word.

use serde::Deserialize;
use serde_json::Value;

use super::failure::Failure;

/// The bot's own account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Identity {
    /// Its user id.
    pub id: i64,
    /// Without the `@`.
    pub username: String,
}

/// Why the bot could not learn who it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentifyError {
    /// Waiting does not help: the token is none, or is revoked.
    #[error("the platform does not know this token")]
    WrongToken,
    /// Waiting helps.
    #[error("the platform cannot be reached: {0}")]
    Unreachable(String),
    /// It answered something else, as a server that is no Bot API does.
    #[error("the platform answered something unexpected: {0}")]
    Other(String),
}

impl From<Failure> for IdentifyError {
    fn from(failure: Failure) -> Self {
        match failure {
            _ if failure.is_wrong_token() => Self::WrongToken,
            Failure::NotSent(_) | Failure::Lost(_) | Failure::NoAnswer(_) => {
                Self::Unreachable(failure.to_string())
            }
            Failure::Refused {
                retry_after: Some(_),
                ..
            } => Self::Unreachable(failure.to_string()),
            Failure::Refused { .. } | Failure::Unreadable(_) => Self::Other(failure.to_string()),
        }
    }
}

/// Reads the result of `getMe`.
pub(super) fn read(me: Value) -> Result<Identity, IdentifyError> {
    serde_json::from_value(me).map_err(|error| IdentifyError::Other(error.to_string()))
}
