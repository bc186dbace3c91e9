//! How fast may we send? Pure: `now` is passed in, nothing waits here.
//!
//! Three limits of the platform hold at once: messages a second overall, messages a second in one
//! chat, messages a minute in one group. The server keeps buckets; this pacer spaces evenly, so that
//! a bucket is never emptied, and catches up at most [`CATCH_UP`] when it was called late.
//! After a restart it is rebuilt by [`Pacer::sent`] from the recorded attempts.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::address::Address;
use super::clock::Timestamp;

/// How much lost time may be made good by sending closer together.
pub const CATCH_UP: Duration = Duration::from_millis(200);
const MINUTE: Duration = Duration::from_secs(60);

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
    swept: Timestamp,
}

#[derive(Debug, Default)]
struct ChatPace {
    last: Option<Timestamp>,
    minute: VecDeque<Timestamp>,
    wait: Option<Timestamp>,
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
            swept: Timestamp(0),
        }
    }

    /// Asks for a slot for one message to `to`, no later than `horizon` from now.
    pub fn reserve(
        &mut self,
        now: Timestamp,
        to: &Address,
        horizon: Duration,
        weight: Weight,
    ) -> Slot {
        if let Some(until) = self.all_wait.filter(|until| *until > now) {
            return Slot::AllWait(until);
        }
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
        if let Some(until) = self.chat_free_at(to, weight).filter(|until| *until > at) {
            return Slot::ChatWaits(until);
        }
        self.next_micros = earliest_micros + self.spacing_micros();
        self.note(to, at);
        self.sweep(now);
        Slot::At(at)
    }

    /// Counts a message that was sent before this pacer existed.
    pub fn sent(&mut self, at: Timestamp, to: &Address) {
        self.next_micros = self.next_micros.max(micros(at) + self.spacing_micros());
        self.note(to, at);
    }

    /// The platform said "too much" for one chat.
    pub fn chat_waits(&mut self, to: &Address, until: Timestamp) {
        self.chats.entry(to.chat().to_owned()).or_default().wait = Some(until);
    }

    /// The platform said "too much" for everything.
    pub fn all_wait(&mut self, until: Timestamp) {
        self.all_wait = Some(self.all_wait.map_or(until, |before| before.max(until)));
    }

    fn chat_free_at(&mut self, to: &Address, weight: Weight) -> Option<Timestamp> {
        let group = self.limits.group_per_minute as usize;
        let group = match weight {
            Weight::Full => group,
            Weight::Spare => group.div_ceil(2),
        };
        let gap = Duration::from_secs_f64(1.0 / self.limits.chat_per_second);
        let pace = self.chats.get_mut(to.chat())?;
        let mut free = pace.last.map(|last| last.plus(gap));
        if to.is_shared() && pace.minute.len() >= group {
            let leaves = pace.minute[pace.minute.len() - group].plus(MINUTE);
            free = free.max(Some(leaves));
        }
        free.max(pace.wait)
    }

    fn note(&mut self, to: &Address, at: Timestamp) {
        let group = self.limits.group_per_minute as usize;
        let pace = self.chats.entry(to.chat().to_owned()).or_default();
        pace.last = pace.last.max(Some(at));
        if to.is_shared() {
            pace.minute.push_back(at);
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

    fn spacing_micros(&self) -> i64 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a spacing is far below 2^63 µs"
        )]
        let spacing = (1_000_000.0 / self.limits.per_second).ceil() as i64;
        spacing
    }
}

