//! Deliveries as the sender sees them.

use std::collections::HashMap;

use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::institution::Code;
use crate::domain::shown::Shown;
use crate::store::batch::{pieces, values};
use crate::store::json::{from_json, json};
use crate::store::{Fault, Tx};

/// What a delivery is to show, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The revision that the chat should show.
    pub revision: i64,
    /// The one that it shows in whole; 0 for none.
    pub shows: i64,
    /// Whose chat it is.
    pub institution: Code,
    /// Whether it is still to be sent.
    pub waiting: bool,
    /// Whether all of it is there.
    pub is_there: bool,
    /// Whether a message of it may be there that is not on record.
    pub maybe_double: bool,
    /// How far the copy is.
    pub shown: Shown,
    /// Whether anybody has confirmed this revision for the institution.
    pub confirmed: bool,
    /// Whether it goes to an institution that joined after the approval.
    pub late: bool,
}

impl Wanted {
    /// Whether the chat has, or may have, something that is not the revision it should show.
    #[must_use]
    pub fn owes_revision(&self) -> bool {
        self.revision > 1
            && self.shows != self.revision
            && (self.maybe_double || !self.shown.messages.is_empty())
    }
}

/// What deliveries should show now; those that do not exist are missing.
///
/// # Errors
/// A database fault.
pub async fn wanted(
    tx: &mut Tx,
    deliveries: &[(AnnouncementId, ChatId)],
) -> Result<HashMap<(AnnouncementId, ChatId), Wanted>, Fault> {
    let mut found = HashMap::with_capacity(deliveries.len());
    for piece in pieces(deliveries) {
        let sql = format!(
            "with v (announcement_id, chat_id) as (values {}) \
             select d.announcement_id, d.chat_id, d.should_show, d.shows, d.institution, d.state, \
             d.maybe_double, d.message_ids, d.made, d.was, d.unsure, d.room, d.revising, d.step, d.uneditable, \
             d.owes_notice, d.notice_id, case when exists (select 1 from acknowledgement k \
               where k.announcement_id = d.announcement_id and k.revision = d.should_show \
               and k.institution = d.institution) then 1 else 0 end as confirmed, d.late \
             from v join delivery d on d.announcement_id = v.announcement_id and d.chat_id = v.chat_id",
            values(piece.len(), 1, &["bigint", "bigint"])
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for (announcement, chat) in piece {
            query = query.bind(announcement.0).bind(chat.0);
        }
        for row in query.fetch_all(tx.conn()).await? {
            let announcement = AnnouncementId(row.try_get("announcement_id")?);
            let chat = ChatId(row.try_get("chat_id")?);
            found.insert((announcement, chat), read(&row)?);
        }
    }
    Ok(found)
}

fn read(row: &AnyRow) -> Result<Wanted, Fault> {
    let flag = |column: &str| row.try_get::<i64, _>(column).map(|value| value == 1);
    let state: String = row.try_get("state")?;
    let messages: String = row.try_get("message_ids")?;
    let messages: Vec<i64> = from_json("message ids", &messages)?;
    let step = usize::try_from(row.try_get::<i64, _>("step")?).unwrap_or(0);
    let made: Option<String> = row.try_get("made")?;
    let made = match made {
        Some(made) => from_json("made", &made)?,
        None => made_before(
            messages.len(),
            row.try_get("revising")?,
            row.try_get("was")?,
            step,
        ),
    };
    Ok(Wanted {
        revision: row.try_get("should_show")?,
        shows: row.try_get("shows")?,
        institution: Code::stored(row.try_get("institution")?),
        waiting: state == "waiting",
        is_there: state == "sent",
        maybe_double: flag("maybe_double")?,
        shown: Shown {
            messages,
            made,
            unsure: flag("unsure")?,
            room: row.try_get("room")?,
            revising: row.try_get("revising")?,
            step,
            uneditable: row.try_get::<i64, _>("uneditable")? != 0,
            stands: Some(row.try_get("uneditable")?).filter(|message| *message > UNKNOWN),
            owes_notice: flag("owes_notice")?,
            notice: row.try_get("notice_id")?,
        },
        confirmed: flag("confirmed")?,
        late: flag("late")?,
    })
}

/// The column `uneditable` where a message could not be edited of which nobody knows the id in this chat.
const UNKNOWN: i64 = 1;

/// The column `uneditable`: 0, or the first message that could not be edited.
fn uneditable(shown: &Shown) -> i64 {
    match (shown.uneditable, shown.stands) {
        (true, message) => message.unwrap_or(UNKNOWN),
        (false, _) => 0,
    }
}

/// Which revisions messages are of where that was not recorded yet: those before `step` of the one that was
/// under way, the others of the one before.
fn made_before(messages: usize, revising: i64, was: i64, step: usize) -> Vec<i64> {
    let of = |place: usize| match place < step || was == 0 {
        true => revising,
        false => was,
    };
    (0..messages).map(of).collect()
}

/// How far a copy has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// In which chat.
    pub chat: ChatId,
    /// The copy.
    pub shown: Shown,
    /// Whether it shows all of the revision that it was being brought to.
    pub whole: bool,
}

