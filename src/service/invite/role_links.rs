//! Links for roles that weigh more than an officer's, in the hands of owners.

use crate::domain::clock::Timestamp;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::service::{Error, people};
use crate::store::Tx;
use crate::store::event::Entry;
use crate::store::role_link::{self, RoleLink};

/// Those that somebody could still use, the oldest first.
///
/// # Errors
/// Refused for others than owners.
pub async fn open_role_links(
    tx: &mut Tx,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<RoleLink>, Error> {
    people::need(actor, Role::Owner)?;
    Ok(role_link::open(tx, now).await?)
}

/// "Cabut tautan": takes one back; what it was for.
///
/// # Errors
/// Refused for others than owners, and when nobody could use it any more.
pub async fn revoke_role_link(
    tx: &mut Tx,
    actor: &Actor,
    link: i64,
    now: Timestamp,
) -> Result<(Role, Area), Error> {
    people::need(actor, Role::Owner)?;
    let mut revoked = role_link::revoke(tx, Some(link), now).await?;
    let what = revoked.pop().ok_or(Refusal::LinkOver)?;
    Entry::by(&actor.person, "links.revoked")
        .write(tx, now, serde_json::json!({ "link": link }))
        .await?;
    Ok(what)
}

/// `/tautan cabut peran`: takes all of them back; how many.
///
/// # Errors
/// Refused for others than owners.
pub async fn revoke_role_links(tx: &mut Tx, actor: &Actor, now: Timestamp) -> Result<u64, Error> {
    people::need(actor, Role::Owner)?;
    let revoked = role_link::revoke(tx, None, now).await?;
    let count = u64::try_from(revoked.len()).unwrap_or(u64::MAX);
    if count > 0 {
        let detail = serde_json::json!({ "roles": true, "count": count });
        Entry::by(&actor.person, "links.revoked")
            .write(tx, now, detail)
            .await?;
    }
    Ok(count)
}
