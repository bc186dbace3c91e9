//! The page of a chat and of an officer, and what is pressed there.

use crate::domain::chat::Receives;
use crate::domain::event::Press;
use crate::domain::id::{ChatId, GrantId};
use crate::service::{Error, chats};
use crate::view;

use super::control::presser;
use super::talk::Talk;

/// The page of a chat takes the place of what was pressed.
pub(super) async fn show(talk: &mut Talk<'_>, press: &Press, chat: ChatId) -> Result<(), Error> {
    let actor = presser(talk, press).await?;
    let page = chats::page(talk.tx, &actor, chat).await?;
    talk.nod(press).await?;
    let message = view::chat::page(&talk.lang, &page);
    talk.edit(press, message).await
}

/// The page of an officer.
pub(super) async fn officer(
    talk: &mut Talk<'_>,
    press: &Press,
    grant: GrantId,
) -> Result<(), Error> {
    let actor = presser(talk, press).await?;
    let page = chats::officer(talk.tx, &actor, grant).await?;
    talk.nod(press).await?;
    let message = view::officer::page(&talk.lang, &page);
    talk.edit(press, message).await
}

/// "Terima siaran".
pub(super) async fn receives(
    talk: &mut Talk<'_>,
    press: &Press,
    chat: ChatId,
    receives: Receives,
) -> Result<(), Error> {
    let actor = presser(talk, press).await?;
    let page = chats::set_receives(talk.tx, &actor, chat, receives, talk.now).await?;
    talk.nod(press).await?;
    let message = view::chat::page(&talk.lang, &page);
    talk.edit(press, message).await
}

/// "Lepaskan": surely?
pub(super) async fn ask_release(
    talk: &mut Talk<'_>,
    press: &Press,
    chat: ChatId,
) -> Result<(), Error> {
    let actor = presser(talk, press).await?;
    let page = chats::consider_release(talk.tx, &actor, chat).await?;
    talk.nod(press).await?;
    let message = view::chat::sure(&talk.lang, &page);
    talk.edit(press, message).await
}

/// "Ya, lepaskan". The chat is told.
pub(super) async fn release(talk: &mut Talk<'_>, press: &Press, chat: ChatId) -> Result<(), Error> {
    let actor = presser(talk, press).await?;
    let (page, there) = chats::release(talk.tx, &actor, chat, talk.now).await?;
    talk.nod(press).await?;
    let message = view::chat::released(&talk.lang, &page, &actor.name);
    talk.edit(press, message).await?;
    let told = view::chat::released_there(&talk.rules.official(), &page.institution_name);
    talk.send(&there, told).await
}
