//! How fast may we send? Pure: `now` is passed in, nothing waits here.
//!
//! Three limits of the platform hold at once: messages a second overall, messages a second in one
//! chat, messages a minute in one group. The server keeps buckets; this pacer spaces evenly, so that
//! a bucket is never emptied, and catches up at most [`CATCH_UP`] when it was called late.
//! After a restart it is rebuilt by [`Pacer::sent`] from the recorded attempts.
//!
//! When the platform says "too much" all the same, everything waits as long as it says, and then goes on
//! more slowly ([`Pacer::slow_down`]). The pace recovers by itself, a little every few seconds, so that
//! one bad minute costs a minute and a lasting change of the platform's mind costs few refusals.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::address::Address;
use super::clock::Timestamp;

/// How much lost time may be made good by sending closer together.
pub const CATCH_UP: Duration = Duration::from_millis(200);
const MINUTE: Duration = Duration::from_secs(60);
/// What is left of the pace after the platform said "too much" to all.
const AFTER_REFUSAL: f64 = 0.75;
/// No slower than this part of the limit, whatever the platform says.
const SLOWEST: f64 = 0.1;
/// After so long without another refusal the pace rises by [`RISE`].
const RISE_EVERY: Duration = Duration::from_secs(10);
/// So much of the limit is won back at once.
const RISE: f64 = 0.05;

/// The limits to keep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Messages a second, all chats together.
    pub per_second: f64,
    /// Messages a second in one chat.
    pub chat_per_second: f64,
    /// Messages a minute in one group, supergroup or channel.
    pub group_per_minute: u32,
}

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It has to arrive.
    Full,
    /// A touch-up that may wait: it takes no more than half of what a group may get in a minute, so
    /// that an announcement never waits for buttons.
    Spare,
}

/// Whether a message may go now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Send at this moment, which is counted as used.
    At(Timestamp),
    /// This chat has to wait until then; others need not.
    ChatWaits(Timestamp),
    /// Everything has to wait until then.
    AllWait(Timestamp),
}

/// The state of all limits.
#[derive(Debug)]
pub struct Pacer {
    limits: Limits,
    /// Microseconds, because 30/s is no whole number of milliseconds.
    next_micros: i64,
    chats: HashMap<String, ChatPace>,
    all_wait: Option<Timestamp>,
    reduced: Option<Reduced>,
    swept: Timestamp,
}

/// A pace below the limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reduced {
    /// Messages a second.
    pub per_second: f64,
    /// Since when it is this.
    pub since: Timestamp,
}

#[derive(Debug, Default)]
struct ChatPace {
    last: Option<Timestamp>,
    minute: VecDeque<Timestamp>,
    wait: Option<Timestamp>,
}

impl Reduced {
    /// The whole number that people are told; at least one.
    #[must_use]
    pub fn whole(self) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "a pace is far below 2^63")]
        let whole = self.per_second.round() as i64;
        whole.max(1)
    }
}

