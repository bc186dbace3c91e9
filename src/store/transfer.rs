//! Chats that may go over to another institution.

use super::{Fault, Tx, retention};
use crate::domain::clock::Timestamp;
use crate::domain::id::{ChatId, PersonId, TransferId};
use crate::domain::institution::Code;
use crate::domain::transfer::Transfer;

/// Asks, unless the same is being asked already; whether it was not.
///
/// # Errors
/// A database fault.
pub async fn ask(tx: &mut Tx, transfer: &Transfer, now: Timestamp) -> Result<bool, Fault> {
    let asked = sqlx::query(
        "insert into transfer (id, chat_id, institution, token_hash, asked_by, asked_at, state) \
         select cast($1 as bigint), cast($2 as bigint), $3, $4, $5, cast($6 as bigint), 'open' \
         from institution i where i.code = $3 and not exists (select 1 from transfer t \
         where t.chat_id = $2 and t.institution = $3 and t.token_hash = $4 and t.state = 'open')",
    )
    .bind(transfer.id.0)
    .bind(transfer.chat.0)
    .bind(transfer.to.as_str())
    .bind(&transfer.token_hash)
    .bind(transfer.asked_by.as_ref().map(|person| person.0.clone()))
    .bind(now.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(asked == 1)
}

/// One question.
///
/// # Errors
/// A database fault.
pub async fn find(tx: &mut Tx, id: TransferId) -> Result<Option<Transfer>, Fault> {
    type Row = (i64, String, String, String, Option<String>, String);
    let row: Option<Row> = sqlx::query_as(
        "select t.chat_id, c.institution, t.institution, t.token_hash, t.asked_by, t.state \
         from transfer t join chat c on c.id = t.chat_id where t.id = $1",
    )
    .bind(id.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(
        row.map(|(chat, from, to, token_hash, asked_by, state)| Transfer {
            id,
            chat: ChatId(chat),
            from: Code::stored(from),
            to: Code::stored(to),
            token_hash,
            asked_by: asked_by.map(PersonId),
            open: state == "open",
        }),
    )
}

/// It was decided, and with it all that ask the same of this chat; a chat that went over is asked for by
/// nobody any more.
///
/// # Errors
/// A database fault.
pub async fn settle(
    tx: &mut Tx,
    transfer: &Transfer,
    moves: bool,
    by: &PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    let settle = sqlx::query(
        "update transfer set state = case when id = $1 then $4 else 'refused' end, \
         settled_by = $5, settled_at = $6 where chat_id = $2 and state = 'open' \
         and (institution = $3 or $4 = 'moved')",
    );
    settle
        .bind(transfer.id.0)
        .bind(transfer.chat.0)
        .bind(transfer.to.as_str())
        .bind(if moves { "moved" } else { "refused" })
        .bind(&by.0)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets up to `most` questions that were asked before a moment; how many. The record has what became
/// of them.
///
/// # Errors
/// A database fault.
pub async fn forget(tx: &mut Tx, before: Timestamp, most: i64) -> Result<u64, Fault> {
    retention::forget(
        tx,
        "delete from transfer where id in (select id from transfer where asked_at < $1 limit $2)",
        before,
        most,
    )
    .await
}
