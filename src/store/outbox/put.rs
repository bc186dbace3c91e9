//! Filling the outbox.

use super::{Call, Claimed, Work};
use crate::domain::clock::Timestamp;
use crate::domain::id;
use crate::domain::outgoing::{Lane, Outgoing};
use crate::store::json::json;
use crate::store::{Fault, Tx, upload};

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

/// Drops the queued calls of a key; whether there were any.
///
/// # Errors
/// A database fault.
pub async fn cancel(tx: &mut Tx, coalesce: &str) -> Result<bool, Fault> {
    let dropped = sqlx::query("delete from outbox where coalesce_key = $1 and state = 'queued'")
        .bind(coalesce)
        .execute(tx.conn())
        .await?
        .rows_affected();
    Ok(dropped > 0)
}

/// Has the queued call of a key and a purpose say something else; whether there was one.
///
/// # Errors
/// A database fault.
pub async fn rewrite(
    tx: &mut Tx,
    coalesce: &str,
    purpose: &str,
    outgoing: &Outgoing,
) -> Result<bool, Fault> {
    let rewritten = sqlx::query(
        "update outbox set payload = $3 \
         where coalesce_key = $1 and purpose = $2 and state = 'queued'",
    )
    .bind(coalesce)
    .bind(purpose)
    .bind(json(outgoing)?)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(rewritten > 0)
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
        claimed_at: Some(now),
    });
    Ok(())
}

/// Puts a row that was to go now off, as a new one: whoever claims it drops the old one.
///
/// # Errors
/// A database fault.
pub async fn put_off(
    tx: &mut Tx,
    row: &Claimed,
    until: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, \
         coalesce_key, purpose, unknowns, created_at) \
         select cast($2 as bigint), o.lane, cast($3 as bigint), 'queued', o.address, \
         o.announcement_id, o.chat_id, o.part, o.coalesce_key, o.purpose, o.unknowns, o.created_at \
         from outbox o where o.id = $1",
    )
    .bind(row.id)
    .bind(id::next(now))
    .bind(until.0)
    .execute(tx.conn())
    .await?;
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
    if let Some(file) = call.outgoing.file() {
        upload::insert(tx, id, &file.content).await?;
    }
    Ok(id)
}
