//! Taking what may go next.

use std::collections::HashSet;
use std::time::Duration;

use super::Claimed;
use super::row::{COLUMNS, Row};
use super::share::due_in_turn;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::outgoing::Lane;
use crate::store::batch::{pieces, values};
use crate::store::hold::{Gate, Passage};
use crate::store::{Fault, Tx};

/// In a lane of replies a chat is spoken to in order: a row waits while an earlier one to the same chat
/// is under way, is due too, or is to be tried again.
const IN_ORDER: &str = "and not exists (select 1 from outbox e where e.address = r.address \
     and e.lane = r.lane and e.id < r.id \
     and (e.state = 'claimed' or e.due_at <= $2 or e.unknowns > 0))";

/// In private with an owner.
const TO_OWNERS: &str = "and payload is not null and address in (select p.address from person p \
     join role_grant g on g.person_id = p.id where g.role = 'owner' and g.state = 'active')";

/// What the gate lets through of a lane, as a condition; `None`: nothing. All that an announcement has to
/// say stands in two lanes, which only an open gate lets anything through of.
fn through(gate: Gate, lane: Lane) -> Option<&'static str> {
    match (gate, lane) {
        (Gate::Frozen | Gate::Restored, Lane::Emergency | Lane::Broadcast)
        | (Gate::Restored, Lane::Cosmetic) => None,
        (Gate::Restored, Lane::Replies) => Some(TO_OWNERS),
        (Gate::Open | Gate::Frozen, _) | (Gate::Restored, Lane::Answers) => Some(""),
    }
}

/// The next rows of a lane that may go, oldest first. Announcements take turns, beginning with the one that
/// follows `last`.
///
/// # Errors
/// A database fault.
pub async fn due(
    tx: &mut Tx,
    lane: Lane,
    passage: Passage,
    last: Option<AnnouncementId>,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Claimed>, Fault> {
    let Some(through) = through(passage.gate, lane) else {
        return Ok(Vec::new());
    };
    let order = match lane {
        Lane::Emergency => return due_in_turn(tx, lane, false, last, limit, now).await,
        Lane::Broadcast => {
            return due_in_turn(tx, lane, passage.quiet, last, limit, now).await;
        }
        Lane::Replies => IN_ORDER,
        Lane::Answers | Lane::Cosmetic => "",
    };
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from outbox r where state = 'queued' and lane = $1 and due_at <= $2 \
         and held_until <= $2 {through} {order} order by due_at, id limit $3"
    )))
    .bind(lane.number())
    .bind(now.0)
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    readable(tx, rows, now).await
}

/// Rows that can be read. One that cannot is set aside, so that it stops nothing else.
pub(super) async fn readable(
    tx: &mut Tx,
    rows: Vec<Row>,
    now: Timestamp,
) -> Result<Vec<Claimed>, Fault> {
    let mut readable = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id;
        match row.read() {
            Ok(claimed) => readable.push(claimed),
            Err(fault) => {
                set_aside(tx, id, &fault, now.plus(SET_ASIDE)).await?;
            }
        }
    }
    Ok(readable)
}

/// A version of the program that can deal with a row that was set aside may have come by then.
pub const SET_ASIDE: Duration = Duration::from_secs(24 * 60 * 60);

/// Logs that a row cannot be dealt with, and holds it until then, so that it stops nothing else. It is not
/// due either, or it would keep its place before later replies to its chat; nor claimed any more, if it was.
///
/// # Errors
/// A database fault.
pub async fn set_aside(tx: &mut Tx, id: i64, fault: &Fault, until: Timestamp) -> Result<(), Fault> {
    tracing::error!(id, %fault, "a row of the outbox cannot be dealt with and is held");
    sqlx::query(
        "update outbox set state = 'queued', due_at = $2, held_until = $2, unknowns = 0, \
         claimed_at = null, claimed_epoch = null where id = $1",
    )
    .bind(id)
    .bind(until.0)
    .execute(tx.conn())
    .await?;
    Ok(())
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

/// Marks rows as about to be called, each at its moment. Those that were still there: another transaction
/// may have taken one back meanwhile, as a stop does.
///
/// # Errors
/// A database fault.
pub async fn claim(tx: &mut Tx, rows: &[(i64, Timestamp)]) -> Result<HashSet<i64>, Fault> {
    let epoch = tx.epoch();
    let mut claimed = HashSet::with_capacity(rows.len());
    for piece in pieces(rows) {
        let sql = format!(
            "with v (id, at) as (values {}) update outbox set state = 'claimed', claimed_at = v.at, \
             claimed_epoch = $1 from v where outbox.id = v.id and outbox.state = 'queued' \
             returning outbox.id",
            values(piece.len(), 2, &["bigint", "bigint"])
        );
        let mut query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(epoch);
        for (id, at) in piece {
            query = query.bind(*id).bind(at.0);
        }
        let ids: Vec<i64> = query.fetch_all(tx.conn()).await?;
        claimed.extend(ids);
    }
    Ok(claimed)
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

/// Rows that an ended leader had claimed; what cannot be read is held, as [`due`] does.
///
/// # Errors
/// A database fault.
pub async fn orphans(tx: &mut Tx, now: Timestamp) -> Result<Vec<Claimed>, Fault> {
    claimed_under(tx, "claimed_epoch < $1", now).await
}

/// Rows that this leader has claimed; what cannot be read is held, as [`due`] does.
///
/// # Errors
/// A database fault.
pub async fn claimed(tx: &mut Tx, now: Timestamp) -> Result<Vec<Claimed>, Fault> {
    claimed_under(tx, "claimed_epoch = $1", now).await
}

async fn claimed_under(tx: &mut Tx, epoch_is: &str, now: Timestamp) -> Result<Vec<Claimed>, Fault> {
    let epoch = tx.epoch();
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from outbox where state = 'claimed' and {epoch_is} order by id"
    )))
    .bind(epoch)
    .fetch_all(tx.conn())
    .await?;
    readable(tx, rows, now).await
}

/// Queued rows that this program cannot read, which [`due`] holds: the ids, for an operator.
///
/// # Errors
/// A database fault.
pub async fn unreadable(tx: &mut Tx, now: Timestamp) -> Result<Vec<i64>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from outbox where state = 'queued' and held_until > $1 order by id"
    )))
    .bind(now.0)
    .fetch_all(tx.conn())
    .await?;
    let unreadable = rows.into_iter().map(|row| (row.id, row.read().is_err()));
    Ok(unreadable
        .filter_map(|(id, unreadable)| unreadable.then_some(id))
        .collect())
}
