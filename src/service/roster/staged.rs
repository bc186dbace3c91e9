//! From what was planned into the registry: staged a portion at a time, taken over at once.

use crate::domain::clock::Timestamp;
use crate::domain::id::{self, PersonId, PreviewId};
use crate::domain::roster::Summary;
use crate::service::uninvited;
use crate::store::event::Entry;
use crate::store::staging::{self, PORTION};
use crate::store::{Fault, Tx};

use super::{Plan, Staged};

/// Stages the portion that begins with the row `from`; with which one the next begins, if there is one.
///
/// # Errors
/// A database fault.
pub async fn stage(
    tx: &mut Tx,
    preview: PreviewId,
    plan: &Plan,
    from: usize,
) -> Result<Option<usize>, Fault> {
    let all = match &plan.rows {
        Staged::Institutions(rows) => rows.len(),
        Staged::Chats(rows) => rows.len(),
    };
    let to = all.min(from + PORTION);
    if from >= to {
        return Ok(None);
    }
    match &plan.rows {
        Staged::Institutions(rows) => {
            staging::put_institutions(tx, preview, from, &rows[from..to]).await?;
        }
        Staged::Chats(rows) => staging::put_chats(tx, preview, from, &rows[from..to]).await?,
    }
    Ok((to < all).then_some(to))
}

/// Does what was planned, all of whose portions are staged; false, and nothing is done, if the registry
/// says something else of a row by now.
///
/// # Errors
/// A fault; the transaction must be dropped then.
pub async fn take(
    tx: &mut Tx,
    by: Option<&PersonId>,
    preview: PreviewId,
    plan: &Plan,
    now: Timestamp,
) -> Result<bool, Fault> {
    let stale = match &plan.rows {
        Staged::Institutions(_) => staging::stale_institutions(tx, preview).await?,
        Staged::Chats(_) => staging::stale_chats(tx, preview).await?,
    };
    if stale > 0 {
        return Ok(false);
    }
    let what = match &plan.rows {
        Staged::Institutions(_) => {
            staging::take_institutions(tx, preview, now).await?;
            "institutions"
        }
        Staged::Chats(rows) => {
            staging::take_chats(tx, preview, by, now).await?;
            let registered = rows.iter().filter(|row| row.registers.is_some());
            let chats = registered.map(|row| (&row.address, &row.institution));
            uninvited::imported(tx, chats).await?;
            "chats"
        }
    };
    clear(tx, preview).await?;
    record(tx, by, what, plan.summary, now).await?;
    Ok(true)
}

/// Clears away what was staged.
///
/// # Errors
/// A database fault.
pub async fn clear(tx: &mut Tx, preview: PreviewId) -> Result<(), Fault> {
    staging::clear(tx, preview).await
}

/// Does what was planned in this very transaction: for whoever has no turn to lose by a long one.
///
/// # Errors
/// A fault; the transaction must be dropped then.
pub async fn apply(
    tx: &mut Tx,
    by: Option<&PersonId>,
    plan: &Plan,
    now: Timestamp,
) -> Result<(), Fault> {
    let preview = PreviewId(id::next(now));
    let mut from = Some(0);
    while let Some(at) = from {
        from = stage(tx, preview, plan, at).await?;
    }
    match take(tx, by, preview, plan, now).await? {
        true => Ok(()),
        false => Err(Fault::unreadable(
            "registry",
            "it changed while a file was applied",
        )),
    }
}

async fn record(
    tx: &mut Tx,
    by: Option<&PersonId>,
    what: &str,
    summary: Summary,
    now: Timestamp,
) -> Result<(), Fault> {
    let entry = by.map_or(Entry::of_itself("roster.imported"), |by| {
        Entry::by(by, "roster.imported")
    });
    let detail = serde_json::json!({
        "what": what,
        "new": summary.new,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
    });
    entry.write(tx, now, detail).await
}
