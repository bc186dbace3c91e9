//! Institutions that leave the forum, and come back.

use crate::domain::clock::Timestamp;
use crate::domain::institution::{Code, Institution};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::store::event::Entry;
use crate::store::institution::{self, Holdings};
use crate::store::{Tx, chat};

use super::{Error, people};

/// What the record says of a delivery to a chat whose institution has left.
const INACTIVE: &str = "the institution is out of service";

/// What taking an institution out of service would mean.
///
/// # Errors
/// Refused for others than owners, for unknown codes, and when it is out of service already.
pub async fn consider(
    tx: &mut Tx,
    actor: &Actor,
    typed: &str,
) -> Result<(Institution, Holdings), Error> {
    let (institution, active) = find(tx, actor, typed).await?;
    if !active {
        return Err(Refusal::InstitutionInactive {
            code: institution.code.to_string(),
        }
        .into());
    }
    let holdings = institution::holdings(tx, &institution.code).await?;
    Ok((institution, holdings))
}

/// "Ya, nonaktifkan": it is in no audience any more, and what is still to leave for its chats does not.
/// Its chats, officers and history stay as they are; what lies below it stays in service.
///
/// # Errors
/// As [`consider`].
pub async fn deactivate(
    tx: &mut Tx,
    actor: &Actor,
    code: &Code,
    now: Timestamp,
) -> Result<Institution, Error> {
    let (institution, _) = consider(tx, actor, code.as_str()).await?;
    institution::set_active(tx, code, false, now).await?;
    for address in chat::of_institution(tx, code).await? {
        people::take_back(tx, &address, code, INACTIVE, now).await?;
    }
    Entry::by(&actor.person, "institution.deactivated")
        .at(code)
        .write(tx, now, serde_json::json!({}))
        .await?;
    Ok(institution)
}

/// `/aktifkan`: from the next announcement on it is addressed again.
///
/// # Errors
/// Refused for others than owners, for unknown codes, and when it is in service.
pub async fn activate(
    tx: &mut Tx,
    actor: &Actor,
    typed: &str,
    now: Timestamp,
) -> Result<Institution, Error> {
    let (institution, active) = find(tx, actor, typed).await?;
    let code = &institution.code;
    if active {
        return Err(Refusal::InstitutionActive {
            code: code.to_string(),
        }
        .into());
    }
    institution::set_active(tx, code, true, now).await?;
    Entry::by(&actor.person, "institution.activated")
        .at(code)
        .write(tx, now, serde_json::json!({}))
        .await?;
    Ok(institution)
}

/// The registry is the owners'.
async fn find(tx: &mut Tx, actor: &Actor, typed: &str) -> Result<(Institution, bool), Error> {
    people::need(actor, Role::Owner)?;
    let unknown = || Refusal::InstitutionUnknown {
        typed: typed.trim().to_owned(),
    };
    let code = Code::parse(typed).ok_or_else(unknown)?;
    Ok(institution::known(tx, &code).await?.ok_or_else(unknown)?)
}
