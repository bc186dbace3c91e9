//! What a month was like: its announcements by their numbers, and of each its own rows by indexes that start
//! with its id. Nothing goes through all deliveries or confirmations.

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::announcement::{nature, number as number_of, options_of};
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::announcement::{Confirmation, Number};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::{Code, Institution};
use crate::domain::options::Options;
use crate::domain::role::Scope;

/// An announcement that was approved in the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Its id.
    pub id: AnnouncementId,
    /// Its public number.
    pub number: Number,
    /// What its author decided besides the content.
    pub options: Options,
    /// First line of its content.
    pub title: String,
    /// When it was approved.
    pub at: Timestamp,
    /// The newest.
    pub revision: i64,
    /// Nothing of it holds any more.
    pub withdrawn: bool,
    /// Its schedule has not come, or was called off.
    pub waits: bool,
    /// It was stopped, or called off.
    pub stopped: bool,
}

impl Approved {
    /// Whether its confirmations count: they were asked for, and what they confirm holds.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !self.withdrawn && !self.waits && self.options.confirmation != Confirmation::None
    }
}

impl<'r> FromRow<'r, AnyRow> for Approved {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        let text = |column: &str| row.try_get::<String, _>(column);
        let number = |column: &str| row.try_get::<Option<i64>, _>(column);
        let read = || -> Result<(Number, Options), Fault> {
            let nature = nature(&text("priority")?, &text("kind")?, &text("circulation")?)?;
            let number = number_of(number("number")?, number("drill_number")?, number("year")?)
                .ok_or_else(|| Fault::unreadable("number", ""))?;
            Ok((number, options_of(nature, &text("options")?)?))
        };
        let (number_read, options) = read().map_err(|fault| sqlx::Error::Decode(fault.into()))?;
        Ok(Self {
            id: AnnouncementId(row.try_get("id")?),
            number: number_read,
            options,
            title: text("title")?,
            at: Timestamp(row.try_get("decided_at")?),
            revision: row.try_get("revision")?,
            withdrawn: number("withdrawn_at")?.is_some(),
            waits: number("begins_at")?.is_some(),
            stopped: number("stopped_at")?.is_some(),
        })
    }
}

/// What was approved from a moment up to another, both in a year by whose numbers it is found; real ones or
/// drills, in the order of their numbers.
///
/// # Errors
/// A database fault.
pub async fn approved(
    tx: &mut Tx,
    year: i64,
    (from, to): (Timestamp, Timestamp),
    drills: bool,
) -> Result<Vec<Approved>, Fault> {
    let number = if drills { "drill_number" } else { "number" };
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select id, number, drill_number, year, priority, kind, circulation, options, title, \
         decided_at, revision, withdrawn_at, begins_at, stopped_at from announcement \
         where year = $1 and {number} is not null and state = 'approved' \
         and decided_at >= $2 and decided_at < $3 order by {number}"
    )))
    .bind(year)
    .bind(from.0)
    .bind(to.0)
    .fetch_all(tx.conn())
    .await?)
}

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
