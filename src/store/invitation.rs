//! Links that make somebody a member. Tokens are stored as their SHA-256 only.

use super::batch::{BATCH, placeholders};
use super::scope::{BindAll, Visible};
use super::selection::Chosen;
use super::{Fault, Tx, retention};
use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;
use crate::domain::institution::Code;
use crate::domain::invitation::Invitation;
use crate::domain::role::{Area, Scope};
use crate::domain::selection::Selection;

/// A link as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id, for the record.
    pub id: i64,
    /// That of the first link that was made together with it.
    pub batch: i64,
    /// SHA-256 of its token, in hex.
    pub token_hash: String,
    /// What it makes its redeemer.
    pub what: Invitation,
    /// How far the role reaches, or the institution of the chat.
    pub area: Area,
    /// Who made it.
    pub invited_by: Option<PersonId>,
    /// Since when it may be used.
    pub created_at: Timestamp,
    /// Until when it may be used.
    pub expires_at: Timestamp,
    /// How often it may still be used.
    pub uses_left: i64,
    /// Whether it was taken back.
    pub revoked: bool,
}

/// Writes new links down.
///
/// # Errors
/// A database fault.
pub async fn insert_all(tx: &mut Tx, links: &[Link], now: Timestamp) -> Result<(), Fault> {
    for batch in links.chunks(BATCH) {
        let sql = format!(
            "insert into invitation (token_hash, what, area_kind, area_value, invited_by, created_at, \
             expires_at, uses_left, id, batch) values {}",
            placeholders(batch.len(), 10)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for link in batch {
            let (kind, value) = link.area.to_stored();
            query = query
                .bind(&link.token_hash)
                .bind(link.what.as_str())
                .bind(kind)
                .bind(value)
                .bind(link.invited_by.as_ref().map(|person| person.0.clone()))
                .bind(now.0)
                .bind(link.expires_at.0)
                .bind(link.uses_left)
                .bind(link.id)
                .bind(link.batch);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

type Row = (
    String,
    String,
    String,
    Option<String>,
    i64,
    i64,
    i64,
    i64,
    Option<i64>,
    i64,
);

/// How many links for an institution's chats and officers may still be used.
///
/// # Errors
/// A database fault.
pub async fn open_for(tx: &mut Tx, institution: &Code, now: Timestamp) -> Result<i64, Fault> {
    let sql = format!("select count(*) from invitation where {OPEN} and area_value = $2");
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(now.0)
        .bind(institution.as_str())
        .fetch_one(tx.conn())
        .await?)
}

/// The link of a token.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, token_hash: &str) -> Result<Option<Link>, Fault> {
    let row: Option<Row> = sqlx::query_as(
        "select what, area_kind, area_value, invited_by, expires_at, uses_left, id, batch, revoked_at, \
         created_at from invitation where token_hash = $1",
    )
    .bind(token_hash)
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let (what, kind, value, invited_by, expires_at, uses_left, id, batch, revoked_at, created_at) =
        row;
    Ok(Some(Link {
        id,
        batch,
        token_hash: token_hash.to_owned(),
        what: Invitation::from_stored(&what)
            .ok_or_else(|| Fault::unreadable("invitation", what))?,
        area: Area::from_stored(&kind, value).ok_or_else(|| Fault::unreadable("area", kind))?,
        invited_by: invited_by.map(PersonId),
        created_at: Timestamp(created_at),
        expires_at: Timestamp(expires_at),
        uses_left,
        revoked: revoked_at.is_some(),
    }))
}

/// What links of institutions are that somebody could still use; what a button in a group made for one
/// person, at once, is none of them.
const OPEN: &str = "revoked_at is null and uses_left > 0 and expires_at > $1 \
     and invited_by is not null and area_kind = 'subtree' and what in ('chat', 'officer')";

/// How many links that are older than a batch are still open for the institutions of that batch.
///
/// # Errors
/// A database fault.
pub async fn older_open(tx: &mut Tx, batch: i64, now: Timestamp) -> Result<i64, Fault> {
    let sql = format!(
        "select count(*) from invitation where {OPEN} and batch < $2 \
         and area_value in (select area_value from invitation where batch = $2)"
    );
    Ok(sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(now.0)
        .bind(batch)
        .fetch_one(tx.conn())
        .await?)
}

/// Takes them back, as far as they lie in a scope; how many.
///
/// # Errors
/// A database fault.
pub async fn revoke_older(
    tx: &mut Tx,
    batch: i64,
    scope: &Scope,
    now: Timestamp,
) -> Result<u64, Fault> {
    let visible = Visible::of(scope, 3);
    let sql = visible.sql(&format!(
        "update invitation set revoked_at = $1 where {OPEN} and batch < $2 \
         and area_value in (select code from visible) \
         and area_value in (select area_value from invitation where batch = $2)"
    ));
    let revoked = sqlx::query(sql)
        .bind(now.0)
        .bind(batch)
        .bind_all(visible.values())
        .execute(tx.conn())
        .await?;
    Ok(revoked.rows_affected())
}

/// Takes back all open links of the institutions that are chosen; how many.
///
/// # Errors
/// A database fault.
pub async fn revoke(
    tx: &mut Tx,
    scope: &Scope,
    selection: &Selection,
    now: Timestamp,
) -> Result<u64, Fault> {
    let chosen = Chosen::of(scope, selection, 2);
    let sql = chosen.sql(&format!(
        "update invitation set revoked_at = $1 where {OPEN} \
         and area_value in (select code from chosen)"
    ));
    let revoked = sqlx::query(sql)
        .bind(now.0)
        .bind_all(chosen.values())
        .execute(tx.conn())
        .await?;
    Ok(revoked.rows_affected())
}

/// Takes one use of a link.
///
/// # Errors
/// A database fault.
pub(super) async fn take_use(tx: &mut Tx, token_hash: &str) -> Result<(), Fault> {
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
