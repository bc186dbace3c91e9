//! What was sought, for the buttons below its hits.

use super::{Fault, Tx, retention};
use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;
use crate::domain::registry::SearchNumber;

/// Writes down what somebody sought; its number, the same for the same words of theirs. None after four
/// thousand million searches.
///
/// # Errors
/// A database fault.
pub async fn remember(
    tx: &mut Tx,
    person: &PersonId,
    typed: &str,
    now: Timestamp,
) -> Result<Option<SearchNumber>, Fault> {
    let number: i64 = sqlx::query_scalar(
        "insert into search (id, typed, at, person_id) \
         values ((select coalesce(max(id), 0) + 1 from search), $1, $2, $3) \
         on conflict (person_id, typed) do update set at = excluded.at returning id",
    )
    .bind(typed)
    .bind(now.0)
    .bind(&person.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(SearchNumber::try_from(number).ok())
}

/// What somebody sought under a number, if it is still known; of what others sought nothing is.
///
/// # Errors
/// A database fault.
pub async fn find(
    tx: &mut Tx,
    person: &PersonId,
    number: SearchNumber,
) -> Result<Option<String>, Fault> {
    Ok(
        sqlx::query_scalar("select typed from search where id = $1 and person_id = $2")
            .bind(i64::from(number))
            .bind(&person.0)
            .fetch_optional(tx.conn())
            .await?,
    )
}

/// Forgets what was sought before a moment, at most so many; the newest stays, so that no number is given
/// twice.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    let sql = "delete from search where id in (select id from search where at < $1 \
               and id < (select max(id) from search) limit $2)";
    retention::forget(tx, sql, before, most).await
}
