//! How a call can fail, in words of our own.

use std::error::Error;
use std::time::Duration;

use serde::Deserialize;
use teloxide::{ApiError, RequestError};

use super::answers::{self, Meaning};

/// Why a call has no result. No text in it carries the token or an address with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The platform answered, and said no.
    #[error("{description}")]
    Refused {
        /// Its words, such as `Bad Request: chat not found`.
        description: String,
        /// How long to wait before anything is tried again.
        retry_after: Option<Duration>,
        /// The supergroup that this group has become.
        migrate_to: Option<i64>,
    },
    /// The request never left: no connection, no name, no proxy.
    #[error("no connection: {0}")]
    NotSent(String),
    /// The request may have arrived, its answer did not.
    #[error("the connection broke: {0}")]
    Lost(String),
    /// Something came back that is no answer of a Bot API server, as from a broken proxy.
    #[error("an answer that makes no sense: {0}")]
    Unreadable(&'static str),
    /// No answer within the time a call may take.
    #[error("no answer within {} ms", .0.as_millis())]
    NoAnswer(Duration),
}

impl Failure {
    /// A plain refusal.
    #[must_use]
    pub fn refused(description: impl Into<String>) -> Self {
        Self::Refused {
            description: description.into(),
            retry_after: None,
            migrate_to: None,
        }
    }

    /// The platform's words in lower case; empty for anything that is no answer of its.
    #[must_use]
    pub fn phrase(&self) -> String {
        match self {
            Self::Refused { description, .. } => description.to_lowercase(),
            Self::NotSent(_) | Self::Lost(_) | Self::Unreadable(_) | Self::NoAnswer(_) => {
                String::new()
            }
        }
    }

    /// Whether the platform does not know the token, or no longer.
    #[must_use]
    pub fn is_wrong_token(&self) -> bool {
        answers::meaning(&self.phrase()) == Some(Meaning::WrongToken)
    }
}

/// An error answer as the Bot API documents it, for those that teloxide cannot read
/// (<https://core.telegram.org/bots/api#making-requests>).
#[derive(Deserialize)]
struct ErrorAnswer {
    ok: bool,
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Api(ApiError::Unknown(description)) => Self::refused(description),
            RequestError::Api(ApiError::InvalidToken) => Self::refused("Unauthorized"),
            RequestError::Api(known) => Self::refused(known.to_string()),
            RequestError::RetryAfter(seconds) => Self::Refused {
                description: format!("Too Many Requests: retry after {}", seconds.seconds()),
                retry_after: Some(seconds.duration()),
                migrate_to: None,
            },
            RequestError::MigrateToChatId(chat) => Self::Refused {
                description: "Bad Request: group chat was upgraded to a supergroup chat".into(),
                retry_after: None,
                migrate_to: Some(chat.0),
            },
            RequestError::Network(error) => {
                let reason = innermost(error.as_ref());
                if error.is_connect() || error.is_builder() {
                    Self::NotSent(reason)
                } else {
                    Self::Lost(reason)
                }
            }
            RequestError::InvalidJson { raw, .. } => unreadable(&raw),
            RequestError::Io(error) => Self::Lost(error.kind().to_string()),
        }
    }
}

/// What an error comes down to. The outer layers name the address, which carries the token.
fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut last = None;
    let mut next = error.source();
    while let Some(error) = next {
        last = Some(error);
        next = error.source();
    }
    last.map_or_else(|| "no reason given".to_owned(), ToString::to_string)
}

/// teloxide drops a whole answer for a parameter it does not know; a page of HTML is none at all. The
/// text itself is not repeated: a proxy's error page may quote the address.
fn unreadable(raw: &str) -> Failure {
    match serde_json::from_str::<ErrorAnswer>(raw) {
        Ok(answer) if !answer.ok => Failure::Refused {
            description: answer.description,
            retry_after: answer.parameters.retry_after.map(Duration::from_secs),
            migrate_to: answer.parameters.migrate_to_chat_id,
        },
        _ if raw.trim_start().starts_with('<') => Failure::Unreadable("a page of HTML"),
        _ if raw.trim().is_empty() => Failure::Unreadable("nothing"),
        _ => Failure::Unreadable("no JSON of the Bot API"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_with_parameters_unknown_to_teloxide_is_still_read() {
        let raw = r#"{"ok":false,"error_code":429,"description":"Too Many Requests",
            "parameters":{"retry_after":7,"wait_for":"what"}}"#;
        assert_eq!(
            unreadable(raw),
            Failure::Refused {
                description: "Too Many Requests".into(),
                retry_after: Some(Duration::from_secs(7)),
                migrate_to: None
            }
        );
    }

    #[test]
    fn what_is_no_answer_is_not_repeated() {
        let page = "<html>502 for /bot1:SECRET/getMe</html>";
        assert_eq!(unreadable(page), Failure::Unreadable("a page of HTML"));
        assert_eq!(unreadable(" "), Failure::Unreadable("nothing"));
        assert_eq!(
            unreadable(r#"{"ok":true"#),
            Failure::Unreadable("no JSON of the Bot API")
        );
    }

    #[test]
    fn a_wrong_token_is_told_from_a_chat_that_threw_the_bot_out() {
        for words in [
            "Unauthorized",
            "Not Found",
            "Invalid bot token",
            "Bad Request: Logged out",
        ] {
            assert!(Failure::refused(words).is_wrong_token(), "{words}");
        }
        for words in [
            "Unauthorized: bot was kicked from a chat",
            "Bad Request: chat not found",
        ] {
            assert!(!Failure::refused(words).is_wrong_token(), "{words}");
        }
    }
}
