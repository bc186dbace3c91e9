//! Links: made by owners and coordinators, redeemed once, in effect after "Sahkan" where the role
//! weighs more than an officer's.
//!
//! `make` makes one, `bundle` those of many institutions at once, and takes them back; `redeem` is what
//! happens when one is opened, `settle` what owners say to a role that was asked for, `role_links` those
//! for such roles that are still open. Only the hashes of
//! tokens are stored, so a link is seen once, when it is made.

mod bundle;
mod make;
mod redeem;
mod role_links;
mod settle;

pub use bundle::{Bundle, Extent, bundle, revoke, revoke_earlier};
pub(super) use make::make;
pub(in crate::service) use make::new_token;
pub use make::{Made, Target, create, create_for_group_member};
pub(super) use redeem::usable;
pub use redeem::{Joined, Redeemed, look_at, redeem, redeem_chat, registered_at};
pub use role_links::{open_role_links, revoke_role_link, revoke_role_links};
pub use settle::settle;

use sha2::{Digest, Sha256};

use crate::domain::hex::hex;
use crate::domain::institution::{Code, Institution};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role, Scope};
use crate::store::{Tx, institution};

use super::{Error, people};

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
    if institution::is_within(tx, code, &inviting_scope(actor)).await? {
        Ok(())
    } else {
        Err(Refusal::OutsideScope.into())
    }
}

/// Where somebody may bring in officers and chats.
pub(super) fn inviting_scope(actor: &Actor) -> Scope {
    actor.scope(&[Role::Owner, Role::Coordinator])
}

/// An institution in service, by its code as somebody typed it.
///
/// # Errors
/// Refused for an unknown code, and for one out of service.
pub(super) async fn find(tx: &mut Tx, typed: &str) -> Result<Institution, Error> {
    let unknown = || Refusal::InstitutionUnknown {
        typed: typed.to_owned(),
    };
    let code = Code::parse(typed).ok_or_else(unknown)?;
    match institution::known(tx, &code).await? {
        Some((institution, true)) => Ok(institution),
        Some((institution, false)) => Err(Refusal::InstitutionInactive {
            code: institution.code.to_string(),
        }
        .into()),
        None => Err(unknown().into()),
    }
}

/// The same within a scope. What lies outside is as unknown as what does not exist: who may not see it
/// does not learn of it either.
///
/// # Errors
/// As [`find`].
pub(super) async fn find_within(
    tx: &mut Tx,
    typed: &str,
    scope: &Scope,
) -> Result<Institution, Error> {
    if let Some(code) = Code::parse(typed)
        && institution::is_within(tx, &code, scope).await?
    {
        return find(tx, typed).await;
    }
    Err(Refusal::InstitutionUnknown {
        typed: typed.to_owned(),
    }
    .into())
}

/// The hash of the token at the end of a link.
pub(super) fn hash_in(url: &str) -> String {
    hash(url.rsplit('=').next().unwrap_or_default())
}

/// The hash of a token, by which it is known here.
pub(in crate::service) fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}
