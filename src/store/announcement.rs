//! Announcements, from the draft to the last delivery: the row and how it is found; `change` is what
//! happens to it.

mod change;
mod opening;

use serde::Deserialize;
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::json::{from_json, json};
use super::{Fault, Tx};
use crate::domain::announcement::{
    Asked, Change, Circulation, Kind, Nature, Number, Priority, Replaces, State,
};
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::institution::Code;
use crate::domain::message::Message;
use crate::domain::options::Options;
use crate::domain::part::Part;
use crate::domain::role::Area;

pub use change::{
    decide, finish_if_settled, reopen, run_again, set_opening, set_options, set_replaced,
    set_state, set_title, submit, took_effect, touch,
};
pub use opening::Opening;

/// An announcement's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Its id.
    pub id: AnnouncementId,
    /// Where it stands.
    pub state: State,
    /// Counts every change of content or options.
    pub version: i64,
    /// Who wrote it.
    pub author: PersonId,
    /// The message that began with `/siaran`, in the author's private chat.
    pub opening_message_id: i64,
    /// The institution that speaks.
    pub issuer: Code,
    /// How far its author may reach: nobody outside of it is ever addressed.
    pub area: Area,
    /// What its author decided besides the content.
    pub options: Options,
    /// The line of options that they were read from last.
    pub options_line: String,
    /// First line of its content.
    pub title: String,
    /// The content as submitted.
    pub content: Option<Vec<Part>>,
    /// SHA-256 of content and options as submitted.
    pub content_hash: Option<String>,
    /// When it was handed to the approvers.
    pub submitted_at: Option<Timestamp>,
    /// Who approved, returned or rejected it, and when.
    pub decided: Option<(PersonId, Timestamp)>,
    /// Its public number.
    pub number: Option<Number>,
    /// The newest approved revision; 0 before the first.
    pub revision: i64,
    /// When the last delivery was settled.
    pub finished_at: Option<Timestamp>,
    /// What it corrects or withdraws; nothing for an announcement in its own right.
    pub replaces: Option<Replaces>,
    /// Since when nothing of it holds any more.
    pub withdrawn_at: Option<Timestamp>,
    /// Its schedule, which has not come yet; until then nothing of it leaves.
    pub begins_at: Option<Timestamp>,
    /// When its schedule was found to have passed without anybody being able to send.
    pub missed_at: Option<Timestamp>,
}

struct Row {
    id: i64,
    state: String,
    version: i64,
    author: String,
    opening_message_id: i64,
    issuer: String,
    area_kind: String,
    area_value: String,
    priority: String,
    kind: String,
    circulation: String,
    options: String,
    options_line: String,
    title: String,
    content: Option<String>,
    content_hash: Option<String>,
    submitted_at: Option<i64>,
    decided_by: Option<String>,
    decided_at: Option<i64>,
    number: Option<i64>,
    year: Option<i64>,
    drill_number: Option<i64>,
    revision: i64,
    finished_at: Option<i64>,
    replaces: Option<i64>,
    replaces_revision: Option<i64>,
    change: Option<String>,
    withdrawn_at: Option<i64>,
    begins_at: Option<i64>,
    missed_at: Option<i64>,
}

impl<'r> FromRow<'r, AnyRow> for Row {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            state: row.try_get("state")?,
            version: row.try_get("version")?,
            author: row.try_get("author")?,
            opening_message_id: row.try_get("opening_message_id")?,
            issuer: row.try_get("issuer")?,
            area_kind: row.try_get("area_kind")?,
            area_value: row.try_get("area_value")?,
            priority: row.try_get("priority")?,
            kind: row.try_get("kind")?,
            circulation: row.try_get("circulation")?,
            options: row.try_get("options")?,
            options_line: row.try_get("options_line")?,
            title: row.try_get("title")?,
            content: row.try_get("content")?,
            content_hash: row.try_get("content_hash")?,
            submitted_at: row.try_get("submitted_at")?,
            decided_by: row.try_get("decided_by")?,
            decided_at: row.try_get("decided_at")?,
            number: row.try_get("number")?,
            year: row.try_get("year")?,
            drill_number: row.try_get("drill_number")?,
            revision: row.try_get("revision")?,
            finished_at: row.try_get("finished_at")?,
            replaces: row.try_get("replaces")?,
            replaces_revision: row.try_get("replaces_revision")?,
            change: row.try_get("change")?,
            withdrawn_at: row.try_get("withdrawn_at")?,
            begins_at: row.try_get("begins_at")?,
            missed_at: row.try_get("missed_at")?,
        })
    }
}