impl Pacer {
    /// A pacer that has not seen anything sent.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            next_micros: 0,
            chats: HashMap::new(),
            all_wait: None,
            reduced: None,
            swept: Timestamp(0),
        }
    }

    /// Asks for a slot for one call to `to`, no later than `horizon` from now. An album counts as its
    /// `messages`: what comes after it waits as if they had come one by one.
    pub fn reserve(
        &mut self,
        now: Timestamp,
        to: &Address,
        horizon: Duration,
        weight: Weight,
        messages: u32,
    ) -> Slot {
        self.recover(now);
        if let Some(until) = self.all_wait.filter(|until| *until > now) {
            return Slot::AllWait(until);
        }
        self.forget_the_future(now, horizon);
        let earliest_micros = self
            .next_micros
            .max(micros(now.minus(CATCH_UP)))
            .min(micros(Timestamp(i64::MAX / 1000)));
        // Rounded up: a millisecond early is a millisecond too fast.
        let overall = Timestamp(earliest_micros.saturating_add(999) / 1000);
        if overall > now.plus(horizon) {
            return Slot::AllWait(overall);
        }
        let at = overall.max(now);
        if let Some(until) = self
            .chat_free_at(to, weight, messages)
            .filter(|until| *until > at)
        {
            return Slot::ChatWaits(until);
        }
        self.next_micros = earliest_micros + self.spacing_micros() * i64::from(messages.max(1));
        self.note(to, at, messages);
        self.sweep(now);
        Slot::At(at)
    }

    /// About how many single messages have a slot no later than `horizon` from now.
    #[must_use]
    pub fn slots_within(&self, now: Timestamp, horizon: Duration) -> usize {
        if self.all_wait.is_some_and(|until| until > now) {
            return 0;
        }
        let earliest = self.next_micros.max(micros(now.minus(CATCH_UP)));
        let left = micros(now.plus(horizon)) - earliest;
        match left {
            ..0 => 0,
            _ => usize::try_from(left / self.spacing_micros() + 1).unwrap_or(usize::MAX),
        }
    }

    /// After the clock was set back, what was sent seems to lie ahead: nothing may wait for that.
    fn forget_the_future(&mut self, now: Timestamp, horizon: Duration) {
        let latest = now.plus(horizon).plus(MINUTE);
        if self.next_micros <= micros(latest) {
            return;
        }
        self.next_micros = micros(now);
        for pace in self.chats.values_mut() {
            pace.last = pace.last.filter(|last| *last <= latest);
            pace.minute.retain(|sent| *sent <= latest);
        }
    }

    /// Counts a call of so many `messages` that was made before this pacer existed.
    pub fn sent(&mut self, at: Timestamp, to: &Address, messages: u32) {
        let spacing = self.spacing_micros() * i64::from(messages);
        self.next_micros = self.next_micros.max(micros(at) + spacing);
        self.note(to, at, messages);
    }

    /// The platform said "too much" for one chat.
    pub fn chat_waits(&mut self, to: &Address, until: Timestamp) {
        self.chats.entry(to.chat().to_owned()).or_default().wait = Some(until);
    }

    /// The platform said "too much" for everything.
    pub fn all_wait(&mut self, until: Timestamp) {
        self.all_wait = Some(self.all_wait.map_or(until, |before| before.max(until)));
    }

    /// The platform said "too much" for everything: slower from now on. The refusals of one moment, of
    /// calls that were under way together, count once.
    pub fn slow_down(&mut self, now: Timestamp) {
        self.recover(now);
        if let Some(reduced) = self.reduced
            && now.since(reduced.since) < RISE_EVERY / 2
        {
            return;
        }
        let least = self.limits.per_second * SLOWEST;
        self.reduced = Some(Reduced {
            per_second: (self.per_second() * AFTER_REFUSAL).max(least),
            since: now,
        });
    }

    /// Takes up the pace of a process that ended.
    pub fn resume(&mut self, reduced: Reduced) {
        if reduced.per_second < self.limits.per_second {
            self.reduced = Some(reduced);
        }
    }

    /// The pace in force, if it is below the limit.
    #[must_use]
    pub fn reduced(&self) -> Option<Reduced> {
        self.reduced
    }

    /// The pace in force: messages a second, all chats together.
    #[must_use]
    pub fn per_second(&self) -> f64 {
        self.reduced
            .map_or(self.limits.per_second, |reduced| reduced.per_second)
    }

    /// Wins back what time without a refusal allows.
    fn recover(&mut self, now: Timestamp) {
        let Some(reduced) = self.reduced else { return };
        // After the clock was set back, a rise seems to lie ahead: it counts from now.
        let since = reduced.since.min(now);
        let rises = now.since(since).as_millis() / RISE_EVERY.as_millis();
        let rises = u32::try_from(rises).unwrap_or(u32::MAX);
        let per_second = reduced.per_second + self.limits.per_second * RISE * f64::from(rises);
        self.reduced = (per_second < self.limits.per_second).then(|| Reduced {
            per_second,
            since: since.plus(RISE_EVERY.saturating_mul(rises)),
        });
    }

    fn chat_free_at(&mut self, to: &Address, weight: Weight, messages: u32) -> Option<Timestamp> {
        let group = self.limits.group_per_minute as usize;
        let group = match weight {
            Weight::Full => group,
            Weight::Spare => group.div_ceil(2),
        };
        // An album that is larger than the whole minute goes when the minute is empty.
        let group = (group + 1).saturating_sub(messages.max(1) as usize).max(1);
        let gap = self.chat_gap();
        let pace = self.chats.get_mut(to.chat())?;
        let mut free = pace.last.map(|last| last.plus(gap));
        if to.is_shared() && pace.minute.len() >= group {
            let leaves = pace.minute[pace.minute.len() - group].plus(MINUTE);
            free = free.max(Some(leaves));
        }
        free.max(pace.wait)
    }

    fn note(&mut self, to: &Address, at: Timestamp, messages: u32) {
        let group = self.limits.group_per_minute as usize;
        let gap = self.chat_gap();
        let pace = self.chats.entry(to.chat().to_owned()).or_default();
        let last = at.plus(gap.saturating_mul(messages.saturating_sub(1)));
        pace.last = pace.last.max(Some(last));
        if to.is_shared() {
            pace.minute
                .extend(std::iter::repeat_n(at, messages.max(1) as usize));
            while pace.minute.len() > group {
                pace.minute.pop_front();
            }
        }
    }

    /// Forgets chats that are free of every limit, so that memory follows the traffic of a minute.
    fn sweep(&mut self, now: Timestamp) {
        if now.since(self.swept) < MINUTE {
            return;
        }
        self.swept = now;
        let horizon = now.minus(MINUTE);
        self.chats.retain(|_, pace| {
            pace.last.is_some_and(|last| last > horizon)
                || pace.wait.is_some_and(|until| until > now)
        });
    }

    fn chat_gap(&self) -> Duration {
        Duration::from_secs_f64(1.0 / self.limits.chat_per_second)
    }

    fn spacing_micros(&self) -> i64 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a spacing is far below 2^63 µs"
        )]
        let spacing = (1_000_000.0 / self.per_second()).ceil() as i64;
        spacing
    }
}

fn micros(at: Timestamp) -> i64 {
    at.0.saturating_mul(1000)
}

#[cfg(test)]
#[path = "pacer_tests.rs"]
mod tests;
