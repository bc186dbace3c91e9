//! How an announcement came back to its author before.

use crate::domain::approval::Returned;
use crate::domain::id::AnnouncementId;
use crate::store::{Fault, Tx, event};

use super::people;

/// As many of the latest as a panel shows.
const LATEST: i64 = 3;

/// What was said of it each time it was returned, newest first.
///
/// # Errors
/// A database fault.
pub(super) async fn of(tx: &mut Tx, id: AnnouncementId) -> Result<Vec<Returned>, Fault> {
    let mut history = Vec::new();
    for said in event::latest(tx, id, "announcement.returned", LATEST).await? {
        let by = match &said.actor {
            Some(person) => people::name(tx, person).await?,
            None => String::new(),
        };
        history.push(Returned {
            by,
            at: said.at,
            reason: said.detail["reason"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        });
    }
    Ok(history)
}
