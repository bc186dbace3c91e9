//! What owners press and say about groups that the bot was brought into without a link.

use crate::domain::event::{PlaceKind, Press, Visitor};
use crate::domain::id::UninvitedId;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::uninvited::Uninvited;
use crate::service::uninvited::{self, Answered, Registered};
use crate::service::{Error, post};
use crate::view;

use super::talk::Talk;

/// "Keluar".
pub(super) async fn leave(
    talk: &mut Talk<'_>,
    press: &Press,
    id: UninvitedId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let stay = uninvited::leave(talk.tx, talk.rules, &actor, id, talk.now).await?;
    talk.nod(press).await?;
    let message = notice(talk, &stay).await?;
    talk.edit(press, message).await
}

/// "Daftarkan": for which institution?
pub(super) async fn ask_code(
    talk: &mut Talk<'_>,
    press: &Press,
    id: UninvitedId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let stay = uninvited::ask_code(talk.tx, &actor, id, press.message_id, talk.now).await?;
    talk.nod(press).await?;
    talk.reply(&actor.address, |lang| view::uninvited::ask(lang, &stay))
        .await
}

/// "Batal" below that question.
pub(super) async fn cancel(talk: &mut Talk<'_>, press: &Press) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    uninvited::cancel(talk.tx, &actor).await?;
    talk.nod(press).await?;
    let closed = view::uninvited::cancelled(&talk.lang);
    talk.edit(press, closed).await
}

/// Takes somebody's words as the code they were asked for, if they were.
pub(super) async fn code(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    words: &str,
) -> Result<bool, Error> {
    let actor = talk.actor(visitor).await?;
    let done = match uninvited::register(talk.tx, talk.rules, &actor, words, talk.now).await? {
        Answered::NotAsked => return Ok(false),
        Answered::Moot => {
            let text = view::refusal::refusal(&talk.lang, &Refusal::UninvitedSettled);
            talk.send(&actor.address, Message::plain(text)).await?;
            return Ok(true);
        }
        Answered::Registered(done) => *done,
    };
    let Registered {
        stay,
        institution,
        message_id,
    } = done;
    let members_only = stay.kind == PlaceKind::Group && !stay.public;
    super::join::welcome(talk, &stay.room, &institution, &stay.title, members_only).await?;
    talk.reply(&actor.address, |lang| {
        view::uninvited::done(lang, &stay, &institution.name)
    })
    .await?;
    let message = notice(talk, &stay).await?;
    post::edit(talk.tx, &actor.address, message_id, message, talk.now).await?;
    Ok(true)
}

/// The notice as it is now.
async fn notice(talk: &mut Talk<'_>, stay: &Uninvited) -> Result<Message, Error> {
    let named = uninvited::notice_of(talk.tx, stay).await?;
    let leaves = talk.rules.uninvited_leaves;
    Ok(view::uninvited::notice(&talk.lang, &named, leaves))
}
