//! Rows that an ended turn had claimed: what became of them.

use std::collections::HashSet;

use super::again::unclaim;
use super::record::{Ended, record};
use super::rendered::Rendered;
use crate::domain::clock::Timestamp;
use crate::domain::outgoing::{Lane, Outcome};
use crate::service::Rules;
use crate::store::outbox::{self, Claimed};
use crate::store::{Fault, Tx};

/// A row as it was claimed for one call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The row.
    pub row: i64,
    /// The moment it was claimed for.
    pub at: Timestamp,
}

impl Claim {
    /// The claim of a row that was read as claimed.
    #[must_use]
    pub fn of(row: &Claimed) -> Option<Self> {
        row.claimed_at.map(|at| Self { row: row.id, at })
    }
}

/// What a process knows itself of calls that it could not write down.
#[derive(Debug, Default, Clone)]
pub struct Known {
    /// They ended like this.
    pub ended: Vec<Ended>,
    /// They were never made.
    pub unbegun: Vec<Claim>,
}

impl Known {
    /// Nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ended.is_empty() && self.unbegun.is_empty()
    }
}

impl Ended {
    /// Whether this is how the call ended for which `row` is claimed now.
    #[must_use]
    pub fn is_of(&self, row: &Claimed) -> bool {
        // A pop-up is claimed when it is stored, and begun when there is room.
        let claimed_at = match row.lane {
            Lane::Answers => self.row.claimed_at.or(Some(self.started_at)),
            Lane::Emergency | Lane::Replies | Lane::Broadcast | Lane::Cosmetic => {
                Some(self.started_at)
            }
        };
        self.row.id == row.id && row.claimed_at == claimed_at
    }
}

/// What was taken up from ended turns.
#[derive(Debug, Default)]
pub struct Recovered {
    /// The rows.
    pub rows: HashSet<i64>,
    /// Of how many the outcome is unknown.
    pub unknown: usize,
}

/// Takes up the rows that an ended turn had claimed: as it is `known`, or else the outcome is unknown.
///
/// # Errors
/// A database fault.
pub async fn recover(
    tx: &mut Tx,
    rules: &Rules,
    known: &Known,
    now: Timestamp,
) -> Result<Recovered, Fault> {
    let mut recovered = Recovered::default();
    let mut settled = Vec::new();
    for row in outbox::orphans(tx, now).await? {
        recovered.rows.insert(row.id);
        if Claim::of(&row).is_some_and(|claim| known.unbegun.contains(&claim)) {
            unclaim(tx, &row, now).await?;
            continue;
        }
        if let Some(ended) = known.ended.iter().find(|ended| ended.is_of(&row)) {
            settled.push(ended.clone());
            continue;
        }
        recovered.unknown += 1;
        let outcome = Outcome::Interrupted {
            reason: "process ended while sending".to_owned(),
        };
        settled.push(Ended {
            messages: Rendered::default().messages(tx, rules, &row).await?,
            started_at: row.claimed_at.unwrap_or(now),
            row,
            doing: None,
            edits: None,
            outcome,
        });
    }
    record(tx, rules, &settled, now).await?;
    Ok(recovered)
}
