//! The latest announcements, a line each.

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use crate::domain::announcement::{Change, Confirmation};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::report::{Halt, Line};
use crate::domain::role::Scope;
use crate::store::announcement::{nature, number as number_of, options_of};
use crate::store::scope::{BindAll, Visible};
use crate::store::{Fault, Tx, dissemination};

/// The latest announcements, or the latest drills, that concern a scope, newest first.
///
/// # Errors
/// A database fault.
pub async fn latest(
    tx: &mut Tx,
    scope: &Scope,
    drills: bool,
    limit: i64,
) -> Result<Vec<Line>, Fault> {
    let visible = Visible::of(scope, 3);
    let number = if drills { "drill_number" } else { "number" };
    let rows: Vec<Row> = sqlx::query_as(visible.sql(&format!(
        "select n.id, n.number, n.drill_number, n.year, n.priority, n.kind, n.circulation, \
         n.options, n.title, n.decided_at, n.revision, n.withdrawn_at, n.begins_at, n.missed_at, \
         n.stopped_at, n.paused_at from announcement n \
         where n.state = 'approved' and n.{number} is not null \
         and (n.begins_at is null or $2 = 0) and (exists \
           (select 1 from audience a where a.announcement_id = n.id \
            and a.institution in (select code from visible)) or exists \
           (select 1 from late_joiner l where l.announcement_id = n.id \
            and l.institution in (select code from visible))) \
         order by n.year desc, n.{number} desc limit $1"
    )))
    .bind(limit)
    .bind(i64::from(scope.is_of_members()))
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let revised = (AnnouncementId(row.id), row.revision);
        let share = share(tx, revised, scope).await?;
        let mut line = row.read(share)?;
        if line.options.confirmation == Confirmation::Disseminated {
            let spread = dissemination::count(tx, revised, scope, line.approved_at).await?;
            line.disseminated = Some(spread.disseminated);
        }
        lines.push(line);
    }
    Ok(lines)
}

/// Institutions of the frozen audience that had a chat, within a scope: how many confirmed, and how many
/// there are.
async fn share(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    scope: &Scope,
) -> Result<(i64, i64), Fault> {
    let visible = Visible::of(scope, 3);
    Ok(sqlx::query_as(visible.sql(
        "select (select count(distinct k.institution) from acknowledgement k \
           where k.announcement_id = $1 and k.revision = $2 \
           and k.institution in (select code from visible) and exists \
             (select 1 from audience a where a.announcement_id = $1 \
              and a.institution = k.institution and a.has_chat = 1)), \
         (select count(*) from audience a where a.announcement_id = $1 and a.has_chat = 1 \
          and a.institution in (select code from visible))",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?)
}

/// A row of [`latest`].
struct Row {
    id: i64,
    number: Option<i64>,
    drill_number: Option<i64>,
    year: i64,
    priority: String,
    kind: String,
    circulation: String,
    options: String,
    title: String,
    decided_at: i64,
    revision: i64,
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
            number: row.try_get("number")?,
            drill_number: row.try_get("drill_number")?,
            year: row.try_get("year")?,
            priority: row.try_get("priority")?,
            kind: row.try_get("kind")?,
            circulation: row.try_get("circulation")?,
            options: row.try_get("options")?,
            title: row.try_get("title")?,
            decided_at: row.try_get("decided_at")?,
            revision: row.try_get("revision")?,
            withdrawn_at: row.try_get("withdrawn_at")?,
            begins_at: row.try_get("begins_at")?,
            missed_at: row.try_get("missed_at")?,
            stopped_at: row.try_get("stopped_at")?,
            paused_at: row.try_get("paused_at")?,
        })
    }
}

impl Row {
    fn read(self, (confirmed, institutions): (i64, i64)) -> Result<Line, Fault> {
        let halt = match (self.begins_at.map(Timestamp), self.stopped_at) {
            (Some(_), Some(_)) => Some(Halt::Cancelled),
            (None, Some(_)) => Some(Halt::Stopped),
            (Some(at), None) if self.missed_at.is_some() => Some(Halt::Missed(at)),
            (Some(at), None) => Some(Halt::Scheduled(at)),
            (None, None) => self.paused_at.map(|_| Halt::Paused),
        };
        let nature = nature(&self.priority, &self.kind, &self.circulation)?;
        Ok(Line {
            number: number_of(self.number, self.drill_number, Some(self.year))
                .ok_or_else(|| Fault::unreadable("number", self.id.to_string()))?,
            options: options_of(nature, &self.options)?,
            title: self.title,
            approved_at: Timestamp(self.decided_at),
            change: match self.withdrawn_at {
                Some(_) => Some(Change::Withdrawal),
                None => (self.revision > 1).then_some(Change::Correction),
            },
            halt,
            disseminated: None,
            confirmed,
            institutions,
        })
    }
}
