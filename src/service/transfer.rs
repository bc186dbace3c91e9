//! Moving a chat to another institution: asked where a link is shown in a chat that is registered, decided
//! by those who look after the institution that would lose it. The other one has agreed by its link.

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, ChatId, PersonId, TransferId};
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::domain::transfer::{Moving, Transfer};
use crate::store::chat::{self, Chat};
use crate::store::event::Entry;
use crate::store::person::Person;
use crate::store::redemption::{self, By};
use crate::store::{Fault, Tx, institution, transfer};

use super::{Error, chats, invite, people};

/// Why what was queued for the chat as the former institution's does not leave.
const MOVED: &str = "chat went over to another institution";

/// Asks whether a registered chat is to go over to the institution of a link; whether that is news.
///
/// # Errors
/// A database fault.
pub(super) async fn ask(
    tx: &mut Tx,
    registered: &Chat,
    to: &Code,
    token_hash: String,
    by: Option<&PersonId>,
    now: Timestamp,
) -> Result<Asked, Error> {
    let asked = Transfer {
        id: TransferId(id::next(now)),
        chat: registered.id,
        from: registered.institution.clone(),
        to: to.clone(),
        token_hash,
        asked_by: by.cloned(),
        open: true,
    };
    let is_news = transfer::ask(tx, &asked, now).await?;
    let moving = moving(tx, &asked, registered).await?;
    let deciders = match is_news {
        true => deciders(tx, &asked).await?,
        false => Vec::new(),
    };
    if is_news {
        let detail = serde_json::json!({ "chat": asked.chat, "to": asked.to });
        let entry = by.map_or(Entry::of_itself("chat.transfer_asked"), |by| {
            Entry::by(by, "chat.transfer_asked")
        });
        entry.at(&asked.from).write(tx, now, detail).await?;
    }
    Ok(Asked { moving, deciders })
}

/// A question that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What it is about.
    pub moving: Moving,
    /// Who is to be asked; nobody when they were already.
    pub deciders: Vec<Person>,
}

/// The coordinators who look after both institutions; where there is none, who looks after the one that
/// would lose the chat.
async fn deciders(tx: &mut Tx, asked: &Transfer) -> Result<Vec<Person>, Fault> {
    let of_new = people::covering(tx, Role::Coordinator, &asked.to).await?;
    let mut both = people::covering(tx, Role::Coordinator, &asked.from).await?;
    both.retain(|person| of_new.iter().any(|other| other.id == person.id));
    if both.is_empty() {
        return people::overseers(tx, &asked.from).await;
    }
    Ok(both)
}

async fn moving(tx: &mut Tx, asked: &Transfer, chat: &Chat) -> Result<Moving, Error> {
    let by = match &asked.asked_by {
        Some(person) => Some(people::name(tx, person).await?),
        None => None,
    };
    let (to, _) = institution::known(tx, &asked.to)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    Ok(Moving {
        transfer: asked.id,
        title: chat.title.clone(),
        kind: chat.kind,
        public: chat.public,
        from: people::institution_name(tx, &asked.from).await?,
        to,
        by,
    })
}

/// "Pindahkan" or "Tolak". Where the chat is, so that it can be told.
///
/// # Errors
/// Refused for others than owners and coordinators of the institution that has the chat, and when it was
/// decided already; "Pindahkan" also when the link is no good any more, or the other institution out of
/// service.
pub async fn decide(
    tx: &mut Tx,
    actor: &Actor,
    id: TransferId,
    moves: bool,
    now: Timestamp,
) -> Result<(Moving, Address), Error> {
    let asked = transfer::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    invite::may_invite_members(tx, actor, &asked.from).await?;
    let registered = chat::find(tx, asked.chat).await?;
    let Some(registered) = registered.filter(|_| asked.open) else {
        return Err(Refusal::GrantSettled.into());
    };
    if moves {
        // Nothing goes over to what is out of service; that it stays can always be said.
        invite::find(tx, asked.to.as_str()).await?;
    }
    let moving = moving(tx, &asked, &registered).await?;
    transfer::settle(tx, &asked, moves, &actor.person, now).await?;
    if moves {
        go_over(tx, actor, &asked, &registered, now).await?;
    }
    let kind = if moves {
        "chat.transferred"
    } else {
        "chat.transfer_refused"
    };
    let detail = serde_json::json!({ "chat": asked.chat, "to": asked.to });
    Entry::by(&actor.person, kind)
        .at(&asked.from)
        .write(tx, now, detail)
        .await?;
    Ok((moving, registered.address))
}

/// One registration ends with its history, the other begins. What is queued for the chat as the former
/// institution's would be confirmed by people of the new one, so it does not leave.
async fn go_over(
    tx: &mut Tx,
    actor: &Actor,
    asked: &Transfer,
    registered: &Chat,
    now: Timestamp,
) -> Result<(), Error> {
    let link = invite::usable(tx, &asked.token_hash, now).await?;
    let address = &registered.address;
    chat::remove(tx, address, &asked.from, now).await?;
    people::take_back(tx, address, &asked.from, MOVED, now).await?;
    let new = Chat {
        id: ChatId(id::next(now)),
        institution: asked.to.clone(),
        ..registered.clone()
    };
    let id = chats::register(tx, &new, Some(&actor.person), None, now).await?;
    let used = By {
        person: asked.asked_by.as_ref(),
        chat: Some(id),
    };
    Ok(redemption::insert(tx, &link, used, now).await?)
}
