//! A row for every try.

use super::batch::{pieces, placeholders};
use super::outbox::{Claimed, Work};
use super::{Fault, Tx, retention};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id;
use crate::domain::outgoing::Outcome;

/// A call that was made.
#[derive(Debug, Clone, Copy)]
pub struct Try<'a> {
    /// For which row.
    pub row: &'a Claimed,
    /// When it began.
    pub started_at: Timestamp,
    /// How it ended.
    pub outcome: &'a Outcome,
    /// Which part of an announcement it was to bring, where that is known.
    pub part: Option<usize>,
    /// How many messages it was to make.
    pub messages: u32,
}

/// Writes down what became of tries.
///
/// # Errors
/// A database fault.
pub async fn insert(tx: &mut Tx, tries: &[Try<'_>], now: Timestamp) -> Result<(), Fault> {
    let epoch = tx.epoch();
    for piece in pieces(tries) {
        let sql = format!(
            "insert into attempt (id, outbox_id, announcement_id, chat_id, address, part, epoch, \
             started_at, ended_at, outcome, reason, passing, purpose, messages) values {}",
            placeholders(piece.len(), 14)
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for Try {
            row,
            started_at,
            outcome,
            part: brought,
            messages,
        } in piece
        {
            let (announcement, chat, part) = match row.work {
                Work::Delivery {
                    announcement,
                    chat,
                    part,
                } => (Some(announcement.0), Some(chat.0), part),
                Work::Revision { announcement, chat }
                | Work::Reminder { announcement, chat }
                | Work::Button {
                    announcement, chat, ..
                } => (Some(announcement.0), Some(chat.0), 0),
                Work::Progress { announcement }
                | Work::Card { announcement, .. }
                | Work::Escalation { announcement, .. } => (Some(announcement.0), None, 0),
                Work::Call(_) => (None, None, 0),
            };
            let part = brought.map_or(part, |part| i64::try_from(part).unwrap_or(i64::MAX));
            let address = row.address.as_ref().map(Address::as_str);
            query = query
                .bind(id::next(now))
                .bind(row.id)
                .bind(announcement)
                .bind(chat)
                .bind(address.map(ToOwned::to_owned))
                .bind(part)
                .bind(epoch)
                .bind(started_at.0)
                .bind(now.0)
                .bind(outcome.label())
                .bind(outcome.reason().map(ToOwned::to_owned))
                .bind(i64::from(!matches!(
                    row.work,
                    Work::Delivery { .. } | Work::Revision { .. }
                )))
                .bind(row.purpose.as_ref().map(|(_, purpose)| purpose.clone()))
                .bind(i64::from(*messages));
        }
        query.execute(tx.conn()).await?;
    }
    Ok(())
}

/// What was sent, or may have been, since a moment, each with the number of its messages: for the pacer of
/// a new process.
///
/// # Errors
/// A database fault.
pub async fn since(tx: &mut Tx, from: Timestamp) -> Result<Vec<(Timestamp, Address, u32)>, Fault> {
    let rows: Vec<(i64, String, i64)> = sqlx::query_as(
        "select started_at, address, messages from attempt where started_at >= $1 and address is not null \
         order by started_at",
    )
    .bind(from.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(at, address, messages)| {
            let messages = u32::try_from(messages).unwrap_or(1);
            (Timestamp(at), Address::stored(address), messages)
        })
        .collect())
}

/// Forgets up to `most` tries that are no part of the record and began before a moment; how many.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from attempt where id in (select id from attempt where passing = 1 \
         and started_at < $1 order by started_at limit $2)",
        before,
        most,
    )
    .await
}

/// Blanks where up to `most` tries went that are no part of the record and began before a moment; how many.
///
/// # Errors
/// A database fault.
pub async fn forget_addresses(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "update attempt set address = null where id in (select id from attempt where passing = 1 \
         and address is not null and started_at < $1 order by started_at limit $2)",
        before,
        most,
    )
    .await
}
