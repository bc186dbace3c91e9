//! What a month was like: its announcements by their numbers, and of each its own rows by indexes that start
//! with its id. Nothing goes through all deliveries or confirmations.

use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::{Code, Institution};
use crate::domain::role::Scope;

pub use super::heads::of_month;

/// How an announcement stands at an institution of its audience.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// Its code.
    pub institution: String,
    /// Whether it had a chat at approval.
    pub has_chat: bool,
    /// When its first copy arrived, and until when it was to confirm.
    pub clock: Option<(Timestamp, Timestamp)>,
    /// When it confirmed first.
    pub confirmed: Option<Timestamp>,
}

/// How a revision stands at each institution of the audience, within a scope.
///
/// # Errors
/// A database fault.
pub async fn stands(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    scope: &Scope,
) -> Result<Vec<Stand>, Fault> {
    type Row = (String, i64, Option<i64>, Option<i64>, Option<i64>);
    let visible = Visible::of(scope, 3);
    let rows: Vec<Row> = sqlx::query_as(visible.sql(
        "select a.institution, a.has_chat, h.arrived_at, h.due_at, k.at from audience a \
         left join chase h on h.announcement_id = $1 and h.revision = $2 \
           and h.institution = a.institution left join \
         (select institution, min(at) as at from acknowledgement \
          where announcement_id = $1 and revision = $2 group by institution) k \
           on k.institution = a.institution \
         where a.announcement_id = $1 and a.institution in (select code from visible)",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let stand = |(institution, has_chat, arrived, due, at): Row| Stand {
        institution,
        has_chat: has_chat == 1,
        clock: arrived.map(Timestamp).zip(due.map(Timestamp)),
        confirmed: at.map(Timestamp),
    };
    Ok(rows.into_iter().map(stand).collect())
}

/// The institutions of a scope, by name.
///
/// # Errors
/// A database fault.
pub async fn institutions(tx: &mut Tx, scope: &Scope) -> Result<Vec<Institution>, Fault> {
    type Row = (String, String, String, String);
    let visible = Visible::of(scope, 1);
    let rows: Vec<Row> = sqlx::query_as(visible.sql(
        "select i.code, i.name, i.category, i.region from institution i \
         join visible v on v.code = i.code order by i.sort_key, i.code",
    ))
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let institution = |(code, name, category, region): Row| Institution {
        code: Code::stored(code),
        name,
        category,
        region,
        parent: None,
    };
    Ok(rows.into_iter().map(institution).collect())
}
