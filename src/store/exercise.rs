//! What a drill showed: who was reached, and how long it took them to confirm.

use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::role::Scope;

/// An institution of the frozen audience that had a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Its name.
    pub name: String,
    /// When its first copy arrived.
    pub reached: Option<Timestamp>,
    /// When its first person confirmed.
    pub confirmed: Option<Timestamp>,
    /// When it first gave evidence that it passed it on.
    pub disseminated: Option<Timestamp>,
}

/// How it went at each institution of the audience that had a chat, by region and name.
///
/// # Errors
/// A database fault.
pub async fn courses(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
    scope: &Scope,
) -> Result<Vec<Course>, Fault> {
    let visible = Visible::of(scope, 3);
    type Row = (String, Option<i64>, Option<i64>, Option<i64>);
    let rows: Vec<Row> = sqlx::query_as(visible.sql(
        "select i.name, coalesce(h.arrived_at, d.at), k.at, e.at from audience a join institution i on i.code = a.institution \
         left join (select institution, min(sent_at) as at from delivery \
           where announcement_id = $1 and state = 'sent' group by institution) d \
           on d.institution = a.institution \
         left join chase h on h.announcement_id = $1 and h.revision = $2 \
           and h.institution = a.institution \
         left join (select institution, min(at) as at from acknowledgement \
           where announcement_id = $1 and revision = $2 group by institution) k \
           on k.institution = a.institution \
         left join (select institution, min(at) as at from dissemination \
           where announcement_id = $1 and revision = $2 group by institution) e \
           on e.institution = a.institution \
         where a.announcement_id = $1 and a.has_chat = 1 \
         and a.institution in (select code from visible) \
         order by a.region_key, i.sort_key, i.code",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(name, reached, confirmed, disseminated)| Course {
            name,
            reached: reached.map(Timestamp),
            confirmed: confirmed.map(Timestamp),
            disseminated: disseminated.map(Timestamp),
        })
        .collect())
}
