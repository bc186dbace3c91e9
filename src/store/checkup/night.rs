//! What was found before, and which nights are done with.

use sqlx::AssertSqlSafe;

use super::Source;
use crate::domain::checkup::Kind;
use crate::domain::clock::Timestamp;
use crate::domain::id::ChatId;
use crate::domain::institution::Code;
use crate::store::{Fault, Tx};

/// How far the nights are done with; days are counted in the office's own zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nights {
    /// The last night whose look at all chats has begun.
    pub looked_on: i64,
    /// The last morning whose reports are written.
    pub reported_on: i64,
    /// When they were.
    pub reported_at: Timestamp,
}

/// How far the nights are done with; none before the first.
///
/// # Errors
/// A database fault.
pub async fn nights(tx: &mut Tx) -> Result<Option<Nights>, Fault> {
    let row: Option<(i64, i64, i64)> =
        sqlx::query_as("select looked_on, reported_on, reported_at from checkup where id = 1")
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.map(|(looked_on, reported_on, reported_at)| Nights {
        looked_on,
        reported_on,
        reported_at: Timestamp(reported_at),
    }))
}

/// Begins to count nights.
///
/// # Errors
/// A database fault.
pub async fn begin_nights(tx: &mut Tx, nights: Nights) -> Result<(), Fault> {
    sqlx::query(
        "insert into checkup (id, looked_on, reported_on, reported_at) values (1, $1, $2, $3) \
         on conflict (id) do nothing",
    )
    .bind(nights.looked_on)
    .bind(nights.reported_on)
    .bind(nights.reported_at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes down how far they are.
///
/// # Errors
/// A database fault.
pub async fn set_nights(tx: &mut Tx, nights: Nights) -> Result<(), Fault> {
    sqlx::query(
        "update checkup set looked_on = $1, reported_on = $2, reported_at = $3 where id = 1",
    )
    .bind(nights.looked_on)
    .bind(nights.reported_on)
    .bind(nights.reported_at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Keeps what is wrong of a kind that one statement finds: what is new with this moment, what was known
/// with its own, what is no more not at all.
///
/// # Errors
/// A database fault.
pub async fn keep_query(tx: &mut Tx, kind: Kind, now: Timestamp) -> Result<(), Fault> {
    let Some(source) = Source::of(kind) else {
        return Ok(());
    };
    let Source {
        from,
        object,
        institution,
        ..
    } = &source;
    sqlx::query(AssertSqlSafe(format!(
        "delete from finding where kind = $2 and object not in (select {object} {from})"
    )))
    .bind(now.0)
    .bind(kind.as_str())
    .execute(tx.conn())
    .await?;
    sqlx::query(AssertSqlSafe(format!(
        "insert into finding (kind, object, institution, found_at) \
         select cast($2 as text), {object}, {institution}, cast($1 as bigint) {from} \
         on conflict (kind, object) do nothing"
    )))
    .bind(now.0)
    .bind(kind.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The same for a kind whose findings are listed already.
///
/// # Errors
/// A database fault.
pub async fn keep_listed(
    tx: &mut Tx,
    kind: Kind,
    objects: &[String],
    now: Timestamp,
) -> Result<(), Fault> {
    let known: Vec<String> = sqlx::query_scalar("select object from finding where kind = $1")
        .bind(kind.as_str())
        .fetch_all(tx.conn())
        .await?;
    for gone in known.iter().filter(|object| !objects.contains(object)) {
        sqlx::query("delete from finding where kind = $1 and object = $2")
            .bind(kind.as_str())
            .bind(gone)
            .execute(tx.conn())
            .await?;
    }
    for new in objects.iter().filter(|object| !known.contains(object)) {
        sqlx::query(
            "insert into finding (kind, object, found_at) values ($1, $2, $3) \
             on conflict (kind, object) do nothing",
        )
        .bind(kind.as_str())
        .bind(new)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// A chat that was lost can be reached: lost again, it is news again.
///
/// # Errors
/// A database fault.
pub async fn forget_loss(tx: &mut Tx, chat: ChatId) -> Result<(), Fault> {
    sqlx::query("delete from finding where kind in ($1, $2) and object = $3")
        .bind(Kind::Lost.as_str())
        .bind(Kind::Muted.as_str())
        .bind(chat.0.to_string())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What has been wrong since no longer than a moment: kind, institution (none: for owners only), how many.
///
/// # Errors
/// A database fault.
pub async fn new_findings(
    tx: &mut Tx,
    after: Timestamp,
) -> Result<Vec<(Kind, Option<Code>, i64)>, Fault> {
    let rows: Vec<(String, Option<String>, i64)> = sqlx::query_as(
        "select kind, institution, count(*) from finding where found_at > $1 \
         group by kind, institution",
    )
    .bind(after.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(word, code, count)| {
            let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == word);
            let kind = kind.ok_or_else(|| Fault::unreadable("finding", word))?;
            Ok((kind, code.map(Code::stored), count))
        })
        .collect()
}
