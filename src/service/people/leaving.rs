//! Officers whose role ends and chats that are let go, with what was still to go there.

use crate::domain::address::Address;
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId, GrantId, PersonId};
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::service::{Error, invite, progress};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::person::{self, Person};
use crate::store::{Fault, Tx, chat, delivery};

/// Ends an officer's role ("Cabut"), by an owner or a coordinator whose scope covers the institution.
///
/// # Errors
/// Refused without such a role, or when it has ended already.
pub async fn revoke_officer(
    tx: &mut Tx,
    actor: &Actor,
    grant_id: GrantId,
    now: Timestamp,
) -> Result<(Person, Code), Error> {
    let held = grant::find(tx, grant_id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    let Area::Subtree(institution) = &held.area else {
        return Err(Refusal::UnknownButton.into());
    };
    if held.role != Role::Officer {
        return Err(Refusal::UnknownButton.into());
    }
    invite::may_invite_members(tx, actor, institution).await?;
    if held.state != "active" {
        return Err(Refusal::GrantSettled.into());
    }
    let person = end_office(tx, &actor.person, &held, institution, now).await?;
    Ok((person, institution.clone()))
}

/// Ends an officer's role for an institution, with what waits for their private chat; whose it was.
///
/// # Errors
/// A database fault.
pub(in crate::service) async fn end_office(
    tx: &mut Tx,
    by: &PersonId,
    held: &Grant,
    institution: &Code,
    now: Timestamp,
) -> Result<Person, Fault> {
    grant::settle(tx, held.id, "revoked", Some(by), now).await?;
    let person = person::get(tx, &held.person).await?;
    if let Some(address) = &person.address {
        chat::remove(tx, address, institution, now).await?;
        take_back(tx, address, institution, REVOKED, now).await?;
    }
    let detail = serde_json::json!({ "person": held.person, "role": "officer" });
    Entry::by(by, "role.revoked")
        .at(institution)
        .write(tx, now, detail)
        .await?;
    Ok(person)
}

/// Why nothing more goes to the private chat of a former officer.
const REVOKED: &str = "officer's role was revoked";
/// Why a chat that is registered twice gets nothing twice.
const DOUBLE: &str = "the same chat is registered at its new address";
/// The same of a chat that was under way to be written to when it was taken out of the registry.
const REMOVED: &str = "chat was taken out of the registry";

/// Records that a delivery will not arrive, if its chat was taken out of the registry while it was under
/// way; whether it was.
///
/// # Errors
/// A database fault.
pub async fn leave_out_if_removed(
    tx: &mut Tx,
    id: AnnouncementId,
    chat: ChatId,
    now: Timestamp,
) -> Result<bool, Fault> {
    // One that became another registration's is not left out.
    if !chat::is_removed(tx, chat).await? || !delivery::exists(tx, id, chat).await? {
        return Ok(false);
    }
    let institution = delivery::failed(tx, id, chat, Cause::Revoked, REMOVED).await?;
    left_out(tx, id, chat, &institution, REMOVED, now).await?;
    Ok(true)
}

async fn left_out(
    tx: &mut Tx,
    id: AnnouncementId,
    chat: ChatId,
    institution: &Code,
    reason: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let detail = serde_json::json!({ "chat": chat, "reason": reason });
    Entry::of_itself("delivery.failed")
        .on(id)
        .at(institution)
        .write(tx, now, detail)
        .await?;
    progress::settled(tx, id, now).await
}

/// Nothing that is still to leave goes to somebody who is no officer any more, or to a chat of an
/// institution that is out of service.
///
/// # Errors
/// A database fault.
pub(in crate::service) async fn take_back(
    tx: &mut Tx,
    address: &Address,
    institution: &Code,
    reason: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    for (id, chat) in delivery::take_back(tx, address, institution, reason).await? {
        left_out(tx, id, chat, institution, reason, now).await?;
    }
    Ok(())
}

/// A chat that moved turned out to be one that is registered for the same institution: what was queued for
/// both goes there once.
///
/// # Errors
/// A database fault.
pub(in crate::service) async fn take_back_doubles(
    tx: &mut Tx,
    from: &Address,
    to: &Address,
    institution: &Code,
    now: Timestamp,
) -> Result<(), Fault> {
    for (id, chat) in delivery::take_back_removed(tx, to, institution, DOUBLE).await? {
        tracing::debug!(%from, %to, "two registrations were one chat");
        left_out(tx, id, chat, institution, DOUBLE, now).await?;
    }
    Ok(())
}
