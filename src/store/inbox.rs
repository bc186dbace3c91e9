//! The inbox table: whatever arrived, until it is handled.

use super::batch::{BATCH, pieces, placeholders, values};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;

/// An update that waits to be handled.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Which bot it is for.
    pub bot_id: i64,
    /// The platform's number.
    pub update_id: i64,
    /// When it was stored.
    pub received_at: Timestamp,
    /// The platform's JSON.
    pub raw: String,
    /// How often handling it failed.
    pub faults: i64,
    /// How often handling it was begun by itself and did not end.
    pub begun: i64,
}

/// Stores updates, each by the platform's number and its JSON, unless they are known already; how many
/// were new.
///
/// # Errors
/// A database fault.
pub async fn insert(
    tx: &mut Tx,
    bot_id: i64,
    updates: &[(i64, &str)],
    now: Timestamp,
) -> Result<u64, Fault> {
    let mut new = 0;
    for batch in updates.chunks(BATCH) {
        let sql = format!(
            "insert into inbox (bot_id, update_id, received_at, raw, state, faults) values {} \
             on conflict do nothing",
            placeholders(batch.len(), 6)
        );
        // Of as many forms as there are lengths: not worth remembering in the connection.
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).persistent(false);
        for (update_id, raw) in batch {
            query = query
                .bind(bot_id)
                .bind(update_id)
                .bind(now.0)
                .bind(*raw)
                .bind("waiting")
                .bind(0_i64);
        }
        new += query.execute(tx.conn()).await?.rows_affected();
        tx.wake_inbox();
    }
    Ok(new)
}

/// Stores what can never be handled, for an operator to read, unless it is known already; whether it was
/// new.
///
/// # Errors
/// A database fault.
pub async fn insert_dead(
    tx: &mut Tx,
    bot_id: i64,
    (update_id, raw): (i64, &str),
    error: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let inserted = sqlx::query(
        "insert into inbox (bot_id, update_id, received_at, raw, state, faults, error, handled_at) \
         values ($1, $2, $3, $4, 'dead', 1, $5, $3) on conflict do nothing",
    )
    .bind(bot_id)
    .bind(update_id)
    .bind(now.0)
    .bind(raw)
    .bind(error)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(inserted == 1)
}

/// The oldest updates that wait, in the order they came.
///
/// # Errors
/// A database fault.
pub async fn waiting(tx: &mut Tx, limit: i64) -> Result<Vec<Waiting>, Fault> {
    let rows: Vec<(i64, i64, i64, String, i64, i64)> = sqlx::query_as(
        "select bot_id, update_id, received_at, raw, faults, begun from inbox \
         where state = 'waiting' order by received_at, update_id limit $1",
    )
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(
            |(bot_id, update_id, received_at, raw, faults, begun)| Waiting {
                bot_id,
                update_id,
                received_at: Timestamp(received_at),
                raw,
                faults,
                begun,
            },
        )
        .collect())
}

