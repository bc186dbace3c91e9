//! Whether open pages still show what holds, and to whom they may show it.

use std::collections::HashMap;

use crate::domain::clock::Timestamp;
use crate::domain::role::Scope;
use crate::store::board::{news, session};
use crate::store::{Fault, Tx};

pub use crate::store::board::news::Pulse;

/// What one look at the database finds, for all who watch.
#[derive(Debug, Clone)]
pub struct Look {
    /// Whether anything has changed.
    pub pulse: Pulse,
    scopes: HashMap<i64, Scope>,
}

impl Look {
    /// What somebody may see now; nothing where their session is over, or they may not look any more.
    #[must_use]
    pub fn scope(&self, session: i64) -> Option<&Scope> {
        self.scopes.get(&session)
    }
}

/// Looks: two small statements, however many watch.
///
/// # Errors
/// A database fault.
pub async fn look(tx: &mut Tx, now: Timestamp) -> Result<Look, Fault> {
    let standing = session::standing(tx, now).await?;
    let scopes = standing
        .into_iter()
        .filter(|(_, grants)| grants.iter().any(|(role, _)| role.oversees()))
        .map(|(session, grants)| (session, Scope::to_ask(&grants)))
        .collect();
    Ok(Look {
        pulse: news::pulse(tx, now).await?,
        scopes,
    })
}
