//! An officer's role goes over to a successor by a link of its own: "/serahkan", or "Ganti" on the
//! officer's page. The successor becomes an officer and the predecessor's role ends together.

use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, Visitor};
use crate::domain::id::GrantId;
use crate::domain::institution::Code;
use crate::domain::invitation::Invitation;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::person::Person;
use crate::store::{Fault, Tx, chat, person, succession};

use super::invite::{self, Made};
use super::{Error, Rules, people};

/// An officer's role with its institution.
fn institution_of(held: &Grant) -> Option<&Code> {
    match (&held.area, held.role) {
        (Area::Subtree(code), Role::Officer) => Some(code),
        _ => None,
    }
}

/// A link by which an officer hands over their own role; `typed` is the institution's code, which may be
/// left out where there is one only.
///
/// # Errors
/// Refused for others than officers, and where it is not clear which institution is meant.
pub async fn offer(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    typed: &str,
    now: Timestamp,
) -> Result<(Made, Code), Error> {
    people::need(actor, Role::Officer)?;
    let mut held = grant::of_person(tx, &actor.person).await?;
    held.retain(|held| held.state == "active" && institution_of(held).is_some());
    let typed = typed.trim();
    if !typed.is_empty() {
        let code = Code::parse(typed);
        held.retain(|held| institution_of(held) == code.as_ref());
    }
    match held.as_slice() {
        [one] => make(tx, rules, actor, one, now).await,
        _ => Err(Refusal::HandOverUsage.into()),
    }
}

/// The same by an owner or a coordinator in whose scope the institution is ("Ganti").
///
/// # Errors
/// Refused for others, and when the role has ended.
pub async fn replace(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: GrantId,
    now: Timestamp,
) -> Result<(Made, Code), Error> {
    let held = of_officer(tx, actor, id).await?;
    make(tx, rules, actor, &held, now).await
}

/// An officer's role in effect, of an institution that the actor looks after.
async fn of_officer(tx: &mut Tx, actor: &Actor, id: GrantId) -> Result<Grant, Error> {
    let held = grant::find(tx, id).await?.ok_or(Refusal::UnknownButton)?;
    let code = institution_of(&held).ok_or(Refusal::UnknownButton)?;
    invite::may_invite_members(tx, actor, code).await?;
    if held.state != "active" {
        return Err(Refusal::GrantSettled.into());
    }
    Ok(held)
}

async fn make(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    held: &Grant,
    now: Timestamp,
) -> Result<(Made, Code), Error> {
    let code = institution_of(held).ok_or(Refusal::UnknownButton)?.clone();
    let once = Rules {
        officer_link_uses: 1,
        officer_link_expires: rules.role_link_expires,
        ..rules.clone()
    };
    let what = Invitation::Person(Role::Officer);
    let made = invite::make(tx, &once, Some(&actor.person), what, held.area.clone(), now).await?;
    succession::insert(tx, &invite::hash_in(&made.url), held.id, now).await?;
    Ok((made, code))
}

/// Whose role a link hands over, if it is such a link.
///
/// # Errors
/// Refused when that role has ended: who is no officer any more hands nothing over.
pub(super) async fn predecessor(tx: &mut Tx, token_hash: &str) -> Result<Option<Grant>, Error> {
    let Some(id) = succession::of_link(tx, token_hash).await? else {
        return Ok(None);
    };
    let held = grant::find(tx, id).await?;
    match held.filter(|held| held.state == "active") {
        Some(held) => Ok(Some(held)),
        None => Err(Refusal::TokenUsed.into()),
    }
}

/// The successor is an officer now: the predecessor is no more.
///
/// # Errors
/// A database fault.
pub(super) async fn complete(
    tx: &mut Tx,
    held: &Grant,
    successor: &Actor,
    now: Timestamp,
) -> Result<Option<Person>, Fault> {
    let Some(code) = institution_of(held) else {
        return Ok(None);
    };
    let detail = serde_json::json!({ "from": held.person, "role": "officer" });
    Entry::by(&successor.person, "role.handed_over")
        .at(code)
        .write(tx, now, detail)
        .await?;
    let former = people::end_office(tx, &successor.person, held, code, now).await?;
    Ok(Some(former))
}

/// An officer who left a chat of their institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departed {
    /// Their role.
    pub grant: GrantId,
    /// Their name.
    pub name: String,
    /// The institution's name.
    pub institution: String,
    /// The chat's title.
    pub title: String,
    /// Who is asked whether they still are one.
    pub overseers: Vec<Person>,
}

/// Somebody left a chat: of which institutions that have it they are an officer.
///
/// # Errors
/// A database fault.
pub async fn departed(tx: &mut Tx, place: &Place, who: &Visitor) -> Result<Vec<Departed>, Fault> {
    let Some(person) = person::at(tx, &who.address).await? else {
        return Ok(Vec::new());
    };
    let held = grant::of_person(tx, &person.id).await?;
    let mut departed: Vec<Departed> = Vec::new();
    for address in chat::registered_in(tx, &place.address).await? {
        for registered in chat::at(tx, &address).await? {
            let code = &registered.institution;
            let of_this =
                |held: &&Grant| held.state == "active" && institution_of(held) == Some(code);
            let Some(held) = held.iter().find(of_this) else {
                continue;
            };
            if departed.iter().any(|known| known.grant == held.id) {
                continue;
            }
            departed.push(Departed {
                grant: held.id,
                name: who.name.clone(),
                institution: people::institution_name(tx, code).await?,
                title: registered.title,
                overseers: people::overseers(tx, code).await?,
            });
        }
    }
    Ok(departed)
}

/// "Tetap": an officer who left a chat still is one; their name and their institution's.
///
/// # Errors
/// Refused for others than owners and coordinators of the institution, and when the role has ended.
pub async fn keep(
    tx: &mut Tx,
    actor: &Actor,
    id: GrantId,
    now: Timestamp,
) -> Result<(String, String), Error> {
    let held = of_officer(tx, actor, id).await?;
    let code = institution_of(&held).ok_or(Refusal::UnknownButton)?;
    let detail = serde_json::json!({ "person": held.person, "role": "officer" });
    Entry::by(&actor.person, "role.kept")
        .at(code)
        .write(tx, now, detail)
        .await?;
    let name = people::name(tx, &held.person).await?;
    Ok((name, people::institution_name(tx, code).await?))
}
