//! Links: made by owners and coordinators, redeemed once, in effect after "Sahkan" where the role
//! weighs more than an officer's.

use sha2::{Digest, Sha256};

use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, PlaceKind};
use crate::domain::id::{self, ChatId, GrantId, PersonId};
use crate::domain::institution::{Code, Institution};
use crate::domain::invitation::Invitation;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role, Scope};
use crate::store::chat::{self, Chat};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::invitation::{self, Link};
use crate::store::person::Person;
use crate::store::{Tx, institution};

use super::transfer::{self, Asked};
use super::{Error, Rules, people, succession};

/// Whom a link is to make a member of what, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nothing was named: everywhere.
    Everywhere,
    /// An institution's code.
    Institution(String),
    /// A region's name.
    Region(String),
}

/// A link that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What it makes its redeemer.
    pub what: Invitation,
    /// How far.
    pub area: Area,
    /// To be opened in Telegram.
    pub url: String,
    /// Until when.
    pub expires_at: Timestamp,
    /// By how many.
    pub uses: i64,
}

/// Makes a link.
///
/// # Errors
/// Refused without the role for it, outside its scope, or for an unknown code or region.
pub async fn create(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    what: Invitation,
    target: &Target,
    now: Timestamp,
) -> Result<Made, Error> {
    let area = match what {
        Invitation::Person(Role::Author | Role::Approver | Role::Coordinator) => {
            people::need(actor, Role::Owner)?;
            resolve(tx, target).await?
        }
        Invitation::Person(Role::Officer) | Invitation::Chat => {
            need_inviter(actor)?;
            let Target::Institution(typed) = target else {
                return Err(Refusal::InviteUsage.into());
            };
            let institution = find(tx, typed).await?;
            may_invite_members(tx, actor, &institution.code).await?;
            Area::Subtree(institution.code)
        }
        Invitation::Person(Role::Owner) => return Err(Refusal::InviteUsage.into()),
    };
    make(tx, rules, Some(&actor.person), what, area, now).await
}

/// Makes an officer's link for somebody who pressed "Daftar petugas" in a group of the institution.
///
/// # Errors
/// Refused where the chat is not registered or strangers can get in.
pub async fn create_for_group_member(
    tx: &mut Tx,
    rules: &Rules,
    place: &Place,
    now: Timestamp,
) -> Result<Made, Error> {
    let chats = chat::at(tx, &place.address).await?;
    let registered = chats
        .into_iter()
        .find(|chat| chat.kind == PlaceKind::Group)
        .ok_or_else(|| Refusal::ChatUnknown {
            address: place.address.clone(),
        })?;
    if registered.public || place.public {
        return Err(Refusal::RoleNeeded {
            role: Role::Coordinator,
        }
        .into());
    }
    let what = Invitation::Person(Role::Officer);
    let once = Rules {
        officer_link_uses: 1,
        ..rules.clone()
    };
    make(
        tx,
        &once,
        None,
        what,
        Area::Subtree(registered.institution),
        now,
    )
    .await
}

pub(super) async fn make(
    tx: &mut Tx,
    rules: &Rules,
    by: Option<&PersonId>,
    what: Invitation,
    area: Area,
    now: Timestamp,
) -> Result<Made, Error> {
    let (uses, expires, parameter) = match what {
        Invitation::Person(Role::Officer) => {
            (rules.officer_link_uses, rules.officer_link_expires, "start")
        }
        Invitation::Person(_) => (1, rules.role_link_expires, "start"),
        Invitation::Chat => (1, rules.chat_link_expires, "startgroup"),
    };
    let token = new_token();
    let link = Link {
        token_hash: hash(&token),
        what,
        area: area.clone(),
        invited_by: by.cloned(),
        expires_at: now.plus(expires),
        uses_left: uses,
    };
    invitation::insert(tx, &link, now).await?;
    let (kind, value) = area.to_stored();
    let detail = serde_json::json!({ "what": what.as_str(), "area": [kind, value] });
    let entry = by.map_or(Entry::of_itself("link.made"), |by| {
        Entry::by(by, "link.made")
    });
    entry.write(tx, now, detail).await?;
    Ok(Made {
        what,
        area,
        url: format!("https://t.me/{}?{parameter}={token}", rules.bot_username),
        expires_at: link.expires_at,
        uses,
    })
}

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

/// Redeems a person's link in their private chat.
///
/// # Errors
/// Refused for unknown, used or expired tokens, tokens for groups, and roles held already.
pub async fn redeem(
    tx: &mut Tx,
    actor: &Actor,
    token: &str,
    now: Timestamp,
) -> Result<Redeemed, Error> {
    let link = usable(tx, token, now).await?;
    let Invitation::Person(role) = link.what else {
        return Err(Refusal::TokenForGroup.into());
    };
    let held = grant::of_person(tx, &actor.person).await?;
    let same = held
        .iter()
        .find(|held| held.role == role && held.area == link.area);
    if let Some(same) = same {
        let refusal = if same.state == "pending" {
            Refusal::AlreadyPending
        } else {
            Refusal::AlreadyHeld
        };
        return Err(refusal.into());
    }
    let predecessor = succession::predecessor(tx, &link.token_hash).await?;
    invitation::take_use(tx, &link.token_hash).await?;
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
    let institution = match (&link.area, role) {
        (Area::Subtree(code), Role::Officer) => {
            let private = Chat {
                id: ChatId(id::next(now)),
                address: actor.address.clone(),
                kind: PlaceKind::Private,
                public: false,
                title: actor.name.clone(),
                institution: code.clone(),
            };
            chat::upsert(tx, &private, Some(&actor.person), now).await?;
            Some(find(tx, code.as_str()).await?)
        }
        _ => None,
    };
    let (kind, value) = link.area.to_stored();
    let detail =
        serde_json::json!({ "role": role.as_str(), "area": [kind, value], "state": state });
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

/// What a chat's link led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joined {
    /// The chat is this institution's.
    Registered(Institution),
    /// It is another institution's, and those who look after that one are asked.
    Asked(Asked),
}

