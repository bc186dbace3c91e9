//! What a look at a chat says about the registry.

use super::{Rules, reach};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::errand::{Finding, Sight, Standing};
use crate::store::{Fault, Tx, checkup};

/// Brings the registry up to date with what was seen of a chat. What says nothing about the chat changes
/// nothing. Coordinators hear of a loss, or that it is over, at `told_from` at the earliest.
///
/// # Errors
/// A database fault.
pub async fn found(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    finding: &Finding,
    told_from: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    match finding {
        Finding::Chat(sight) => seen(tx, rules, chat, sight, told_from, now).await,
        Finding::Moved { to } => reach::moved(tx, rules, chat, to, now).await,
        Finding::Gone { reason } => {
            reach::found_gone(tx, rules, chat, reason, told_from, now).await
        }
        Finding::Refused { .. }
        | Finding::TooLarge
        | Finding::NotNow { .. }
        | Finding::File(_)
        | Finding::Unasked => Ok(()),
    }
}

async fn seen(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    sight: &Sight,
    told_from: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    reach::described(tx, chat, (&sight.title, sight.public), now).await?;
    if let Some(members) = sight.members {
        checkup::note_members(tx, chat, members).await?;
    }
    match sight.standing {
        None => Ok(()),
        Some(Standing { present: false, .. }) => {
            let reason = "bot is not a member of the chat";
            reach::found_gone(tx, rules, chat, reason, told_from, now).await
        }
        Some(Standing {
            may_write: false, ..
        }) => {
            let reason = "not enough rights to send text messages to the chat";
            reach::found_gone(tx, rules, chat, reason, told_from, now).await
        }
        // A topic may be closed all the same.
        Some(_) => reach::found_open(tx, rules, chat, told_from, now).await,
    }
}
