//! Everything that is known of one announcement, for the files of `/ekspor`. Each statement begins at the
//! announcement's own rows, by an index that starts with its id.

mod record;

use std::collections::HashMap;
use std::time::Duration;

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::scope::{BindAll, Visible};
use super::{Fault, Tx, dissemination};
use crate::domain::announcement::Confirmation;
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::export::{Copies, Course};
use crate::domain::id::AnnouncementId;
use crate::domain::role::Scope;

pub use record::{Filter, record};

/// A revision of an announcement, and what is asked of those who get it.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Which announcement.
    pub announcement: AnnouncementId,
    /// Its newest revision.
    pub revision: i64,
    /// What is asked.
    pub confirmation: Confirmation,
}

struct Place {
    code: String,
    name: String,
    category: String,
    region: String,
    has_chat: Option<i64>,
    newcomer: i64,
}

impl<'r> FromRow<'r, AnyRow> for Place {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            code: row.try_get("code")?,
            name: row.try_get("name")?,
            category: row.try_get("category")?,
            region: row.try_get("region")?,
            has_chat: row.try_get("has_chat")?,
            newcomer: row.try_get("newcomer")?,
        })
    }
}

/// A copy: whose, of a newcomer or not, how it stands, why it failed, whether it is the newest.
type CopyRow = (
    String,
    i64,
    String,
    Option<String>,
    Option<String>,
    i64,
    i64,
    Option<i64>,
);

/// How an announcement fared at each institution of its audience and at each that joined later, within a
/// scope; by region and name.
///
/// # Errors
/// A database fault.
pub async fn courses(tx: &mut Tx, asked: Asked, scope: &Scope) -> Result<Vec<Course>, Fault> {
    let mut copies = copies(tx, asked.announcement, scope).await?;
    let mut clocks = clocks(tx, asked, scope).await?;
    let mut confirmed = confirmed(tx, asked, scope).await?;
    let mut reminders = reminders(tx, asked.announcement, scope).await?;
    let mut attends = match asked.confirmation {
        Confirmation::Attendance => attending(tx, asked, scope).await?,
        _ => HashMap::new(),
    };
    let places = places(tx, asked.announcement, scope).await?;
    let mut reported = match asked.confirmation {
        Confirmation::Disseminated => {
            let codes: Vec<String> = places.iter().map(|place| place.code.clone()).collect();
            dissemination::of(tx, (asked.announcement, asked.revision), &codes).await?
        }
        _ => HashMap::new(),
    };
    let mut courses = Vec::with_capacity(places.len());
    for place in places {
        let code = &place.code;
        let late = i64::from(place.has_chat != Some(1));
        let (arrived, due) = clocks.remove(code).unzip();
        let confirmed = confirmed.remove(code);
        let took = confirmed.as_ref().map(|(at, _)| match arrived {
            Some(arrived) => at.since(arrived),
            // It confirmed before its copy's arrival was on record.
            None => Duration::ZERO,
        });
        courses.push(Course {
            expected: place.has_chat.map(|has_chat| has_chat == 1),
            newcomer: place.newcomer == 1,
            copies: copies.remove(&(code.clone(), late)).unwrap_or_default(),
            due,
            took,
            confirmed,
            attends: attends.remove(code),
            reported: reported.remove(code),
            reminders: reminders.remove(code).unwrap_or_default(),
            code: place.code,
            name: place.name,
            category: place.category,
            region: place.region,
        });
    }
    Ok(courses)
}

async fn places(tx: &mut Tx, id: AnnouncementId, scope: &Scope) -> Result<Vec<Place>, Fault> {
    let visible = Visible::of(scope, 2);
    Ok(sqlx::query_as(visible.sql(
        "select code, name, category, region, has_chat, newcomer from ( \
           select i.code, i.name, i.sort_key, a.category, a.region, a.region_key, a.has_chat, \
             case when exists (select 1 from late_joiner l where l.announcement_id = $1 \
               and l.institution = a.institution and l.expected = 0) then 1 else 0 end as newcomer \
           from audience a join institution i on i.code = a.institution \
           where a.announcement_id = $1 and a.institution in (select code from visible) \
           union all \
           select i.code, i.name, i.sort_key, i.category, i.region, i.region_key, \
             cast(null as bigint), 1 \
           from late_joiner l join institution i on i.code = l.institution \
           where l.announcement_id = $1 and l.institution in (select code from visible) \
           and not exists (select 1 from audience a where a.announcement_id = $1 \
             and a.institution = l.institution)) of_all \
         order by region_key, sort_key, code",
    ))
    .bind(id.0)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?)
}

