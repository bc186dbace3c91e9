//! Taking what may go next.

use std::time::Duration;

use super::Claimed;
use super::row::{COLUMNS, Row};
use crate::domain::clock::Timestamp;
use crate::domain::outgoing::Lane;
use crate::store::{Fault, Tx};

/// In a lane of replies a chat is spoken to in order: a row waits while an earlier one to the same chat
/// is under way, is due too, or is to be tried again.
const IN_ORDER: &str = "and not exists (select 1 from outbox e where e.address = r.address \
     and e.lane = r.lane and e.id < r.id \
     and (e.state = 'claimed' or e.due_at <= $2 or e.unknowns > 0))";

/// The next rows of a lane that may go, oldest first. One that cannot be read is logged and held for a
/// day, so that it stops nothing else.
///
/// # Errors
/// A database fault.
pub async fn due(
    tx: &mut Tx,
    lane: Lane,
    deliveries: bool,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Claimed>, Fault> {
    let order = match lane {
        Lane::Replies => IN_ORDER,
        Lane::Answers | Lane::Emergency | Lane::Broadcast | Lane::Cosmetic => "",
    };
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from outbox r where state = 'queued' and lane = $1 and due_at <= $2 \
         and held_until <= $2 and (payload is not null or purpose is not null or $3 = 1 \
         and not exists (select 1 from announcement a where a.id = r.announcement_id \
         and a.paused_at is not null)) {order} \
         order by due_at, id limit $4"
    )))
    .bind(lane.number())
    .bind(now.0)
    .bind(i64::from(deliveries))
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    let mut readable = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id;
        match row.read() {
            Ok(claimed) => readable.push(claimed),
            Err(fault) => {
                tracing::error!(id, %fault, "a row of the outbox cannot be read and is held");
                hold(tx, id, now.plus(Duration::from_secs(24 * 60 * 60))).await?;
            }
        }
    }
    Ok(readable)
}

/// The first moment after `now` at which another row becomes due, or is held no longer.
///
/// # Errors
/// A database fault.
pub async fn next_due(tx: &mut Tx, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    let moment = |lane: Lane, column: &str| {
        format!(
            "select min({column}) as at from outbox where state = 'queued' and lane = {} \
             and {column} > $1",
            lane.number()
        )
    };
    let moments: Vec<String> = Lane::ALL
        .into_iter()
        .flat_map(|lane| [moment(lane, "due_at"), moment(lane, "held_until")])
        .collect();
    let sql = format!(
        "select min(at) from ({}) moments",
        moments.join(" union all ")
    );
    let next: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .bind(now.0)
        .fetch_one(tx.conn())
        .await?;
    Ok(next.map(Timestamp))
}

/// Marks a row as about to be called; whether it was still there to be.
///
/// # Errors
/// A database fault.
pub async fn claim(tx: &mut Tx, id: i64, at: Timestamp) -> Result<bool, Fault> {
    let epoch = tx.epoch();
    let claimed = sqlx::query(
        "update outbox set state = 'claimed', claimed_at = $2, claimed_epoch = $3 \
         where id = $1 and state = 'queued'",
    )
    .bind(id)
    .bind(at.0)
    .bind(epoch)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(claimed == 1)
}

/// Leaves a queued row alone for the pace of its chat; it keeps its place.
///
/// # Errors
/// A database fault.
pub async fn hold(tx: &mut Tx, id: i64, until: Timestamp) -> Result<(), Fault> {
    sqlx::query("update outbox set held_until = $2 where id = $1")
        .bind(id)
        .bind(until.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Rows that an ended leader had claimed.
///
/// # Errors
/// A database fault.
pub async fn orphans(tx: &mut Tx) -> Result<Vec<Claimed>, Fault> {
    let epoch = tx.epoch();
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from outbox where state = 'claimed' and claimed_epoch < $1 order by id"
    )))
    .bind(epoch)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}
