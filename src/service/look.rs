//! What a look at a chat says about the registry.

use super::{Rules, reach};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::errand::{Finding, Sight, Standing};
use crate::store::{Fault, Tx, chat, checkup};

/// Brings the registry up to date with what was seen of a chat. What says nothing about the chat changes
/// nothing.
///
/// # Errors
/// A database fault.
pub async fn found(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    finding: &Finding,
    now: Timestamp,
) -> Result<(), Fault> {
    match finding {
        Finding::Chat(sight) => seen(tx, rules, chat, sight, now).await,
        Finding::Moved { to } => reach::moved(tx, rules, chat, to, now).await,
        Finding::Gone { reason } => reach::gone(tx, rules, chat, reason, now).await,
        Finding::Refused { .. } | Finding::TooLarge | Finding::NotNow { .. } | Finding::File(_) => {
            Ok(())
        }
    }
}

async fn seen(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    sight: &Sight,
    now: Timestamp,
) -> Result<(), Fault> {
    chat::describe(tx, chat, &sight.title, sight.public).await?;
    if let Some(members) = sight.members {
        checkup::note_members(tx, chat, members).await?;
    }
    match sight.standing {
        None => Ok(()),
        Some(Standing { present: false, .. }) => {
            reach::gone(tx, rules, chat, "bot is not a member of the chat", now).await
        }
        Some(Standing {
            may_write: false, ..
        }) => {
            let reason = "not enough rights to send text messages to the chat";
            reach::gone(tx, rules, chat, reason, now).await
        }
        // A topic may be closed all the same.
        Some(_) => reach::reopened(tx, rules, chat, now).await,
    }
}
