//! What happens to an announcement, a statement each.

use crate::domain::announcement::State;
use crate::domain::clock::Timestamp;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::options::Options;
use crate::domain::part::Part;
use crate::store::json::json;
use crate::store::{Fault, Tx};

/// Begins a draft anew from another message.
///
/// # Errors
/// A database fault.
pub async fn set_opening(tx: &mut Tx, id: AnnouncementId, message_id: i64) -> Result<(), Fault> {
    sqlx::query("update announcement set opening_message_id = $2 where id = $1")
        .bind(id.0)
        .bind(message_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A draft's content or options have changed: raises the version and gives the new one.
///
/// # Errors
/// A database fault.
pub async fn touch(tx: &mut Tx, id: AnnouncementId, title: &str) -> Result<i64, Fault> {
    Ok(sqlx::query_scalar(
        "update announcement set version = version + 1, title = $2 where id = $1 returning version",
    )
    .bind(id.0)
    .bind(title)
    .fetch_one(tx.conn())
    .await?)
}

/// Changes what a draft is to be; `line`: the line of options that says so.
///
/// # Errors
/// A database fault.
pub async fn set_options(
    tx: &mut Tx,
    id: AnnouncementId,
    options: &Options,
    line: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "update announcement set priority = $2, kind = $3, circulation = $4, options = $5, \
         options_line = $6 where id = $1",
    )
    .bind(id.0)
    .bind(options.nature.priority.as_str())
    .bind(options.nature.kind.as_str())
    .bind(options.nature.circulation.as_str())
    .bind(json(options)?)
    .bind(line)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Moves it to another state.
///
/// # Errors
/// A database fault.
pub async fn set_state(tx: &mut Tx, id: AnnouncementId, state: State) -> Result<(), Fault> {
    sqlx::query("update announcement set state = $2 where id = $1")
        .bind(id.0)
        .bind(state.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Fixes what is submitted.
///
/// # Errors
/// A database fault.
pub async fn submit(
    tx: &mut Tx,
    id: AnnouncementId,
    content: &[Part],
    content_hash: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update announcement set state = 'submitted', content = $2, content_hash = $3, \
         submitted_at = $4 where id = $1",
    )
    .bind(id.0)
    .bind(json(content)?)
    .bind(content_hash)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Opens a submitted draft again for its author: what was fixed is free, and it is their newest draft.
///
/// # Errors
/// A database fault.
pub async fn reopen(tx: &mut Tx, id: AnnouncementId, now: Timestamp) -> Result<(), Fault> {
    sqlx::query(
        "update announcement set state = 'draft', content = null, content_hash = null, \
         submitted_at = null, opened_at = $2 where id = $1",
    )
    .bind(id.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes who decided.
///
/// # Errors
/// A database fault.
pub async fn decide(
    tx: &mut Tx,
    id: AnnouncementId,
    state: State,
    by: &PersonId,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update announcement set state = $2, decided_by = $3, decided_at = $4 where id = $1",
    )
    .bind(id.0)
    .bind(state.as_str())
    .bind(&by.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Closes the broadcast if nothing of it is left to settle; whether this call closed it.
///
/// # Errors
/// A database fault.
pub async fn finish_if_settled(
    tx: &mut Tx,
    id: AnnouncementId,
    now: Timestamp,
) -> Result<bool, Fault> {
    // First, so that of two transactions that settle its last deliveries at the same time one waits, and
    // then sees what the other did.
    sqlx::query("update announcement set finished_at = null where id = $1 and finished_at is null")
        .bind(id.0)
        .execute(tx.conn())
        .await?;
    let closed = sqlx::query(
        "update announcement set finished_at = $2, paused_at = null, paused_by = null, \
         paused_why = null where id = $1 and finished_at is null \
         and not exists (select 1 from delivery where announcement_id = $1 and state = 'waiting' \
         and late = 0)",
    )
    .bind(id.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(closed == 1)
}

/// Something of it is sent again: it has not ended then, and failures are counted anew.
///
/// # Errors
/// A database fault.
pub async fn run_again(tx: &mut Tx, id: AnnouncementId) -> Result<(), Fault> {
    sqlx::query(
        "update announcement set finished_at = null, failures = 0, failures_in_a_row = 0 \
         where id = $1",
    )
    .bind(id.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A correction or withdrawal is to be held against another revision.
///
/// # Errors
/// A database fault.
pub async fn set_replaced(tx: &mut Tx, id: AnnouncementId, revision: i64) -> Result<(), Fault> {
    sqlx::query("update announcement set replaces_revision = $2 where id = $1")
        .bind(id.0)
        .bind(revision)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A correction or withdrawal has taken effect: there is nothing of its own to send.
///
/// # Errors
/// A database fault.
pub async fn took_effect(tx: &mut Tx, id: AnnouncementId, now: Timestamp) -> Result<(), Fault> {
    sqlx::query("update announcement set finished_at = $2 where id = $1")
        .bind(id.0)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// An announcement goes by the first line of its newest revision.
///
/// # Errors
/// A database fault.
pub async fn set_title(tx: &mut Tx, id: AnnouncementId, title: &str) -> Result<(), Fault> {
    sqlx::query("update announcement set title = $2 where id = $1")
        .bind(id.0)
        .bind(title)
        .execute(tx.conn())
        .await?;
    Ok(())
}
