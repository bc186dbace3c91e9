//! How a call ended, and what follows from it.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::announcement::State;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::message::Message;
use crate::domain::outgoing::{Lane, Outcome, Outgoing};
use crate::domain::refusal::Refusal;
use crate::service::{Rules, post, progress, reach};
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
        Outcome::Later { after } => outbox::requeue(tx, row, now.plus(*after)).await,
        Outcome::Moved { to } => {
            if let Some(from) = &row.address {
                reach::moved(tx, from, to, now).await?;
            }
            // Two chats that name each other would go on for ever.
            if tries(row) >= rules.unknown_retries.len() {
                return given_up(tx, row, "moved again and again", now).await;
            }
            outbox::requeue(tx, &tried_again(row), now).await
        }
        Outcome::Unreachable { reason } => {
            if let Some(address) = &row.address {
                reach::lost(tx, rules, address, reason, now).await?;
            }
            given_up(tx, row, reason, now).await
        }
        Outcome::Rejected { reason } => given_up(tx, row, reason, now).await,
        Outcome::Unknown { reason } => unknown(tx, rules, row, reason, now).await,
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
        return outbox::requeue(tx, &following, now).await;
    }
    delivery::arrived(tx, announcement, chat, revision, now).await?;
    outbox::remove(tx, row.id).await?;
    if let Some(address) = &row.address {
        catch_up(tx, announcement, chat, revision, address, now).await?;
    }
    settled(tx, announcement, now).await
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
async fn given_up(tx: &mut Tx, row: &Claimed, reason: &str, now: Timestamp) -> Result<(), Fault> {
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
        delivery::failed(tx, announcement, chat, reason).await?;
        let institution = delivery::wanted(tx, announcement, chat).await?.institution;
        Entry::of_itself("delivery.failed")
            .on(announcement)
            .at(&institution)
            .write(
                tx,
                now,
                serde_json::json!({ "chat": chat, "reason": reason }),
            )
            .await?;
        settled(tx, announcement, now).await?;
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
    if let Work::Delivery {
        announcement, chat, ..
    } = row.work
    {
        delivery::mark_maybe_double(tx, announcement, chat).await?;
    }
    let Some(wait) = rules.unknown_retries.get(tries(row)) else {
        return given_up(tx, row, reason, now).await;
    };
    let due = now.plus(*wait);
    let pointless = match row.lane {
        Lane::Answers => due.since(row.created_at) > PRESS_WAITS,
        Lane::Cosmetic => outbox::has_successor(tx, row.id).await?,
        Lane::Replies => {
            matches!(row.work, Work::Call(Outgoing::Edit { .. }))
                && outbox::has_successor(tx, row.id).await?
        }
        Lane::Emergency | Lane::Broadcast => false,
    };
    if pointless {
        return outbox::remove(tx, row.id).await;
    }
    outbox::requeue(tx, &tried_again(row), due).await
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

async fn settled(tx: &mut Tx, id: AnnouncementId, now: Timestamp) -> Result<(), Fault> {
    if announcement::finish_if_settled(tx, id, now).await? {
        Entry::of_itself("broadcast.finished")
            .on(id)
            .write(tx, now, serde_json::json!({}))
            .await?;
    }
    progress::refresh(tx, id, now).await
}
