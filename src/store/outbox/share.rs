//! Announcements that leave at the same time take turns.

use std::collections::VecDeque;

use super::Claimed;
use super::row::{COLUMNS, REVISION, Row};
use super::take::readable;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::outgoing::Lane;
use crate::store::{Fault, Tx};

/// The next rows of a lane that may go: one of each announcement in turn, oldest first, beginning with
/// the announcement that follows `last`.
///
/// # Errors
/// A database fault.
pub(super) async fn due_in_turn(
    tx: &mut Tx,
    lane: Lane,
    last: Option<AnnouncementId>,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Claimed>, Fault> {
    let mut announcements = queued(tx, lane).await?;
    let first = announcements.partition_point(|id| Some(*id) <= last);
    announcements.rotate_left(first);
    let mut queues = Vec::with_capacity(announcements.len());
    for id in announcements {
        queues.push(VecDeque::from(due_of(tx, lane, id, limit, now).await?));
    }
    let mut rows = Vec::new();
    while rows.len() < usize::try_from(limit).unwrap_or(0) {
        let before = rows.len();
        rows.extend(queues.iter_mut().filter_map(VecDeque::pop_front));
        if rows.len() == before {
            break;
        }
    }
    rows.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(rows)
}

/// The announcements that have rows queued in a lane and are not paused, or are being corrected: a pause
/// keeps back what was not sent, not the correction of what was. In the order of their ids. Steps
/// from one to the next by the index: a lane may hold the rows of 20,000 chats.
async fn queued(tx: &mut Tx, lane: Lane) -> Result<Vec<AnnouncementId>, Fault> {
    let ids: Vec<i64> = sqlx::query_scalar(
        "with recursive head (id) as ( \
           select min(announcement_id) from outbox where state = 'queued' and lane = $1 \
           union all \
           select (select min(o.announcement_id) from outbox o where o.state = 'queued' \
             and o.lane = $1 and o.announcement_id > head.id) \
           from head where head.id is not null) \
         select head.id from head join announcement a on a.id = head.id and (a.paused_at is null \
           or exists (select 1 from outbox r where r.announcement_id = head.id \
             and r.purpose = $2 and r.state = 'queued')) \
         order by head.id",
    )
    .bind(lane.number())
    .bind(REVISION)
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(AnnouncementId).collect())
}

async fn due_of(
    tx: &mut Tx,
    lane: Lane,
    announcement: AnnouncementId,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Claimed>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from outbox where state = 'queued' and lane = $1 \
         and announcement_id = $2 and due_at <= $3 and held_until <= $3 \
         and (purpose = $5 or not exists (select 1 from announcement a where a.id = $2 \
           and a.paused_at is not null)) order by due_at, id limit $4"
    )))
    .bind(lane.number())
    .bind(announcement.0)
    .bind(now.0)
    .bind(limit)
    .bind(REVISION)
    .fetch_all(tx.conn())
    .await?;
    readable(tx, rows, now).await
}
