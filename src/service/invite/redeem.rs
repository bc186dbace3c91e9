//! Opening a link: a person in private, a chat by adding the bot.

use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, PlaceKind};
use crate::domain::id::{self, ChatId, GrantId, PersonId};
use crate::domain::institution::Institution;
use crate::domain::invitation::Invitation;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::service::transfer::{self, Asked};
use crate::service::{Error, chats, succession};
use crate::store::Tx;
use crate::store::chat::{self, Chat};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::invitation::{self, Link};
use crate::store::person::Person;
use crate::store::redemption::{self, By};

use super::{find, hash};

/// What a person's link led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redeemed {
    /// The role, pending or in effect.
    pub grant: Grant,
    /// The institution, for officers.
    pub institution: Option<Institution>,
    /// Whose role it was until now, by a hand-over.
    pub predecessor: Option<Person>,
}

/// What a chat's link led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joined {
    /// The chat is this institution's.
    Registered(Institution),
    /// It is another institution's, and those who look after that one are asked.
    Asked(Asked),
}

/// The institution that a chat is registered for.
///
/// # Errors
/// Refused when it is out of service.
pub async fn registered_at(tx: &mut Tx, place: &Place) -> Result<Option<Institution>, Error> {
    match chat::at(tx, &place.address).await?.first() {
        Some(chat) => Ok(Some(find(tx, chat.institution.as_str()).await?)),
        None => Ok(None),
    }
}

/// Redeems a person's link in their private chat.
///
/// # Errors
/// Refused for unknown, used or expired tokens, tokens for groups, roles held already, and links from
/// before such a role of this person ended.
pub async fn redeem(
    tx: &mut Tx,
    actor: &Actor,
    token: &str,
    now: Timestamp,
) -> Result<Redeemed, Error> {
    let link = usable(tx, &hash(token), now).await?;
    let Invitation::Person(role) = link.what else {
        return Err(Refusal::TokenForGroup.into());
    };
    // No role for what is out of service.
    let institution = match &link.area {
        Area::Subtree(code) => Some(find(tx, code.as_str()).await?),
        Area::Everywhere | Area::Region(_) | Area::Only(_) => None,
    };
    let held = grant::of_person(tx, &actor.person).await?;
    let same = held
        .iter()
        .find(|held| held.role == role && held.area == link.area);
    if let Some(same) = same {
        let held = succession::predecessor(tx, &link.token_hash).await?;
        if let Some(held) = held.filter(|held| held.person != actor.person) {
            let grant = same.clone();
            let predecessor = hand_over_to_colleague(tx, actor, &link, &held, now).await?;
            return Ok(Redeemed {
                grant,
                institution,
                predecessor,
            });
        }
        let refusal = if same.state == "pending" {
            Refusal::AlreadyPending
        } else {
            Refusal::AlreadyHeld
        };
        return Err(refusal.into());
    }
    // Whoever lost the role does not take it again by what they, or their group, had before.
    let since = link.invited_by.as_ref().map(|_| link.created_at);
    if grant::has_ended(tx, &actor.person, role, &link.area, since).await? {
        return Err(Refusal::RoleEndedBefore.into());
    }
    let predecessor = succession::predecessor(tx, &link.token_hash).await?;
    let by = By {
        person: Some(&actor.person),
        chat: None,
    };
    redemption::insert(tx, &link, by, now).await?;
    let state = if role.needs_confirmation() {
        "pending"
    } else {
        "active"
    };
    let grant = Grant {
        id: GrantId(id::next(now)),
        person: actor.person.clone(),
        role,
        area: link.area.clone(),
        state: state.to_owned(),
        invited_by: link.invited_by,
    };
    grant::insert(tx, &grant, now).await?;
    let institution = institution.filter(|_| role == Role::Officer);
    if let Some(institution) = &institution {
        let private = private_chat(actor, institution, now);
        chat::upsert(tx, &private, Some(&actor.person), now).await?;
    }
    let (kind, value) = link.area.to_stored();
    let detail = serde_json::json!({ "link": link.id, "role": role.as_str(), "area": [kind, value], "state": state });
    Entry::by(&actor.person, "link.redeemed")
        .write(tx, now, detail)
        .await?;
    let predecessor = match predecessor {
        Some(held) => succession::complete(tx, &held, actor, now).await?,
        None => None,
    };
    Ok(Redeemed {
        grant,
        institution,
        predecessor,
    })
}

