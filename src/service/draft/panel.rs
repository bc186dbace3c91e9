//! The panel below a preview, and keeping it up to date while attachments are fetched.

use super::{Preview, preview, rendered};
use crate::domain::address::Address;
use crate::domain::announcement::State;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::outgoing::Outgoing;
use crate::domain::part;
use crate::service::{Error, Rules, people, post};
use crate::store::{Fault, Tx, announcement, outbox, person, posting};
use crate::view::{self, Lang};

/// Under which a draft's preview waits for more pieces, its panel at the end.
#[must_use]
pub fn preview_key(announcement: AnnouncementId) -> String {
    format!("preview:{}", announcement.0)
}

/// A draft as its panel shows it.
#[must_use]
pub fn drawn<'a>(rules: &Rules, preview: &'a Preview, now: Timestamp) -> view::panel::Draft<'a> {
    view::panel::Draft {
        held: preview.options.leaves(&rules.calendar, now).1,
        history: &preview.history,
        announcement: preview.announcement,
        version: preview.version,
        options: &preview.options,
        reach: &preview.reach,
        parts: part::messages(&rendered(rules, preview)),
        pieces: preview.pieces,
        archive: preview.archive,
    }
}

/// The panel of a draft, or of a correction, which has fewer choices.
#[must_use]
pub fn panel_of(rules: &Rules, preview: &Preview, lang: &Lang, now: Timestamp) -> Message {
    match &preview.correction {
        None => view::panel::main(lang, &drawn(rules, preview, now)),
        Some(of) => view::correction::panel(lang, of, &drawn(rules, preview, now)),
    }
}

/// The panel of a draft as it is now; none when it is a draft no more.
async fn present(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    lang: &Lang,
    now: Timestamp,
) -> Result<Option<Message>, Fault> {
    let draft = announcement::find(tx, id).await?;
    let Some(draft) = draft.filter(|it| it.state == State::Draft) else {
        return Ok(None);
    };
    match preview(tx, &draft).await {
        Ok(preview) if preview.pieces > 0 => Ok(Some(panel_of(rules, &preview, lang, now))),
        Ok(_) | Err(Error::Refused(_)) => Ok(None),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

/// More of a draft's attachments are here: the panel says so, wherever it is.
///
/// # Errors
/// A database fault.
pub(in crate::service) async fn archive_went_on(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(draft) = announcement::find(tx, id).await? else {
        return Ok(());
    };
    let Some(to) = person::get(tx, &draft.author).await?.address else {
        return Ok(());
    };
    let lang = people::lang(tx, rules, &to).await?;
    let Some(message) = present(tx, rules, id, &lang, now).await? else {
        return Ok(());
    };
    let waiting = Outgoing::Send {
        to: to.clone(),
        message: message.clone(),
    };
    if outbox::rewrite(tx, &preview_key(id), posting::PANEL, &waiting).await? {
        return Ok(());
    }
    match posting::at(tx, id, posting::PANEL, &to).await? {
        Some(message_id) => post::edit(tx, &to, message_id, message, now).await,
        None => Ok(()),
    }
}

/// A panel has arrived that may say less than is known by now.
///
/// # Errors
/// A database fault.
pub(in crate::service) async fn arrived(
    tx: &mut Tx,
    rules: &Rules,
    id: AnnouncementId,
    (at, message_id): (&Address, i64),
    sent: &Message,
    now: Timestamp,
) -> Result<(), Fault> {
    let lang = people::lang(tx, rules, at).await?;
    let Some(message) = present(tx, rules, id, &lang, now).await? else {
        return Ok(());
    };
    // Of another version there is another panel on its way.
    if message.buttons == sent.buttons && message != *sent {
        post::edit(tx, at, message_id, message, now).await?;
    }
    Ok(())
}
