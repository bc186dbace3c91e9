//! Whether chats can be reached, and since when they cannot.

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::id::{self, ChatId};
use crate::domain::institution::Code;
use crate::store::{Fault, Tx};

/// Marks the registrations of an address as not to be reached, or reachable again; those it changed.
///
/// # Errors
/// A database fault.
pub async fn set_reachable(
    tx: &mut Tx,
    address: &Address,
    reachable: bool,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<Vec<(ChatId, Code, String)>, Fault> {
    let (from, to) = if reachable {
        ("unreachable", "active")
    } else {
        ("active", "unreachable")
    };
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "update chat set state = $3, reason = $4, state_at = $5 \
         where address = $1 and state = $2 \
         returning id, institution, title",
    )
    .bind(address.as_str())
    .bind(from)
    .bind(to)
    .bind(reason.map(ToOwned::to_owned))
    .bind(now.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, code, title)| (ChatId(id), Code::stored(code), title))
        .collect())
}

/// Whether an address has a registration that counts as not to be reached.
///
/// # Errors
/// A database fault.
pub async fn is_unreachable(tx: &mut Tx, address: &Address) -> Result<bool, Fault> {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from chat where address = $1 and state = 'unreachable'",
    )
    .bind(address.as_str())
    .fetch_one(tx.conn())
    .await?;
    Ok(count > 0)
}

/// The registrations of an address that count as not to be reached.
///
/// # Errors
/// A database fault.
pub async fn unreachable_at(tx: &mut Tx, address: &Address) -> Result<Vec<ChatId>, Fault> {
    let ids: Vec<i64> =
        sqlx::query_scalar("select id from chat where address = $1 and state = 'unreachable'")
            .bind(address.as_str())
            .fetch_all(tx.conn())
            .await?;
    Ok(ids.into_iter().map(ChatId).collect())
}

/// Whether an address was lost at or after `since`, by the record; ids of the record follow time.
///
/// # Errors
/// A database fault.
pub async fn was_lost(tx: &mut Tx, address: &Address, since: Timestamp) -> Result<bool, Fault> {
    let details: Vec<String> = sqlx::query_scalar(
        "select e.detail from event e where e.id >= $1 and e.at >= $3 and e.kind = 'chat.unreachable' \
         and e.institution in (select institution from chat where address = $2)",
    )
    .bind(id::first_at(since))
    .bind(address.as_str())
    .bind(since.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(details.iter().any(|detail| is_about(detail, address)))
}

fn is_about(detail: &str, address: &Address) -> bool {
    serde_json::from_str::<serde_json::Value>(detail)
        .is_ok_and(|detail| detail["address"] == address.as_str())
}