/// By institution, and whether they went there after the audience was frozen.
async fn copies(
    tx: &mut Tx,
    id: AnnouncementId,
    scope: &Scope,
) -> Result<HashMap<(String, i64), Copies>, Fault> {
    let visible = Visible::of(scope, 2);
    let rows: Vec<CopyRow> = sqlx::query_as(visible.sql(
        "select institution, late, state, cause, reason, \
         case when shows = should_show then 1 else 0 end, maybe_double, sent_at from delivery \
         where announcement_id = $1 and institution in (select code from visible) \
         order by sent_at, chat_id",
    ))
    .bind(id.0)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let mut all: HashMap<(String, i64), Copies> = HashMap::new();
    for (institution, late, state, cause, reason, newest, maybe_double, sent_at) in rows {
        let copies = all.entry((institution, late)).or_default();
        copies.chats += 1;
        copies.maybe_double += maybe_double;
        // Where nulls stand in an order differs from engine to engine.
        let first = [copies.sent_at, sent_at.map(Timestamp)];
        copies.sent_at = first.into_iter().flatten().min();
        match state.as_str() {
            "sent" => copies.sent += newest,
            "failed" => {
                let stored = cause.unwrap_or_default();
                let cause = Cause::from_stored(&stored)
                    .ok_or_else(|| Fault::unreadable("cause", stored))?;
                copies.failed += i64::from(cause != Cause::Stopped);
                copies.failures.push((cause, reason.unwrap_or_default()));
            }
            _ => {}
        }
    }
    Ok(all)
}

/// When the first copy arrived at each institution, and until when it is to confirm.
async fn clocks(
    tx: &mut Tx,
    asked: Asked,
    scope: &Scope,
) -> Result<HashMap<String, (Timestamp, Timestamp)>, Fault> {
    let visible = Visible::of(scope, 3);
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(visible.sql(
        "select institution, arrived_at, due_at from chase where announcement_id = $1 \
         and revision = $2 and institution in (select code from visible)",
    ))
    .bind(asked.announcement.0)
    .bind(asked.revision)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let clock = |(code, arrived, due)| (code, (Timestamp(arrived), Timestamp(due)));
    Ok(rows.into_iter().map(clock).collect())
}

/// When each institution confirmed first, and who did.
async fn confirmed(
    tx: &mut Tx,
    asked: Asked,
    scope: &Scope,
) -> Result<HashMap<String, (Timestamp, String)>, Fault> {
    let visible = Visible::of(scope, 3);
    let rows: Vec<(String, i64, String)> = sqlx::query_as(visible.sql(
        "select k.institution, k.at, p.name from acknowledgement k \
         join person p on p.id = k.person_id where k.announcement_id = $1 and k.revision = $2 \
         and k.institution in (select code from visible) order by k.at, p.name",
    ))
    .bind(asked.announcement.0)
    .bind(asked.revision)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let mut first = HashMap::new();
    for (code, at, by) in rows {
        first.entry(code).or_insert((Timestamp(at), by));
    }
    Ok(first)
}

/// How often each institution was reminded: in the chat where that was most often.
async fn reminders(
    tx: &mut Tx,
    id: AnnouncementId,
    scope: &Scope,
) -> Result<HashMap<String, i64>, Fault> {
    let visible = Visible::of(scope, 2);
    let rows: Vec<(String, i64)> = sqlx::query_as(visible.sql(
        "select d.institution, max(r.times) from reminder r join delivery d \
         on d.announcement_id = r.announcement_id and d.chat_id = r.chat_id \
         where r.announcement_id = $1 and d.institution in (select code from visible) \
         group by d.institution",
    ))
    .bind(id.0)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().collect())
}

/// Whether each institution comes, where it has said so.
async fn attending(
    tx: &mut Tx,
    asked: Asked,
    scope: &Scope,
) -> Result<HashMap<String, bool>, Fault> {
    let visible = Visible::of(scope, 3);
    let rows: Vec<(String, i64)> = sqlx::query_as(visible.sql(
        "select institution, attends from attendance where announcement_id = $1 \
         and revision = $2 and institution in (select code from visible)",
    ))
    .bind(asked.announcement.0)
    .bind(asked.revision)
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    let answer = |(code, attends)| (code, attends == 1);
    Ok(rows.into_iter().map(answer).collect())
}
