//! Reminding approvers of what waits for their word.

use std::time::Duration;

use crate::domain::agenda::Task;
use crate::domain::announcement::{Priority, State};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, agenda};
use crate::view;

use super::agenda::Left;
use super::{Rules, approve, expiry, people, request};

/// How long approvers are left alone, by how urgent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NudgeAfter {
    /// For an emergency (darurat), at any hour.
    pub emergency: Duration,
    /// For all else, outside of quiet hours.
    pub other: Duration,
}

/// When approvers are reminded next, who have last heard of it at `heard`.
fn next(rules: &Rules, announcement: &Announcement, heard: Timestamp) -> Timestamp {
    if announcement.options.nature.priority == Priority::Emergency {
        return heard.plus(rules.nudge_after.emergency);
    }
    rules
        .calendar
        .awake_from(heard.plus(rules.nudge_after.other))
}

/// Puts down what is to happen to something that was handed over at `now`, should nobody decide.
///
/// # Errors
/// A database fault.
pub(super) async fn wait_for_decision(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    now: Timestamp,
) -> Result<(), Fault> {
    let id = announcement.id;
    let expire = Task::Expire { announcement: id };
    agenda::put(tx, &expire, now.plus(rules.draft_expires), now).await?;
    let nudge = Task::Nudge { announcement: id };
    agenda::put(tx, &nudge, next(rules, announcement, now), now).await
}

/// Reminds everybody who may decide, until somebody has.
///
/// # Errors
/// A database fault.
pub(super) async fn nudge(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Left, Fault> {
    let Some(announcement) = announcement::find(tx, id).await? else {
        return Ok(Left::Nothing);
    };
    if announcement.state != State::Submitted || expiry::is_overdue(rules, &announcement, now) {
        return Ok(Left::Nothing);
    }
    let author = people::name(tx, &announcement.author).await?;
    let submitted = announcement.submitted_at.unwrap_or(now);
    let (issuer, writer) = (&announcement.issuer, &announcement.author);
    let mut approvers = people::who_may_approve(tx, issuer, writer).await?;
    let done = approve::counting(tx, &announcement).await?;
    approvers.retain(|approver| done.iter().all(|(person, _)| *person != approver.id));
    let mut told = Vec::new();
    for approver in &approvers {
        let lang = rules.lang(approver.language.as_deref());
        let (title, version) = (&announcement.title, announcement.version);
        let reminder = view::approve::nudge(&lang, &author, title, submitted, id, version);
        let reminder = view::drill::marked(&lang, announcement.options.drill, reminder);
        if request::remind(tx, approver, id, reminder, now).await? {
            told.push(approver.id.0.as_str());
        }
    }
    Entry::of_itself("approval.nudged")
        .on(id)
        .at(&announcement.issuer)
        .write(tx, now, serde_json::json!({ "told": told }))
        .await?;
    Ok(Left::Again(next(rules, &announcement, now)))
}
