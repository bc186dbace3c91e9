//! The clocks of institutions that have not confirmed yet. Every statement is of many institutions.

use super::batch::{pieces, values};
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::institution::Code;
use crate::domain::report::Deadlines;
use crate::domain::role::Scope;

/// A revision of an announcement.
pub type Revised = (AnnouncementId, i64);

/// Starts the clocks of the institutions of these chats, where a first copy has just arrived: until when they
/// are to confirm, and when something is to be done about them first. Where it is to be disseminated, also until
/// when they are to show that they did.
///
/// # Errors
/// A database fault.
pub async fn begin(
    tx: &mut Tx,
    (announcement, revision): Revised,
    chats: &[ChatId],
    (due, disseminate_by): (Timestamp, Option<Timestamp>),
    next: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Fault> {
    for piece in pieces(chats) {
        let sql = format!(
            "with v (chat_id) as (values {}) \
             insert into chase (announcement_id, revision, institution, arrived_at, due_at, \
             disseminate_by, next_at) \
             select distinct d.announcement_id, cast($2 as bigint), d.institution, cast($3 as bigint), \
             cast($4 as bigint), cast($6 as bigint), \
             case when exists (select 1 from acknowledgement k \
               where k.announcement_id = $1 and k.revision = $2 and k.institution = d.institution) \
               then cast($6 as bigint) else cast($5 as bigint) end \
             from v cross join delivery d where d.announcement_id = $1 and d.chat_id = v.chat_id \
             on conflict do nothing",
            values(piece.len(), 7, &["bigint"])
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(announcement.0)
            .bind(revision)
            .bind(now.0)
            .bind(due.0)
            .bind(next.map(|next| next.0))
            .bind(disseminate_by.map(|by| by.0));
        for chat in piece {
            query = query.bind(chat.0);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// Until when an institution is to confirm, if a copy has arrived there.
///
/// # Errors
/// A database fault.
pub async fn due_at(
    tx: &mut Tx,
    (announcement, revision): Revised,
    institution: &Code,
) -> Result<Option<Timestamp>, Fault> {
    let due: Option<i64> = sqlx::query_scalar(
        "select due_at from chase where announcement_id = $1 and revision = $2 \
         and institution = $3",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(due.map(Timestamp))
}

/// Until when an institution is to give evidence that it passed it on, if a copy that asks so has arrived there.
///
/// # Errors
/// A database fault.
pub async fn disseminate_by(
    tx: &mut Tx,
    (announcement, revision): Revised,
    institution: &Code,
) -> Result<Option<Timestamp>, Fault> {
    let by: Option<Option<i64>> = sqlx::query_scalar(
        "select disseminate_by from chase where announcement_id = $1 and revision = $2 \
         and institution = $3",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(by.flatten().map(Timestamp))
}

/// An institution about which something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Which.
    pub institution: Code,
    /// When its first copy arrived.
    pub arrived: Timestamp,
    /// The earliest thing that is due.
    pub since: Timestamp,
    /// The highest level that was told of it.
    pub level: i64,
    /// Whether it has confirmed after all.
    pub confirmed: bool,
    /// Until when it is to give evidence that it passed it on, where it is to and has not.
    pub disseminate_by: Option<Timestamp>,
}

/// Up to `most` institutions about which something is due by then, longest first.
///
/// # Errors
/// A database fault.
pub async fn due(
    tx: &mut Tx,
    (announcement, revision): Revised,
    most: i64,
    until: Timestamp,
) -> Result<Vec<Late>, Fault> {
    let rows: Vec<(String, i64, i64, i64, i64, Option<i64>)> = sqlx::query_as(
        "select c.institution, c.arrived_at, c.next_at, c.level, \
         case when exists (select 1 from acknowledgement k where k.announcement_id = $1 \
           and k.revision = $2 and k.institution = c.institution) then 1 else 0 end, \
         case when not exists (select 1 from dissemination e where e.announcement_id = $1 \
           and e.revision = $2 and e.institution = c.institution and e.current = 1) \
           then c.disseminate_by end \
         from chase c where c.announcement_id = $1 and c.revision = $2 and c.next_at <= $3 \
         order by c.next_at, c.institution limit $4",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(until.0)
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(
            |(institution, arrived, since, level, confirmed, disseminate_by)| Late {
                institution: Code::stored(institution),
                arrived: Timestamp(arrived),
                since: Timestamp(since),
                level,
                confirmed: confirmed == 1,
                disseminate_by: disseminate_by.map(Timestamp),
            },
        )
        .collect())
}

/// What is done about institutions: when the next thing is due, and the highest level that hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advance {
    /// Which institution.
    pub institution: Code,
    /// When something is due next.
    pub next: Option<Timestamp>,
    /// The highest level that was told of it by then.
    pub level: i64,
}

/// Moves the clocks on of which something was due by `until`; those that were: who has confirmed at this very moment is left out.
///
/// # Errors
/// A database fault.
pub async fn advance(
    tx: &mut Tx,
    (announcement, revision): Revised,
    advances: &[Advance],
    until: Timestamp,
) -> Result<Vec<Code>, Fault> {
    let mut moved = Vec::with_capacity(advances.len());
    for piece in pieces(advances) {
        let sql = format!(
            "with v (institution, next_at, level) as (values {}) \
             update chase set next_at = v.next_at, level = v.level from v \
             where chase.announcement_id = $1 and chase.revision = $2 \
             and chase.institution = v.institution and chase.next_at <= $3 \
             returning chase.institution",
            values(piece.len(), 4, &["text", "bigint", "bigint"])
        );
        let mut query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(announcement.0)
            .bind(revision)
            .bind(until.0);
        for advance in piece {
            query = query
                .bind(advance.institution.as_str().to_owned())
                .bind(advance.next.map(|next| next.0))
                .bind(advance.level);
        }
        let codes: Vec<String> = query.fetch_all(tx.conn()).await?;
        moved.extend(codes.into_iter().map(Code::stored));
    }
    Ok(moved)
}

/// When something is due next about any institution; also when the time to report runs out for some after
/// `until`, because who has not confirmed by now may do so before.
///
/// # Errors
/// A database fault.
pub async fn next_at(
    tx: &mut Tx,
    (announcement, revision): Revised,
    until: Timestamp,
) -> Result<Option<Timestamp>, Fault> {
    let (next, report): (Option<i64>, Option<i64>) = sqlx::query_as(
        "select min(next_at), min(case when disseminate_by > $3 then disseminate_by end) \
         from chase where announcement_id = $1 and revision = $2",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(until.0)
    .fetch_one(tx.conn())
    .await?;
    Ok(next.into_iter().chain(report).min().map(Timestamp))
}

/// An institution has given evidence that it passed it on: nothing more is done about it. Those who are about to
/// remind it find that out as after a confirmation.
///
/// # Errors
/// A database fault.
pub async fn disseminated(
    tx: &mut Tx,
    (announcement, revision): Revised,
    institution: &Code,
) -> Result<(), Fault> {
    sqlx::query(
        "update chase set next_at = null where announcement_id = $1 and revision = $2 \
         and institution = $3",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// An institution has confirmed: nothing more is done about that, and only when the time to
/// give evidence that it passed it on runs out is it looked at again. Its reminders that have not left find that
/// out when they are claimed; their rows stay, because one may speak of other announcements too.
///
/// # Errors
/// A database fault.
pub async fn end(
    tx: &mut Tx,
    (announcement, revision): Revised,
    institution: &Code,
    now: Timestamp,
) -> Result<(), Fault> {
    // First, so that whoever is about to remind waits, and then finds nothing due.
    sqlx::query(
        "update chase set next_at = case when disseminate_by > $4 then disseminate_by end \
         where announcement_id = $1 and revision = $2 \
         and institution = $3",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str())
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Until when the first institution is to confirm; those that joined later have deadlines of their own.
///
/// # Errors
/// A database fault.
pub async fn first_due(
    tx: &mut Tx,
    (announcement, revision): Revised,
) -> Result<Option<Timestamp>, Fault> {
    // By the order of the index, since the bar of an announcement asks every two seconds: newcomers are few,
    // and seldom first.
    let first: Option<i64> = sqlx::query_scalar(
        "select h.due_at from chase h where h.announcement_id = $1 and h.revision = $2 \
         and not exists (select 1 from late_joiner l where l.announcement_id = $1 \
           and l.institution = h.institution and l.expected = 0) order by h.due_at limit 1",
    )
    .bind(announcement.0)
    .bind(revision)
    .fetch_optional(tx.conn())
    .await?;
    Ok(first.map(Timestamp))
}

/// How the institutions of a scope keep to their deadlines; those that joined later count apart.
///
/// # Errors
/// A database fault.
pub async fn deadlines(
    tx: &mut Tx,
    (announcement, revision): Revised,
    scope: &Scope,
    now: Timestamp,
) -> Result<Deadlines, Fault> {
    let visible = Visible::of(scope, 4);
    let (next, overdue, late): (Option<i64>, i64, i64) = sqlx::query_as(visible.sql(
        "select min(case when k.at is null and h.due_at > $3 then h.due_at end), \
         cast(coalesce(sum(case when k.at is null and h.due_at <= $3 then 1 else 0 end), 0) as bigint), \
         cast(coalesce(sum(case when k.at > h.due_at then 1 else 0 end), 0) as bigint) \
         from chase h join audience a on a.announcement_id = h.announcement_id \
           and a.institution = h.institution and a.has_chat = 1 \
         left join (select institution, min(at) as at from acknowledgement \
           where announcement_id = $1 and revision = $2 group by institution) k \
           on k.institution = h.institution where h.announcement_id = $1 and h.revision = $2 \
         and h.institution in (select code from visible)",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind(now.0)
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?;
    Ok(Deadlines {
        next: next.map(Timestamp).map(|at| (at, at.since(now))),
        overdue,
        late,
    })
}