/// A hand-over to somebody who is an officer there already: all there is to do is to end the other's role.
async fn hand_over_to_colleague(
    tx: &mut Tx,
    actor: &Actor,
    link: &Link,
    held: &Grant,
    now: Timestamp,
) -> Result<Option<Person>, Error> {
    let by = By {
        person: Some(&actor.person),
        chat: None,
    };
    redemption::insert(tx, link, by, now).await?;
    Ok(succession::complete(tx, held, actor, now).await?)
}

/// An officer's own chat, as one of the institution's.
fn private_chat(actor: &Actor, institution: &Institution, now: Timestamp) -> Chat {
    Chat {
        id: ChatId(id::next(now)),
        address: actor.address.clone(),
        kind: PlaceKind::Private,
        public: false,
        title: actor.name.clone(),
        institution: institution.code.clone(),
    }
}

/// Registers a group, topic or channel with its link's token. Whoever posts the token has it from a
/// coordinator, so an anonymous admin or a channel post will do.
///
/// # Errors
/// Refused for unknown, used or expired tokens, and tokens for people.
pub async fn redeem_chat(
    tx: &mut Tx,
    place: &Place,
    by: Option<&PersonId>,
    token: &str,
    now: Timestamp,
) -> Result<Joined, Error> {
    let link = usable(tx, &hash(token), now).await?;
    let (Invitation::Chat, Area::Subtree(code)) = (link.what, &link.area) else {
        return Err(Refusal::TokenForPerson.into());
    };
    let institution = find(tx, code.as_str()).await?;
    for registered in chat::at(tx, &place.address).await? {
        if registered.institution != institution.code {
            let asked = transfer::ask(tx, &registered, code, link.token_hash, by, now).await?;
            return Ok(Joined::Asked(asked));
        }
    }
    let registered = Chat {
        id: ChatId(id::next(now)),
        address: place.address.clone(),
        kind: place.kind,
        public: place.public,
        title: place.title.clone(),
        institution: institution.code.clone(),
    };
    let chat = chats::register(tx, &registered, by, Some(link.id), now).await?;
    let used = By {
        person: by,
        chat: Some(chat),
    };
    redemption::insert(tx, &link, used, now).await?;
    Ok(Joined::Registered(institution))
}

/// Whether a token can still be used, before anything is written down for it.
///
/// # Errors
/// Refused for unknown, revoked, used and expired tokens.
pub async fn look_at(tx: &mut Tx, token: &str, now: Timestamp) -> Result<(), Error> {
    usable(tx, &hash(token), now).await.map(drop)
}

/// The link of a token, by its hash, if it can still be used.
///
/// # Errors
/// As [`look_at`].
pub(in crate::service) async fn usable(
    tx: &mut Tx,
    token_hash: &str,
    now: Timestamp,
) -> Result<Link, Error> {
    let link = invitation::find(tx, token_hash)
        .await?
        .ok_or(Refusal::TokenUnknown)?;
    if link.revoked {
        return Err(Refusal::TokenRevoked.into());
    }
    if link.uses_left <= 0 {
        return Err(Refusal::TokenUsed.into());
    }
    if link.expires_at <= now {
        return Err(Refusal::TokenExpired.into());
    }
    if !is_vouched_for(tx, &link).await? {
        return Err(Refusal::TokenRevoked.into());
    }
    Ok(link)
}

/// Whether the one who made a link could still make it: the links of somebody whose role ended end with
/// it. A link that the bot gave out in a group, or an officer for their own place, stands for itself.
async fn is_vouched_for(tx: &mut Tx, link: &Link) -> Result<bool, Error> {
    let Some(maker) = &link.invited_by else {
        return Ok(true);
    };
    let held = grant::of_person(tx, maker).await?;
    if held.iter().any(|held| held.is_active(Role::Owner)) {
        return Ok(true);
    }
    let (Invitation::Chat | Invitation::Person(Role::Officer), Area::Subtree(code)) =
        (link.what, &link.area)
    else {
        return Ok(false);
    };
    let own = |held: &Grant| held.is_active(Role::Officer) && held.area == link.area;
    if link.what == Invitation::Person(Role::Officer) && held.iter().any(own) {
        return Ok(true);
    }
    let coordinators = grant::covering(tx, Role::Coordinator, code).await?;
    Ok(coordinators.contains(maker))
}
