//! The page of a chat and of an officer, and what is pressed there.

use crate::domain::action::Action;
use crate::domain::chat::Receives;
use crate::domain::event::{PlaceKind, Press};
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
        Action::ShowOfficer { grant } => show_officer(talk, press, grant).await,
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

/// The same in a message of its own, below a notice that names several.
async fn show_officer(talk: &mut Talk<'_>, press: &Press, grant: GrantId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let page = chats::officer(talk.tx, &actor, grant).await?;
    talk.nod(press).await?;
    talk.reply(&actor.address, |lang| view::officer::page(lang, &page))
        .await
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

/// "Ya, lepaskan". A group is told; in a channel all its subscribers would read it.
async fn release(talk: &mut Talk<'_>, press: &Press, chat: ChatId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let released = chats::release(talk.tx, talk.rules, &actor, chat, talk.now).await?;
    talk.nod(press).await?;
    let leaves = released.leaves.then_some(talk.rules.uninvited_leaves);
    let page = &released.page;
    let message = view::chat::released(&talk.lang, page, &actor.name, leaves);
    talk.edit(press, message).await?;
    if page.kind != PlaceKind::Group {
        return Ok(());
    }
    let told = view::chat::released_there(&talk.rules.official(), &page.institution_name, leaves);
    talk.send(&released.there, told).await
}
