//! Reminders: what is to be said in which chat, and what was.
//!
//! That one is wanted is a mark of an announcement and a chat. What it says is worked out when its row of
//! the outbox is claimed: everything that is wanted of the same chat is one message then.

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::announcement::{nature, number as number_of, options_of};
use super::batch::{pieces, values};
use super::json::from_json;
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId, ChatId};
use crate::domain::institution::Code;
use crate::domain::outgoing::Lane;
use crate::domain::reminder::Unconfirmed;
use crate::domain::role::Scope;

/// Chats that are reminded: groups and private chats that show the revision. A channel or a public group
/// is read by others too, who are none of the office's business.
const REMINDED: &str = "d.state = 'sent' and d.shows = $2 and c.state = 'active' \
     and c.kind <> 'channel' and c.public = 0";

/// Wants a reminder in the chats of these institutions, but for those that had `most` of it; and queues
/// what says it. `early`: also of evidence that is not due yet. How many chats.
///
/// # Errors
/// A database fault.
pub async fn want(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    institutions: &[Code],
    (lane, most): (Lane, u32),
    early: bool,
    now: Timestamp,
) -> Result<u64, Fault> {
    let mut chats = 0;
    for piece in pieces(institutions) {
        // The few institutions first: SQLite keeps the order of a cross join, and would else go through
        // all deliveries of the announcement for each of them.
        let marked = format!(
            "with v (institution) as (values {}) \
             insert into reminder (announcement_id, chat_id, revision, wanted, times, early) \
             select d.announcement_id, d.chat_id, cast($2 as bigint), 1, 0, cast($4 as bigint) from v \
             cross join delivery d cross join chat c where d.announcement_id = $1 \
             and d.institution = v.institution and c.id = d.chat_id and {REMINDED} \
             on conflict (announcement_id, chat_id) do update \
             set wanted = 1, revision = excluded.revision, early = excluded.early \
             where reminder.times < $3",
            values(piece.len(), 5, &["text"])
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(marked))
            .bind(announcement.0)
            .bind(revision)
            .bind(i64::from(most))
            .bind(i64::from(early));
        for code in piece {
            query = query.bind(code.as_str().to_owned());
        }
        let marked = query.execute(tx.conn()).await?.rows_affected();
        if marked > 0 {
            queue(tx, announcement, piece, lane, marked, now).await?;
        }
        chats += marked;
    }
    Ok(chats)
}

/// A row for each chat in which a reminder is wanted, unless there is one.
async fn queue(
    tx: &mut Tx,
    announcement: AnnouncementId,
    institutions: &[Code],
    lane: Lane,
    most: u64,
    now: Timestamp,
) -> Result<(), Fault> {
    let base = id::reserve(
        now,
        i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1),
    );
    let sql = format!(
        "with v (institution) as (values {}) \
         insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
         coalesce_key, purpose, unknowns, created_at) \
         select cast($2 as bigint) + row_number() over (order by c.id), cast($3 as bigint), \
         cast($4 as bigint), 'queued', c.address, r.announcement_id, c.id, 0, \
         cast($5 as text) || cast(c.id as text), cast($6 as text), 0, cast($4 as bigint) \
         from v cross join delivery d cross join chat c cross join reminder r \
         where d.announcement_id = $1 and d.institution = v.institution and c.id = d.chat_id \
         and r.announcement_id = $1 and r.chat_id = c.id and r.wanted = 1 \
         and not exists (select 1 from outbox o \
           where o.coalesce_key = cast($5 as text) || cast(c.id as text) and o.state = 'queued')",
        values(institutions.len(), 7, &["text"])
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(announcement.0)
        .bind(base)
        .bind(lane.number())
        .bind(now.0)
        .bind(super::outbox::reminder_key(announcement))
        .bind(super::outbox::REMINDER);
    for code in institutions {
        query = query.bind(code.as_str().to_owned());
    }
    query.execute(tx.conn()).await?;
    tx.wake_outbox();
    Ok(())
}

/// What an institution that has a revision has not done yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owing {
    /// It has not confirmed.
    Confirmation,
    /// It has, and has given no evidence that it passed it on, though it is to.
    Evidence,
}

