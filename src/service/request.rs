//! The panels by which approvers are asked.

use crate::domain::approval::{Approval, Request};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::store::announcement::{self, Announcement};
use crate::store::person::{self, Person};
use crate::store::{Fault, Tx, outbox, posting};
use crate::view;
use crate::view::approve::Verdict;

use super::draft::{Preview, rendered};
use super::{Rules, approve, history, people, post};

/// Under which the requests for approval are queued.
fn key(id: AnnouncementId) -> String {
    format!("{}{}", post::REQUESTS, id.0)
}

/// What approvers are asked, as it stands.
///
/// # Errors
/// A database fault.
pub async fn question(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    preview: &Preview,
    now: Timestamp,
) -> Result<Request, Fault> {
    let options = &announcement.options;
    let mut approved = Vec::new();
    for (person, at) in approve::counting(tx, announcement).await? {
        let by = people::name(tx, &person).await?;
        approved.push(Approval { by, at });
    }
    Ok(Request {
        announcement: announcement.id,
        version: announcement.version,
        author: people::name(tx, &announcement.author).await?,
        reach: preview.reach.clone(),
        options: options.clone(),
        // A correction leaves at any hour.
        held: match preview.correction {
            None => options.leaves(&rules.calendar, now).1,
            Some(_) => None,
        },
        needed: rules.approvers(options),
        approved,
        history: history::of(tx, announcement.id).await?,
        correction: preview.correction.clone(),
    })
}

/// Shows everybody who was asked how it stands, after one of several has approved.
///
/// # Errors
/// A database fault.
pub async fn refresh(
    tx: &mut Tx,
    rules: &Rules,
    announcement: &Announcement,
    preview: &Preview,
    now: Timestamp,
) -> Result<(), Fault> {
    let id = announcement.id;
    let asked = question(tx, rules, announcement, preview, now).await?;
    let mut done = Vec::new();
    for (person, _) in approve::counting(tx, announcement).await? {
        done.extend(person::get(tx, &person).await?.address);
    }
    for (at, message_id) in posting::all(tx, id, posting::REQUEST).await? {
        let lang = people::lang(tx, rules, &at).await?;
        let request = view::approve::request(&lang, &asked, done.contains(&at));
        post::edit(tx, &at, message_id, request, now).await?;
    }
    Ok(())
}

/// Shows an approver exactly what would leave, then the panel that asks about it.
///
/// # Errors
/// A database fault.
pub async fn show(
    tx: &mut Tx,
    rules: &Rules,
    approver: &Person,
    announcement: &Announcement,
    preview: &Preview,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(to) = &approver.address else {
        return Ok(());
    };
    let key = key(preview.announcement);
    let lang = rules.lang(approver.language.as_deref());
    if let Some(of) = &preview.correction {
        let changes = view::correction::changes(&lang, of, &preview.content);
        post::send_revocable(tx, to, changes, &key, None, now).await?;
    }
    for part in rendered(rules, preview) {
        post::send_revocable(tx, to, part, &key, None, now).await?;
    }
    let asked = question(tx, rules, announcement, preview, now).await?;
    let done = approve::counting(tx, announcement).await?;
    let given = done.iter().any(|(person, _)| *person == approver.id);
    let request = view::approve::request(&lang, &asked, given);
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
