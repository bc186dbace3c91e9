//! Institutions that get their first chat while announcements are valid: those are sent there too, and
//! count apart from the frozen audience.

use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::event::Press;
use crate::domain::id::AnnouncementId;
use crate::domain::outgoing::Lane;
use crate::domain::refusal::Refusal;
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, delivery, late, revision};

use super::agenda::Left;
use super::draft::target_of;
use super::{Error, Rules, progress};

/// Announcements that are looked at: of more nobody reads the oldest.
const LOOKED_AT: i64 = 100;

/// Between two copies to a newcomer, so that the older one comes first.
const APART: Duration = Duration::from_secs(2);

/// What newcomers are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForNewcomers {
    /// How long after its approval an announcement without a deadline is sent to them.
    pub within: Duration,
    /// At most so many, the newest.
    pub most: i64,
}

/// Until when it is worth sending to somebody who has just come. What was corrected is as new as its
/// correction.
async fn valid_until(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
) -> Result<Option<Timestamp>, Fault> {
    let corrected = match announcement.revision {
        ..=1 => None,
        newest => Some(revision::leaving(tx, announcement.id, newest).await?),
    };
    let Some((_, approved)) = &announcement.decided else {
        return Ok(None);
    };
    let scheduled = announcement.options.schedule;
    let begins = scheduled.map_or(*approved, |at| {
        at.moment(rules.calendar.zone).max(*approved)
    });
    let begins = corrected.map_or(begins, |it| begins.max(it.approved_at));
    Ok(Some(match announcement.options.deadline {
        Some(_) => rules.clocks(&announcement.options).confirm_by(begins),
        None => begins.plus(rules.newcomers.within),
    }))
}

/// Sends what is valid to all who have joined since it was done last.
///
/// # Errors
/// A database fault.
pub(super) async fn catch_up(tx: &mut Tx, rules: &Rules, now: Timestamp) -> Result<Left, Fault> {
    if !late::begin(tx, now).await? {
        return Ok(Left::Nothing);
    }
    let (most, mut put_down) = (rules.newcomers.most, Vec::new());
    for announcement in announcement::newest_running(tx, LOOKED_AT).await? {
        let id = announcement.id;
        late::note_reached(tx, id, now).await?;
        if !late::is_open(tx, most, now).await? {
            break;
        }
        let until = valid_until(tx, rules, &announcement).await?;
        if until.is_none_or(|until| until <= now) {
            continue;
        }
        let count = late::put_down(tx, id, target_of(&announcement), most, now).await?;
        if count > 0 {
            progress::refresh(tx, id, now).await?;
            put_down.push((announcement, count));
        }
    }
    let mut due = now;
    for (announcement, count) in put_down.into_iter().rev() {
        let (id, revision) = (announcement.id, announcement.revision);
        let lane = Lane::of(announcement.options.nature.priority);
        let chats = late::queue(tx, id, revision, lane, due, now).await?;
        let detail = serde_json::json!({ "institutions": count, "chats": chats });
        Entry::of_itself("announcement.caught_up")
            .on(id)
            .write(tx, now, detail)
            .await?;
        due = due.plus(APART);
    }
    late::end(tx, now).await?;
    Ok(Left::Nothing)
}

/// "Siaran sebelumnya" was pressed: when it was approved.
///
/// # Errors
/// Refused where the announcement is not, and when it was withdrawn.
pub async fn explain(tx: &mut Tx, press: &Press, id: AnnouncementId) -> Result<Timestamp, Error> {
    let address = &press.place.address;
    let mut here = delivery::at(tx, id, address).await?;
    if here.is_empty() {
        here = delivery::of_message(tx, id, address, press.message_id).await?;
    }
    if here.is_empty() {
        return Err(Refusal::NotAddressed.into());
    }
    let found = announcement::find(tx, id).await?;
    let found = found.ok_or(Refusal::UnknownButton)?;
    if found.withdrawn_at.is_some() {
        return Err(Refusal::Withdrawn.into());
    }
    Ok(found.decided.ok_or(Refusal::UnknownButton)?.1)
}
