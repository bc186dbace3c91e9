//! How a call ended, and what follows from it.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::announcement::State;
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::message::Message;
use crate::domain::outgoing::{Lane, Outcome, Outgoing};
use crate::domain::refusal::Refusal;
use crate::service::{Rules, control, failing, post, progress, reach};
use crate::store::event::Entry;
use crate::store::outbox::{self, Claimed, Work};
use crate::store::{Fault, Tx, acknowledgement, announcement, attempt, delivery, posting};
use crate::view;

/// Later than this after a press the platform takes no answer any more.
const PRESS_WAITS: Duration = Duration::from_secs(150);

/// What became of a claimed row.
#[derive(Debug, Clone)]
pub struct Ended {
    /// The row.
    pub row: Claimed,
    /// The revision that was sent, and of how many parts it consists.
    pub shows: Option<(i64, usize)>,
    /// When the call began.
    pub started_at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
}

/// Writes the outcome of a call down: attempt, delivery, registry and queue, together.
///
/// # Errors
/// A database fault.
pub async fn record(
    tx: &mut Tx,
    rules: &Rules,
    ended: &Ended,
    now: Timestamp,
) -> Result<(), Fault> {
    let row = &ended.row;
    if row.lane != Lane::Answers {
        attempt::insert(tx, row, ended.started_at, &ended.outcome, now).await?;
    }
    match &ended.outcome {
        Outcome::Delivered { messages } => delivered(tx, rules, ended, messages, now).await,
        Outcome::Later { after } => again(tx, row, now.plus(*after), now).await,
        Outcome::Moved { to } => {
            if let Some(from) = &row.address {
                reach::moved(tx, rules, from, to, now).await?;
            }
            // Two chats that name each other would go on for ever.
            if tries(row) >= rules.unknown_retries.len() {
                let reason = "moved again and again";
                return given_up(tx, rules, row, Cause::Rejected, reason, now).await;
            }
            again(tx, &tried_again(row), now, now).await
        }
        Outcome::Unreachable { reason } => {
            if let Some(address) = &row.address {
                reach::lost(tx, rules, address, reason, now).await?;
            }
            given_up(tx, rules, row, Cause::Unreachable, reason, now).await
        }
        Outcome::Rejected { reason } => {
            given_up(tx, rules, row, Cause::Rejected, reason, now).await
        }
        Outcome::Unknown { reason } => unknown(tx, rules, row, reason, now).await,
        Outcome::Interrupted { .. } => interrupted(tx, row, now).await,
    }
}

async fn delivered(
    tx: &mut Tx,
    rules: &Rules,
    ended: &Ended,
    messages: &[i64],
    now: Timestamp,
) -> Result<(), Fault> {
    let row = &ended.row;
    if let (Some((announcement, purpose)), Some(address), Some(message_id)) =
        (&row.purpose, &row.address, messages.first())
    {
        posting::put(tx, *announcement, purpose, address, *message_id).await?;
        // What it tells of may have gone on, even to its end, while it was on its way.
        if purpose == posting::PROGRESS {
            progress::refresh(tx, *announcement, now).await?;
        }
        if purpose == posting::REQUEST {
            close_if_decided(tx, rules, *announcement, address, *message_id, now).await?;
        }
    }
    let Work::Delivery {
        announcement,
        chat,
        part,
    } = row.work
    else {
        return outbox::remove(tx, row.id).await;
    };
    delivery::part_arrived(tx, announcement, chat, messages).await?;
    let (revision, parts) = ended
        .shows
        .ok_or_else(|| Fault::unreadable("delivery", row.id.to_string()))?;
    let next = part + 1;
    if usize::try_from(next).is_ok_and(|next| next < parts) {
        let work = Work::Delivery {
            announcement,
            chat,
            part: next,
        };
        let following = Claimed {
            work,
            unknowns: 0,
            ..row.clone()
        };
        return again(tx, &following, now, now).await;
    }
    delivery::arrived(tx, announcement, chat, revision, now).await?;
    failing::succeeded(tx, announcement).await?;
    outbox::remove(tx, row.id).await?;
    if let Some(address) = &row.address {
        catch_up(tx, announcement, chat, revision, address, now).await?;
    }
    progress::settled(tx, announcement, now).await
}

/// A request that was under way when somebody else decided asks for nothing any more.
async fn close_if_decided(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    address: &Address,
    message_id: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(asked) = announcement::find(tx, id).await? else {
        return Ok(());
    };
    if asked.state == State::Submitted {
        return Ok(());
    }
    let why = Refusal::WrongState { state: asked.state };
    let text = view::refusal::refusal(&rules.official(), &why);
    post::edit(tx, address, message_id, Message::plain(text), now).await
}

