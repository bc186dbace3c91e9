//! Who is at the door, and who holds which role.

mod leaving;

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::Visitor;
use crate::domain::id::{self, GrantId, PersonId};
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::person::{self, Person};
use crate::store::{Fault, Tx, institution};
use crate::view::Lang;

use super::Rules;

pub(super) use leaving::{end_office, take_back, take_back_doubles};
pub use leaving::{leave_out_if_removed, revoke_officer};

/// Notes who somebody is today, without asking what they may do.
///
/// # Errors
/// A database fault.
pub async fn visit(tx: &mut Tx, visitor: &Visitor) -> Result<PersonId, Fault> {
    person::upsert(tx, visitor, &random_key()).await
}

/// The person with the roles that are in effect for them at this moment. Somebody who is not known has
/// none and leaves no trace: who becomes a member is noted by [`visit`].
///
/// # Errors
/// A database fault.
pub async fn actor(tx: &mut Tx, visitor: &Visitor) -> Result<Actor, Fault> {
    let known = person::greet(tx, visitor).await?;
    let person = known.unwrap_or_else(|| PersonId(random_key()));
    with_grants(tx, person, visitor.address.clone(), visitor.name.clone()).await
}

/// Somebody who is known already, with the roles that are in effect for them at this moment.
///
/// # Errors
/// A database fault.
pub(super) async fn with_grants(
    tx: &mut Tx,
    person: PersonId,
    address: Address,
    name: String,
) -> Result<Actor, Fault> {
    let grants = grant::of_person(tx, &person).await?;
    Ok(Actor {
        person,
        address,
        name,
        grants: grants
            .into_iter()
            .filter(|grant| grant.state == "active")
            .map(|grant| (grant.role, grant.area))
            .collect(),
    })
}

/// The person of a private chat with the roles that are in effect for them at this moment; nobody where it is
/// not one of somebody we know.
///
/// # Errors
/// A database fault.
pub async fn actor_at(tx: &mut Tx, address: &Address) -> Result<Option<Actor>, Fault> {
    let Some(id) = person::known(tx, address).await? else {
        return Ok(None);
    };
    let name = person::get(tx, &id).await?.name;
    with_grants(tx, id, address.clone(), name).await.map(Some)
}

/// The roles that are in effect for a person.
///
/// # Errors
/// A database fault.
pub async fn roles(tx: &mut Tx, person: &PersonId) -> Result<Vec<Role>, Fault> {
    let grants = grant::of_person(tx, person).await?;
    let active = grants.into_iter().filter(|grant| grant.state == "active");
    Ok(active.map(|grant| grant.role).collect())
}

/// Whether any role is in effect for the person of a private chat.
///
/// # Errors
/// A database fault.
pub async fn has_role(tx: &mut Tx, address: &Address) -> Result<bool, Fault> {
    grant::any_active(tx, address).await
}

/// Refuses somebody who does not hold a role.
///
/// # Errors
/// [`Refusal::RoleNeeded`].
pub fn need(actor: &Actor, role: Role) -> Result<(), Refusal> {
    if actor.is(role) {
        Ok(())
    } else {
        Err(Refusal::RoleNeeded { role })
    }
}

/// Refuses somebody who looks after nobody but their own institution.
///
/// # Errors
/// [`Refusal::RoleNeeded`].
pub fn need_to_oversee(actor: &Actor) -> Result<(), Refusal> {
    match actor.oversees() {
        true => Ok(()),
        false => Err(Refusal::RoleNeeded {
            role: Role::Coordinator,
        }),
    }
}

/// Makes the owners those of the setting: new ones are appointed, others lose the role. An empty setting
/// changes nothing: an office that runs is not left without an owner by a line that got lost.
///
/// # Errors
/// A database fault.
pub async fn sync_owners(tx: &mut Tx, owners: &[Address], now: Timestamp) -> Result<(), Fault> {
    if owners.is_empty() {
        return Ok(());
    }
    let mut wanted = Vec::with_capacity(owners.len());
    for address in owners {
        let key = random_key();
        wanted.push(person::ensure(tx, address, address.public_id(), &key).await?);
    }
    let holders = grant::holders(tx, Role::Owner).await?;
    for held in &holders {
        if !wanted.contains(&held.person) {
            grant::settle(tx, held.id, "revoked", None, now).await?;
            let detail = serde_json::json!({ "person": held.person, "role": "owner" });
            Entry::of_itself("role.revoked")
                .write(tx, now, detail)
                .await?;
        }
    }
    for person in wanted {
        if holders.iter().any(|held| held.person == person) {
            continue;
        }
        let detail = serde_json::json!({ "person": person, "role": "owner" });
        let grant = Grant {
            id: GrantId(id::next(now)),
            person,
            role: Role::Owner,
            area: Area::Everywhere,
            state: "active".to_owned(),
            invited_by: None,
        };
        grant::insert(tx, &grant, now).await?;
        Entry::of_itself("role.granted")
            .write(tx, now, detail)
            .await?;
    }
    Ok(())
}

