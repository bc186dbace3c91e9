//! What is tried again, and what is not.

use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::outgoing::{Lane, Outgoing};
use crate::domain::shown::Step;
use crate::service::{control, people};
use crate::store::outbox::{self, Claimed, Due, Work};
use crate::store::{Fault, Tx, delivery, escalation, reminder};

use super::compose::Doing;

/// Later than this after a press the platform takes no answer any more.
const PRESS_WAITS: Duration = Duration::from_secs(150);

/// Puts a row back into its queue, unless its broadcast was stopped while it was claimed, or its chat
/// taken out of the registry; whether it is in its queue again. One that is not is to be removed.
pub(super) async fn put_back(
    tx: &mut Tx,
    row: &Claimed,
    due: Timestamp,
    now: Timestamp,
) -> Result<bool, Fault> {
    if let Work::Delivery {
        announcement, chat, ..
    } = row.work
        && (control::leave_out_if_stopped(tx, announcement, chat, now).await?
            || people::leave_out_if_removed(tx, announcement, chat, now).await?)
    {
        owe_revision(tx, row, announcement, chat, now).await?;
        return Ok(false);
    }
    outbox::requeue(tx, row, due).await?;
    Ok(true)
}

/// What was to be sent to a chat will not be. If something of it is there and was corrected or withdrawn
/// meanwhile, that is still to be told.
pub(super) async fn owe_revision(
    tx: &mut Tx,
    row: &Claimed,
    announcement: AnnouncementId,
    chat: ChatId,
    now: Timestamp,
) -> Result<(), Fault> {
    let due = Due {
        lane: row.lane,
        at: now,
    };
    outbox::revise(tx, announcement, Some(chat), due, now).await?;
    Ok(())
}

/// Nothing of a call has arrived: what it was to call to mind is still to be said.
pub(super) async fn nothing_arrived(tx: &mut Tx, row: &Claimed) -> Result<(), Fault> {
    match (&row.work, &row.address) {
        (Work::Reminder { .. }, Some(address)) => reminder::unsaid(tx, address, row.id).await,
        (
            Work::Escalation {
                announcement,
                level,
            },
            Some(address),
        ) => escalation::unsaid(tx, *announcement, *level, address).await,
        _ => Ok(()),
    }
}

/// A row was claimed for a call that was not made: it goes back into its queue, as far as `put_back` lets it.
///
/// # Errors
/// A database fault.
pub async fn unclaim(tx: &mut Tx, row: &Claimed, now: Timestamp) -> Result<(), Fault> {
    nothing_arrived(tx, row).await?;
    if put_back(tx, row, now, now).await? {
        return Ok(());
    }
    outbox::remove(tx, &[row.id]).await
}

/// Nobody knows what came of a call. What is sent next may be a second copy; an edit that is made twice is one
/// edit, but until then its message may show either, and a notice is no copy. Where it is not known which it
/// was, it may have been any.
pub(super) async fn mark_in_doubt(
    tx: &mut Tx,
    row: &Claimed,
    doing: Option<&Doing>,
) -> Result<(), Fault> {
    let (Work::Delivery {
        announcement, chat, ..
    }
    | Work::Revision { announcement, chat }) = row.work
    else {
        return Ok(());
    };
    let step = doing.map(|doing| doing.step);
    if step.is_none_or(|step| step.changes().is_some()) {
        delivery::mark_unsure(tx, announcement, chat).await?;
    }
    if step.is_none_or(Step::is_new_message) {
        delivery::mark_maybe_double(tx, announcement, chat).await?;
    }
    Ok(())
}

/// Whether nobody would miss it: a pop-up that nobody waits for at `due`, an edit that a queued one
/// replaces.
pub(super) async fn is_pointless(
    tx: &mut Tx,
    row: &Claimed,
    due: Timestamp,
) -> Result<bool, Fault> {
    Ok(match row.lane {
        Lane::Answers => due.since(row.created_at) > PRESS_WAITS,
        Lane::Cosmetic => outbox::has_successor(tx, row.id).await?,
        Lane::Replies => {
            matches!(row.work, Work::Call(Outgoing::Edit { .. }))
                && outbox::has_successor(tx, row.id).await?
        }
        Lane::Emergency | Lane::Broadcast => false,
    })
}

pub(super) fn tries(row: &Claimed) -> usize {
    usize::try_from(row.unknowns).unwrap_or(usize::MAX)
}

pub(super) fn tried_again(row: &Claimed) -> Claimed {
    Claimed {
        unknowns: row.unknowns + 1,
        ..row.clone()
    }
}
