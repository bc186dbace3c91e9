//! The outbox table: whatever is to leave, one pending call a row.
//!
//! A row is `queued`, then `claimed` by the leader for the moment of its call, and goes in the
//! transaction that records its outcome. Rows found `claimed` under an older epoch were in flight when
//! their process ended: whether they arrived is unknown.

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::json::{from_json, json};
use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, AnnouncementId, ChatId};
use crate::domain::outgoing::{Lane, Outgoing};

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// A call as it stands.
    Call(Outgoing),
    /// A part of an announcement for one chat of its audience.
    Delivery {
        announcement: AnnouncementId,
        chat: ChatId,
        part: i64,
    },
    /// The progress bar in this chat, as it is when the row is claimed.
    Progress { announcement: AnnouncementId },
    /// The confirmation button in this chat, as it is when the row is claimed.
    Button {
        announcement: AnnouncementId,
        chat: ChatId,
    },
}

/// A row that is to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: i64,
    /// Its queue.
    pub lane: Lane,
    /// Its chat; none for the answer to a press.
    pub address: Option<Address>,
    /// What to do.
    pub work: Work,
    /// Attempts that ended without an answer.
    pub unknowns: i64,
    /// Which kind of posting it becomes, with its announcement.
    pub purpose: Option<(AnnouncementId, String)>,
    /// When it was stored.
    pub created_at: Timestamp,
}

/// A call to be stored.
#[derive(Debug, Clone)]
pub struct Call {
    /// Its queue.
    pub lane: Lane,
    /// What to do.
    pub outgoing: Outgoing,
    /// A newer call with this key replaces a queued one.
    pub coalesce: Option<String>,
    /// Which kind of posting it becomes.
    pub purpose: Option<(AnnouncementId, &'static str)>,
}

/// Queues a call; one with a key replaces what is queued under it.
///
/// # Errors
/// A database fault.
pub async fn put(tx: &mut Tx, call: &Call, due: Timestamp, now: Timestamp) -> Result<(), Fault> {
    if let Some(key) = &call.coalesce {
        cancel(tx, key).await?;
    }
    add(tx, call, due, now).await
}

/// Queues a call beside those with the same key.
///
/// # Errors
/// A database fault.
pub async fn add(tx: &mut Tx, call: &Call, due: Timestamp, now: Timestamp) -> Result<(), Fault> {
    insert(tx, call, "queued", due, now).await?;
    tx.wake_outbox();
    Ok(())
}

/// Queues the refreshing of a progress bar or a button, unless one is queued already. What it says is
/// worked out when it is claimed, so that a thousand changes cost one edit.
///
/// # Errors
/// A database fault.
pub async fn refresh(
    tx: &mut Tx,
    work: &Work,
    address: &Address,
    due: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let (announcement, chat, purpose) = match work {
        Work::Progress { announcement } => (announcement, None, PROGRESS),
        Work::Button { announcement, chat } => (announcement, Some(chat.0), BUTTON),
        Work::Call(_) | Work::Delivery { .. } => return Ok(()),
    };
    sqlx::query(
        "insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
         coalesce_key, purpose, unknowns, created_at) \
         select cast($1 as bigint), cast($2 as bigint), cast($3 as bigint), 'queued', \
         cast($4 as text), cast($5 as bigint), cast($6 as bigint), 0, cast($7 as text), \
         cast($8 as text), 0, cast($9 as bigint) where not exists \
         (select 1 from outbox where coalesce_key = $7 and state = 'queued')",
    )
    .bind(id::next(now))
    .bind(Lane::Cosmetic.number())
    .bind(due.0)
    .bind(address.as_str())
    .bind(announcement.0)
    .bind(chat)
    .bind(format!("{purpose}:{}:{address}", announcement.0))
    .bind(purpose)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    tx.wake_outbox();
    Ok(())
}

