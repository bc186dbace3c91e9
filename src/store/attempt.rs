//! A row for every try.

use super::outbox::{Claimed, Work};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id;
use crate::domain::outgoing::Outcome;

/// Writes down what became of a try.
///
/// # Errors
/// A database fault.
pub async fn insert(
    tx: &mut Tx,
    row: &Claimed,
    started_at: Timestamp,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<(), Fault> {
    let (announcement, chat, part) = match row.work {
        Work::Delivery {
            announcement,
            chat,
            part,
        } => (Some(announcement.0), Some(chat.0), part),
        Work::Button { announcement, chat } => (Some(announcement.0), Some(chat.0), 0),
        Work::Progress { announcement } => (Some(announcement.0), None, 0),
        Work::Call(_) => (None, None, 0),
    };
    let epoch = tx.epoch();
    sqlx::query(
        "insert into attempt (id, outbox_id, announcement_id, chat_id, address, part, epoch, \
         started_at, ended_at, outcome, reason, passing) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(id::next(now))
    .bind(row.id)
    .bind(announcement)
    .bind(chat)
    .bind(
        row.address
            .as_ref()
            .map(|address| address.as_str().to_owned()),
    )
    .bind(part)
    .bind(epoch)
    .bind(started_at.0)
    .bind(now.0)
    .bind(outcome.label())
    .bind(outcome.reason().map(ToOwned::to_owned))
    .bind(i64::from(!matches!(row.work, Work::Delivery { .. })))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What was sent, or may have been, since a moment: for the pacer of a new process.
///
/// # Errors
/// A database fault.
pub async fn since(tx: &mut Tx, from: Timestamp) -> Result<Vec<(Timestamp, Address)>, Fault> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select started_at, address from attempt where started_at >= $1 and address is not null \
         order by started_at",
    )
    .bind(from.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(at, address)| (Timestamp(at), Address::stored(address)))
        .collect())
}

/// Forgets up to `most` tries that are no part of the record and began before a moment; how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    let forgotten = sqlx::query(
        "delete from attempt where id in (select id from attempt where passing = 1 \
         and started_at < $1 order by started_at limit $2)",
    )
    .bind(before.0)
    .bind(most)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(forgotten)
}