/// Somebody may have confirmed while the message was under way, perhaps on a copy that an ended process
/// had sent: then its button was made too early to say so.
async fn catch_up(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
    revision: i64,
    address: &Address,
    now: Timestamp,
) -> Result<(), Fault> {
    let institution = delivery::wanted(tx, announcement, chat).await?.institution;
    let confirmed =
        acknowledgement::first_and_count(tx, announcement, revision, &institution).await?;
    if confirmed.is_some() {
        let work = Work::Button { announcement, chat };
        outbox::refresh(tx, &work, address, now, now).await?;
    }
    Ok(())
}

/// The row will not be tried again. What was to follow it in one piece, as the panel follows a preview,
/// does not go either: nobody decides on what they were not shown.
async fn given_up(
    tx: &mut Tx,
    rules: &Rules,
    row: &Claimed,
    cause: Cause,
    reason: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    if row.lane != Lane::Answers {
        tracing::warn!(row = row.id, lane = ?row.lane, address = ?row.address, ?reason, "given up");
    }
    if matches!(row.work, Work::Call(Outgoing::Send { .. })) {
        outbox::cancel_chain(tx, row.id).await?;
    }
    if let Work::Delivery {
        announcement, chat, ..
    } = row.work
    {
        delivery::failed(tx, announcement, chat, cause, reason).await?;
        let institution = delivery::wanted(tx, announcement, chat).await?.institution;
        Entry::of_itself("delivery.failed")
            .on(announcement)
            .at(&institution)
            .write(
                tx,
                now,
                serde_json::json!({ "chat": chat, "cause": cause.as_str(), "reason": reason }),
            )
            .await?;
        progress::settled(tx, announcement, now).await?;
        failing::failed(tx, rules, announcement, cause, reason, now).await?;
    }
    outbox::remove(tx, row.id).await
}

/// It may have arrived or not, so it is tried again: an announcement marked, a pop-up as long as
/// somebody waits for it, an edit unless the next one is queued and says the same and more.
async fn unknown(
    tx: &mut Tx,
    rules: &Rules,
    row: &Claimed,
    reason: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    mark_maybe_double(tx, row).await?;
    let Some(wait) = rules.unknown_retries.get(tries(row)) else {
        return given_up(tx, rules, row, Cause::Unanswered, reason, now).await;
    };
    let due = now.plus(*wait);
    if is_pointless(tx, row, due).await? {
        return outbox::remove(tx, row.id).await;
    }
    again(tx, &tried_again(row), due, now).await
}

/// The same, because the process ended. That is no try: restarts in a row do not use them up. At once,
/// because nothing speaks for waiting.
async fn interrupted(tx: &mut Tx, row: &Claimed, now: Timestamp) -> Result<(), Fault> {
    mark_maybe_double(tx, row).await?;
    if is_pointless(tx, row, now).await? {
        return outbox::remove(tx, row.id).await;
    }
    again(tx, row, now, now).await
}

async fn mark_maybe_double(tx: &mut Tx, row: &Claimed) -> Result<(), Fault> {
    match row.work {
        Work::Delivery {
            announcement, chat, ..
        } => delivery::mark_maybe_double(tx, announcement, chat).await,
        Work::Call(_) | Work::Progress { .. } | Work::Button { .. } => Ok(()),
    }
}

/// Whether nobody would miss it: a pop-up that nobody waits for at `due`, an edit that a queued one
/// replaces.
async fn is_pointless(tx: &mut Tx, row: &Claimed, due: Timestamp) -> Result<bool, Fault> {
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

/// Puts a row back into its queue, unless its broadcast was stopped while it was under way.
async fn again(tx: &mut Tx, row: &Claimed, due: Timestamp, now: Timestamp) -> Result<(), Fault> {
    if let Work::Delivery {
        announcement, chat, ..
    } = row.work
        && control::leave_out_if_stopped(tx, announcement, chat, now).await?
    {
        return outbox::remove(tx, row.id).await;
    }
    outbox::requeue(tx, row, due).await
}

fn tries(row: &Claimed) -> usize {
    usize::try_from(row.unknowns).unwrap_or(usize::MAX)
}

fn tried_again(row: &Claimed) -> Claimed {
    Claimed {
        unknowns: row.unknowns + 1,
        ..row.clone()
    }
}

/// Rows that an ended process had in flight: whether they arrived is unknown.
///
/// # Errors
/// A database fault.
pub async fn recover(tx: &mut Tx, rules: &Rules, now: Timestamp) -> Result<usize, Fault> {
    let orphans = outbox::orphans(tx).await?;
    let count = orphans.len();
    for row in orphans {
        let outcome = Outcome::Interrupted {
            reason: "process ended while sending".to_owned(),
        };
        let ended = Ended {
            started_at: row.claimed_at.unwrap_or(now),
            row,
            shows: None,
            outcome,
        };
        record(tx, rules, &ended, now).await?;
    }
    Ok(count)
}
