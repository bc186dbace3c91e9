//! What is kept of a person, and forgetting it.

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::holders::Needle;
use crate::domain::id::PersonId;
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::store::erase::{self, Traces};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::holder::{self, Past};
use crate::store::person::{self, Person};
use crate::store::{Fault, Tx};

use super::{Error, people};

/// Everything that is kept of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Name, account, language.
    pub person: Person,
    /// Roles, also refused and ended ones.
    pub roles: Vec<Past>,
    /// What else.
    pub traces: Traces,
}

/// What is kept of the one who asks; nothing of somebody who is not known.
///
/// # Errors
/// A database fault.
pub async fn kept(tx: &mut Tx, actor: &Actor) -> Result<Option<Kept>, Fault> {
    let Some(person) = person::at(tx, &actor.address).await? else {
        return Ok(None);
    };
    Ok(Some(Kept {
        roles: holder::past(tx, &person.id).await?,
        traces: erase::traces(tx, &person.id, &actor.address).await?,
        person,
    }))
}

/// People whom an owner may mean by what was typed, at most so many.
///
/// # Errors
/// Refused for others than owners, and when nobody is meant.
pub async fn meant(tx: &mut Tx, actor: &Actor, typed: &str) -> Result<Vec<Person>, Error> {
    people::need(actor, Role::Owner)?;
    let unknown = || Refusal::NothingKeptOf {
        typed: typed.trim().to_owned(),
    };
    let needle = Needle::parse(typed).ok_or_else(unknown)?;
    let mut found = person::all(tx).await?;
    found.retain(|it| {
        let account = it.address.as_ref().map(Address::public_id);
        account.is_some() && needle.fits(&it.name, it.username.as_deref(), account)
    });
    if found.is_empty() {
        return Err(unknown().into());
    }
    Ok(found)
}

/// Whose data somebody may have erased, and which offices end with it: one's own, by an owner anybody's.
///
/// # Errors
/// Refused for others', for owners by the setting, for those who still hold a role that weighs more than
/// an officer's, and for accounts of which nothing is kept.
pub async fn consider(
    tx: &mut Tx,
    actor: &Actor,
    account: &Address,
) -> Result<(Person, Vec<(Grant, Code)>), Error> {
    if actor.address != *account {
        people::need(actor, Role::Owner)?;
    }
    let person = person::at(tx, account).await?.ok_or(Refusal::NothingKept)?;
    let mut offices = Vec::new();
    for held in grant::of_person(tx, &person.id).await? {
        match (held.role, &held.area) {
            (Role::Owner, _) => return Err(Refusal::OwnersBySetting.into()),
            (Role::Officer, Area::Subtree(code)) => {
                let code = code.clone();
                offices.push((held, code));
            }
            _ if held.state == "pending" => {}
            _ => return Err(Refusal::RolesFirst.into()),
        }
    }
    Ok((person, offices))
}

/// A person who was forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// As they were.
    pub person: Person,
    /// Institutions that have an officer less.
    pub institutions: Vec<Code>,
}

/// "Ya, hapus": name and account are gone for good; the record goes on to speak of a key.
///
/// # Errors
/// As [`consider`].
pub async fn erase(
    tx: &mut Tx,
    actor: &Actor,
    account: &Address,
    now: Timestamp,
) -> Result<Forgotten, Error> {
    let (person, offices) = consider(tx, actor, account).await?;
    let mut institutions = Vec::new();
    for (held, code) in offices {
        people::end_office(tx, &actor.person, &held, &code, now).await?;
        institutions.push(code);
    }
    drop_requests(tx, &actor.person, &person.id, now).await?;
    erase::forget(tx, &person.id, account).await?;
    Entry::by(&actor.person, "person.erased")
        .write(tx, now, serde_json::json!({ "person": person.id }))
        .await?;
    Ok(Forgotten {
        person,
        institutions,
    })
}

/// Roles that were asked for are asked for no more.
async fn drop_requests(
    tx: &mut Tx,
    by: &PersonId,
    person: &PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    for held in grant::of_person(tx, person).await? {
        if held.state == "pending" {
            grant::settle(tx, held.id, "refused", Some(by), now).await?;
        }
    }
    Ok(())
}