/// Drops the queued calls of a key.
///
/// # Errors
/// A database fault.
pub async fn cancel(tx: &mut Tx, coalesce: &str) -> Result<(), Fault> {
    sqlx::query("delete from outbox where coalesce_key = $1 and state = 'queued'")
        .bind(coalesce)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Stores a call that no limit holds back as claimed already, and hands it to the sender after the
/// commit: one commit between a press and its pop-up.
///
/// # Errors
/// A database fault.
pub async fn put_claimed(tx: &mut Tx, outgoing: Outgoing, now: Timestamp) -> Result<(), Fault> {
    let call = Call {
        lane: Lane::Answers,
        outgoing,
        coalesce: None,
        purpose: None,
    };
    let id = insert(tx, &call, "claimed", now, now).await?;
    tx.hand_over(Claimed {
        id,
        lane: call.lane,
        address: None,
        work: Work::Call(call.outgoing),
        unknowns: 0,
        purpose: None,
        created_at: now,
    });
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    call: &Call,
    state: &str,
    due: Timestamp,
    now: Timestamp,
) -> Result<i64, Fault> {
    let id = id::next(now);
    let epoch = (state == "claimed").then(|| tx.epoch());
    sqlx::query(
        "insert into outbox (id, lane, due_at, state, address, payload, announcement_id, part, \
         coalesce_key, purpose, unknowns, created_at, claimed_at, claimed_epoch) \
         values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, 0, $10, $11, $12)",
    )
    .bind(id)
    .bind(call.lane.number())
    .bind(due.0)
    .bind(state)
    .bind(
        call.outgoing
            .address()
            .map(|address| address.as_str().to_owned()),
    )
    .bind(json(&call.outgoing)?)
    .bind(call.purpose.map(|(announcement, _)| announcement.0))
    .bind(call.coalesce.clone())
    .bind(call.purpose.map(|(_, purpose)| purpose))
    .bind(now.0)
    .bind(epoch.map(|_| now.0))
    .bind(epoch)
    .execute(tx.conn())
    .await?;
    Ok(id)
}

struct Row {
    id: i64,
    lane: i64,
    address: Option<String>,
    payload: Option<String>,
    announcement_id: Option<i64>,
    chat_id: Option<i64>,
    part: i64,
    purpose: Option<String>,
    unknowns: i64,
    created_at: i64,
}

impl<'r> FromRow<'r, AnyRow> for Row {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            lane: row.try_get("lane")?,
            address: row.try_get("address")?,
            payload: row.try_get("payload")?,
            announcement_id: row.try_get("announcement_id")?,
            chat_id: row.try_get("chat_id")?,
            part: row.try_get("part")?,
            purpose: row.try_get("purpose")?,
            unknowns: row.try_get("unknowns")?,
            created_at: row.try_get("created_at")?,
        })
    }
}

impl Row {
    fn read(self) -> Result<Claimed, Fault> {
        let address = self.address.map(Address::stored);
        let announcement = self.announcement_id.map(AnnouncementId);
        let refresh = self.purpose.as_deref().filter(|_| self.payload.is_none());
        let work = match (
            &self.payload,
            announcement,
            self.chat_id.map(ChatId),
            refresh,
        ) {
            (Some(payload), _, _, _) => {
                let mut call: Outgoing = from_json("call", payload)?;
                // The column is what a move of the chat changes.
                if let Some(address) = &address {
                    call.readdress(address);
                }
                Work::Call(call)
            }
            (None, Some(announcement), None, Some(PROGRESS)) => Work::Progress { announcement },
            (None, Some(announcement), Some(chat), Some(BUTTON)) => {
                Work::Button { announcement, chat }
            }
            (None, Some(announcement), Some(chat), None) => Work::Delivery {
                announcement,
                chat,
                part: self.part,
            },
            (None, _, _, _) => return Err(Fault::unreadable("outbox row", self.id.to_string())),
        };
        Ok(Claimed {
            id: self.id,
            lane: Lane::ALL
                .into_iter()
                .find(|lane| lane.number() == self.lane)
                .ok_or_else(|| Fault::unreadable("lane", self.lane.to_string()))?,
            address,
            work,
            unknowns: self.unknowns,
            purpose: announcement.zip(self.purpose),
            created_at: Timestamp(self.created_at),
        })
    }
}

const PROGRESS: &str = "progress-edit";
const BUTTON: &str = "button-edit";
const COLUMNS: &str = "id, lane, address, payload, announcement_id, chat_id, part, purpose, \
     unknowns, created_at";