impl Owing {
    fn condition(self) -> &'static str {
        match self {
            Self::Confirmation => {
                "not exists (select 1 from acknowledgement k where k.announcement_id = $1 \
                 and k.revision = $2 and k.institution = d.institution)"
            }
            Self::Evidence => {
                "exists (select 1 from acknowledgement k where k.announcement_id = $1 \
                 and k.revision = $2 and k.institution = d.institution) \
                 and exists (select 1 from chase h where h.announcement_id = $1 \
                 and h.revision = $2 and h.institution = d.institution \
                 and h.disseminate_by is not null) \
                 and not exists (select 1 from dissemination e where e.announcement_id = $1 \
                 and e.revision = $2 and e.institution = d.institution and e.current = 1)"
            }
        }
    }
}

/// The institutions of a scope that have the revision and owe this, and of each whether a chat
/// of it may be reminded: fewer than `most` times of this announcement, and of nothing since `since`.
///
/// # Errors
/// A database fault.
pub async fn owing(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    owing: Owing,
    scope: &Scope,
    (most, since): (u32, Timestamp),
) -> Result<Vec<(Code, bool)>, Fault> {
    let condition = owing.condition();
    let visible = Visible::of(scope, 5);
    let rows = sqlx::query_as(visible.sql(&format!(
        "select d.institution, max(case when coalesce(r.times, 0) < $3 \
         and coalesce(r.wanted, 0) = 0 and not exists (select 1 from reminder o \
           where o.chat_id = c.id and o.said_at > $4) then 1 else 0 end) \
         from delivery d join chat c on c.id = d.chat_id \
         left join reminder r on r.announcement_id = d.announcement_id and r.chat_id = c.id \
         where d.announcement_id = $1 and {REMINDED} \
         and d.institution in (select code from visible) \
         and {condition} \
         group by d.institution order by d.institution"
    )))
    .bind(announcement.0)
    .bind(revision)
    .bind(i64::from(most))
    .bind(since.0)
    .bind_all(visible.values());
    let rows: Vec<(String, i64)> = rows.fetch_all(tx.conn()).await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(code, ready)| (Code::stored(code), ready == 1))
        .collect())
}

/// A reminder that is to be said in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What it says.
    pub what: Unconfirmed,
    /// In which chat: one address may be that of two institutions.
    pub chat: ChatId,
    /// The first message of the copy.
    pub copy: Option<i64>,
}

/// A row of [`wanted`].
struct Row {
    announcement: i64,
    chat: i64,
    revision: i64,
    number: Option<i64>,
    drill_number: Option<i64>,
    year: Option<i64>,
    title: String,
    priority: String,
    kind: String,
    circulation: String,
    options: String,
    institution: String,
    owes_evidence: i64,
    due_at: i64,
    message_ids: String,
}

impl<'r> FromRow<'r, AnyRow> for Row {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            announcement: row.try_get("announcement_id")?,
            chat: row.try_get("chat_id")?,
            revision: row.try_get("revision")?,
            number: row.try_get("number")?,
            drill_number: row.try_get("drill_number")?,
            year: row.try_get("year")?,
            title: row.try_get("title")?,
            priority: row.try_get("priority")?,
            kind: row.try_get("kind")?,
            circulation: row.try_get("circulation")?,
            options: row.try_get("options")?,
            institution: row.try_get("name")?,
            owes_evidence: row.try_get("owes_evidence")?,
            due_at: row.try_get("due_at")?,
            message_ids: row.try_get("message_ids")?,
        })
    }
}

impl Row {
    fn read(self) -> Result<Wanted, Fault> {
        let ids: Vec<i64> = from_json("message ids", &self.message_ids)?;
        let nature = nature(&self.priority, &self.kind, &self.circulation)?;
        let what = Unconfirmed {
            announcement: AnnouncementId(self.announcement),
            revision: self.revision,
            number: number_of(self.number, self.drill_number, self.year)
                .ok_or_else(|| Fault::unreadable("number", self.announcement.to_string()))?,
            title: self.title,
            options: options_of(nature, &self.options)?,
            institution: self.institution,
            owes_evidence: self.owes_evidence == 1,
            due: Timestamp(self.due_at),
        };
        Ok(Wanted {
            what,
            chat: ChatId(self.chat),
            copy: ids.first().copied(),
        })
    }
}

