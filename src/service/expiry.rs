//! What nobody decides in time is void, from the first time that somebody touches it.

use crate::domain::announcement::State;
use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;
use crate::store::Tx;
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;

use super::{Error, Rules};

/// Whether a submitted announcement has waited too long.
pub(super) fn is_overdue(rules: &Rules, announcement: &Announcement, now: Timestamp) -> bool {
    let submitted = announcement.submitted_at.unwrap_or(now);
    announcement.state == State::Submitted && now.since(submitted) >= rules.draft_expires
}

/// Voids what nobody decided in time.
pub(super) async fn expire(
    tx: &mut Tx,
    announcement: &Announcement,
    now: Timestamp,
) -> Result<(), Error> {
    announcement::set_state(tx, announcement.id, State::Expired).await?;
    Entry::of_itself("announcement.expired")
        .on(announcement.id)
        .at(&announcement.issuer)
        .write(tx, now, serde_json::json!({}))
        .await?;
    Ok(())
}

/// Voids what the author handed over and nobody decided in time.
///
/// # Errors
/// A database fault.
pub async fn expire_all_of(
    tx: &mut Tx,
    rules: &Rules,
    author: &PersonId,
    now: Timestamp,
) -> Result<Vec<Announcement>, Error> {
    let overdue = announcement::overdue(tx, author, now.minus(rules.draft_expires)).await?;
    for announcement in &overdue {
        expire(tx, announcement, now).await?;
    }
    Ok(overdue)
}
