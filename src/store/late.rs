//! Institutions that join while announcements are valid, and what they receive of them.

use super::audience::{RECEIVING, Target};
use super::scope::{BindAll, Visible};
use super::{Fault, Tx, agenda};
use crate::domain::agenda::Task;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId, PreviewId};
use crate::domain::institution::Code;
use crate::domain::outgoing::Lane;
use crate::domain::report::Late;
use crate::domain::role::Scope;

/// So long after a registration, so that its welcome comes first.
const WELCOMED: std::time::Duration = std::time::Duration::from_secs(3);

/// A chat was registered for an institution.
///
/// # Errors
/// A database fault.
pub(super) async fn joined(tx: &mut Tx, institution: &Code, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("insert into newly_joined (institution) values ($1) on conflict do nothing")
        .bind(institution.as_str())
        .execute(tx.conn())
        .await?;
    agenda::put(tx, &Task::CatchUp, now.plus(WELCOMED), now).await
}

/// The chats of a file were registered.
///
/// # Errors
/// A database fault.
pub(super) async fn joined_by_file(
    tx: &mut Tx,
    preview: PreviewId,
    now: Timestamp,
) -> Result<(), Fault> {
    let joined = sqlx::query(
        "insert into newly_joined (institution) select distinct institution from staged_chat \
         where preview = $1 and registers = 1 on conflict do nothing",
    )
    .bind(preview.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    match joined {
        0 => Ok(()),
        _ => agenda::put(tx, &Task::CatchUp, now.plus(WELCOMED), now).await,
    }
}

/// Takes those who have joined so far into a round, which is named by its time; whether there are any.
///
/// # Errors
/// A database fault.
pub async fn begin(tx: &mut Tx, now: Timestamp) -> Result<bool, Fault> {
    let taken = sqlx::query("update newly_joined set taken = $1 where taken is null")
        .bind(now.0)
        .execute(tx.conn())
        .await?
        .rows_affected();
    Ok(taken > 0)
}

/// The round is over.
///
/// # Errors
/// A database fault.
pub async fn end(tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("delete from newly_joined where taken = $1")
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Notes who was there when an announcement went out. Gone through from the newest on, so that older ones
/// are nothing that such an institution has missed by not having been there.
///
/// # Errors
/// A database fault.
pub async fn note_reached(
    tx: &mut Tx,
    announcement: AnnouncementId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update newly_joined set reached = 1 where taken = $2 and reached = 0 and exists \
         (select 1 from delivery d where d.announcement_id = $1 \
          and d.institution = newly_joined.institution and d.state in ('waiting', 'sent'))",
    )
    .bind(announcement.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether anybody of a round may still be sent another one.
///
/// # Errors
/// A database fault.
pub async fn is_open(tx: &mut Tx, most: i64, now: Timestamp) -> Result<bool, Fault> {
    let open: i64 = sqlx::query_scalar(
        "select count(*) from newly_joined where taken = $1 and reached = 0 and got < $2",
    )
    .bind(now.0)
    .bind(most)
    .fetch_one(tx.conn())
    .await?;
    Ok(open > 0)
}

/// Puts an announcement down for those of a round whom it addresses as the registry is now, who were not
/// there, and who have fewer than `most` others put down for them; how many.
///
/// # Errors
/// A database fault.
pub async fn put_down(
    tx: &mut Tx,
    announcement: AnnouncementId,
    target: Target<'_>,
    most: i64,
    now: Timestamp,
) -> Result<u64, Fault> {
    let chosen = target.chosen(4);
    let sql = format!(
        "insert into late_joiner (announcement_id, institution, joined_at, expected) \
         {} select cast($1 as bigint), n.institution, cast($2 as bigint), \
         coalesce((select a.has_chat from audience a where a.announcement_id = $1 \
           and a.institution = n.institution), 0) \
         from newly_joined n where n.taken = $2 and n.reached = 0 and n.got < $3 \
         and n.institution in (select code from chosen) and exists (select 1 from chat c where c.institution = n.institution and {RECEIVING} \
           and not exists (select 1 from delivery d where d.announcement_id = $1 \
             and d.chat_id = c.id)) \
         on conflict do nothing",
        chosen.sql_head()
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(announcement.0)
        .bind(now.0)
        .bind(most)
        .bind_all(chosen.values())
        .execute(tx.conn())
        .await?
        .rows_affected();
    sqlx::query(
        "update newly_joined set got = got + 1 where taken = $2 and institution in \
         (select institution from late_joiner where announcement_id = $1 and joined_at = $2)",
    )
    .bind(announcement.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(rows)
}

/// Queues it for their chats; how many. Whether its sending to those that it addressed has ended stays as it is.
///
/// # Errors
/// A database fault.
pub async fn queue(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
    lane: Lane,
    due: Timestamp,
    now: Timestamp,
) -> Result<i64, Fault> {
    let chats = sqlx::query(sqlx::AssertSqlSafe(format!(
        "insert into delivery (announcement_id, chat_id, institution, state, should_show, shows, \
         message_ids, maybe_double, late) \
         select l.announcement_id, c.id, c.institution, 'waiting', cast($3 as bigint), 0, '[]', 0, 1 \
         from late_joiner l join chat c on c.institution = l.institution \
         where l.announcement_id = $1 and l.joined_at = $2 and {RECEIVING} \
         and not exists (select 1 from delivery d where d.announcement_id = $1 and d.chat_id = c.id)"
    )))
    .bind(announcement.0)
    .bind(now.0)
    .bind(revision)
    .execute(tx.conn())
    .await?
    .rows_affected();
    let chats = i64::try_from(chats).unwrap_or(i64::MAX);
    sqlx::query(
        "insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
         unknowns, created_at) \
         select cast($2 as bigint) + row_number() over (order by c.institution, c.id), \
         cast($3 as bigint), cast($5 as bigint), 'queued', c.address, d.announcement_id, d.chat_id, \
         0, 0, cast($4 as bigint) \
         from delivery d join chat c on c.id = d.chat_id \
         join late_joiner l on l.announcement_id = d.announcement_id \
           and l.institution = d.institution and l.joined_at = $4 \
         where d.announcement_id = $1 and d.state = 'waiting' and d.late = 1 \
         and not exists (select 1 from outbox o where o.announcement_id = $1 \
           and o.chat_id = d.chat_id and o.payload is null and o.purpose is null)",
    )
    .bind(announcement.0)
    .bind(id::reserve(now, chats + 1))
    .bind(lane.number())
    .bind(now.0)
    .bind(due.0)
    .execute(tx.conn())
    .await?;
    tx.wake_outbox();
    Ok(chats)
}

/// To how many chats of newcomers it is still on its way.
///
/// # Errors
/// A database fault.
pub async fn coming(tx: &mut Tx, announcement: AnnouncementId) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "select count(*) from delivery where announcement_id = $1 and state = 'waiting' and late = 1",
    )
    .bind(announcement.0)
    .fetch_one(tx.conn())
    .await?)
}

/// Those who came later, within a scope.
///
/// # Errors
/// A database fault.
pub async fn count(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
    scope: &Scope,
) -> Result<Late, Fault> {
    let visible = Visible::of(scope, 3);
    let (institutions, confirmed, disseminated) = sqlx::query_as(visible.sql(
        "select count(*), count(k.institution), count(e.institution) from late_joiner l left join \
           (select institution from acknowledgement where announcement_id = $1 and revision = $2 \
            group by institution) k on k.institution = l.institution left join \
           (select institution from dissemination where announcement_id = $1 and revision = $2 \
            and current = 1) e on e.institution = l.institution \
         where l.announcement_id = $1 and l.expected = 0 \
         and l.institution in (select code from visible)",
    ))
    .bind(announcement.0)
    .bind(revision)
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?;
    Ok(Late {
        institutions,
        confirmed,
        disseminated,
    })
}