/// What is to be said at an address, by a row of the outbox that may have tried before. Nothing of what is
/// confirmed, but where the time for evidence that it was passed on runs out by `until`, or somebody reminds of that by hand; nor of what is paused, stopped or replaced by another revision, and nothing that was said `most` times.
///
/// # Errors
/// A database fault.
pub async fn wanted(
    tx: &mut Tx,
    address: &Address,
    row: i64,
    most: u32,
    until: Timestamp,
) -> Result<Vec<Wanted>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(
        "select r.announcement_id, r.chat_id, r.revision, n.number, n.drill_number, n.year, n.title, n.priority, n.kind, \
         n.circulation, n.options, i.name, d.message_ids, \
         case when exists (select 1 from acknowledgement k where k.announcement_id = n.id \
           and k.revision = n.revision and k.institution = d.institution) then 1 else 0 end as owes_evidence, \
         case when exists (select 1 from acknowledgement k where k.announcement_id = n.id \
           and k.revision = n.revision and k.institution = d.institution) then h.disseminate_by else h.due_at end as due_at \
         from chat c cross join reminder r cross join announcement n \
         cross join delivery d cross join chase h cross join institution i \
         where c.address = $1 and c.state = 'active' and r.chat_id = c.id \
         and (r.wanted = 1 or r.said_by = $2) and r.times < $3 \
         and n.id = r.announcement_id and n.state = 'approved' \
         and n.revision = r.revision and n.stopped_at is null and n.withdrawn_at is null \
         and n.paused_at is null \
         and d.announcement_id = n.id and d.chat_id = c.id and d.state = 'sent' \
         and d.shows = n.revision and h.announcement_id = n.id and h.revision = n.revision \
         and h.institution = d.institution and i.code = d.institution \
         and (not exists (select 1 from acknowledgement k where k.announcement_id = n.id \
           and k.revision = n.revision and k.institution = d.institution) \
           or ((h.disseminate_by <= $4 or (r.early = 1 and h.disseminate_by is not null)) and not exists (select 1 from dissemination e \
             where e.announcement_id = n.id and e.revision = n.revision \
             and e.institution = d.institution and e.current = 1))) \
         order by h.due_at, n.year, n.number, c.id",
    )
    .bind(address.as_str())
    .bind(row)
    .bind(i64::from(most))
    .bind(until.0)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// When something was last said at an address: a reminder, or in private what others are told of.
///
/// # Errors
/// A database fault.
pub async fn last_said(tx: &mut Tx, address: &Address) -> Result<Option<Timestamp>, Fault> {
    let last: Option<i64> = sqlx::query_scalar(
        "select max(x.at) from ( \
           select max(r.said_at) as at from chat c join reminder r on r.chat_id = c.id \
           where c.address = $1 union all \
           select max(e.said_at) as at from person p join escalation_notice e on e.person_id = p.id \
           where p.address = $1) x",
    )
    .bind(address.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(last.map(Timestamp))
}

/// These are being said by a row of the outbox.
///
/// # Errors
/// A database fault.
pub async fn said(tx: &mut Tx, said: &[Wanted], row: i64, now: Timestamp) -> Result<(), Fault> {
    for one in said {
        sqlx::query(
            "update reminder set wanted = 0, times = times + 1, said_at = $3, said_by = $4 \
             where announcement_id = $1 and chat_id = $2",
        )
        .bind(one.what.announcement.0)
        .bind(one.chat.0)
        .bind(now.0)
        .bind(row)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Nothing is to be said of an announcement in a chat any more. While it is paused, that is not settled.
///
/// # Errors
/// A database fault.
pub async fn unwant(tx: &mut Tx, announcement: AnnouncementId, chat: ChatId) -> Result<(), Fault> {
    sqlx::query(
        "update reminder set wanted = 0 where announcement_id = $1 and chat_id = $2 \
         and wanted = 1 and not exists (select 1 from announcement n \
           where n.id = $1 and n.paused_at is not null)",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a row was to say at an address has not arrived, and is to be said again.
///
/// # Errors
/// A database fault.
pub async fn unsaid(tx: &mut Tx, address: &Address, row: i64) -> Result<(), Fault> {
    sqlx::query(
        "update reminder set wanted = 1, times = times - 1, said_at = null, said_by = null \
         where chat_id in (select id from chat where address = $1) and said_by = $2 and wanted = 0",
    )
    .bind(address.as_str())
    .bind(row)
    .execute(tx.conn())
    .await?;
    Ok(())
}
