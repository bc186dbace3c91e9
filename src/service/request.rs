//! The panels by which approvers are asked.

use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::store::person::Person;
use crate::store::{Fault, Tx, announcement, outbox, posting};
use crate::view;
use crate::view::approve::Verdict;

use super::correct::Correction;
use super::draft::{Preview, rendered};
use super::{Rules, people, post};

/// Under which the requests for approval are queued.
fn key(id: AnnouncementId) -> String {
    format!("{}{}", post::REQUESTS, id.0)
}

/// Shows an approver exactly what would leave, then the panel that asks about it.
///
/// # Errors
/// A database fault.
pub async fn show(
    tx: &mut Tx,
    rules: &Rules,
    approver: &Person,
    author: &str,
    preview: &Preview,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(to) = &approver.address else {
        return Ok(());
    };
    let key = key(preview.announcement);
    let lang = rules.lang(approver.language.as_deref());
    let about = preview.correction.as_ref().map(Correction::of);
    if let Some(of) = &about {
        let changes = view::correction::changes(&lang, of, &preview.content);
        post::send_revocable(tx, to, changes, &key, None, now).await?;
    }
    for part in rendered(rules, preview) {
        post::send_revocable(tx, to, part, &key, None, now).await?;
    }
    let request = view::approve::request(
        &lang,
        author,
        &preview.reach,
        &preview.options,
        preview.announcement,
        preview.version,
        about.as_ref(),
    );
    let purpose = Some((preview.announcement, posting::REQUEST));
    post::send_revocable(tx, to, request, &key, purpose, now).await
}

/// Reminds an approver, unless what they were asked, or told of it last, is still on its way; whether it
/// was done. Nobody is reminded any more once it is closed.
///
/// # Errors
/// A database fault.
pub(super) async fn remind(
    tx: &mut Tx,
    approver: &Person,
    id: AnnouncementId,
    reminder: Message,
    now: Timestamp,
) -> Result<bool, Fault> {
    let Some(to) = &approver.address else {
        return Ok(false);
    };
    let key = key(id);
    if outbox::is_queued(tx, &key, to).await? {
        return Ok(false);
    }
    post::send_revocable(tx, to, reminder, &key, None, now).await?;
    Ok(true)
}

/// Everybody who was asked sees how it ended, and nobody is asked any more.
///
/// # Errors
/// A database fault.
pub async fn close(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    by: &str,
    verdict: Verdict<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    post::cancel(tx, &key(id)).await?;
    let drill = announcement::find(tx, id)
        .await?
        .is_some_and(|it| it.options.drill);
    for (at, message_id) in posting::all(tx, id, posting::REQUEST).await? {
        let lang = people::lang(tx, rules, &at).await?;
        let settled = view::approve::settled(&lang, verdict, by, now);
        let settled = view::drill::marked(&lang, drill, settled);
        post::edit(tx, &at, message_id, settled, now).await?;
    }
    posting::forget(tx, id, posting::REQUEST).await
}
