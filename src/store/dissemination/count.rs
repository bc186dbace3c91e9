//! How far announcements are passed on, for cards and lists.

use std::collections::HashMap;

use sqlx::FromRow;
use sqlx::Row as _;

use super::{COLUMNS, Row};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::report::{Reported, Spread};
use crate::domain::role::Scope;
use crate::store::batch::{pieces, values};
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

pub(super) const COUNT: &str = "select count(e.institution), \
         cast(coalesce(sum(case when e.at is null and k.institution is not null \
           then 1 else 0 end), 0) as bigint), \
         cast(coalesce(sum(case when e.at > h.disseminate_by then 1 else 0 end), 0) as bigint), \
         cast(coalesce(sum(case when e.at is null and h.disseminate_by <= $3 \
           then 1 else 0 end), 0) as bigint), \
         min(case when e.at is null and h.disseminate_by > $3 then h.disseminate_by end) \
         from audience a left join \
           (select institution, min(at) as at from dissemination \
            where announcement_id = $1 and revision = $2 group by institution) e \
           on e.institution = a.institution left join \
           (select institution from acknowledgement \
            where announcement_id = $1 and revision = $2 group by institution) k \
           on k.institution = a.institution \
         left join chase h on h.announcement_id = $1 and h.revision = $2 \
           and h.institution = a.institution \
         where a.announcement_id = $1 and a.has_chat = 1 \
         and a.institution in (select code from visible)";

/// How the frozen audience within a scope passes a revision on.
///
/// # Errors
/// A database fault.
pub async fn count(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    scope: &Scope,
    now: Timestamp,
) -> Result<Spread, Fault> {
    let visible = Visible::of(scope, 4);
    let row: (i64, i64, i64, i64, Option<i64>) = sqlx::query_as(visible.sql(COUNT))
        .bind(announcement.0)
        .bind(revision)
        .bind(now.0)
        .bind_all(visible.values())
        .fetch_one(tx.conn())
        .await?;
    let (disseminated, waiting, late, overdue, next) = row;
    Ok(Spread {
        disseminated,
        waiting,
        late,
        overdue,
        next: next.map(Timestamp).map(|at| (at, at.since(now))),
    })
}

/// How many of the frozen audience passed a revision on.
///
/// # Errors
/// A database fault.
pub async fn total(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "select count(*) from dissemination e join audience a \
         on a.announcement_id = e.announcement_id and a.institution = e.institution \
         and a.has_chat = 1 where e.announcement_id = $1 and e.revision = $2 and e.current = 1",
    )
    .bind(announcement.0)
    .bind(revision)
    .fetch_one(tx.conn())
    .await?)
}

pub(super) fn of_sql(institutions: usize) -> String {
    format!(
        "with v (institution) as (values {}) \
             select {COLUMNS}, e.institution, case when (select min(f.at) from dissemination f \
               where f.announcement_id = $1 and f.revision = $2 and f.institution = e.institution) \
               > h.disseminate_by then 1 else 0 end as late \
             from v join dissemination e on e.institution = v.institution \
             join person p on p.id = e.person_id \
             left join chase h on h.announcement_id = $1 and h.revision = $2 \
               and h.institution = e.institution \
             where e.announcement_id = $1 and e.revision = $2 and e.current = 1",
        values(institutions, 3, &["text"])
    )
}

/// What counts of these institutions, by their codes.
///
/// # Errors
/// A database fault.
pub async fn of(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    institutions: &[String],
) -> Result<HashMap<String, Reported>, Fault> {
    let mut found = HashMap::with_capacity(institutions.len());
    for piece in pieces(institutions) {
        let sql = of_sql(piece.len());
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(announcement.0)
            .bind(revision);
        for code in piece {
            query = query.bind(code.clone());
        }
        for row in query.fetch_all(tx.conn()).await? {
            let late: i64 = row.try_get("late")?;
            let reported = Reported {
                given: Row::from_row(&row)?.read()?,
                late: late == 1,
            };
            found.insert(row.try_get("institution")?, reported);
        }
    }
    Ok(found)
}