/// All owners.
///
/// # Errors
/// A database fault.
pub async fn owners(tx: &mut Tx) -> Result<Vec<Person>, Fault> {
    holders(tx, Role::Owner).await
}

/// Everybody who holds a role, each once.
///
/// # Errors
/// A database fault.
pub async fn holders(tx: &mut Tx, role: Role) -> Result<Vec<Person>, Fault> {
    let mut ids: Vec<PersonId> = grant::holders(tx, role)
        .await?
        .into_iter()
        .map(|grant| grant.person)
        .collect();
    ids.sort();
    ids.dedup();
    named(tx, ids).await
}

/// Whom it concerns besides the actor that sending stopped or goes on: owners, approvers and authors, each
/// once.
///
/// # Errors
/// A database fault.
pub async fn others_who_send(tx: &mut Tx, actor: &Actor) -> Result<Vec<Person>, Fault> {
    let mut others: Vec<Person> = Vec::new();
    for role in [Role::Owner, Role::Approver, Role::Author] {
        for person in holders(tx, role).await? {
            if person.id != actor.person && !others.iter().any(|known| known.id == person.id) {
                others.push(person);
            }
        }
    }
    Ok(others)
}

/// All owners and approvers but these, each once.
///
/// # Errors
/// A database fault.
pub async fn others_who_decide(tx: &mut Tx, but: &[&PersonId]) -> Result<Vec<Person>, Fault> {
    let approvers = holders(tx, Role::Approver).await?;
    let mut others = and_owners(tx, approvers).await?;
    others.retain(|person| !but.contains(&&person.id));
    Ok(others)
}

/// Everybody whose role covers an institution.
///
/// # Errors
/// A database fault.
pub async fn covering(tx: &mut Tx, role: Role, institution: &Code) -> Result<Vec<Person>, Fault> {
    let ids = grant::covering(tx, role, institution).await?;
    named(tx, ids).await
}

/// Who may approve what an author writes for an issuer, and can be asked.
///
/// # Errors
/// A database fault.
pub async fn who_may_approve(
    tx: &mut Tx,
    issuer: &Code,
    author: &PersonId,
) -> Result<Vec<Person>, Fault> {
    let mut approvers = covering(tx, Role::Approver, issuer).await?;
    approvers.retain(|approver| approver.id != *author && approver.address.is_some());
    Ok(approvers)
}

/// Who looks after an institution: the coordinators whose scope covers it, or where there is none, the
/// owners.
///
/// # Errors
/// A database fault.
pub async fn overseers(tx: &mut Tx, institution: &Code) -> Result<Vec<Person>, Fault> {
    let coordinators = covering(tx, Role::Coordinator, institution).await?;
    if coordinators.is_empty() {
        owners(tx).await
    } else {
        Ok(coordinators)
    }
}

/// Who looks after an institution from nearest by: the coordinators of the smallest scope that covers it,
/// or where there is none, the owners.
///
/// # Errors
/// A database fault.
pub async fn nearest_overseers(tx: &mut Tx, institution: &Code) -> Result<Vec<Person>, Fault> {
    let ids = grant::nearest(tx, Role::Coordinator, institution).await?;
    if ids.is_empty() {
        owners(tx).await
    } else {
        named(tx, ids).await
    }
}

/// An institution's name, also when it is out of service.
///
/// # Errors
/// A database fault.
pub async fn institution_name(tx: &mut Tx, code: &Code) -> Result<String, Fault> {
    let found = institution::known(tx, code).await?;
    Ok(found.map_or_else(|| code.to_string(), |(it, _)| it.name))
}

async fn named(tx: &mut Tx, ids: Vec<PersonId>) -> Result<Vec<Person>, Fault> {
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        people.push(person::get(tx, &id).await?);
    }
    Ok(people)
}

/// A person's name as it is now.
///
/// # Errors
/// A database fault.
pub async fn name(tx: &mut Tx, person: &PersonId) -> Result<String, Fault> {
    Ok(person::get(tx, person).await?.name)
}

/// How the bot speaks in a chat: to a person as their app does, to everybody else officially.
///
/// # Errors
/// A database fault.
pub async fn lang(tx: &mut Tx, rules: &Rules, address: &Address) -> Result<Lang, Fault> {
    let tag = person::language(tx, address).await?;
    Ok(rules.lang(tag.as_deref()))
}

/// These people and all owners, each once.
///
/// # Errors
/// A database fault.
pub async fn and_owners(tx: &mut Tx, mut people: Vec<Person>) -> Result<Vec<Person>, Fault> {
    for owner in owners(tx).await? {
        if people.iter().all(|known| known.id != owner.id) {
            people.push(owner);
        }
    }
    Ok(people)
}

/// A key under which the record knows somebody: 96 random bits.
#[must_use]
pub fn random_key() -> String {
    let [a, b, c] = rand::random::<[u32; 3]>();
    format!("{a:08x}{b:08x}{c:08x}")
}
