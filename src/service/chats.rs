//! One chat and one officer in the hands of those who look after the institution.

use crate::domain::address::Address;
use crate::domain::chat::{ChatPage, OfficerPage, Receives, Standing};
use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, PlaceKind};
use crate::domain::id::{ChatId, GrantId, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Scope};
use crate::store::chat::{self, Chat};
use crate::store::event::Entry;
use crate::store::{Fault, Tx, checkup};

use super::invite::{inviting_scope, need_inviter};
use super::{Error, Rules, people, uninvited};

/// Why what was queued for a chat does not leave.
const RELEASED: &str = "chat was released";

/// Registers a chat, or brings its row up to date; `link` is what brought it in, if one did.
///
/// # Errors
/// A database fault.
pub(super) async fn register(
    tx: &mut Tx,
    chat: &Chat,
    by: Option<&PersonId>,
    link: Option<i64>,
    now: Timestamp,
) -> Result<ChatId, Fault> {
    let id = chat::upsert(tx, chat, by, now).await?;
    let mut detail =
        serde_json::json!({ "address": chat.address, "kind": chat::kind_word(chat.kind) });
    if let Some(link) = link {
        detail["link"] = link.into();
    }
    let entry = by.map_or(Entry::of_itself("chat.registered"), |by| {
        Entry::by(by, "chat.registered")
    });
    entry.at(&chat.institution).write(tx, now, detail).await?;
    Ok(id)
}

/// What somebody looks after: as owner or coordinator.
fn scope(actor: &Actor) -> Result<Scope, Refusal> {
    need_inviter(actor)?;
    Ok(inviting_scope(actor))
}

/// A chat as an owner or a coordinator sees it.
///
/// # Errors
/// Refused without such a role, and outside its scope.
pub async fn page(tx: &mut Tx, actor: &Actor, chat: ChatId) -> Result<ChatPage, Error> {
    let page = chat::page(tx, chat, &scope(actor)?).await?;
    Ok(page.ok_or(Refusal::OutsideScope)?)
}

/// An officer as an owner or a coordinator sees them.
///
/// # Errors
/// Refused without such a role, and outside its scope.
pub async fn officer(tx: &mut Tx, actor: &Actor, grant: GrantId) -> Result<OfficerPage, Error> {
    let page = chat::officer(tx, grant, &scope(actor)?).await?;
    Ok(page.ok_or(Refusal::OutsideScope)?)
}

/// A chat that can be changed: its registration has not ended.
async fn open(tx: &mut Tx, actor: &Actor, chat: ChatId) -> Result<ChatPage, Error> {
    let page = page(tx, actor, chat).await?;
    if page.standing == Standing::Ended {
        return Err(Refusal::ChatEnded.into());
    }
    Ok(page)
}

/// A chat that can be let go. An officer's private chat goes with the role.
///
/// # Errors
/// As [`page`]; refused for private chats, and when it has ended already.
pub async fn consider_release(tx: &mut Tx, actor: &Actor, chat: ChatId) -> Result<ChatPage, Error> {
    let page = open(tx, actor, chat).await?;
    if page.kind == PlaceKind::Private {
        return Err(Refusal::UnknownButton.into());
    }
    Ok(page)
}

/// A chat that was let go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// As it was.
    pub page: ChatPage,
    /// Where it is, so that it can be told.
    pub there: Address,
    /// Whether the bot will leave it, because nothing else is registered there.
    pub leaves: bool,
}

/// Ends a chat's registration ("Ya, lepaskan"): what is queued for it does not leave, what was delivered
/// stays on record. Where nothing else is registered the bot stays as it does uninvited.
///
/// # Errors
/// As [`consider_release`].
pub async fn release(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: ChatId,
    now: Timestamp,
) -> Result<Released, Error> {
    let page = consider_release(tx, actor, id).await?;
    let there = chat::address(tx, id).await?;
    let is_in = checkup::bot_is_in(tx, id).await?;
    chat::remove(tx, &there, &page.institution, now).await?;
    people::take_back(tx, &there, &page.institution, RELEASED, now).await?;
    let detail = serde_json::json!({ "chat": id, "address": there });
    Entry::by(&actor.person, "chat.released")
        .at(&page.institution)
        .write(tx, now, detail)
        .await?;
    let leaves = is_in && chat::registered_in(tx, &there).await?.is_empty();
    if leaves {
        let place = Place {
            address: there.clone(),
            kind: page.kind,
            title: page.title.clone(),
            public: page.public,
        };
        uninvited::released(tx, rules, &place, &page.institution, now).await?;
    }
    Ok(Released {
        page,
        there,
        leaves,
    })
}

/// Says whether a chat receives ("Terima siaran"); the chat as it is then.
///
/// # Errors
/// As [`page`]; refused when its registration has ended.
pub async fn set_receives(
    tx: &mut Tx,
    actor: &Actor,
    id: ChatId,
    receives: Receives,
    now: Timestamp,
) -> Result<ChatPage, Error> {
    let before = open(tx, actor, id).await?;
    if before.receives != receives {
        chat::set_receives(tx, id, receives).await?;
        let detail = serde_json::json!({ "chat": id, "receives": receives.as_str() });
        Entry::by(&actor.person, "chat.receives")
            .at(&before.institution)
            .write(tx, now, detail)
            .await?;
    }
    page(tx, actor, id).await
}
