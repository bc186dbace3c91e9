//! Sealing the record: in batches and beside whoever writes lines, so that nobody waits for a hash.

use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::id;
use crate::domain::seal::{Digest, Seal};
use crate::store::seal::{self, Head};
use crate::store::{Fault, Tx};

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
    let before = upto(head.as_ref());
    let late_from = late_from(tx, head.as_ref()).await?;
    let lines = seal::unsealed(tx, before, late_from, MOST).await?;
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
    Ok(Some(Next { seal, before }))
}

/// The highest id that is sealed.
pub(super) fn upto(head: Option<&Head>) -> i64 {
    head.map_or(0, |head| head.upto)
}

/// The lowest id that a line can have which is still to be sealed behind others: one of the hour before the
/// last seal, by the ids and by the seals. The clock on the wall says nothing here: a program that was away for
/// longer, or whose clock was set, is not to take honest lines for ones that were put in.
pub(super) async fn late_from(tx: &mut Tx, head: Option<&Head>) -> Result<i64, Fault> {
    let Some(head) = head else {
        return Ok(i64::MIN);
    };
    let since = head.sealed_at.minus(LATE);
    let sealed = seal::upto_at(tx, since).await?.unwrap_or(0);
    Ok(id::first_at(since).max(sealed + 1))
}
