//! Queuing again what failed.

use super::batch::BATCH;
use super::outbox::{self, Due};
use super::{Fault, Tx};
use crate::domain::announcement::Priority;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId, ChatId};
use crate::domain::institution::Code;
use crate::domain::outgoing::Lane;

/// Failures that a person may have sent again: those of chats that can be reached.
const AGAIN: &str = "announcement_id = $1 and state = 'failed' \
     and cause in ('rejected', 'unanswered', 'unreachable') \
     and chat_id in (select id from chat where state = 'active') \
     and institution in (select code from institution where active = 1)";

/// Copies that a person may have brought to the newest revision once more.
const OUTDATED: &str = "announcement_id = $1 and outdated in ('rejected', 'forbidden', 'unanswered', 'unreachable') \
     and chat_id in (select id from chat where state <> 'unreachable')";

/// Failed deliveries, by whether they can be sent again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Failed {
    /// The chat can be reached.
    pub ready: i64,
    /// It cannot, for now.
    pub lost: i64,
    /// The chat can be reached, has an older revision, and could not be brought to the newest.
    pub outdated: i64,
}

/// Counts what failed.
///
/// # Errors
/// A database fault.
pub async fn count(tx: &mut Tx, id: AnnouncementId) -> Result<Failed, Fault> {
    let ready = format!("select count(*) from delivery where {AGAIN}");
    let lost = "select count(*) from delivery where announcement_id = $1 and state = 'failed' \
         and cause in ('rejected', 'unanswered', 'unreachable') \
         and chat_id in (select id from chat where state = 'unreachable')";
    let outdated = format!("select count(*) from delivery where {OUTDATED}");
    let mut counts = [0; 3];
    for (count, sql) in counts.iter_mut().zip([ready.as_str(), lost, &outdated]) {
        *count = sqlx::query_scalar(sqlx::AssertSqlSafe(sql.to_owned()))
            .bind(id.0)
            .fetch_one(tx.conn())
            .await?;
    }
    let [ready, lost, outdated] = counts;
    Ok(Failed {
        ready,
        lost,
        outdated,
    })
}

/// Queues what failed in chats that can be reached; how many. A second call finds nothing. Failures are
/// counted anew.
///
/// # Errors
/// A database fault.
pub async fn failed(
    tx: &mut Tx,
    id: AnnouncementId,
    lane: Lane,
    now: Timestamp,
) -> Result<usize, Fault> {
    super::announcement::run_again(tx, id).await?;
    let chats: Vec<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
        "update delivery set state = 'waiting', cause = null, reason = null where {AGAIN} \
         returning chat_id"
    )))
    .bind(id.0)
    .fetch_all(tx.conn())
    .await?;
    queue(tx, id, lane, &chats, now).await?;
    Ok(chats.len())
}

/// Queues copies that could not be brought to the newest revision and may be tried once more; how many.
///
/// # Errors
/// A database fault.
pub async fn outdated(
    tx: &mut Tx,
    id: AnnouncementId,
    lane: Lane,
    now: Timestamp,
) -> Result<u64, Fault> {
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "update delivery set outdated = null where {OUTDATED}"
    )))
    .bind(id.0)
    .execute(tx.conn())
    .await?;
    outbox::revise(tx, id, None, Due { lane, at: now }, now).await
}

/// Queues for a chat that is back the corrections that it missed, of whatever age: it still shows the words
/// that were corrected. Of which announcements.
///
/// # Errors
/// A database fault.
pub async fn missed_revisions(
    tx: &mut Tx,
    chat: ChatId,
    now: Timestamp,
) -> Result<Vec<Again>, Fault> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "update delivery set outdated = null where chat_id = $1 and outdated = 'unreachable' \
         and chat_id in (select id from chat where state = 'active') \
         returning announcement_id, institution",
    )
    .bind(chat.0)
    .fetch_all(tx.conn())
    .await?;
    let mut again = Vec::new();
    for (id, institution) in rows {
        let announcement = AnnouncementId(id);
        let priority: String =
            sqlx::query_scalar("select priority from announcement where id = $1")
                .bind(id)
                .fetch_one(tx.conn())
                .await?;
        let priority = Priority::from_stored(&priority)
            .ok_or_else(|| Fault::unreadable("priority", priority))?;
        let due = Due {
            lane: Lane::of(priority),
            at: now,
        };
        if outbox::revise(tx, announcement, Some(chat), due, now).await? > 0 {
            again.push(Again {
                announcement,
                institution: Code::stored(institution),
            });
        }
    }
    Ok(again)
}

/// An announcement that is queued again for a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Which one.
    pub announcement: AnnouncementId,
    /// Whose chat it is.
    pub institution: Code,
}

/// Queues for a chat what it missed while it could not be reached: announcements that were approved at
/// `since` or later and have not been stopped.
///
/// # Errors
/// A database fault.
pub async fn missed(
    tx: &mut Tx,
    chat: ChatId,
    since: Timestamp,
    now: Timestamp,
) -> Result<Vec<Again>, Fault> {
    let reopened: Vec<(i64, String)> = sqlx::query_as(
        "update announcement set finished_at = null where state = 'approved' \
         and stopped_at is null and decided_at >= $2 and exists (select 1 from delivery d \
         where d.announcement_id = announcement.id and d.chat_id = $1 and d.state = 'failed' \
         and d.cause = 'unreachable') \
         and exists (select 1 from chat c join institution i on i.code = c.institution \
         where c.id = $1 and c.state = 'active' and i.active = 1) \
         returning id, priority",
    )
    .bind(chat.0)
    .bind(since.0)
    .fetch_all(tx.conn())
    .await?;
    let mut again = Vec::with_capacity(reopened.len());
    for (id, priority) in reopened {
        let priority = Priority::from_stored(&priority)
            .ok_or_else(|| Fault::unreadable("priority", priority))?;
        let institution: String = sqlx::query_scalar(
            "update delivery set state = 'waiting', cause = null, reason = null \
             where announcement_id = $1 and chat_id = $2 returning institution",
        )
        .bind(id)
        .bind(chat.0)
        .fetch_one(tx.conn())
        .await?;
        let announcement = AnnouncementId(id);
        queue(tx, announcement, Lane::of(priority), &[chat.0], now).await?;
        again.push(Again {
            announcement,
            institution: Code::stored(institution),
        });
    }
    Ok(again)
}

/// A row for each chat, from the first part that it does not have.
async fn queue(
    tx: &mut Tx,
    announcement: AnnouncementId,
    lane: Lane,
    chats: &[i64],
    now: Timestamp,
) -> Result<(), Fault> {
    for chats in chats.chunks(BATCH) {
        let base = id::reserve(now, i64::try_from(chats.len()).unwrap_or(i64::MAX) + 1);
        let listed: Vec<String> = chats.iter().map(i64::to_string).collect();
        // Ids stand in a JSON array of numbers: as many as there are commas, and one.
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
             unknowns, created_at) \
             select cast($2 as bigint) + row_number() over (order by c.institution, c.id), \
             cast($3 as bigint), cast($4 as bigint), 'queued', c.address, d.announcement_id, \
             d.chat_id, case when d.message_ids = '[]' then 0 else 1 + length(d.message_ids) \
             - length(replace(d.message_ids, ',', '')) end, 0, cast($4 as bigint) \
             from delivery d join chat c on c.id = d.chat_id \
             where d.announcement_id = $1 and d.chat_id in ({})",
            listed.join(", ")
        )))
        .bind(announcement.0)
        .bind(base)
        .bind(lane.number())
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    }
    tx.wake_outbox();
    Ok(())
}
