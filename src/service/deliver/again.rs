//! What is tried again, and what is not.

use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::outgoing::{Lane, Outgoing};
use crate::service::{control, people};
use crate::store::outbox::{self, Claimed, Work};
use crate::store::{Fault, Tx, delivery};

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
        return Ok(false);
    }
    outbox::requeue(tx, row, due).await?;
    Ok(true)
}

/// A row was claimed for a call that was not made: it goes back into its queue, as far as `put_back` lets it.
///
/// # Errors
/// A database fault.
pub async fn unclaim(tx: &mut Tx, row: &Claimed, now: Timestamp) -> Result<(), Fault> {
    if put_back(tx, row, now, now).await? {
        return Ok(());
    }
    outbox::remove(tx, &[row.id]).await
}

pub(super) async fn mark_maybe_double(tx: &mut Tx, row: &Claimed) -> Result<(), Fault> {
    match row.work {
        Work::Delivery {
            announcement, chat, ..
        } => delivery::mark_maybe_double(tx, announcement, chat).await,
        Work::Call(_)
        | Work::Progress { .. }
        | Work::Button { .. }
        | Work::Reminder { .. }
        | Work::Escalation { .. } => Ok(()),
    }
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
