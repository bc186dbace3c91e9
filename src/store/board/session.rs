//! Links into the board, and the sessions that they begin. Tokens are stored as their SHA-256 only.

use std::collections::HashMap;

use crate::domain::board::{Session, Way};
use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;
use crate::domain::role::{Area, Role};
use crate::store::{Fault, Tx, retention};

/// Writes a link down; what the person had open is void.
///
/// # Errors
/// A database fault.
pub async fn offer(
    tx: &mut Tx,
    person: &PersonId,
    token_hash: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query("delete from board_link where person_id = $1 and used_at is null")
        .bind(&person.0)
        .execute(tx.conn())
        .await?;
    sqlx::query(
        "insert into board_link (token_hash, person_id, created_at, expires_at) \
         values ($1, $2, $3, $4)",
    )
    .bind(token_hash)
    .bind(&person.0)
    .bind(now.0)
    .bind(expires_at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether a link is open.
///
/// # Errors
/// A database fault.
pub async fn is_open(tx: &mut Tx, token_hash: &str, now: Timestamp) -> Result<bool, Fault> {
    let open: i64 = sqlx::query_scalar(
        "select count(*) from board_link \
         where token_hash = $1 and used_at is null and expires_at > $2",
    )
    .bind(token_hash)
    .bind(now.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(open == 1)
}

/// Uses a link up; whose it was, unless it was used before, ran out, or never was one. Of two at once one
/// gets it.
///
/// # Errors
/// A database fault.
pub async fn redeem(
    tx: &mut Tx,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<PersonId>, Fault> {
    let person: Option<String> = sqlx::query_scalar(
        "update board_link set used_at = $2 \
         where token_hash = $1 and used_at is null and expires_at > $2 returning person_id",
    )
    .bind(token_hash)
    .bind(now.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(person.map(PersonId))
}

/// Writes down that a launch of the Mini App has let somebody in, until when it could do so again; false
/// where it had done so already.
///
/// # Errors
/// A database fault.
pub async fn use_up(
    tx: &mut Tx,
    person: &PersonId,
    digest: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool, Fault> {
    let written = sqlx::query(
        "insert into board_link (token_hash, person_id, created_at, expires_at, used_at) \
         values ($1, $2, $3, $4, $3) on conflict (token_hash) do nothing",
    )
    .bind(digest)
    .bind(&person.0)
    .bind(now.0)
    .bind(expires_at.0)
    .execute(tx.conn())
    .await?;
    Ok(written.rows_affected() == 1)
}

/// Begins a session.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    session: &Session,
    token_hash: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into board_session (id, token_hash, person_id, way, began_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(session.id)
    .bind(token_hash)
    .bind(&session.person.0)
    .bind(session.way.as_str())
    .bind(now.0)
    .bind(expires_at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The session of a token, while it lasts.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, token_hash: &str, now: Timestamp) -> Result<Option<Session>, Fault> {
    let row: Option<(i64, String, String)> = sqlx::query_as(
        "select id, person_id, way from board_session \
         where token_hash = $1 and ended_at is null and expires_at > $2",
    )
    .bind(token_hash)
    .bind(now.0)
    .fetch_optional(tx.conn())
    .await?;
    let Some((id, person, way)) = row else {
        return Ok(None);
    };
    let way = Way::from_stored(&way).ok_or_else(|| Fault::unreadable("way", way))?;
    Ok(Some(Session {
        id,
        person: PersonId(person),
        way,
    }))
}

/// Ends a session.
///
/// # Errors
/// A database fault.
pub async fn end(tx: &mut Tx, id: i64, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("update board_session set ended_at = $2 where id = $1 and ended_at is null")
        .bind(id)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Ends all sessions of a person, and takes back the link that is open; how many sessions those were.
///
/// # Errors
/// A database fault.
pub async fn end_all(tx: &mut Tx, person: &PersonId, now: Timestamp) -> Result<u64, Fault> {
    sqlx::query("delete from board_link where person_id = $1 and used_at is null")
        .bind(&person.0)
        .execute(tx.conn())
        .await?;
    let ended = sqlx::query(
        "update board_session set ended_at = $2 \
         where person_id = $1 and ended_at is null and expires_at > $2",
    )
    .bind(&person.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected())
}

/// The roles in effect behind each session that lasts: for all who look at once, in one statement.
///
/// # Errors
/// A database fault.
pub async fn standing(
    tx: &mut Tx,
    now: Timestamp,
) -> Result<HashMap<i64, Vec<(Role, Area)>>, Fault> {
    let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
        "select s.id, g.role, g.area_kind, g.area_value from board_session s \
         join role_grant g on g.person_id = s.person_id and g.state = 'active' \
         where s.ended_at is null and s.expires_at > $1 order by s.id, g.id",
    )
    .bind(now.0)
    .fetch_all(tx.conn())
    .await?;
    let mut standing: HashMap<i64, Vec<(Role, Area)>> = HashMap::new();
    for (session, role, kind, value) in rows {
        let role = Role::from_stored(&role).ok_or_else(|| Fault::unreadable("role", role))?;
        let area =
            Area::from_stored(&kind, value).ok_or_else(|| Fault::unreadable("area", kind))?;
        standing.entry(session).or_default().push((role, area));
    }
    Ok(standing)
}

/// Forgets links that ran out.
///
/// # Errors
/// A database fault.
pub async fn forget_links(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    let sql = "delete from board_link where token_hash in \
               (select token_hash from board_link where expires_at < $1 limit $2)";
    retention::forget(tx, sql, before, most).await
}

/// Forgets sessions that ran out.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    let sql = "delete from board_session where id in \
               (select id from board_session where expires_at < $1 limit $2)";
    retention::forget(tx, sql, before, most).await
}
