//! What became of a call. One pure function; the words of refusals stand in `answers`.

use std::time::Duration;

use serde_json::Value;

use crate::domain::address::Address;
use crate::domain::outgoing::{Outcome, Outgoing, Wait};

use super::answers::{self, Meaning};
use super::failure::Failure;

/// However long the platform says: it is asked again after a day.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);
/// When the platform says "too many" without a number.
pub(super) const TOO_MANY: Duration = Duration::from_secs(5);
/// When the request never left: nothing can have arrived, so it is not an unknown.
pub(super) const NO_CONNECTION: Duration = Duration::from_secs(5);
/// When the token was revoked: nothing may be dropped before an owner has put in the new one.
pub(super) const WRONG_TOKEN: Duration = Duration::from_secs(60);

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
            after: wait_of(*after),
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

/// The wait that the platform asks for, within reason.
pub(super) fn wait_of(after: Duration) -> Duration {
    after.clamp(Duration::from_secs(1), LONGEST_WAIT)
}

/// A call that was taken; a new message must come with its id, or no correction ever finds it.
fn accepted(call: &Outgoing, result: &Value) -> Outcome {
    let id = |message: &Value| message.get("message_id").and_then(Value::as_i64);
    let ids: Option<Vec<i64>> = match call {
        Outgoing::Send { .. }
        | Outgoing::Reply { .. }
        | Outgoing::File { .. }
        | Outgoing::Medium { .. } => id(result).map(|id| vec![id]),
        Outgoing::Album { album, .. } => {
            let messages = result.as_array().map(Vec::as_slice).unwrap_or_default();
            let ids: Option<Vec<i64>> = messages.iter().map(id).collect();
            ids.filter(|ids| ids.len() == album.len())
        }
        Outgoing::Edit { .. }
        | Outgoing::EditMedium { .. }
        | Outgoing::Redraw { .. }
        | Outgoing::EditCaption { .. }
        | Outgoing::Buttons { .. }
        | Outgoing::Answer { .. }
        | Outgoing::Leave { .. }
        | Outgoing::Menu { .. } => return in_place(call),
    };
    match ids {
        Some(messages) => Outcome::Delivered { messages },
        None => Outcome::Unknown {
            reason: "accepted without a message id".to_owned(),
        },
    }
}

/// The message of an edit is there as wanted; other calls leave no message.
fn in_place(call: &Outgoing) -> Outcome {
    let messages = match call {
        Outgoing::Edit { message_id, .. }
        | Outgoing::EditMedium { message_id, .. }
        | Outgoing::Redraw { message_id, .. }
        | Outgoing::EditCaption { message_id, .. }
        | Outgoing::Buttons { message_id, .. } => vec![*message_id],
        Outgoing::Send { .. }
        | Outgoing::Reply { .. }
        | Outgoing::File { .. }
        | Outgoing::Medium { .. }
        | Outgoing::Album { .. }
        | Outgoing::Answer { .. }
        | Outgoing::Leave { .. }
        | Outgoing::Menu { .. } => Vec::new(),
    };
    Outcome::Delivered { messages }
}

fn refused(call: &Outgoing, failure: &Failure, description: &str) -> Outcome {
    let phrase = failure.phrase();
    // No text of PostgreSQL holds a NUL, and what cannot be written down would hold up everything.
    let reason = description.replace('\0', "\u{fffd}");
    match answers::meaning(&phrase) {
        Some(Meaning::Done) => in_place(call),
        Some(Meaning::WrongToken) => Outcome::Later {
            after: WRONG_TOKEN,
            why: Wait::WrongToken,
        },
        Some(Meaning::TooMany) => Outcome::Later {
            after: seconds_in(&phrase).unwrap_or(TOO_MANY),
            why: Wait::TooMuch,
        },
        Some(Meaning::Unreachable) => Outcome::Unreachable { reason },
        Some(Meaning::Forbidden) => Outcome::Forbidden { reason },
        Some(Meaning::Uneditable) => Outcome::Uneditable { reason },
        Some(Meaning::Textless) => Outcome::Textless { reason },
        Some(Meaning::Rejected) => Outcome::Rejected { reason },
        Some(Meaning::Trouble) | None => Outcome::Unknown { reason },
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
