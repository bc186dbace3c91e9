//! What nobody decides in time is void.

use crate::domain::announcement::State;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::store::announcement::{self, Announcement};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, person};
use crate::view;
use crate::view::approve::Verdict;

use super::agenda::Left;
use super::{Rules, post, request};

/// When a submitted announcement is void; none where there is nothing to decide.
pub(super) fn expires_at(rules: &Rules, announcement: &Announcement) -> Option<Timestamp> {
    let submitted = announcement.submitted_at?;
    (announcement.state == State::Submitted).then(|| submitted.plus(rules.draft_expires))
}

/// Whether a submitted announcement has waited too long; the agenda voids it in a moment.
pub(super) fn is_overdue(rules: &Rules, announcement: &Announcement, now: Timestamp) -> bool {
    expires_at(rules, announcement).is_some_and(|at| at <= now)
}

/// Voids what nobody decided in time: its author hears of it, and no panel asks any more.
///
/// # Errors
/// A database fault.
pub(super) async fn expire(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<Left, Fault> {
    let Some(announcement) = announcement::find(tx, id).await? else {
        return Ok(Left::Nothing);
    };
    match expires_at(rules, &announcement) {
        None => return Ok(Left::Nothing),
        Some(at) if at > now => return Ok(Left::Again(at)),
        Some(_) => {}
    }
    announcement::set_state(tx, id, State::Expired).await?;
    Entry::of_itself("announcement.expired")
        .on(id)
        .at(&announcement.issuer)
        .write(tx, now, serde_json::json!({}))
        .await?;
    request::close(tx, rules, id, "", Verdict::Expired, now).await?;
    let author = person::get(tx, &announcement.author).await?;
    post::tell(tx, rules, &author, now, |lang| {
        let expired = view::draft::expired(lang, &announcement.title);
        view::drill::marked(lang, announcement.options.drill, expired)
    })
    .await?;
    Ok(Left::Nothing)
}
