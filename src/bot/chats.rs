//! The page of a chat and of an officer, and what is pressed there.

use crate::domain::action::Action;
use crate::domain::chat::Receives;
use crate::domain::event::Press;
use crate::domain::id::{ChatId, GrantId};
use crate::domain::refusal::Refusal;
use crate::service::{Error, chats};
use crate::view;

use super::talk::Talk;

/// A press on a page: the message turns into what was asked for.
pub(super) async fn turn(talk: &mut Talk<'_>, press: &Press, action: Action) -> Result<(), Error> {
    match action {
        Action::ChatPage { chat } => show(talk, press, chat).await,
        Action::OfficerPage { grant } => officer(talk, press, grant).await,
        Action::ReceiveByRule { chat } => receives(talk, press, chat, Receives::ByRule).await,
        Action::ReceiveAlways { chat } => receives(talk, press, chat, Receives::Always).await,
        Action::ReceiveNever { chat } => receives(talk, press, chat, Receives::Never).await,
        Action::ReleaseChat { chat } => ask_release(talk, press, chat).await,
        Action::ReleaseChatSurely { chat } => release(talk, press, chat).await,
        _ => Err(Refusal::UnknownButton.into()),
    }
}

/// The page of a chat takes the place of what was pressed.
async fn show(talk: &mut Talk<'_>, press: &Press, chat: ChatId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let page = chats::page(talk.tx, &actor, chat).await?;
    talk.nod(press).await?;
    let message = view::chat::page(&talk.lang, &page);
    talk.edit(press, message).await
}

/// The page of an officer.
async fn officer(talk: &mut Talk<'_>, press: &Press, grant: GrantId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let page = chats::officer(talk.tx, &actor, grant).await?;
    talk.nod(press).await?;
    let message = view::officer::page(&talk.lang, &page);
    talk.edit(press, message).await
}

/// "Terima siaran".
async fn receives(
    talk: &mut Talk<'_>,
    press: &Press,
    chat: ChatId,
    receives: Receives,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let page = chats::set_receives(talk.tx, &actor, chat, receives, talk.now).await?;
    talk.nod(press).await?;
    let message = view::chat::page(&talk.lang, &page);
    talk.edit(press, message).await
}

/// "Lepaskan": surely?
async fn ask_release(talk: &mut Talk<'_>, press: &Press, chat: ChatId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let page = chats::consider_release(talk.tx, &actor, chat).await?;
    talk.nod(press).await?;
    let message = view::chat::sure(&talk.lang, &page);
    talk.edit(press, message).await
}

/// "Ya, lepaskan". The chat is told.
async fn release(talk: &mut Talk<'_>, press: &Press, chat: ChatId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let (page, there) = chats::release(talk.tx, &actor, chat, talk.now).await?;
    talk.nod(press).await?;
    let message = view::chat::released(&talk.lang, &page, &actor.name);
    talk.edit(press, message).await?;
    let told = view::chat::released_there(&talk.rules.official(), &page.institution_name);
    talk.send(&there, told).await
}
