//! The progress bar that author and approver watch.

use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::refusal::Refusal;
use crate::domain::report::Progress;
use crate::domain::role::{Area, Scope};
use crate::store::event::Entry;
use crate::store::outbox::{self, Work};
use crate::store::{Fault, Tx, announcement, hold, posting, report};

use super::control;

/// A bar changes no more often than this.
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
    for (address, _) in posting::all(tx, announcement, posting::PROGRESS).await? {
        let work = Work::Progress { announcement };
        outbox::refresh(tx, &work, &address, now.plus(EVERY), now).await?;
    }
    Ok(())
}

/// A delivery of it is settled, and perhaps it was the last one.
///
/// # Errors
/// A database fault.
pub async fn settled(tx: &mut Tx, id: AnnouncementId, now: Timestamp) -> Result<(), Fault> {
    if announcement::finish_if_settled(tx, id, now).await? {
        Entry::of_itself("broadcast.finished")
            .on(id)
            .write(tx, now, serde_json::json!({}))
            .await?;
    }
    refresh(tx, id, now).await
}

/// How far an announcement is, over its whole audience.
///
/// # Errors
/// A database fault; refused when it has no number yet.
pub async fn of(tx: &mut Tx, id: AnnouncementId) -> Result<Progress, super::Error> {
    let everywhere = Scope::of([Area::Everywhere]);
    let announcement = announcement::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    let number = announcement.number.ok_or(Refusal::WrongState {
        state: announcement.state,
    })?;
    let chats = report::chats(tx, id, &everywhere).await?;
    let groups = report::groups(tx, id, announcement.revision, &everywhere).await?;
    Ok(Progress {
        announcement: id,
        number,
        sent: chats.sent,
        failed: chats.failed,
        stopped: chats.stopped,
        chats: chats.sent + chats.failed + chats.stopped + chats.waiting,
        confirmed: groups.iter().map(|group| group.confirmed).sum(),
        institutions: groups.iter().map(|group| group.institutions).sum(),
        without_chat: groups.iter().map(|group| group.without_chat).sum(),
        frozen: hold::is_frozen(tx).await?,
        course: control::course(tx, id).await?,
    })
}
