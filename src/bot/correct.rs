//! `/ralat` and `/cabut`: drafts that change what was announced.

use crate::domain::announcement::Change;
use crate::domain::event::{Press, Said, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::role::Actor;
use crate::service::approve::Approved;
use crate::service::correct::{self, Changed};
use crate::service::{Error, draft};
use crate::store::draft::Piece;
use crate::store::person;
use crate::view;

use super::announce;
use super::talk::Talk;

/// `/ralat 1 TEXT` or `/cabut 1 REASON`, or either in reply to the announcement.
pub(super) async fn open(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    said: &Said,
    change: Change,
    arguments: &Message,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let quoted = said.reply_to.as_ref();
    let command = change.typed();
    let (id, content) = correct::meant(talk.tx, &actor, command, arguments, quoted).await?;
    let mut pieces = vec![Piece {
        message_id: said.message_id,
        content: draft::worded(&said.content, content)?,
    }];
    // The number alone, in reply to the right words.
    if let Some(quoted) = quoted.filter(|_| correct::numbered(arguments).is_some()) {
        pieces.extend(draft::piece_of(&pieces, quoted)?);
    }
    begin(talk, &actor, change, id, pieces).await
}

/// "Ralat" or "Cabut" below a card or a progress bar.
pub(super) async fn press(
    talk: &mut Talk<'_>,
    press: &Press,
    change: Change,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    begin(talk, &actor, change, id, Vec::new()).await?;
    talk.nod(press).await
}

async fn begin(
    talk: &mut Talk<'_>,
    actor: &Actor,
    change: Change,
    id: AnnouncementId,
    pieces: Vec<Piece>,
) -> Result<(), Error> {
    let (rules, now) = (talk.rules, talk.now);
    let preview = correct::open(talk.tx, rules, actor, change, id, pieces, now).await?;
    let lang = talk.lang;
    announce::show(talk, &actor.address, &lang, &preview).await
}

/// A correction or withdrawal took effect: the author of the announcement hears of it, and so do those
/// whose own draft was written against the revision before.
pub(super) async fn took_effect(
    talk: &mut Talk<'_>,
    actor: &Actor,
    approved: &Approved,
    changed: &Changed,
) -> Result<(), Error> {
    let (number, author) = (approved.number, &approved.announcement.author);
    if changed.original.author != *author && changed.original.author != actor.person {
        let writer = person::get(talk.tx, author).await?;
        let first = person::get(talk.tx, &changed.original.author).await?;
        talk.tell(&first, |lang| {
            view::correction::told(lang, number, changed.change, &writer.name, &actor.name)
        })
        .await?;
    }
    for voided in &changed.voided {
        let Some(preview) = &voided.preview else {
            talk.tell(&voided.author, |lang| {
                view::correction::moot(lang, number, &actor.name)
            })
            .await?;
            continue;
        };
        let revision = preview.correction.as_ref().map_or(0, |it| it.revision);
        talk.tell(&voided.author, |lang| {
            view::correction::superseded(lang, number, &actor.name, revision)
        })
        .await?;
        if let Some(to) = &voided.author.address {
            let lang = talk.rules.lang(voided.author.language.as_deref());
            announce::show(talk, to, &lang, preview).await?;
        }
    }
    Ok(())
}
