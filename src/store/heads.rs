//! Announcements that concern a scope, as lists and the board begin with them.

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use crate::domain::announcement::Change;
use crate::domain::board::Head;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::report::Halt;
use crate::domain::role::Scope;
use crate::store::announcement::{nature, number as number_of, options_of};
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx};

const COLUMNS: &str = "n.id, n.revision, n.number, n.drill_number, n.year, n.priority, n.kind, \
     n.circulation, n.options, n.title, i.name as issuer, n.decided_at, n.withdrawn_at, n.begins_at, \
     n.missed_at, n.stopped_at, n.paused_at";

/// That an announcement `n` concerns somebody in `visible`: one of its audience, or one that came later.
pub(super) const CONCERNS: &str = "(exists (select 1 from audience a where a.announcement_id = n.id \
       and a.institution in (select code from visible)) \
     or exists (select 1 from late_joiner l where l.announcement_id = n.id \
       and l.institution in (select code from visible)))";

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
