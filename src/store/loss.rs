//! Chats that were lost, as somebody is being told of them.

use super::{Fault, Tx};
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::ChatId;
use crate::domain::report::Loss;

/// Notes that the notice to `to` names this chat.
///
/// # Errors
/// A database fault.
pub async fn note(tx: &mut Tx, to: &Address, chat: ChatId, now: Timestamp) -> Result<(), Fault> {
    sqlx::query(
        "insert into loss (address, chat_id, at) values ($1, $2, $3) \
         on conflict (address, chat_id) do update set at = excluded.at",
    )
    .bind(to.as_str())
    .bind(chat.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The notice to `to` does not name this chat any more; whether it did.
///
/// # Errors
/// A database fault.
pub async fn strike(tx: &mut Tx, to: &Address, chat: ChatId) -> Result<bool, Fault> {
    let struck = sqlx::query("delete from loss where address = $1 and chat_id = $2")
        .bind(to.as_str())
        .bind(chat.0)
        .execute(tx.conn())
        .await?
        .rows_affected();
    Ok(struck == 1)
}

/// Begins a new notice to `to`.
///
/// # Errors
/// A database fault.
pub async fn clear(tx: &mut Tx, to: &Address) -> Result<(), Fault> {
    sqlx::query("delete from loss where address = $1")
        .bind(to.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What the notice to `to` names: the first `most`, how many in all, and when the first was lost.
///
/// # Errors
/// A database fault.
pub async fn named(
    tx: &mut Tx,
    to: &Address,
    most: i64,
) -> Result<(Vec<Loss>, i64, Option<Timestamp>), Fault> {
    let (count, first): (i64, Option<i64>) =
        sqlx::query_as("select count(*), min(at) from loss where address = $1")
            .bind(to.as_str())
            .fetch_one(tx.conn())
            .await?;
    let rows: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "select i.name, c.title, c.reason from loss l join chat c on c.id = l.chat_id \
         join institution i on i.code = c.institution where l.address = $1 \
         order by i.sort_key, c.id limit $2",
    )
    .bind(to.as_str())
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    let losses = rows
        .into_iter()
        .map(|(institution, title, reason)| Loss {
            institution,
            title,
            reason: reason.unwrap_or_default(),
        })
        .collect();
    Ok((losses, count, first.map(Timestamp)))
}
