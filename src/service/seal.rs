//! Sealing the record: in batches and beside whoever writes lines, so that nobody waits for a hash.

use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::id;
use crate::domain::seal::{Digest, Seal};
use crate::store::seal::{self, Head, Window};
use crate::store::{Fault, Tx, event};

/// Most lines of one seal.
const MOST: usize = 1000;

/// So long after it got its id a line may still be committed, and be sealed behind lines of higher ids: by
/// a long import, or on a machine whose clock is slow. One that comes later than that was put in.
const LATE: Duration = Duration::from_secs(60 * 60);

/// A seal that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    seal: Seal,
    /// The highest id that was sealed before.
    before: i64,
}

impl Next {
    /// Whether there may be more than it takes in.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.seal.lines.len() == MOST
    }

    /// Adds it to the chain.
    ///
    /// # Errors
    /// A database fault; also when another one was added meanwhile.
    pub async fn put(&self, tx: &mut Tx) -> Result<(), Fault> {
        seal::put(tx, &self.seal, self.before).await
    }
}

/// What is to be sealed now; nothing where all is. Only reads: a line that is there stays as it is.
///
/// # Errors
/// A database fault.
pub async fn next(tx: &mut Tx, now: Timestamp) -> Result<Option<Next>, Fault> {
    let head = seal::last(tx).await?;
    let window = window(tx, head.as_ref(), now).await?;
    let lines = seal::unsealed(tx, window, MOST).await?;
    if lines.is_empty() {
        return Ok(None);
    }
    let seal = Seal {
        number: head.map_or(0, |head| head.number) + 1,
        // A clock that was set back makes no seal older than the one before.
        sealed_at: head.as_ref().map_or(now, |head| head.sealed_at.max(now)),
        previous: head.map_or_else(Digest::of_nothing, |head| head.hash),
        lines: lines.iter().map(|it| (it.id, it.digest())).collect(),
    };
    let before = window.upto;
    Ok(Some(Next { seal, before }))
}

/// Where lines without a seal can be. A line whose id lies ahead of every clock is left where it is: were it
/// sealed, all that is written after it would stand below what is sealed, and look as if it had come late.
pub(super) async fn window(
    tx: &mut Tx,
    head: Option<&Head>,
    now: Timestamp,
) -> Result<Window, Fault> {
    let highest_possible = highest_possible(head, now);
    Ok(Window {
        late_from: late_from(tx, head, highest_possible).await?,
        upto: seal::upto(tx, highest_possible).await?,
        highest_possible,
        sealed_beyond: head.is_some_and(|head| head.upto > highest_possible),
    })
}

/// The highest id that a line can have by now. A clock that was ahead when the last seal was made, and was set
/// right since, has given ids that are to be sealed all the same.
fn highest_possible(head: Option<&Head>, now: Timestamp) -> i64 {
    id::highest_by(head.map_or(now, |head| head.sealed_at.max(now)))
}

/// The highest id of a line that a program has given: one that somebody put in ahead of every clock is not it.
///
/// # Errors
/// A database fault.
pub async fn highest_given(tx: &mut Tx, now: Timestamp) -> Result<i64, Fault> {
    let head = seal::last(tx).await?;
    event::highest_id(tx, highest_possible(head.as_ref(), now)).await
}

/// Ids above this one lie ahead of every clock, and of all that is sealed: no program has given them.
///
/// # Errors
/// A database fault.
pub(super) async fn highest_credible(
    tx: &mut Tx,
    head: Option<&Head>,
    now: Timestamp,
) -> Result<i64, Fault> {
    // A bot that was started by a clock far ahead has sealed up there. Its next ids follow those, and it may
    // run beside whoever asks here.
    let follow_sealed = seal::highest(tx)
        .await?
        .saturating_add(id::CLOCKS_APART_IN_IDS);
    Ok(highest_possible(head, now).max(follow_sealed))
}

/// What waits for a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Lines, counted to `most`.
    pub lines: i64,
    /// When the first of them was written.
    pub since: Option<Timestamp>,
    /// Lines that wait for longer: their ids lie ahead of every clock. Counted to `most`.
    pub ahead: i64,
}

/// What waits for a seal, without those that were committed late.
///
/// # Errors
/// A database fault.
pub async fn waiting(tx: &mut Tx, now: Timestamp, most: i64) -> Result<Waiting, Fault> {
    let head = seal::last(tx).await?;
    let possible = highest_possible(head.as_ref(), now);
    let upto = seal::upto(tx, possible).await?;
    let (lines, since) = seal::waiting(tx, upto, possible, most).await?;
    let credible = highest_credible(tx, head.as_ref(), now).await?;
    let (ahead, _) = seal::waiting(tx, credible, i64::MAX, most).await?;
    Ok(Waiting {
        lines,
        since,
        ahead,
    })
}

/// The lowest id that a line can have which is still to be sealed behind others: one of the hour before the
/// last seal, by the ids and by the seals. The clock on the wall says nothing here: a program that was away for
/// longer, or whose clock was set, is not to take honest lines for ones that were put in.
async fn late_from(tx: &mut Tx, head: Option<&Head>, possible: i64) -> Result<i64, Fault> {
    let Some(head) = head else {
        return Ok(i64::MIN);
    };
    let since = head.sealed_at.minus(LATE);
    let sealed = seal::upto_at(tx, since, possible).await?.unwrap_or(0);
    Ok(id::first_at(since).max(sealed + 1))
}
