//! How one announcement stands with one institution. Every query goes by the announcement and the
//! institution, whatever has been sent in ten years.

use std::time::Duration;

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use crate::domain::announcement::Number;
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::report::{Copy, Got, PastOne};
use crate::store::acknowledgement::GIVEN_AT;
use crate::store::{Fault, Tx, chat};

/// A row of [`chats`].
struct Row {
    kind: String,
    title: String,
    public: i64,
    state: String,
    state_at: Option<i64>,
    delivery: Option<String>,
    cause: Option<String>,
    sent_at: Option<i64>,
    outdated: i64,
    maybe_double: i64,
    times: i64,
    said_at: Option<i64>,
    wanted: i64,
    disturbed_at: Option<i64>,
}

impl<'r> FromRow<'r, AnyRow> for Row {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            kind: row.try_get("kind")?,
            title: row.try_get("title")?,
            public: row.try_get("public")?,
            state: row.try_get("state")?,
            state_at: row.try_get("state_at")?,
            delivery: row.try_get("delivery")?,
            cause: row.try_get("cause")?,
            sent_at: row.try_get("sent_at")?,
            outdated: row.try_get("outdated")?,
            maybe_double: row.try_get("maybe_double")?,
            times: row.try_get("times")?,
            said_at: row.try_get("said_at")?,
            wanted: row.try_get("wanted")?,
            disturbed_at: row.try_get("disturbed_at")?,
        })
    }
}

impl Row {
    fn read(self) -> Result<Copy, Fault> {
        let sent_at = self.sent_at.map(Timestamp);
        let got = match (self.delivery.as_deref(), self.outdated) {
            (None, _) => Got::Nothing,
            (Some("waiting"), _) => Got::Waits,
            (Some("sent"), 0) => Got::Sent(sent_at),
            (Some("sent"), _) => Got::Outdated(sent_at),
            (Some(_), _) => {
                let cause = self.cause.unwrap_or_default();
                let read = Cause::from_stored(&cause);
                Got::Failed(read.ok_or_else(|| Fault::unreadable("cause", cause))?)
            }
        };
        Ok(Copy {
            kind: chat::read_kind(&self.kind)?,
            title: self.title,
            public: self.public == 1,
            reachable: self.state == "active",
            since: self.state_at.map(Timestamp),
            got,
            maybe_double: self.maybe_double == 1,
            reminded: u32::try_from(self.times).unwrap_or(u32::MAX),
            reminded_at: self.said_at.map(Timestamp),
            disturbed_at: self.disturbed_at.map(Timestamp),
            wanted: self.wanted == 1,
        })
    }
}

/// The chats of an institution, and what each got of an announcement: those that got something, and those
/// that are registered now. Reminders count through all revisions.
///
/// # Errors
/// A database fault.
pub async fn chats(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    institution: &Code,
) -> Result<Vec<Copy>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select c.kind as kind, c.title as title, c.public as public, c.state as state, \
         c.state_at as state_at, d.state as delivery, d.cause as cause, d.sent_at as sent_at, \
         case when d.shows = $2 then 0 else 1 end as outdated, \
         coalesce(d.maybe_double, 0) as maybe_double, \
         coalesce(r.times, 0) as times, r.said_at as said_at, coalesce(r.wanted, 0) as wanted, \
         (select max(o.said_at) from reminder o where o.chat_id = c.id) as disturbed_at \
         from chat c \
         left join delivery d on d.announcement_id = $1 and d.chat_id = c.id \
         left join reminder r on r.announcement_id = $1 and r.chat_id = c.id \
         where c.institution = $3 and (c.state <> 'removed' or d.chat_id is not null) \
         order by case c.kind when 'private' then 1 else 0 end, c.id",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str().to_owned())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// When a revision first arrived at an institution, and until when it is to be confirmed.
///
/// # Errors
/// A database fault.
pub async fn clocks(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    institution: &Code,
) -> Result<Option<(Timestamp, Timestamp)>, Fault> {
    let row: Option<(i64, i64)> = sqlx::query_as(
        "select arrived_at, due_at from chase where announcement_id = $1 and revision = $2 \
         and institution = $3",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str().to_owned())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(arrived, due)| (Timestamp(arrived), Timestamp(due))))
}

/// Announcements that are looked at to find the last ones that concerned an institution.
const LOOKED_AT: i64 = 60;

/// The last announcements that asked an institution for something, but for one and those approved after
/// it; drills apart. Of what was corrected the newest revision counts.
///
/// # Errors
/// A database fault.
pub async fn past(
    tx: &mut Tx,
    institution: &Code,
    before: AnnouncementId,
    limit: i64,
) -> Result<Vec<PastOne>, Fault> {
    type Row = (i64, i64, String, i64, Option<i64>);
    // The few newest by their key, and of each the clock by its own: no list of all that it confirmed.
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select n.number, n.year, n.title, h.arrived_at, \
         (select min({GIVEN_AT}) from acknowledgement k where k.announcement_id = n.id \
          and k.revision = n.revision and k.institution = h.institution) \
         from (select id, number, year, title, revision from announcement \
           where id < $1 and state = 'approved' and number is not null \
           and withdrawn_at is null order by id desc limit $2) n \
         join chase h on h.announcement_id = n.id and h.revision = n.revision \
         and h.institution = $3 order by n.id desc limit $4"
    )))
    .bind(before.0)
    .bind(LOOKED_AT)
    .bind(institution.as_str().to_owned())
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    let took = |arrived: i64, at: Option<i64>| {
        at.map(|at| Duration::from_millis(u64::try_from(at - arrived).unwrap_or(0)))
    };
    Ok(rows
        .into_iter()
        .map(|(number, year, title, arrived, at)| PastOne {
            number: Number::real(number, year),
            title,
            took: took(arrived, at),
        })
        .collect())
}