/// The content as it is stored. Versions that knew texts alone stored one bare.
#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Parts(Vec<Part>),
    Text(Message),
}

impl Content {
    fn parts(self) -> Vec<Part> {
        match self {
            Self::Parts(parts) => parts,
            Self::Text(text) => vec![Part::Text(text)],
        }
    }
}

/// The nature of a row.
pub(super) fn nature(priority: &str, kind: &str, circulation: &str) -> Result<Nature, Fault> {
    Ok(Nature {
        priority: Priority::from_stored(priority)
            .ok_or_else(|| Fault::unreadable("priority", priority))?,
        kind: Kind::from_stored(kind).ok_or_else(|| Fault::unreadable("kind", kind))?,
        circulation: Circulation::from_stored(circulation)
            .ok_or_else(|| Fault::unreadable("circulation", circulation))?,
    })
}

/// The number of a row: of one sequence, or of that of drills.
pub(super) fn number(real: Option<i64>, drill: Option<i64>, year: Option<i64>) -> Option<Number> {
    Some(Number {
        number: real.or(drill)?,
        year: year?,
        drill: real.is_none(),
    })
}

/// The options of a row.
pub(super) fn options_of(nature: Nature, stored: &str) -> Result<Options, Fault> {
    Ok(Options {
        nature,
        ..from_json("options", stored)?
    })
}

/// What a correction or withdrawal is, as stored.
pub(super) fn change_of(word: &str) -> Result<Change, Fault> {
    Change::from_stored(word).ok_or_else(|| Fault::unreadable("change", word))
}

impl Row {
    fn read(self) -> Result<Announcement, Fault> {
        let nature = nature(&self.priority, &self.kind, &self.circulation)?;
        let options = options_of(nature, &self.options)?;
        Ok(Announcement {
            id: AnnouncementId(self.id),
            state: State::from_stored(&self.state)
                .ok_or_else(|| Fault::unreadable("state", self.state))?,
            version: self.version,
            author: PersonId(self.author),
            opening_message_id: self.opening_message_id,
            issuer: Code::stored(self.issuer),
            area: Area::from_stored(&self.area_kind, self.area_value)
                .ok_or_else(|| Fault::unreadable("area", self.area_kind))?,
            options,
            options_line: self.options_line,
            title: self.title,
            content: self
                .content
                .map(|text| from_json("content", &text))
                .transpose()?
                .map(Content::parts),
            content_hash: self.content_hash,
            submitted_at: self.submitted_at.map(Timestamp),
            decided: self
                .decided_by
                .map(PersonId)
                .zip(self.decided_at.map(Timestamp)),
            number: number(self.number, self.drill_number, self.year),
            revision: self.revision,
            finished_at: self.finished_at.map(Timestamp),
            replaces: match (self.replaces, self.replaces_revision, self.change) {
                (Some(id), Some(revision), Some(change)) => Some(Replaces {
                    announcement: AnnouncementId(id),
                    revision,
                    change: change_of(&change)?,
                }),
                _ => None,
            },
            withdrawn_at: self.withdrawn_at.map(Timestamp),
            begins_at: self.begins_at.map(Timestamp),
            missed_at: self.missed_at.map(Timestamp),
        })
    }
}

/// Opens a draft.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, draft: &Announcement, now: Timestamp) -> Result<(), Fault> {
    let (area_kind, area_value) = draft.area.to_stored();
    sqlx::query(
        "insert into announcement (id, state, version, author, issuer, area_kind, area_value, \
         priority, kind, circulation, title, created_at, opened_at, opening_message_id, revision, \
         options, options_line, replaces, replaces_revision, change) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, 0, $14, $15, $16, \
         $17, $18)",
    )
    .bind(draft.id.0)
    .bind(draft.state.as_str())
    .bind(draft.version)
    .bind(&draft.author.0)
    .bind(draft.issuer.as_str())
    .bind(area_kind)
    .bind(area_value)
    .bind(draft.options.nature.priority.as_str())
    .bind(draft.options.nature.kind.as_str())
    .bind(draft.options.nature.circulation.as_str())
    .bind(&draft.title)
    .bind(now.0)
    .bind(draft.opening_message_id)
    .bind(json(&draft.options)?)
    .bind(&draft.options_line)
    .bind(draft.replaces.map(|it| it.announcement.0))
    .bind(draft.replaces.map(|it| it.revision))
    .bind(draft.replaces.map(|it| it.change.as_str()))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// One announcement.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, id: AnnouncementId) -> Result<Option<Announcement>, Fault> {
    let row: Option<Row> = sqlx::query_as("select * from announcement where id = $1")
        .bind(id.0)
        .fetch_optional(tx.conn())
        .await?;
    row.map(Row::read).transpose()
}

