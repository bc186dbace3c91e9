//! The progress bar that author and approver watch.

use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::pacer::Reduced;
use crate::domain::refusal::Refusal;
use crate::domain::report::Progress;
use crate::store::{Fault, Tx, announcement, hold, outbox, pace, report};

/// A bar or a button changes no more often than this, and shows all that happened meanwhile.
const EVERY: Duration = Duration::from_secs(2);

/// Lets the bars of an announcement follow soon.
///
/// # Errors
/// A database fault.
pub async fn refresh(
    tx: &mut Tx,
    announcement: AnnouncementId,
    now: Timestamp,
) -> Result<(), Fault> {
    outbox::refresh(tx, announcement, None, now.plus(EVERY), now).await
}

/// Lets the bars and an institution's buttons follow soon.
///
/// # Errors
/// A database fault.
pub async fn confirmed(
    tx: &mut Tx,
    announcement: AnnouncementId,
    institution: &Code,
    now: Timestamp,
) -> Result<(), Fault> {
    let due = now.plus(EVERY);
    outbox::refresh(tx, announcement, Some(institution), due, now).await
}

/// How far an announcement is, over its whole audience.
///
/// # Errors
/// A database fault; refused when it has no number yet.
pub async fn of(tx: &mut Tx, id: AnnouncementId) -> Result<Progress, super::Error> {
    let announcement = announcement::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    let number = announcement.number.ok_or(Refusal::WrongState {
        state: announcement.state,
    })?;
    let chats = report::all_chats(tx, id).await?;
    let audience = report::audience(tx, id, announcement.revision).await?;
    Ok(Progress {
        number,
        sent: chats.sent,
        failed: chats.failed,
        chats: chats.sent + chats.failed + chats.waiting,
        confirmed: audience.confirmed,
        institutions: audience.institutions,
        without_chat: audience.without_chat,
        slowed_to: pace::current(tx).await?.map(Reduced::whole),
        frozen: hold::is_frozen(tx).await?,
    })
}
