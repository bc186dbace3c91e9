//! `/siaran`: drafting, previewing, submitting.

use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::event::{PlaceKind, Press, Said, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::service::draft::{self, EditTaken, Opened, Preview};
use crate::service::{Error, post, request};
use crate::view::{self, Lang};

use super::talk::Talk;

/// Phones send a long text in pieces; the preview waits until they have all come.
const PIECES_FOLLOW: Duration = Duration::from_secs(1);

pub(super) async fn open(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    said: &Said,
    arguments: &Message,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let opened = draft::open(talk.tx, talk.rules, &actor, said, arguments, talk.now).await?;
    let preview = match opened {
        Opened::Draft(preview) => preview,
        Opened::Beside(preview) => {
            let text = view::refusal::refusal(&talk.lang, &Refusal::DraftOpen);
            talk.send(&actor.address, Message::plain(text)).await?;
            preview
        }
    };
    show_visitor(talk, &actor, &preview).await
}

/// What an author says while a draft is open joins it; whether one is.
pub(super) async fn join(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    said: &Said,
) -> Result<bool, Error> {
    let actor = talk.actor(visitor).await?;
    let added = draft::add(talk.tx, &actor, &said.content, said.message_id, talk.now).await?;
    let Some(preview) = added else {
        return Ok(false);
    };
    show_visitor(talk, &actor, &preview).await?;
    Ok(true)
}

/// The same; without a draft they are told what they can do.
pub(super) async fn add(talk: &mut Talk<'_>, visitor: &Visitor, said: &Said) -> Result<(), Error> {
    if join(talk, visitor, said).await? {
        return Ok(());
    }
    let actor = talk.actor(visitor).await?;
    if actor.is(Role::Author) {
        return Err(Refusal::NoDraft.into());
    }
    super::ask::help(talk, visitor, "").await
}

pub(super) async fn edited(talk: &mut Talk<'_>, said: &Said) -> Result<(), Error> {
    let Some(visitor) = said
        .from
        .as_ref()
        .filter(|_| said.place.kind == PlaceKind::Private)
    else {
        return Ok(());
    };
    let actor = talk.actor(visitor).await?;
    let opening = said
        .command
        .as_ref()
        .filter(|command| ["siaran", "ralat", "cabut"].contains(&command.name.as_str()));
    let opening = opening.map(|command| &command.arguments);
    let (rules, content, id) = (talk.rules, &said.content, said.message_id);
    match draft::edited(talk.tx, rules, &actor, content, opening, id, talk.now).await? {
        EditTaken::Updated(preview) => show_visitor(talk, &actor, &preview).await,
        EditTaken::TooLate => {
            talk.reply(&actor.address, view::draft::later_edit_ignored)
                .await
        }
        EditTaken::NotOurs => Ok(()),
    }
}

async fn show_visitor(talk: &mut Talk<'_>, author: &Actor, preview: &Preview) -> Result<(), Error> {
    let lang = talk.lang;
    show(talk, &author.address, &lang, preview).await
}

/// The exact preview, then the panel; or the question for content while there is none.
pub(super) async fn show(
    talk: &mut Talk<'_>,
    to: &Address,
    lang: &Lang,
    preview: &Preview,
) -> Result<(), Error> {
    let id = preview.announcement;
    let (shown, panel) = match (&preview.correction, preview.pieces) {
        (None, 0) => (Vec::new(), view::draft::ask_content(lang, id)),
        (Some(of), 0) => (Vec::new(), view::correction::ask_content(lang, of, id)),
        (correction, _) => {
            let changes = correction
                .as_ref()
                .map(|of| view::correction::changes(lang, of, &preview.content).into());
            let mut shown: Vec<_> = changes.into_iter().collect();
            shown.extend(draft::rendered(talk.rules, preview));
            (shown, draft::panel_of(talk.rules, preview, lang, talk.now))
        }
    };
    let (id, key) = (
        preview.announcement,
        draft::preview_key(preview.announcement),
    );
    let (shown, delay) = ((shown, panel), PIECES_FOLLOW);
    Ok(post::send_preview(talk.tx, to, shown, id, &key, delay, talk.now).await?)
}

pub(super) async fn drop_last(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let preview = draft::drop_last(talk.tx, &actor, announcement, talk.now).await?;
    talk.nod(press).await?;
    let done = view::draft::dropped_last(&talk.lang);
    talk.edit(press, done).await?;
    show_visitor(talk, &actor, &preview).await
}

pub(super) async fn discard(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    draft::discard(talk.tx, &actor, announcement, talk.now).await?;
    post::cancel(talk.tx, &draft::preview_key(announcement)).await?;
    talk.nod(press).await?;
    let done = view::draft::discarded(&talk.lang);
    talk.edit(press, done).await
}

/// "Ajukan": approvers get the same preview and their panel.
pub(super) async fn submit(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: AnnouncementId,
    version: i64,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let submitted =
        draft::submit(talk.tx, talk.rules, &actor, announcement, version, talk.now).await?;
    let preview = &submitted.preview;
    let names: Vec<String> = submitted
        .approvers
        .iter()
        .map(|approver| approver.name.clone())
        .collect();
    talk.nod(press).await?;
    let done = view::draft::submitted(&talk.lang, &names);
    let done = view::drill::marked(&talk.lang, preview.options.drill, done);
    talk.edit(press, done).await?;
    for approver in &submitted.approvers {
        request::show(
            talk.tx,
            talk.rules,
            approver,
            &submitted.announcement,
            preview,
            talk.now,
        )
        .await?;
    }
    Ok(())
}
