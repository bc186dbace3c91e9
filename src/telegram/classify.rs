//! What an answer of the platform means. One pure function, and the phrases it goes by.
//!
//! The platform's words are matched by part, in lower case: teloxide drops the error code, and the
//! same refusal comes with different endings for groups, supergroups and channels.

use std::time::Duration;

use serde_json::Value;

use crate::domain::address::Address;
use crate::domain::outgoing::{Outcome, Outgoing, Wait};

use super::failure::Failure;

/// When the platform says "too many" without a number.
const TOO_MANY: Duration = Duration::from_secs(5);
/// When the request never left: nothing can have arrived, so it is not an unknown.
const NO_CONNECTION: Duration = Duration::from_secs(5);
/// When the token was revoked: nothing may be dropped before an owner has put in the new one.
const WRONG_TOKEN: Duration = Duration::from_secs(60);

/// Nobody is reached there until something changes on their side. Besides these, everything that
/// begins with `Forbidden`.
const UNREACHABLE: &[&str] = &[
    "bot can't initiate conversation",
    "bot can't send messages to bots",
    "bot is not a member",
    "bot was blocked",
    "bot was kicked",
    "channel_private",
    "chat not found",
    "chat_admin_required",
    "chat_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "chat_write_forbidden",
    "group chat was deleted",
    "group chat was upgraded",
    "group is deactivated",
    "have no rights to send",
    "input_user_deactivated",
    "message thread not found",
    "message_thread_not_found",
    "need administrator rights",
    "not enough rights to send",
    "peer_id_invalid",
    "topic_closed",
    "topic_deleted",
    "topic_id_invalid",
    "user is deactivated",
    "user not found",
    "user_is_blocked",
    "user_is_bot",
];

/// The platform has trouble of its own and does not say how far it came.
const TROUBLE: &[&str] = &[
    "bad gateway",
    "gateway time",
    "internal error",
    "internal server error",
    "request timeout",
    "service unavailable",
    "worker_busy_too_long",
];

/// What became of `call`.
#[must_use]
pub fn classify(call: &Outgoing, answer: &Result<Value, Failure>) -> Outcome {
    match answer {
        Ok(result) => accepted(call, result),
        Err(Failure::Refused {
            migrate_to: Some(chat),
            ..
        }) => Outcome::Moved {
            to: Address::telegram(*chat, None),
        },
        Err(Failure::Refused {
            retry_after: Some(after),
            ..
        }) => Outcome::Later {
            after: (*after).max(Duration::from_secs(1)),
            why: Wait::TooMuch,
        },
        Err(failure @ Failure::Refused { description, .. }) => refused(call, failure, description),
        Err(Failure::NotSent(_)) => Outcome::Later {
            after: NO_CONNECTION,
            why: Wait::NoConnection,
        },
        Err(failure @ (Failure::Lost(_) | Failure::Unreadable(_) | Failure::NoAnswer(_))) => {
            Outcome::Unknown {
                reason: failure.to_string(),
            }
        }
    }
}

/// A call that was taken; a new message must come with its id, or no correction ever finds it.
fn accepted(call: &Outgoing, result: &Value) -> Outcome {
    match call {
        Outgoing::Send { .. } => match result.get("message_id").and_then(Value::as_i64) {
            Some(id) => Outcome::Delivered { messages: vec![id] },
            None => Outcome::Unknown {
                reason: "accepted without a message id".to_owned(),
            },
        },
        Outgoing::Edit { .. }
        | Outgoing::Buttons { .. }
        | Outgoing::Answer { .. }
        | Outgoing::Menu { .. } => in_place(call),
    }
}

/// The message of an edit is there as wanted; other calls leave no message.
fn in_place(call: &Outgoing) -> Outcome {
    let messages = match call {
        Outgoing::Edit { message_id, .. } | Outgoing::Buttons { message_id, .. } => {
            vec![*message_id]
        }
        Outgoing::Send { .. } | Outgoing::Answer { .. } | Outgoing::Menu { .. } => Vec::new(),
    };
    Outcome::Delivered { messages }
}

fn refused(call: &Outgoing, failure: &Failure, description: &str) -> Outcome {
    let phrase = failure.phrase();
    let says = |words: &[&str]| words.iter().any(|part| phrase.contains(part));
    let reason = description.to_owned();
    if phrase.contains("message is not modified") {
        in_place(call)
    } else if failure.is_wrong_token() {
        Outcome::Later {
            after: WRONG_TOKEN,
            why: Wait::WrongToken,
        }
    } else if says(&["too many requests", "flood_wait", "slowmode_wait"]) {
        Outcome::Later {
            after: seconds_in(&phrase).unwrap_or(TOO_MANY),
            why: Wait::TooMuch,
        }
    } else if phrase.starts_with("forbidden") || says(UNREACHABLE) {
        Outcome::Unreachable { reason }
    } else if says(TROUBLE) {
        Outcome::Unknown { reason }
    } else if phrase.starts_with("bad request") || phrase.contains("entity too large") {
        Outcome::Rejected { reason }
    } else {
        Outcome::Unknown { reason }
    }
}

/// The number that a refusal ends with: `retry after 7`, `SLOWMODE_WAIT_7`.
fn seconds_in(phrase: &str) -> Option<Duration> {
    let number = phrase.rsplit([' ', '_']).next()?.parse().ok()?;
    Some(Duration::from_secs(number).max(Duration::from_secs(1)))
}

#[cfg(test)]
#[path = "classify_tests.rs"]
mod tests;