/// The next rows of a lane that are due, oldest first.
///
/// # Errors
/// A database fault.
pub async fn due(
    tx: &mut Tx,
    lane: Lane,
    deliveries: bool,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Claimed>, Fault> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from outbox where state = 'queued' and lane = $1 and due_at <= $2 \
         and (payload is not null or purpose is not null or $3 = 1) order by due_at, id limit $4"
    )))
    .bind(lane.number())
    .bind(now.0)
    .bind(i64::from(deliveries))
    .bind(limit)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// When the next row after `now` is due.
///
/// # Errors
/// A database fault.
pub async fn next_due(tx: &mut Tx, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    let mut next = None;
    for lane in Lane::ALL {
        let due: Option<i64> = sqlx::query_scalar(
            "select min(due_at) from outbox where state = 'queued' and lane = $1 and due_at > $2",
        )
        .bind(lane.number())
        .bind(now.0)
        .fetch_one(tx.conn())
        .await?;
        next = match (next, due) {
            (Some(a), Some(b)) => Some(std::cmp::min(a, b)),
            (a, b) => a.or(b),
        };
    }
    Ok(next.map(Timestamp))
}

/// Marks a row as about to be called.
///
/// # Errors
/// A database fault.
pub async fn claim(tx: &mut Tx, id: i64, at: Timestamp) -> Result<(), Fault> {
    let epoch = tx.epoch();
    sqlx::query(
        "update outbox set state = 'claimed', claimed_at = $2, claimed_epoch = $3 where id = $1",
    )
    .bind(id)
    .bind(at.0)
    .bind(epoch)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Leaves a queued row alone until `due`, because its chat has to wait.
///
/// # Errors
/// A database fault.
pub async fn postpone(tx: &mut Tx, id: i64, due: Timestamp) -> Result<(), Fault> {
    sqlx::query("update outbox set due_at = $2 where id = $1")
        .bind(id)
        .bind(due.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Puts a row back into its queue, to be tried no earlier than `due`.
///
/// # Errors
/// A database fault.
pub async fn requeue(tx: &mut Tx, row: &Claimed, due: Timestamp) -> Result<(), Fault> {
    let part = match row.work {
        Work::Delivery { part, .. } => part,
        Work::Call(_) | Work::Progress { .. } | Work::Button { .. } => 0,
    };
    sqlx::query(
        "update outbox set state = 'queued', due_at = $2, part = $3, unknowns = $4, \
         claimed_at = null, claimed_epoch = null where id = $1",
    )
    .bind(row.id)
    .bind(due.0)
    .bind(part)
    .bind(row.unknowns)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The row is done with.
///
/// # Errors
/// A database fault.
pub async fn remove(tx: &mut Tx, id: i64) -> Result<(), Fault> {
    sqlx::query("delete from outbox where id = $1")
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whether a later row that stands for the same thing is queued.
///
/// # Errors
/// A database fault.
pub async fn has_successor(tx: &mut Tx, id: i64) -> Result<bool, Fault> {
    let later: i64 = sqlx::query_scalar(
        "select count(*) from outbox this join outbox later on later.coalesce_key = this.coalesce_key \
         where this.id = $1 and later.id > this.id and later.state = 'queued'",
    )
    .bind(id)
    .fetch_one(tx.conn())
    .await?;
    Ok(later > 0)
}

/// Rows that an ended leader had claimed.
///
/// # Errors
/// A database fault.
pub async fn orphans(tx: &mut Tx) -> Result<Vec<Claimed>, Fault> {
    let epoch = tx.epoch();
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from outbox where state = 'claimed' and claimed_epoch < $1 order by id"
    )))
    .bind(epoch)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Queued and claimed rows, and when the oldest was stored.
///
/// # Errors
/// A database fault.
pub async fn depth(tx: &mut Tx) -> Result<(i64, Option<Timestamp>), Fault> {
    let (count, oldest): (i64, Option<i64>) =
        sqlx::query_as("select count(*), min(created_at) from outbox")
            .fetch_one(tx.conn())
            .await?;
    Ok((count, oldest.map(Timestamp)))
}
