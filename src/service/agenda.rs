//! Doing what the agenda says.

use super::{Rules, chase, expiry, late, nudge, quiet, schedule};
use crate::domain::agenda::Task;
use crate::domain::clock::Timestamp;
use crate::store::{Fault, Tx};

/// What is left of a task that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// It is to be done again then.
    Again(Timestamp),
}

/// Does what a task asks for, as far as it is still asked for.
///
/// # Errors
/// A database fault.
pub async fn carry_out(
    tx: &mut Tx,
    rules: &Rules,
    task: &Task,
    now: Timestamp,
) -> Result<Left, Fault> {
    match task {
        Task::Expire { announcement } => expiry::expire(tx, rules, *announcement, now).await,
        Task::Nudge { announcement } => nudge::nudge(tx, rules, *announcement, now).await,
        Task::CatchUp => late::catch_up(tx, rules, now).await,
        Task::Begin { announcement } => schedule::come(tx, rules, *announcement, now).await,
        Task::Quiet { announcement } => quiet::fall(tx, rules, *announcement, now).await,
        Task::Chase { announcement } => chase::step(tx, rules, *announcement, now).await,
    }
}