/// The approved announcement, or the drill, with a number; without a year, the newest one.
///
/// # Errors
/// A database fault.
pub async fn find_number(tx: &mut Tx, asked: Asked) -> Result<Option<Announcement>, Fault> {
    let row: Option<Row> = sqlx::query_as(
        "select * from announcement where ($3 = 1 or year = $2) \
         and (($4 = 0 and number = $1) or ($4 = 1 and drill_number = $1)) \
         order by year desc limit 1",
    )
    .bind(asked.number)
    .bind(asked.year.unwrap_or_default())
    .bind(i64::from(asked.year.is_none()))
    .bind(i64::from(asked.drill))
    .fetch_optional(tx.conn())
    .await?;
    row.map(Row::read).transpose()
}

/// The author's announcement in a state that was opened, or returned to them, last.
///
/// # Errors
/// A database fault.
pub async fn newest_of(
    tx: &mut Tx,
    author: &PersonId,
    state: State,
) -> Result<Option<Announcement>, Fault> {
    let row: Option<Row> = sqlx::query_as(
        "select * from announcement where author = $1 and state = $2 \
         order by opened_at desc, id desc limit 1",
    )
    .bind(&author.0)
    .bind(state.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.map(Row::read).transpose()
}

/// The author's announcement that this message of theirs is a source of: a draft before what has been
/// handed over.
///
/// # Errors
/// A database fault.
pub async fn made_of(
    tx: &mut Tx,
    author: &PersonId,
    message_id: i64,
) -> Result<Option<Announcement>, Fault> {
    let row: Option<Row> = sqlx::query_as(
        "select * from announcement where author = $1 and state in ('draft', 'submitted', 'approved') \
         and (opening_message_id = $2 or id in (select announcement_id from draft_piece \
         where message_id = $2)) \
         order by case state when 'draft' then 0 else 1 end, opened_at desc, id desc limit 1",
    )
    .bind(&author.0)
    .bind(message_id)
    .fetch_optional(tx.conn())
    .await?;
    row.map(Row::read).transpose()
}

/// What an author has begun or handed over, and nobody has decided.
///
/// # Errors
/// A database fault.
pub async fn open_of(tx: &mut Tx, author: &PersonId) -> Result<Vec<Announcement>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select * from announcement where author = $1 and state in ('draft', 'submitted') \
         order by id",
    )
    .bind(&author.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Approved announcements that nobody has stopped, drills left out, the newest first.
///
/// # Errors
/// A database fault.
pub async fn newest_running(tx: &mut Tx, limit: i64) -> Result<Vec<Announcement>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select * from announcement where state = 'approved' and number is not null \
         and stopped_at is null and withdrawn_at is null \
         order by year desc, number desc limit $1",
    )
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// The approved announcement with the newest number.
///
/// # Errors
/// A database fault.
pub async fn newest_approved(tx: &mut Tx) -> Result<Option<AnnouncementId>, Fault> {
    let id: Option<i64> = sqlx::query_scalar(
        "select id from announcement where state = 'approved' and number is not null \
         order by year desc, number desc limit 1",
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id.map(AnnouncementId))
}

/// What is written or handed over against an announcement and not decided.
///
/// # Errors
/// A database fault.
pub async fn open_against(tx: &mut Tx, id: AnnouncementId) -> Result<Vec<Announcement>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select * from announcement where replaces = $1 and state in ('draft', 'submitted') \
         order by id",
    )
    .bind(id.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// The latest announcement by somebody whose content stands in a text, such as its preview.
///
/// # Errors
/// A database fault.
pub async fn said_by(
    tx: &mut Tx,
    author: &PersonId,
    text: &str,
) -> Result<Option<Announcement>, Fault> {
    const LATEST: i64 = 20;
    let rows: Vec<Row> = sqlx::query_as(
        "select * from announcement where author = $1 and state = 'approved' \
         and number is not null order by id desc limit $2",
    )
    .bind(&author.0)
    .bind(LATEST)
    .fetch_all(tx.conn())
    .await?;
    for row in rows {
        let announcement = row.read()?;
        let content = announcement.content.as_deref().unwrap_or_default();
        let words: Vec<_> = content.iter().flat_map(Part::words).collect();
        let all = words.iter().all(|words| text.contains(&words.text));
        if all && !words.is_empty() {
            return Ok(Some(announcement));
        }
    }
    Ok(None)
}
