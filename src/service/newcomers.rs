//! Telling coordinators of new officers: the first at once, those who follow within a moment together.
//!
//! Whoever sends out 549 links has hundreds of officers in an afternoon. A notice is a row of the outbox
//! from the first of them on; each who joins until it leaves replaces it by one that names them too, until
//! it is full and the next one begins.

use crate::domain::clock::Timestamp;
use crate::domain::id::{self, GrantId, PersonId};
use crate::domain::institution::Code;
use crate::store::newcomer::{self, Newest};
use crate::store::person::Person;
use crate::store::{Fault, Tx};
use crate::view;

use super::notice::GATHERED;
use super::{Rules, people, post};

fn key(told: &PersonId, notice: i64) -> String {
    format!("newcomers:{notice}:{}", told.0)
}

/// Somebody became an officer of an institution, perhaps in somebody else's place: the nearest of those
/// who look after it are told.
///
/// # Errors
/// A database fault.
pub async fn joined(
    tx: &mut Tx,
    rules: &Rules,
    institution: &Code,
    grant: GrantId,
    predecessor: Option<&PersonId>,
    now: Timestamp,
) -> Result<(), Fault> {
    for person in people::nearest_overseers(tx, institution).await? {
        let newest = newcomer::newest(tx, &person.id).await?;
        let (notice, leaves_at) = place(tx, &person.id, newest, now).await?;
        newcomer::note(tx, &person.id, (notice, leaves_at), grant, predecessor).await?;
        queue(tx, rules, &person, notice, leaves_at, now).await?;
    }
    Ok(())
}

/// The notice that has room for one more, or a new one; and when it leaves.
async fn place(
    tx: &mut Tx,
    told: &PersonId,
    newest: Option<Newest>,
    now: Timestamp,
) -> Result<(i64, Timestamp), Fault> {
    let most = i64::try_from(view::officer::LISTED).unwrap_or(i64::MAX);
    let fresh = id::next(now);
    let Some(newest) = newest else {
        return Ok((fresh, now));
    };
    // A clock that was set back keeps nobody waiting.
    let soonest = newest.leaves_at.min(now.plus(GATHERED));
    if newest.leaves_at > now {
        let has_room = newest.count < most;
        return Ok(
            match has_room && post::cancel(tx, &key(told, newest.notice)).await? {
                true => (newest.notice, soonest),
                false => (fresh, soonest),
            },
        );
    }
    let next = newest.leaves_at.plus(GATHERED);
    Ok((fresh, next.max(now)))
}

/// Queues a notice as it is now.
async fn queue(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    notice: i64,
    leaves_at: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(to) = &person.address else {
        return Ok(());
    };
    let lang = rules.lang(person.language.as_deref());
    let named = newcomer::named(tx, &person.id, notice).await?;
    let message = match named.as_slice() {
        [] => return Ok(()),
        [one] => view::officer::new_officer(&lang, one),
        several => view::officer::new_officers(&lang, several),
    };
    let delay = leaves_at.since(now);
    post::send_coalesced(tx, to, vec![message], &key(&person.id, notice), delay, now).await
}
