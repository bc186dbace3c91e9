//! `/ekspor` and "Ekspor": the files of one announcement.

use crate::domain::announcement::Asked;
use crate::domain::command::Verb;
use crate::domain::event::{Press, Visitor};
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::refusal::Refusal;
use crate::domain::role::Actor;
use crate::service::{Error, ask, export, people, post};
use crate::view;

use super::talk::Talk;

/// `/ekspor 1`
pub(super) async fn command(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &Message,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    people::need_to_oversee(&actor)?;
    let usage = || Refusal::AskUsage {
        command: Verb::Export.command().name.to_owned(),
    };
    let asked = Asked::parse(typed.text.trim()).ok_or_else(usage)?;
    let id = ask::find(talk.tx, &actor.asking_scope(), asked).await?;
    files(talk, &actor, id).await
}

/// The button below a card.
pub(super) async fn pressed(
    talk: &mut Talk<'_>,
    press: &Press,
    id: AnnouncementId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    files(talk, &actor, id).await?;
    let coming = PressAnswer::line(view::export::coming(&talk.lang));
    talk.pop_up(press, coming).await
}

async fn files(talk: &mut Talk<'_>, actor: &Actor, id: AnnouncementId) -> Result<(), Error> {
    let made = export::of(talk.tx, talk.rules, actor, id, talk.now).await?;
    for file in view::export::files(&talk.lang, &made) {
        post::file(talk.tx, &actor.address, file, None, talk.now).await?;
    }
    Ok(())
}
