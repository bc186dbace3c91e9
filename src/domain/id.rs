//! Identifiers. Made in the program, so that a row's id is known before it is written.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

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
number_id!(
    /// A stay of the bot where nobody registered it.
    UninvitedId
);
number_id!(
    /// The question whether a chat goes over to another institution.
    TransferId
);
number_id!(
    /// A text that is used again.
    TemplateId
);
number_id!(
    /// A piece of evidence that an announcement was passed on.
    EvidenceId
);
number_id!(
    /// What an import would change, as it was shown.
    PreviewId
);
number_id!(
    /// A restore from a backup.
    RestorationId
);

/// A person by a random key. Names and account ids live in one table that erasure may blank; the
/// record speaks of this key only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub String);

static LAST: AtomicI64 = AtomicI64::new(0);
static LANE: OnceLock<i64> = OnceLock::new();

/// 1 January 2026 UTC: ids count from there, and have room for 69 years.
const EPOCH: i64 = 1_767_225_600_000;
/// Bits of an id below its millisecond: 10 that tell processes apart, 12 that count.
const LOW_BITS: u32 = 22;

/// How far the clocks of two machines may be apart.
const CLOCKS_APART: Duration = Duration::from_secs(10 * 60);

/// The same in ids.
pub const CLOCKS_APART_IN_IDS: i64 = (CLOCKS_APART.as_millis() as i64) << LOW_BITS;

/// The first of `count` ids that nobody has: the millisecond, a number that this process drew at its
/// start, and a counter. Ids grow within a process, also when the clock stands still or steps back; two
/// processes on one database (`import` beside a running bot) do not meet in a millisecond, but for one
/// chance in 1024. A process that takes over begins above what it finds ([`start_after`]).
pub fn reserve(now: Timestamp, count: i64) -> i64 {
    let lane = *LANE.get_or_init(|| i64::from(rand::random::<u16>() >> 6) << 12);
    let floor = ((now.0 - EPOCH).max(0) << LOW_BITS) + lane;
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
    (moment.0 - EPOCH).max(0) << LOW_BITS
}

/// The highest id that can have been given by `moment`: by this process, or by one whose clock is up to
/// `CLOCKS_APART` ahead. An id above it was given by a clock that was wrong, or by somebody's hand.
#[must_use]
pub fn highest_by(moment: Timestamp) -> i64 {
    first_at(moment.plus(CLOCKS_APART)).max(LAST.load(Ordering::Relaxed))
}

/// One id that nobody has; see [`reserve`].
pub fn next(now: Timestamp) -> i64 {
    reserve(now, 1)
}

/// From here on ids are above `highest`, which another process with a faster clock has given.
pub fn start_after(highest: i64) {
    LAST.fetch_max(highest, Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_also_when_the_clock_steps_back() {
        let first = reserve(Timestamp(2_000_000_000_000), 20_000);
        let second = next(Timestamp(1_900_000_000_000));
        assert!(second >= first + 20_000);
        let moment = Timestamp(2_000_000_000_000);
        assert!(first >= first_at(moment));
        assert!(first < first_at(moment.plus(std::time::Duration::from_secs(1))));
        start_after(second + 1_000_000);
        assert!(next(Timestamp(0)) > second + 1_000_000);
        assert!(highest_by(Timestamp(0)) > second + 1_000_000);
        assert!(highest_by(moment) < first_at(moment.plus(Duration::from_secs(60 * 60))));
    }
}
