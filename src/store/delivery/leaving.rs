//! Deliveries as the sender sees them.

use std::collections::HashMap;

use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, ChatId};
use crate::domain::institution::Code;
use crate::store::batch::{pieces, values};
use crate::store::json::{from_json, json};
use crate::store::{Fault, Tx};

/// What a delivery is to show, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The revision that the chat should show.
    pub revision: i64,
    /// Whose chat it is.
    pub institution: Code,
    /// Whether it is still to be sent.
    pub waiting: bool,
    /// Whether all of it is there.
    pub is_there: bool,
    /// What is there so far, part by part.
    pub messages: Vec<i64>,
    /// Whether anybody has confirmed this revision for the institution.
    pub confirmed: bool,
    /// Whether it goes to an institution that joined after the approval.
    pub late: bool,
}

/// What deliveries should show now; those that do not exist are missing.
///
/// # Errors
/// A database fault.
pub async fn wanted(
    tx: &mut Tx,
    deliveries: &[(AnnouncementId, ChatId)],
) -> Result<HashMap<(AnnouncementId, ChatId), Wanted>, Fault> {
    type Row = (i64, i64, i64, String, String, String, i64, i64);
    let mut found = HashMap::with_capacity(deliveries.len());
    for piece in pieces(deliveries) {
        let sql = format!(
            "with v (announcement_id, chat_id) as (values {}) \
             select d.announcement_id, d.chat_id, d.should_show, d.institution, d.state, \
             d.message_ids, case when exists (select 1 from acknowledgement k \
               where k.announcement_id = d.announcement_id and k.revision = d.should_show \
               and k.institution = d.institution) then 1 else 0 end, d.late \
             from v join delivery d on d.announcement_id = v.announcement_id and d.chat_id = v.chat_id",
            values(piece.len(), 1, &["bigint", "bigint"])
        );
        let mut query = sqlx::query_as(sqlx::AssertSqlSafe(sql));
        for (announcement, chat) in piece {
            query = query.bind(announcement.0).bind(chat.0);
        }
        let rows: Vec<Row> = query.fetch_all(tx.conn()).await?;
        for (announcement, chat, revision, institution, state, messages, confirmed, late) in rows {
            let wanted = Wanted {
                revision,
                institution: Code::stored(institution),
                waiting: state == "waiting",
                is_there: state == "sent",
                messages: from_json("message ids", &messages)?,
                confirmed: confirmed == 1,
                late: late == 1,
            };
            found.insert((AnnouncementId(announcement), ChatId(chat)), wanted);
        }
    }
    Ok(found)
}

/// A delivery of which the last part has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// In which chat.
    pub chat: ChatId,
    /// Which revision it shows.
    pub revision: i64,
    /// Its messages, part by part.
    pub messages: Vec<i64>,
}

/// All of these have arrived.
///
/// # Errors
/// A database fault.
pub async fn arrived(tx: &mut Tx, arrived: &[Arrived], now: Timestamp) -> Result<(), Fault> {
    for piece in pieces(arrived) {
        let sql = format!(
            "with v (announcement_id, chat_id, revision, messages) as (values {}) \
             update delivery set state = 'sent', shows = v.revision, message_ids = v.messages, \
             sent_at = $1, reason = null, cause = null from v \
             where delivery.announcement_id = v.announcement_id and delivery.chat_id = v.chat_id",
            values(piece.len(), 2, &["bigint", "bigint", "bigint", "text"])
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(now.0);
        for delivery in piece {
            query = query
                .bind(delivery.announcement.0)
                .bind(delivery.chat.0)
                .bind(delivery.revision)
                .bind(json(&delivery.messages)?);
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// A part of an announcement has arrived, and others are to follow: what is there so far.
///
/// # Errors
/// A database fault.
pub async fn part_arrived(
    tx: &mut Tx,
    announcement: AnnouncementId,
    chat: ChatId,
    messages: &[i64],
) -> Result<(), Fault> {
    sqlx::query("update delivery set message_ids = $3 where announcement_id = $1 and chat_id = $2")
        .bind(announcement.0)
        .bind(chat.0)
        .bind(json(&messages)?)
        .execute(tx.conn())
        .await?;
    Ok(())
}
