//! The institutions of an audience, a page at a time.

use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::report::Entry;
use crate::domain::role::Scope;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

/// Which institutions of the audience that had a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that have not confirmed.
    Unconfirmed,
    /// Those that have not confirmed, or have not passed it on.
    Unfinished,
    /// Those that have confirmed.
    Confirmed,
}

impl Which {
    /// Of institutions with their first confirmation `k` and the evidence `e` that counts.
    fn condition(self) -> &'static str {
        match self {
            Self::Unconfirmed => "k.at is null",
            Self::Unfinished => "(k.at is null or e.institution is null)",
            Self::Confirmed => "k.at is not null",
        }
    }
}

/// Institutions of the audience that had a chat and have, or have not, answered.
///
/// # Errors
/// A database fault.
pub async fn entries(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    which: Which,
    scope: &Scope,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<Entry>), Fault> {
    type Row = (
        String,
        String,
        String,
        Option<i64>,
        Option<String>,
        i64,
        i64,
        Option<i64>,
    );
    let from = format!(
        "from audience a join institution i on i.code = a.institution left join \
         (select institution, min(at) as at from acknowledgement \
          where announcement_id = $1 and revision = $2 group by institution) k \
           on k.institution = a.institution left join \
         (select institution from dissemination where announcement_id = $1 and revision = $2 \
          and current = 1) e on e.institution = a.institution \
         where a.announcement_id = $1 and a.has_chat = 1 \
         and a.institution in (select code from visible) and {}",
        which.condition()
    );
    let visible = Visible::of(scope, 3);
    let total: i64 = sqlx::query_scalar(visible.sql(&format!("select count(*) {from}")))
        .bind(announcement.0)
        .bind(revision)
        .bind_all(visible.values())
        .fetch_one(tx.conn())
        .await?;
    let visible = Visible::of(scope, 5);
    let rows: Vec<Row> = sqlx::query_as(visible.sql(&format!(
        "select i.code, i.name, a.region, \
             coalesce((select t.at from attendance t where t.announcement_id = $1 \
              and t.revision = $2 and t.institution = a.institution), k.at), \
             coalesce((select p.name from attendance t join person p on p.id = t.person_id \
              where t.announcement_id = $1 and t.revision = $2 \
              and t.institution = a.institution), \
             (select min(p.name) from acknowledgement f join person p on p.id = f.person_id \
              where f.announcement_id = $1 and f.revision = $2 and f.institution = a.institution \
              and f.at = k.at)), \
             case when exists (select 1 from delivery d where d.announcement_id = $1 \
              and d.institution = a.institution and d.state = 'sent') then 1 else 0 end, \
             case when exists (select 1 from chase h where h.announcement_id = $1 \
              and h.revision = $2 and h.institution = a.institution and h.due_at < k.at) \
              then 1 else 0 end, \
             (select t.attends from attendance t where t.announcement_id = $1 \
              and t.revision = $2 and t.institution = a.institution) \
             {from} order by a.region_key, i.sort_key, i.code limit $3 offset $4"
    )))
    .bind(announcement.0)
    .bind(revision)
    .bind(limit)
    .bind(offset)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let entries = rows
        .into_iter()
        .map(
            |(code, name, region, at, by, delivered, late, attends)| Entry {
                code,
                name,
                region,
                confirmed: at.map(Timestamp).zip(by),
                delivered: delivered == 1,
                late: late == 1,
                attends: attends.map(|attends| attends == 1),
                reported: None,
            },
        )
        .collect();
    Ok((total, entries))
}