fn micros(at: Timestamp) -> i64 {
    at.0.saturating_mul(1000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits {
        per_second: 30.0,
        chat_per_second: 1.0,
        group_per_minute: 20,
    };

    fn private(id: i64) -> Address {
        Address::telegram(id, None)
    }

    /// Asks again and again, at the moments it is told to, until `count` messages have slots.
    fn drive(
        pacer: &mut Pacer,
        start: Timestamp,
        to: &mut dyn FnMut(usize) -> Address,
        count: usize,
    ) -> Vec<Timestamp> {
        let mut now = start;
        let mut slots = Vec::new();
        while slots.len() < count {
            match pacer.reserve(now, &to(slots.len()), Duration::ZERO, Weight::Full) {
                Slot::At(at) => slots.push(at),
                Slot::ChatWaits(until) | Slot::AllWait(until) => {
                    assert!(until > now, "a wait must end later than now");
                    now = until;
                }
            }
        }
        slots
    }

    #[test]
    fn five_hundred_and_forty_eight_chats_take_18_3_seconds() {
        let mut pacer = Pacer::new(LIMITS);
        let start = Timestamp(1_000_000);
        let slots = drive(&mut pacer, start, &mut |i| private(i as i64 + 1), 548);
        let makespan = slots[547].since(start).as_secs_f64();
        assert!((18.0..18.4).contains(&makespan), "{makespan}");
    }

    #[test]
    fn a_group_gets_at_most_twenty_a_minute() {
        let mut pacer = Pacer::new(LIMITS);
        let group = Address::telegram(-100, Some(7));
        let slots = drive(&mut pacer, Timestamp(0), &mut |_| group.clone(), 45);
        for window in slots.windows(21) {
            assert!(window[20].since(window[0]) >= MINUTE, "{window:?}");
        }
        for pair in slots.windows(2) {
            assert!(pair[1].since(pair[0]) >= Duration::from_secs(1));
        }
    }

    #[test]
    fn touch_ups_leave_half_of_a_groups_minute_to_announcements() {
        let mut pacer = Pacer::new(LIMITS);
        let group = Address::telegram(-100, None);
        let mut now = Timestamp(0);
        let mut spare = 0;
        while now < Timestamp(30_000) {
            match pacer.reserve(now, &group, Duration::ZERO, Weight::Spare) {
                Slot::At(_) => spare += 1,
                Slot::ChatWaits(until) | Slot::AllWait(until) => now = until,
            }
        }
        assert_eq!(spare, 10);
        assert!(matches!(
            pacer.reserve(Timestamp(30_000), &group, Duration::ZERO, Weight::Full),
            Slot::At(_)
        ));
    }

    #[test]
    fn one_chats_wait_stops_that_chat_alone() {
        let mut pacer = Pacer::new(LIMITS);
        let now = Timestamp(50_000);
        pacer.chat_waits(&private(1), Timestamp(60_000));
        assert_eq!(
            pacer.reserve(now, &private(1), Duration::ZERO, Weight::Full),
            Slot::ChatWaits(Timestamp(60_000))
        );
        assert!(matches!(
            pacer.reserve(now, &private(2), Duration::ZERO, Weight::Full),
            Slot::At(_)
        ));
        pacer.all_wait(Timestamp(55_000));
        assert_eq!(
            pacer.reserve(now, &private(3), Duration::ZERO, Weight::Full),
            Slot::AllWait(Timestamp(55_000))
        );
    }

    #[test]
    fn a_rebuilt_pacer_remembers_what_was_sent() {
        let mut pacer = Pacer::new(LIMITS);
        pacer.sent(Timestamp(10_000), &private(1));
        assert!(matches!(
            pacer.reserve(Timestamp(10_500), &private(1), Duration::ZERO, Weight::Full),
            Slot::ChatWaits(Timestamp(11_000))
        ));
    }

    proptest! {
        /// Whatever the order of chats and however late the caller comes, a server's bucket of 30 that
        /// refills at 30/s is never overdrawn.
        #[test]
        fn the_servers_bucket_is_never_empty(late in proptest::collection::vec(0i64..3000, 1..200)) {
            let mut pacer = Pacer::new(LIMITS);
            let mut now = Timestamp(1_000_000);
            let (mut tokens, mut filled) = (30.0f64, now);
            let mut chat = 0;
            for pause in late {
                now = now.plus(Duration::from_millis(u64::try_from(pause).unwrap()));
                loop {
                    chat += 1;
                    let Slot::At(at) = pacer.reserve(now, &private(chat), Duration::from_millis(100), Weight::Full) else { break };
                    tokens = (tokens + at.since(filled).as_secs_f64() * 30.0).min(30.0) - 1.0;
                    filled = at.max(filled);
                    prop_assert!(tokens >= 0.0);
                }
            }
        }
    }
}
