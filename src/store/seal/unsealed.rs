//! Lines without a seal: where they can be, and which there are.

use std::collections::HashSet;

use super::{line, lines, read};
use crate::domain::clock::Timestamp;
use crate::domain::seal::Line;
use crate::store::{Fault, Tx};

/// The highest id that was sealed at a moment, of those up to `limit`; none before the first seal.
///
/// # Errors
/// A database fault.
pub async fn upto_at(tx: &mut Tx, at: Timestamp, limit: i64) -> Result<Option<i64>, Fault> {
    let upto = sqlx::query_scalar(
        "select upto from seal where sealed_at <= $1 and upto <= $2 order by number desc limit 1",
    )
    .bind(at.0)
    .bind(limit)
    .fetch_optional(tx.conn())
    .await?;
    Ok(upto)
}

/// The highest id that is sealed, of those up to `limit`; 0 before the first seal.
///
/// # Errors
/// A database fault.
pub async fn upto(tx: &mut Tx, limit: i64) -> Result<i64, Fault> {
    let upto: Option<i64> = sqlx::query_scalar("select max(upto) from seal where upto <= $1")
        .bind(limit)
        .fetch_one(tx.conn())
        .await?;
    Ok(upto.unwrap_or(0))
}

/// The highest id that any seal goes up to; 0 before the first.
///
/// # Errors
/// A database fault.
pub async fn highest(tx: &mut Tx) -> Result<i64, Fault> {
    let highest: Option<i64> = sqlx::query_scalar("select max(upto) from seal")
        .fetch_one(tx.conn())
        .await?;
    Ok(highest.unwrap_or(0))
}

/// Whether a seal before the one of this number ends at an id.
///
/// # Errors
/// A database fault.
pub async fn was_end(tx: &mut Tx, upto: i64, before: i64) -> Result<bool, Fault> {
    let count: i64 =
        sqlx::query_scalar("select count(*) from seal where upto = $1 and number < $2")
            .bind(upto)
            .bind(before)
            .fetch_one(tx.conn())
            .await?;
    Ok(count > 0)
}

/// Where lines without a seal can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The lowest id of one that was committed after a line with a higher id.
    pub late_from: i64,
    /// The highest id that is sealed.
    pub upto: i64,
    /// The highest id that a line can have by now.
    pub highest_possible: i64,
    /// Whether a line above that is sealed, as after a clock that ran ahead. Lines above `upto` may then be sealed
    /// already, and each is looked for among the seals.
    pub sealed_beyond: bool,
}

/// Up to `most` lines that are not sealed: those above what is, behind those that were committed after
/// one with a higher id.
///
/// # Errors
/// A database fault.
pub async fn unsealed(tx: &mut Tx, window: Window, most: usize) -> Result<Vec<Line>, Fault> {
    let mut found = Vec::new();
    let searched = if window.sealed_beyond {
        window.highest_possible
    } else {
        window.upto
    };
    let ids = late(tx, searched, window.late_from).await?;
    for id in ids.into_iter().take(most) {
        found.extend(line(tx, id).await?);
    }
    if !window.sealed_beyond {
        let rest = i64::try_from(most - found.len()).unwrap_or(i64::MAX);
        found.extend(lines(tx, window.upto, window.highest_possible, rest).await?);
    }
    Ok(found)
}

/// Ids from `late_from` up to `upto` that no seal has.
async fn late(tx: &mut Tx, upto: i64, late_from: i64) -> Result<Vec<i64>, Fault> {
    if late_from > upto {
        return Ok(Vec::new());
    }
    let mut ids: Vec<i64> =
        sqlx::query_scalar("select id from event where id >= $1 and id <= $2 order by id")
            .bind(late_from)
            .bind(upto)
            .fetch_all(tx.conn())
            .await?;
    if ids.is_empty() {
        return Ok(ids);
    }
    let digests: Vec<Vec<u8>> = sqlx::query_scalar("select digests from seal where upto >= $1")
        .bind(late_from)
        .fetch_all(tx.conn())
        .await?;
    let sealed: HashSet<i64> = digests
        .iter()
        .flat_map(|bytes| read(bytes).into_iter().flatten())
        .map(|(id, _)| id)
        .collect();
    ids.retain(|id| !sealed.contains(id));
    Ok(ids)
}

/// How many lines stand above an id and up to another, counted to `most`, and when the first of them was
/// written.
///
/// # Errors
/// A database fault.
pub async fn waiting(
    tx: &mut Tx,
    above: i64,
    upto: i64,
    most: i64,
) -> Result<(i64, Option<Timestamp>), Fault> {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from (select 1 from event where id > $1 and id <= $2 limit $3) waiting",
    )
    .bind(above)
    .bind(upto)
    .bind(most)
    .fetch_one(tx.conn())
    .await?;
    let oldest: Option<i64> =
        sqlx::query_scalar("select at from event where id > $1 and id <= $2 order by id limit 1")
            .bind(above)
            .bind(upto)
            .fetch_optional(tx.conn())
            .await?;
    Ok((count, oldest.map(Timestamp)))
}