/// Notes that handling an update is begun, in a transaction before the one that handles it: if that never
/// ends, this is known.
///
/// # Errors
/// A database fault.
pub async fn begin(tx: &mut Tx, update: &Waiting) -> Result<(), Fault> {
    sqlx::query("update inbox set begun = begun + 1 where bot_id = $1 and update_id = $2")
        .bind(update.bot_id)
        .bind(update.update_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Lets everything that waits go first. This counts as begun once more.
///
/// # Errors
/// A database fault.
pub async fn put_behind(tx: &mut Tx, update: &Waiting) -> Result<(), Fault> {
    sqlx::query(
        "update inbox set begun = begun + 1, \
         received_at = 1 + (select max(received_at) from inbox where state = 'waiting') \
         where bot_id = $1 and update_id = $2",
    )
    .bind(update.bot_id)
    .bind(update.update_id)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Handled, each with what is kept of it: they will not be handled again.
///
/// # Errors
/// A database fault.
pub async fn done(
    tx: &mut Tx,
    updates: &[(&Waiting, String)],
    now: Timestamp,
) -> Result<(), Fault> {
    let same_bot = updates.chunk_by(|one, next| one.0.bot_id == next.0.bot_id);
    for batch in same_bot.flat_map(pieces) {
        let sql = format!(
            "with v (update_id, raw) as (values {}) \
             update inbox set state = 'done', error = null, handled_at = $1, raw = v.raw from v \
             where inbox.bot_id = $2 and inbox.update_id = v.update_id",
            values(batch.len(), 3, &["bigint", "text"])
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(now.0)
            .bind(batch[0].0.bot_id);
        for (update, remains) in batch {
            query = query.bind(update.update_id).bind(remains);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Given up: kept with its error for an operator to read.
///
/// # Errors
/// A database fault.
pub async fn dead(tx: &mut Tx, update: &Waiting, error: &str, now: Timestamp) -> Result<(), Fault> {
    settle(tx, update, "dead", Some(error), update.faults + 1, now).await
}

/// Failed, to be tried again.
///
/// # Errors
/// A database fault.
pub async fn failed(
    tx: &mut Tx,
    update: &Waiting,
    error: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    settle(tx, update, "waiting", Some(error), update.faults + 1, now).await
}

async fn settle(
    tx: &mut Tx,
    update: &Waiting,
    state: &str,
    error: Option<&str>,
    faults: i64,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update inbox set state = $3, error = $4, faults = $5, handled_at = $6, begun = 0 \
         where bot_id = $1 and update_id = $2",
    )
    .bind(update.bot_id)
    .bind(update.update_id)
    .bind(state)
    .bind(error)
    .bind(faults)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Updates that are not done with, and when the one came that waits longest.
///
/// # Errors
/// A database fault.
pub async fn backlog(tx: &mut Tx) -> Result<(i64, Option<Timestamp>), Fault> {
    let (count, oldest): (i64, Option<i64>) =
        sqlx::query_as("select count(*), min(received_at) from inbox where state = 'waiting'")
            .fetch_one(tx.conn())
            .await?;
    Ok((count, oldest.map(Timestamp)))
}

/// How an update ended that is kept for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Handled.
    Done,
    /// Given up.
    Dead,
}

/// Forgets up to `most` updates that ended like this before a moment; how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, over: Over, before: Timestamp, most: i64) -> Result<u64, Fault> {
    let state = match over {
        Over::Done => "done",
        Over::Dead => "dead",
    };
    let forgotten = sqlx::query(
        // What was handled before a moment had arrived before it, and arrivals are in an index.
        "delete from inbox where (bot_id, update_id) in (select bot_id, update_id from inbox \
         where state = $1 and received_at < $2 and handled_at < $2 order by received_at limit $3)",
    )
    .bind(state)
    .bind(before.0)
    .bind(most)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(forgotten)
}

/// An update that was given up, for an operator to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// The platform's number.
    pub update_id: i64,
    /// When it was stored.
    pub received_at: Timestamp,
    /// When it was given up.
    pub given_up_at: Timestamp,
    /// The platform's JSON.
    pub raw: String,
    /// What went wrong last.
    pub error: String,
    /// How often handling it failed.
    pub faults: i64,
}

type DeadRow = (i64, i64, Option<i64>, String, Option<String>, i64);

/// Updates that were given up, oldest first: all, or the one with this number.
///
/// # Errors
/// A database fault.
pub async fn dead_ones(tx: &mut Tx, update_id: Option<i64>) -> Result<Vec<Dead>, Fault> {
    let rows: Vec<DeadRow> = sqlx::query_as(
        "select update_id, received_at, handled_at, raw, error, faults from inbox \
         where state = 'dead' and ($2 = 1 or update_id = $1) order by received_at, update_id",
    )
    .bind(update_id.unwrap_or_default())
    .bind(i64::from(update_id.is_none()))
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(
            |(update_id, received_at, handled_at, raw, error, faults)| Dead {
                update_id,
                received_at: Timestamp(received_at),
                given_up_at: Timestamp(handled_at.unwrap_or(received_at)),
                raw,
                error: error.unwrap_or_default(),
                faults,
            },
        )
        .collect())
}

/// Lets updates that were given up wait to be handled once more: all, or the one with this number; how
/// many.
///
/// # Errors
/// A database fault.
pub async fn retry(tx: &mut Tx, update_id: Option<i64>) -> Result<u64, Fault> {
    let retried = sqlx::query(
        "update inbox set state = 'waiting', faults = 0, begun = 0 \
         where state = 'dead' and ($2 = 1 or update_id = $1)",
    )
    .bind(update_id.unwrap_or_default())
    .bind(i64::from(update_id.is_none()))
    .execute(tx.conn())
    .await?
    .rows_affected();
    tx.wake_inbox();
    Ok(retried)
}
