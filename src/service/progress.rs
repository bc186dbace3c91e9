//! The progress bar that author and approver watch.

use std::time::Duration;

use crate::domain::announcement::{Change, Confirmation};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::pacer::Reduced;
use crate::domain::refusal::Refusal;
use crate::domain::report::Progress;
use crate::store::event::Entry;
use crate::store::{
    Fault, Tx, announcement, chase, dissemination, hold, late, outbox, pace, report,
};

use super::{Rules, control};

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
pub async fn of(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Progress, super::Error> {
    let announcement = announcement::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    let number = announcement.number.ok_or(Refusal::WrongState {
        state: announcement.state,
    })?;
    let chats = report::all_chats(tx, id).await?;
    let course = control::course(tx, rules, &announcement, now).await?;
    let audience = report::audience(tx, id, announcement.revision).await?;
    let coming = late::coming(tx, id).await?;
    let disseminated = match announcement.options.confirmation {
        Confirmation::Disseminated => {
            Some(dissemination::total(tx, (id, announcement.revision)).await?)
        }
        _ => None,
    };
    Ok(Progress {
        announcement: id,
        number,
        options: announcement.options,
        sent: chats.sent,
        revising: chats.revising,
        outdated: chats.outdated,
        change: match announcement.withdrawn_at {
            Some(_) => Some((announcement.revision, Change::Withdrawal)),
            None if announcement.revision > 1 => Some((announcement.revision, Change::Correction)),
            None => None,
        },
        // By whoever knows who is to read it.
        correctable: false,
        failed: chats.failed,
        stopped: chats.stopped,
        coming,
        chats: chats.all(),
        confirmed: audience.confirmed,
        disseminated,
        institutions: audience.institutions,
        without_chat: audience.without_chat,
        slowed_to: pace::current(tx).await?.map(Reduced::whole),
        frozen: hold::is_frozen(tx).await?,
        course,
        due: chase::first_due(tx, (id, announcement.revision)).await?,
    })
}
