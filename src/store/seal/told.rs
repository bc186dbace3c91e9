//! Which hashes owners were told.

use super::Head;
use crate::domain::clock::Timestamp;
use crate::domain::seal::Digest;
use crate::store::{Fault, Tx};

/// Whether owners were told a hash on a day, as chrono counts them.
///
/// # Errors
/// A database fault.
pub async fn was_told(tx: &mut Tx, day: i64) -> Result<bool, Fault> {
    let told: i64 = sqlx::query_scalar("select count(*) from seal_told where day = $1")
        .bind(day)
        .fetch_one(tx.conn())
        .await?;
    Ok(told > 0)
}

/// Notes that owners are told the hash of a seal on a day; false where they were told one.
///
/// # Errors
/// A database fault.
pub async fn note_told(tx: &mut Tx, day: i64, head: &Head, now: Timestamp) -> Result<bool, Fault> {
    let noted = sqlx::query(
        "insert into seal_told (day, seal, hash, told_at) values ($1, $2, $3, $4) \
         on conflict (day) do nothing",
    )
    .bind(day)
    .bind(head.number)
    .bind(head.hash.to_string())
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(noted.rows_affected() == 1)
}

/// What owners were told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Of which seal.
    pub seal: i64,
    /// When.
    pub at: Timestamp,
    /// The hash; none where there is none, or what stands there is none.
    pub hash: Option<Digest>,
}

/// All that owners were told, day by day.
///
/// # Errors
/// A database fault.
pub async fn all_told(tx: &mut Tx) -> Result<Vec<Told>, Fault> {
    let rows: Vec<(i64, i64, Option<String>)> =
        sqlx::query_as("select seal, told_at, hash from seal_told order by day")
            .fetch_all(tx.conn())
            .await?;
    let told = |(seal, at, hash): (i64, i64, Option<String>)| Told {
        seal,
        at: Timestamp(at),
        hash: hash.and_then(|hash| hash.parse().ok()),
    };
    Ok(rows.into_iter().map(told).collect())
}

/// The hash of a seal as it is stored; none where there is no such seal, or no hash.
///
/// # Errors
/// A database fault.
pub async fn hash_of(tx: &mut Tx, number: i64) -> Result<Option<Digest>, Fault> {
    let hash: Option<String> = sqlx::query_scalar("select hash from seal where number = $1")
        .bind(number)
        .fetch_optional(tx.conn())
        .await?;
    Ok(hash.and_then(|hash| hash.parse().ok()))
}
