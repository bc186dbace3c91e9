//! A chat that moved to another address, and all that waits for it.

use crate::domain::address::Address;
use crate::domain::id::ChatId;
use crate::store::{Fault, Tx};

/// Gives a chat that moved its new address, in the registry and in everything that is queued for it.
/// The new address may be registered already: then both are one chat, and what the former registration
/// still waits for is the other's to get, once.
///
/// # Errors
/// A database fault.
pub async fn readdress(tx: &mut Tx, from: &Address, to: &Address) -> Result<bool, Fault> {
    for (old, new) in doubles(tx, from, to).await? {
        merge(tx, old, new).await?;
    }
    let moved = sqlx::query(
        "update chat set address = $2, room = $3, state = 'active', reason = null where address = $1 \
         and institution not in (select institution from chat where address = $2)",
    )
    .bind(from.as_str())
    .bind(to.as_str())
    .bind(to.chat())
    .execute(tx.conn())
    .await?
    .rows_affected();
    // What was not moved is the same chat under its old name.
    sqlx::query(
        "update chat set state = 'removed' where address = $1 and institution in \
         (select institution from chat where address = $2)",
    )
    .bind(from.as_str())
    .bind(to.as_str())
    .execute(tx.conn())
    .await?;
    // Messages count anew there.
    sqlx::query("delete from card where address = $1")
        .bind(from.as_str())
        .execute(tx.conn())
        .await?;
    sqlx::query("update outbox set address = $2 where address = $1")
        .bind(from.as_str())
        .bind(to.as_str())
        .execute(tx.conn())
        .await?;
    Ok(moved > 0)
}

/// Registrations of two addresses for the same institution.
async fn doubles(
    tx: &mut Tx,
    from: &Address,
    to: &Address,
) -> Result<Vec<(ChatId, ChatId)>, Fault> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "select old.id, new.id from chat old join chat new on new.institution = old.institution \
         and new.address = $2 and new.state <> 'removed' where old.address = $1 \
         and old.address <> new.address",
    )
    .bind(from.as_str())
    .bind(to.as_str())
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter();
    Ok(rows.map(|(old, new)| (ChatId(old), ChatId(new))).collect())
}

/// What waits for one registration waits for the other, unless that one is addressed itself.
async fn merge(tx: &mut Tx, old: ChatId, new: ChatId) -> Result<(), Fault> {
    for sql in [
        "update outbox set chat_id = $2 where chat_id = $1 and payload is null and purpose is null \
         and announcement_id in (select announcement_id from delivery where chat_id = $1 \
         and state = 'waiting') \
         and announcement_id not in (select announcement_id from delivery where chat_id = $2)",
        "update delivery set chat_id = $2 where chat_id = $1 and state = 'waiting' \
         and announcement_id not in (select announcement_id from delivery where chat_id = $2)",
    ] {
        sqlx::query(sql)
            .bind(old.0)
            .bind(new.0)
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}
