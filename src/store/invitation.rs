//! Links that make somebody a member. Tokens are stored as their SHA-256 only.

use super::{Fault, Tx, retention};
use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;
use crate::domain::institution::Code;
use crate::domain::invitation::Invitation;
use crate::domain::role::Area;

/// A link as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// SHA-256 of its token, in hex.
    pub token_hash: String,
    /// What it makes its redeemer.
    pub what: Invitation,
    /// How far the role reaches, or the institution of the chat.
    pub area: Area,
    /// Who made it.
    pub invited_by: Option<PersonId>,
    /// Until when it may be used.
    pub expires_at: Timestamp,
    /// How often it may still be used.
    pub uses_left: i64,
}

/// Writes a link down.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, link: &Link, now: Timestamp) -> Result<(), Fault> {
    let (kind, value) = link.area.to_stored();
    sqlx::query(
        "insert into invitation (token_hash, what, area_kind, area_value, invited_by, created_at, \
         expires_at, uses_left) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&link.token_hash)
    .bind(link.what.as_str())
    .bind(kind)
    .bind(value)
    .bind(link.invited_by.as_ref().map(|person| person.0.clone()))
    .bind(now.0)
    .bind(link.expires_at.0)
    .bind(link.uses_left)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many links for an institution's chats and officers may still be used.
///
/// # Errors
/// A database fault.
pub async fn open_for(tx: &mut Tx, institution: &Code, now: Timestamp) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "select count(*) from invitation where area_kind = 'subtree' and area_value = $1 \
         and what in ('officer', 'chat') and uses_left > 0 and expires_at > $2",
    )
    .bind(institution.as_str())
    .bind(now.0)
    .fetch_one(tx.conn())
    .await?)
}

/// The link of a token.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, token_hash: &str) -> Result<Option<Link>, Fault> {
    let row: Option<(String, String, String, Option<String>, i64, i64)> = sqlx::query_as(
        "select what, area_kind, area_value, invited_by, expires_at, uses_left \
         from invitation where token_hash = $1",
    )
    .bind(token_hash)
    .fetch_optional(tx.conn())
    .await?;
    let Some((what, kind, value, invited_by, expires_at, uses_left)) = row else {
        return Ok(None);
    };
    Ok(Some(Link {
        token_hash: token_hash.to_owned(),
        what: Invitation::from_stored(&what)
            .ok_or_else(|| Fault::unreadable("invitation", what))?,
        area: Area::from_stored(&kind, value).ok_or_else(|| Fault::unreadable("area", kind))?,
        invited_by: invited_by.map(PersonId),
        expires_at: Timestamp(expires_at),
        uses_left,
    }))
}

/// Takes one use of a link.
///
/// # Errors
/// A database fault.
pub async fn take_use(tx: &mut Tx, token_hash: &str) -> Result<(), Fault> {
    sqlx::query("update invitation set uses_left = uses_left - 1 where token_hash = $1")
        .bind(token_hash)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets up to `most` links that ran out before a moment; how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from invitation where token_hash in \
         (select token_hash from invitation where expires_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
