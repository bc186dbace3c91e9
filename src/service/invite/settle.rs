//! What owners say to a role that somebody asked for with a link.

use crate::domain::clock::Timestamp;
use crate::domain::id::GrantId;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::service::{Error, people};
use crate::store::Tx;
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};

/// "Sahkan" or "Tolak" under a redeemed role: by an owner, and where there is another one, by
/// neither the one who made the link nor the one who asks.
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
    if confirm {
        let mut others = people::owners(tx).await?;
        others.retain(|owner| owner.id != actor.person);
        if pending.person == actor.person && !others.is_empty() {
            return Err(Refusal::OwnRequest.into());
        }
        // Of two owners who invite one another each confirms the other.
        let third = others.iter().any(|owner| owner.id != pending.person);
        if pending.invited_by.as_ref() == Some(&actor.person) && third {
            return Err(Refusal::OwnInvitation.into());
        }
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
