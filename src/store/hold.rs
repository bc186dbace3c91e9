//! Whether anything may leave: the brake of /bekukan, and the hold after a restore.

use super::{Fault, Tx};
use crate::domain::clock::Timestamp;
use crate::domain::id::PersonId;

/// What may leave now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Everything.
    Open,
    /// Everything but announcements: somebody pulled the brake.
    Frozen,
    /// Answers to presses, and what owners are told: the data are from a backup, and no owner has let
    /// them go yet.
    Restored,
}

/// What may leave of each lane now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// What is held by hand.
    pub gate: Gate,
    /// Whether it is quiet: no copy begins of an announcement that may wait.
    pub quiet: bool,
}

/// What may leave now.
///
/// # Errors
/// A database fault.
pub async fn gate(tx: &mut Tx) -> Result<Gate, Fault> {
    let (frozen, restored): (i64, i64) = sqlx::query_as(
        "select frozen, (select count(*) from restoration where released_at is null) from hold \
         where id = 1",
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(match (restored, frozen) {
        (0, 0) => Gate::Open,
        (0, _) => Gate::Frozen,
        _ => Gate::Restored,
    })
}

/// Whether announcements are held, for whatever reason.
///
/// # Errors
/// A database fault.
pub async fn is_frozen(tx: &mut Tx) -> Result<bool, Fault> {
    Ok(gate(tx).await? != Gate::Open)
}

/// Whether the brake is pulled, be the rest as it may.
///
/// # Errors
/// A database fault.
pub async fn brake_is_pulled(tx: &mut Tx) -> Result<bool, Fault> {
    let frozen: i64 = sqlx::query_scalar("select frozen from hold where id = 1")
        .fetch_one(tx.conn())
        .await?;
    Ok(frozen == 1)
}

/// Freezes or thaws; whether that changed anything.
///
/// # Errors
/// A database fault.
pub async fn set(tx: &mut Tx, frozen: bool, by: &PersonId, now: Timestamp) -> Result<bool, Fault> {
    let changed = sqlx::query(
        "update hold set frozen = $1, by_person = $2, at = $3 where id = 1 and frozen <> $1",
    )
    .bind(i64::from(frozen))
    .bind(&by.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?
    .rows_affected();
    tx.wake_outbox();
    Ok(changed == 1)
}
