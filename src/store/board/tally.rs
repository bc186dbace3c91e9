//! How an audience has answered an announcement.

use crate::domain::board::Head;
use crate::domain::clock::Timestamp;
use crate::domain::report::Deadlines;
use crate::domain::role::Scope;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// Institutions of the frozen audience, within a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Had a chat.
    pub institutions: i64,
    /// Had none.
    pub without_chat: i64,
    /// Had a chat, and confirmed the newest revision.
    pub confirmed: i64,
    /// How those with a chat keep to their deadlines.
    pub deadlines: Deadlines,
}

/// Counts them all in one statement: the first page shows several announcements, and every change anew.
///
/// # Errors
/// A database fault.
pub async fn tally(
    tx: &mut Tx,
    head: &Head,
    scope: &Scope,
    now: Timestamp,
) -> Result<Tally, Fault> {
    type Counted = (i64, i64, i64, Option<i64>, i64, i64);
    let visible = Visible::of(scope, 4);
    let (institutions, without_chat, confirmed, next, overdue, late): Counted =
        sqlx::query_as(visible.sql(
            "select cast(coalesce(sum(t.has_chat), 0) as bigint), \
             cast(coalesce(sum(1 - t.has_chat), 0) as bigint), \
             count(case when t.has_chat = 1 and t.at is not null then 1 end), \
             min(case when t.has_chat = 1 and t.at is null and t.due_at > $3 then t.due_at end), \
             count(case when t.has_chat = 1 and t.at is null and t.due_at <= $3 then 1 end), \
             count(case when t.has_chat = 1 and t.at > t.due_at then 1 end) \
             from (select a.has_chat, h.due_at, min(k.at) as at from audience a \
               left join acknowledgement k on k.announcement_id = $1 and k.revision = $2 \
                and k.institution = a.institution \
               left join chase h on h.announcement_id = $1 and h.revision = $2 \
                and h.institution = a.institution \
               where a.announcement_id = $1 and a.institution in (select code from visible) \
               group by a.institution, a.has_chat, h.due_at) t",
        ))
        .bind(head.announcement.0)
        .bind(head.revision)
        .bind(now.0)
        .bind_all(visible.values())
        .fetch_one(tx.conn())
        .await?;
    Ok(Tally {
        institutions,
        without_chat,
        confirmed,
        deadlines: Deadlines {
            next: next.map(Timestamp).map(|at| (at, at.since(now))),
            overdue,
            late,
        },
    })
}
