//! Identifiers. Made in the program, so that a row's id is known before it is written.

use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};

use super::clock::Timestamp;

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    };
}

number_id!(
    /// An announcement, from its first draft on.
    AnnouncementId
);
number_id!(
    /// A registered chat.
    ChatId
);
number_id!(
    /// A role that somebody holds or waits for.
    GrantId
);

/// A person by a random key. Names and account ids live in one table that erasure may blank; the
/// record speaks of this key only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub String);

static LAST: AtomicI64 = AtomicI64::new(0);

/// The first of `count` ids that nobody has: milliseconds times 4096 plus a counter, so that ids grow
/// with time, also when the clock stands still or steps back within a run.
pub fn reserve(now: Timestamp, count: i64) -> i64 {
    let floor = now.0 << 12;
    let mut last = LAST.load(Ordering::Relaxed);
    loop {
        let first = floor.max(last + 1);
        match LAST.compare_exchange_weak(
            last,
            first + count - 1,
            Ordering::Relaxed,
            Ordering::Relaxed,
        ) {
            Ok(_) => return first,
            Err(seen) => last = seen,
        }
    }
}

/// The smallest id that anything made at or after `moment` can have.
#[must_use]
pub fn first_at(moment: Timestamp) -> i64 {
    moment.0 << 12
}

/// One id that nobody has; see [`reserve`].
pub fn next(now: Timestamp) -> i64 {
    reserve(now, 1)
}
