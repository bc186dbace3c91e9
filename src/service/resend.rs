//! Sending again: what failed, when somebody in charge asks for it; and what a chat missed while it could
//! not be reached, when it is back.

use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::outgoing::Lane;
use crate::domain::refusal::Refusal;
use crate::domain::role::Actor;
use crate::store::control as standing;
use crate::store::event::Entry;
use crate::store::{Fault, Tx, resend};

use super::control::{self, in_charge};
use super::{Error, Rules, progress};

/// What is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resent {
    /// Chats that it is queued for.
    pub queued: i64,
    /// Chats that it is not, because they cannot be reached; it goes there when they are back.
    pub lost: i64,
}

/// "Kirim ulang yang gagal". A second press finds nothing to do.
///
/// # Errors
/// Refused for those who are not in charge, after a stop, and when nothing can be sent again.
pub async fn failed(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Resent, Error> {
    let announcement = in_charge(tx, actor, id).await?;
    let mut failed = resend::count(tx, id).await?;
    // What was stopped is not sent any more; what has arrived of it is still corrected.
    let standing = standing::standing(tx, id).await?;
    if let Some(over) = control::ended(&announcement, &standing) {
        if failed.outdated == 0 {
            return Err(over.into());
        }
        failed.ready = 0;
    }
    if failed.ready + failed.outdated == 0 {
        return Err(Refusal::NothingToResend { lost: failed.lost }.into());
    }
    let lane = Lane::of(announcement.options.nature.priority);
    let mut queued = i64::try_from(resend::outdated(tx, id, lane, now).await?).unwrap_or(i64::MAX);
    if failed.ready > 0 {
        let sent = resend::failed(tx, id, lane, now).await?;
        queued += i64::try_from(sent).unwrap_or(i64::MAX);
    }
    let detail = serde_json::json!({ "queued": queued, "left_out": failed.lost });
    Entry::by(&actor.person, "broadcast.resent")
        .on(id)
        .write(tx, now, detail)
        .await?;
    progress::refresh(tx, id, now).await?;
    Ok(Resent {
        queued,
        lost: failed.lost,
    })
}

/// Queues for chats that are back what they missed, if it is recent enough to be wanted; how many
/// announcements.
///
/// # Errors
/// A database fault.
pub async fn missed(
    tx: &mut Tx,
    rules: &Rules,
    chats: &[ChatId],
    now: Timestamp,
) -> Result<usize, Fault> {
    let since = now.minus(rules.retry_returned);
    let mut queued = 0;
    for chat in chats {
        let mut missed = resend::missed_revisions(tx, *chat, now).await?;
        missed.extend(resend::missed(tx, *chat, since, now).await?);
        for again in missed {
            let detail = serde_json::json!({ "chat": chat });
            Entry::of_itself("delivery.requeued")
                .on(again.announcement)
                .at(&again.institution)
                .write(tx, now, detail)
                .await?;
            progress::refresh(tx, again.announcement, now).await?;
            queued += 1;
        }
    }
    Ok(queued)
}
