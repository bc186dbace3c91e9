//! The brake: any owner or approver stops all announcements at once, an owner lets them go on.

use crate::domain::clock::Timestamp;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::store::event::Entry;
use crate::store::person::Person;
use crate::store::{Tx, hold};

use super::{Error, people, schedule};

/// `/bekukan`; those who are to be told.
///
/// # Errors
/// Refused for others than owners and approvers, and when it is frozen already.
pub async fn freeze(tx: &mut Tx, actor: &Actor, now: Timestamp) -> Result<Vec<Person>, Error> {
    if !actor.is(Role::Owner) {
        people::need(actor, Role::Approver)?;
    }
    set(tx, actor, true, now).await
}

/// `/cairkan`; those who are to be told.
///
/// # Errors
/// Refused for others than owners, and when it is not frozen.
pub async fn thaw(tx: &mut Tx, actor: &Actor, now: Timestamp) -> Result<Vec<Person>, Error> {
    people::need(actor, Role::Owner)?;
    let told = set(tx, actor, false, now).await?;
    schedule::look_again(tx, now).await?;
    Ok(told)
}

async fn set(
    tx: &mut Tx,
    actor: &Actor,
    frozen: bool,
    now: Timestamp,
) -> Result<Vec<Person>, Error> {
    if !hold::set(tx, frozen, &actor.person, now).await? {
        let refusal = if frozen {
            Refusal::AlreadyFrozen
        } else {
            Refusal::NotFrozen
        };
        return Err(refusal.into());
    }
    let kind = if frozen {
        "sending.frozen"
    } else {
        "sending.thawed"
    };
    Entry::by(&actor.person, kind)
        .write(tx, now, serde_json::json!({}))
        .await?;
    Ok(people::others_who_send(tx, actor).await?)
}
