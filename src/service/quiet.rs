//! Quiet hours begin while something is still leaving.
//!
//! That nothing more leaves is the sender's own doing: it begins no copy while it is quiet. Here the bars
//! of what waits follow, and the record says until when it does.

use crate::domain::agenda::Task;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::report::Course;
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, agenda};

use super::agenda::Left;
use super::{Rules, control, progress};

/// Puts down that it falls quiet one day while this is leaving, which begins at `from`.
///
/// # Errors
/// A database fault.
pub(super) async fn watch(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    from: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    if !announcement.options.waits_for_morning() {
        return Ok(());
    }
    let Some(at) = rules.calendar.falls_quiet(from) else {
        return Ok(());
    };
    let announcement = announcement.id;
    agenda::put(tx, &Task::Quiet { announcement }, at, now).await
}

/// It falls quiet.
///
/// # Errors
/// A database fault.
pub(super) async fn fall(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Left, Fault> {
    let Some(announcement) = announcement::find(tx, id).await? else {
        return Ok(Left::Nothing);
    };
    if announcement.finished_at.is_some() {
        return Ok(Left::Nothing);
    }
    if let Course::Held { until } = control::course(tx, rules, &announcement, now).await? {
        Entry::of_itself("broadcast.held")
            .on(id)
            .write(tx, now, serde_json::json!({ "until": until.0 }))
            .await?;
        progress::refresh(tx, id, now).await?;
    }
    Ok(match rules.calendar.falls_quiet(now) {
        Some(at) => Left::Again(at),
        None => Left::Nothing,
    })
}
