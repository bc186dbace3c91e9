//! The announcements that the board shows, and what has happened to them of late.

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use crate::domain::announcement::Change;
use crate::domain::board::{Arrival, Head};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::report::Halt;
use crate::domain::role::Scope;
use crate::store::announcement::{nature, number as number_of, options_of};
use crate::store::report::CONCERNS;
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

const COLUMNS: &str = "n.id, n.revision, n.number, n.drill_number, n.year, n.priority, n.kind, \
     n.circulation, n.options, n.title, i.name as issuer, n.decided_at, n.withdrawn_at, n.begins_at, \
     n.missed_at, n.stopped_at, n.paused_at";

/// The newest announcements, or the newest drills, that concern a scope, newest first.
///
/// # Errors
/// A database fault.
pub async fn newest(
    tx: &mut Tx,
    scope: &Scope,
    drills: bool,
    limit: i64,
    offset: i64,
) -> Result<Vec<Head>, Fault> {
    let visible = Visible::of(scope, 4);
    let number = if drills { "drill_number" } else { "number" };
    let rows: Vec<Row> = sqlx::query_as(visible.sql(&format!(
        "select {COLUMNS} from announcement n join institution i on i.code = n.issuer \
         where n.state = 'approved' and n.year is not null and n.{number} is not null \
         and (n.begins_at is null or $3 = 0) and {CONCERNS} \
         order by n.year desc, n.{number} desc limit $1 offset $2"
    )))
    .bind(limit)
    .bind(offset)
    .bind(i64::from(scope.is_of_members()))
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// What was approved from a moment up to another, both in a year by whose numbers it is found; real ones or
/// drills, in the order of their numbers.
///
/// # Errors
/// A database fault.
pub async fn of_month(
    tx: &mut Tx,
    year: i64,
    (from, to): (Timestamp, Timestamp),
    drills: bool,
) -> Result<Vec<Head>, Fault> {
    let number = if drills { "drill_number" } else { "number" };
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from announcement n join institution i on i.code = n.issuer \
         where n.year = $1 and n.{number} is not null and n.state = 'approved' \
         and n.decided_at >= $2 and n.decided_at < $3 order by n.{number}"
    )))
    .bind(year)
    .bind(from.0)
    .bind(to.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// One announcement, if it concerns a scope.
///
/// # Errors
/// A database fault.
pub async fn one(
    tx: &mut Tx,
    scope: &Scope,
    announcement: AnnouncementId,
) -> Result<Option<Head>, Fault> {
    let visible = Visible::of(scope, 3);
    let row: Option<Row> = sqlx::query_as(visible.sql(&format!(
        "select {COLUMNS} from announcement n join institution i on i.code = n.issuer \
         where n.id = $1 and n.state = 'approved' and n.replaces is null \
         and (n.begins_at is null or $2 = 0) and {CONCERNS}"
    )))
    .bind(announcement.0)
    .bind(i64::from(scope.is_of_members()))
    .bind_all(visible.values())
    .fetch_optional(tx.conn())
    .await?;
    row.map(Row::read).transpose()
}

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

/// Something that changes whenever what the board shows may have changed: the newest line of the record,
/// the roles and the registry among it, and how far the newest announcements have been brought, whose
/// copies are no lines.
pub type Pulse = (i64, i64);

/// The pulse now.
///
/// # Errors
/// A database fault.
pub async fn pulse(tx: &mut Tx) -> Result<Pulse, Fault> {
    Ok(sqlx::query_as(
        "select (select coalesce(max(id), 0) from event), (select count(*) from delivery d \
           where d.state = 'waiting' and d.announcement_id in (select id from announcement \
             where year is not null order by id desc limit 12))",
    )
    .fetch_one(tx.conn())
    .await?)
}

struct Row {
    id: i64,
    revision: i64,
    number: Option<i64>,
    drill_number: Option<i64>,
    year: Option<i64>,
    priority: String,
    kind: String,
    circulation: String,
    options: String,
    title: String,
    issuer: String,
    decided_at: i64,
    withdrawn_at: Option<i64>,
    begins_at: Option<i64>,
    missed_at: Option<i64>,
    stopped_at: Option<i64>,
    paused_at: Option<i64>,
}

impl<'r> FromRow<'r, AnyRow> for Row {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            revision: row.try_get("revision")?,
            number: row.try_get("number")?,
            drill_number: row.try_get("drill_number")?,
            year: row.try_get("year")?,
            priority: row.try_get("priority")?,
            kind: row.try_get("kind")?,
            circulation: row.try_get("circulation")?,
            options: row.try_get("options")?,
            title: row.try_get("title")?,
            issuer: row.try_get("issuer")?,
            decided_at: row.try_get("decided_at")?,
            withdrawn_at: row.try_get("withdrawn_at")?,
            begins_at: row.try_get("begins_at")?,
            missed_at: row.try_get("missed_at")?,
            stopped_at: row.try_get("stopped_at")?,
            paused_at: row.try_get("paused_at")?,
        })
    }
}

impl Row {
    fn read(self) -> Result<Head, Fault> {
        let halt = match (self.begins_at.map(Timestamp), self.stopped_at) {
            (Some(_), Some(_)) => Some(Halt::Cancelled),
            (None, Some(_)) => Some(Halt::Stopped),
            (Some(at), None) if self.missed_at.is_some() => Some(Halt::Missed(at)),
            (Some(at), None) => Some(Halt::Scheduled(at)),
            (None, None) => self.paused_at.map(|_| Halt::Paused),
        };
        let nature = nature(&self.priority, &self.kind, &self.circulation)?;
        Ok(Head {
            announcement: AnnouncementId(self.id),
            revision: self.revision,
            number: number_of(self.number, self.drill_number, self.year)
                .ok_or_else(|| Fault::unreadable("number", self.id.to_string()))?,
            options: options_of(nature, &self.options)?,
            title: self.title,
            issuer: self.issuer,
            approved_at: Timestamp(self.decided_at),
            change: match self.withdrawn_at {
                Some(_) => Some(Change::Withdrawal),
                None => (self.revision > 1).then_some(Change::Correction),
            },
            halt,
        })
    }
}
