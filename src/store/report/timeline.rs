//! When the institutions of an audience confirmed.

use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::role::Scope;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// When each institution of the frozen audience confirmed a revision, as far as a scope goes; in order.
///
/// # Errors
/// A database fault.
pub async fn confirmations(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    scope: &Scope,
) -> Result<Vec<Timestamp>, Fault> {
    let visible = Visible::of(scope, 3);
    let rows: Vec<i64> = sqlx::query_scalar(visible.sql(
        "select min(k.at) from acknowledgement k join audience a \
         on a.announcement_id = k.announcement_id and a.institution = k.institution \
         where k.announcement_id = $1 and k.revision = $2 and a.has_chat = 1 \
         and k.institution in (select code from visible) group by k.institution order by 1",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Timestamp).collect())
}

/// When a revision first arrived at an institution of the frozen audience within a scope, and when the first
/// of them was to confirm it; nothing before that.
///
/// # Errors
/// A database fault.
pub async fn clocks(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    scope: &Scope,
) -> Result<Option<(Timestamp, Timestamp)>, Fault> {
    let visible = Visible::of(scope, 3);
    let (arrived, due): (Option<i64>, Option<i64>) = sqlx::query_as(visible.sql(
        "select min(arrived_at), min(due_at) from chase where announcement_id = $1 \
         and revision = $2 and institution in (select code from visible) \
         and institution not in (select institution from late_joiner \
           where announcement_id = $1 and expected = 0)",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?;
    Ok(arrived.map(Timestamp).zip(due.map(Timestamp)))
}