/// Writes down how far copies have come; which revision each should show by now. A newer one may have been
/// approved since that was read, and whoever approves it waits for this row, or this for them.
///
/// # Errors
/// A database fault.
pub async fn save(
    tx: &mut Tx,
    saved: &[Saved],
    now: Timestamp,
) -> Result<HashMap<(AnnouncementId, ChatId), i64>, Fault> {
    const TYPES: [&str; 11] = [
        "bigint", "bigint", "bigint", "bigint", "bigint", "text", "text", "bigint", "bigint",
        "bigint", "text",
    ];
    let mut should_show = HashMap::with_capacity(saved.len());
    for piece in pieces(saved) {
        let sql = format!(
            "with v (announcement_id, chat_id, whole, revising, step, messages, room, uneditable, \
             owes, notice, made) as (values {}) update delivery set \
             state = case when v.whole = 1 then 'sent' else delivery.state end, \
             shows = case when v.whole = 1 then v.revising else delivery.shows end, \
             message_ids = v.messages, revising = v.revising, step = v.step, room = v.room, \
             uneditable = v.uneditable, notice_id = v.notice, made = v.made, \
             unsure = case when v.whole = 1 then 0 else delivery.unsure end, \
             owes_notice = case when delivery.should_show > v.revising then 1 else v.owes end, \
             sent_at = case when v.whole = 1 then coalesce(delivery.sent_at, $1) \
               else delivery.sent_at end, \
             revised_at = case when v.whole = 1 and delivery.shows <> v.revising \
               and delivery.shows <> 0 then $1 else delivery.revised_at end, \
             reason = case when v.whole = 1 then null else delivery.reason end, \
             cause = case when v.whole = 1 then null else delivery.cause end, \
             outdated = case when v.whole = 1 then null else delivery.outdated end from v \
             where delivery.announcement_id = v.announcement_id and delivery.chat_id = v.chat_id \
             returning delivery.announcement_id, delivery.chat_id, delivery.should_show",
            values(piece.len(), 2, &TYPES)
        );
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now.0);
        for saved in piece {
            let shown = &saved.shown;
            query = query
                .bind(saved.announcement.0)
                .bind(saved.chat.0)
                .bind(i64::from(saved.whole))
                .bind(shown.revising)
                .bind(i64::try_from(shown.step).unwrap_or(i64::MAX))
                .bind(json(&shown.messages)?)
                .bind(shown.room.clone())
                .bind(uneditable(shown))
                .bind(i64::from(shown.owes_notice))
                .bind(shown.notice)
                .bind(json(&shown.made)?);
        }
        let rows: Vec<(i64, i64, i64)> = query.fetch_all(tx.conn()).await?;
        for (announcement, chat, revision) in rows {
            should_show.insert((AnnouncementId(announcement), ChatId(chat)), revision);
        }
    }
    Ok(should_show)
}

/// From now on all chats of an announcement should show this revision, whatever they show or wait for.
///
/// # Errors
/// A database fault.
pub async fn supersede(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "update delivery set should_show = $2, owes_notice = case when message_ids <> '[]' \
         or maybe_double = 1 then 1 else 0 end, outdated = case when chat_id in \
         (select id from chat where address like 'erased:%') then $3 else null end \
         where announcement_id = $1",
    )
    .bind(announcement.0)
    .bind(revision)
    .bind(Cause::Revoked.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A chat cannot be brought to a revision; whose it is. `None`: a newer one has taken its place, to which
/// it is to be brought instead.
///
/// # Errors
/// A database fault.
pub async fn outdated(
    tx: &mut Tx,
    (announcement, chat): (AnnouncementId, ChatId),
    revision: i64,
    cause: Cause,
) -> Result<Option<Code>, Fault> {
    let institution: Option<String> = sqlx::query_scalar(
        "update delivery set outdated = $4 where announcement_id = $1 and chat_id = $2 \
         and should_show = $3 returning institution",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .bind(revision)
    .bind(cause.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(institution.map(Code::stored))
}

/// Whether a revision is still the one that a chat should show. Who approves a newer one meanwhile waits for
/// this transaction on PostgreSQL, or was first and is seen.
///
/// # Errors
/// A database fault.
pub async fn is_newest(
    tx: &mut Tx,
    (announcement, chat): (AnnouncementId, ChatId),
    revision: i64,
) -> Result<bool, Fault> {
    let rows = sqlx::query(
        "update delivery set should_show = should_show where announcement_id = $1 \
         and chat_id = $2 and should_show = $3",
    )
    .bind(announcement.0)
    .bind(chat.0)
    .bind(revision)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(rows > 0)
}