/// The name of the institution that a chat is registered for.
///
/// # Errors
/// A database fault.
pub async fn registered_at(tx: &mut Tx, place: &Place) -> Result<Option<String>, Error> {
    match chat::at(tx, &place.address).await?.first() {
        Some(chat) => Ok(Some(people::institution_name(tx, &chat.institution).await?)),
        None => Ok(None),
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
    let link = usable(tx, token, now).await?;
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
    invitation::take_use(tx, &link.token_hash).await?;
    let registered = Chat {
        id: ChatId(id::next(now)),
        address: place.address.clone(),
        kind: place.kind,
        public: place.public,
        title: place.title.clone(),
        institution: institution.code.clone(),
    };
    chat::upsert(tx, &registered, by, now).await?;
    let detail =
        serde_json::json!({ "address": place.address, "kind": chat::kind_word(place.kind) });
    let entry = by.map_or(Entry::of_itself("chat.registered"), |by| {
        Entry::by(by, "chat.registered")
    });
    entry.at(&institution.code).write(tx, now, detail).await?;
    Ok(Joined::Registered(institution))
}

async fn usable(tx: &mut Tx, token: &str, now: Timestamp) -> Result<Link, Error> {
    let link = invitation::find(tx, &hash(token))
        .await?
        .ok_or(Refusal::TokenUnknown)?;
    if link.uses_left <= 0 {
        return Err(Refusal::TokenUsed.into());
    }
    if link.expires_at <= now {
        return Err(Refusal::TokenExpired.into());
    }
    Ok(link)
}

/// "Sahkan" or "Tolak" under a redeemed role: by an owner, and where there is another one, not by the
/// one who made the link.
///
/// # Errors
/// Refused for others, and for roles that are settled already.
pub async fn settle(
    tx: &mut Tx,
    actor: &Actor,
    grant_id: GrantId,
    confirm: bool,
    now: Timestamp,
) -> Result<Grant, Error> {
    people::need(actor, Role::Owner)?;
    let mut pending = grant::find(tx, grant_id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    if pending.state != "pending" {
        return Err(Refusal::GrantSettled.into());
    }
    let others = people::owners(tx)
        .await?
        .iter()
        .any(|owner| owner.id != actor.person);
    if confirm && pending.invited_by.as_ref() == Some(&actor.person) && others {
        return Err(Refusal::OwnInvitation.into());
    }
    pending.state = if confirm { "active" } else { "refused" }.to_owned();
    grant::settle(tx, grant_id, &pending.state, Some(&actor.person), now).await?;
    let kind = if confirm {
        "role.granted"
    } else {
        "role.refused"
    };
    let detail = serde_json::json!({ "person": pending.person, "role": pending.role.as_str() });
    Entry::by(&actor.person, kind)
        .write(tx, now, detail)
        .await?;
    Ok(pending)
}

/// Only owners and coordinators invite anybody at all.
///
/// # Errors
/// Refused for everybody else.
pub fn need_inviter(actor: &Actor) -> Result<(), Refusal> {
    if actor.is(Role::Owner) {
        return Ok(());
    }
    people::need(actor, Role::Coordinator)
}

/// Owners, and coordinators in their scope, bring in officers and chats.
///
/// # Errors
/// Refused for everybody else.
pub async fn may_invite_members(tx: &mut Tx, actor: &Actor, code: &Code) -> Result<(), Error> {
    need_inviter(actor)?;
    let scope: Scope = actor.scope(&[Role::Owner, Role::Coordinator]);
    if institution::is_within(tx, code, &scope).await? {
        Ok(())
    } else {
        Err(Refusal::OutsideScope.into())
    }
}

async fn resolve(tx: &mut Tx, target: &Target) -> Result<Area, Error> {
    match target {
        Target::Everywhere => Ok(Area::Everywhere),
        Target::Institution(typed) => Ok(Area::Subtree(find(tx, typed).await?.code)),
        Target::Region(typed) => institution::find_region(tx, typed)
            .await?
            .map(Area::Region)
            .ok_or_else(|| {
                Refusal::RegionUnknown {
                    typed: typed.clone(),
                }
                .into()
            }),
    }
}

async fn find(tx: &mut Tx, typed: &str) -> Result<Institution, Error> {
    let unknown = || Refusal::InstitutionUnknown {
        typed: typed.to_owned(),
    };
    let code = Code::parse(typed).ok_or_else(unknown)?;
    institution::find(tx, &code)
        .await?
        .ok_or_else(|| unknown().into())
}

/// 160 random bits in hex: within the 64 characters of a deep link, never to be guessed.
fn new_token() -> String {
    rand::random::<[u32; 5]>()
        .iter()
        .map(|word| format!("{word:08x}"))
        .collect()
}

/// The hash of the token at the end of a link.
pub(super) fn hash_in(url: &str) -> String {
    hash(url.rsplit('=').next().unwrap_or_default())
}

fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Bytes as lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
