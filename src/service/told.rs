//! The day's last hash, told to the owners: whoever rewrites lines and seals does not reach into the
//! private chats of those who were told.

use chrono::Datelike as _;

use crate::domain::calendar;
use crate::domain::clock::Timestamp;
use crate::store::event::Entry;
use crate::store::seal::{self, Head};
use crate::store::{Fault, Tx};
use crate::view;

use super::{Rules, people, post};

/// What owners are to be told now; nothing before the hour, or when it was told today. A day on which
/// nobody was there to tell it is not made up for: the next hash stands on that one.
///
/// # Errors
/// A database fault.
pub async fn due(tx: &mut Tx, rules: &Rules, now: Timestamp) -> Result<Option<Head>, Fault> {
    let (day, hour) = calendar::last(rules.calendar.zone, rules.told_at, now);
    if seal::was_told(tx, i64::from(day.num_days_from_ce())).await? {
        return Ok(None);
    }
    // The first hour is the first that comes: nobody is told anything while an office is set up.
    if !seal::was_any(tx, hour).await? {
        return Ok(None);
    }
    seal::last(tx).await
}

/// Tells it, once a day however many try to. Who cannot be reached keeps nobody else from hearing of it:
/// each is a call of its own.
///
/// # Errors
/// A database fault.
pub async fn tell(tx: &mut Tx, rules: &Rules, head: &Head, now: Timestamp) -> Result<(), Fault> {
    let (day, _) = calendar::last(rules.calendar.zone, rules.told_at, now);
    let day = i64::from(day.num_days_from_ce());
    if !seal::note_told(tx, day, head, now).await? {
        return Ok(());
    }
    let owners = people::owners(tx).await?;
    for owner in &owners {
        post::tell(tx, rules, owner, now, |lang| {
            view::seal::told(lang, head.number, head.sealed_at, &head.hash)
        })
        .await?;
    }
    let told: Vec<_> = owners.iter().map(|owner| &owner.id).collect();
    let detail = serde_json::json!({
        "seal": head.number, "hash": head.hash.to_string(), "told": told,
    });
    Entry::of_itself("record.told").write(tx, now, detail).await
}
