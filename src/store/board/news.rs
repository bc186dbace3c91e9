//! What has happened of late: who confirmed last, and whether anything changed at all.

use crate::domain::board::{Arrival, Head};
use crate::domain::clock::Timestamp;
use crate::domain::institution::Code;
use crate::domain::role::Scope;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// The latest institutions of a scope that confirmed an announcement, newest first.
///
/// # Errors
/// A database fault.
pub async fn arrivals(
    tx: &mut Tx,
    head: &Head,
    scope: &Scope,
    limit: i64,
) -> Result<Vec<Arrival>, Fault> {
    let visible = Visible::of(scope, 4);
    let rows: Vec<(String, String, i64, i64, i64)> = sqlx::query_as(visible.sql(
        "select i.code, i.name, i.active, k.at, case when exists (select 1 from chase h \
           where h.announcement_id = $1 and h.revision = $2 and h.institution = k.institution \
           and h.due_at < k.at) then 1 else 0 end \
         from (select institution, min(at) as at from acknowledgement where announcement_id = $1 \
           and revision = $2 and institution in (select code from visible) group by institution \
           order by 2 desc, 1 limit $3) k \
         join institution i on i.code = k.institution order by k.at desc, i.sort_key, i.code",
    ))
    .bind(head.announcement.0)
    .bind(head.revision)
    .bind(limit)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let arrival = |(code, name, active, at, late)| Arrival {
        number: head.number,
        code: Code::stored(code),
        name,
        active: active == 1,
        at: Timestamp(at),
        late: late == 1,
    };
    Ok(rows.into_iter().map(arrival).collect())
}

/// Differs from an earlier one whenever what the board shows may have changed in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulse {
    /// The newest line of the record, which also has every change of roles and of the registry.
    event: i64,
    /// Copies of the newest announcements still to be brought; a copy that arrives writes no line.
    waiting: i64,
}

/// The pulse now.
///
/// # Errors
/// A database fault.
pub async fn pulse(tx: &mut Tx) -> Result<Pulse, Fault> {
    let (event, waiting) = sqlx::query_as(
        "select (select coalesce(max(id), 0) from event), (select count(*) from delivery d \
           where d.state = 'waiting' and d.announcement_id in (select id from announcement \
             where year is not null order by id desc limit 12))",
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Pulse { event, waiting })
}
