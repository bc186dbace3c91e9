//! The pace in force while it is below the limit, kept over a restart.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::pacer::Reduced;

/// Notes the pace in force; `None`: the limit.
///
/// # Errors
/// A database fault.
pub async fn set(tx: &mut Tx, reduced: Option<Reduced>) -> Result<(), Fault> {
    let Some(reduced) = reduced else {
        sqlx::query("delete from pace where id = 1")
            .execute(tx.conn())
            .await?;
        return Ok(());
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a pace is far below 2^63 in a thousand seconds"
    )]
    let per_thousand_seconds = (reduced.per_second * 1000.0).round() as i64;
    sqlx::query(
        "insert into pace (id, per_thousand_seconds, since_ms) values (1, $1, $2) \
         on conflict (id) do update set per_thousand_seconds = excluded.per_thousand_seconds, \
         since_ms = excluded.since_ms",
    )
    .bind(per_thousand_seconds)
    .bind(reduced.since.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The pace in force, if it is below the limit.
///
/// # Errors
/// A database fault.
pub async fn current(tx: &mut Tx) -> Result<Option<Reduced>, Fault> {
    let row: Option<(i64, i64)> =
        sqlx::query_as("select per_thousand_seconds, since_ms from pace where id = 1")
            .fetch_optional(tx.conn())
            .await?;
    #[expect(clippy::cast_precision_loss, reason = "a pace is far below 2^53")]
    let reduced = row.map(|(per_thousand_seconds, since)| Reduced {
        per_second: per_thousand_seconds as f64 / 1000.0,
        since: Timestamp(since),
    });
    Ok(reduced)
}
