//! What has been used of the rates, as a pure function of the time passed in.

use std::collections::{HashMap, VecDeque};

use crate::limits::{Limits, Rate};

const GROUP_WINDOW_MS: i64 = 60_000;

/// One bucket, counted in thousandths of a message so that refilling is whole numbers.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    level: i64,
    at_ms: i64,
}

impl Bucket {
    fn full(rate: Rate, now_ms: i64) -> Self {
        Self {
            level: i64::from(rate.capacity) * 1000,
            at_ms: now_ms,
        }
    }

    fn refill(&mut self, rate: Rate, now_ms: i64) {
        let gained = (now_ms - self.at_ms).max(0) * i64::from(rate.per_second);
        self.level = (self.level + gained).min(i64::from(rate.capacity) * 1000);
        self.at_ms = now_ms.max(self.at_ms);
    }

    /// Milliseconds until `level` is reached; 0: it is there.
    fn wait_ms(&self, rate: Rate, level: i64) -> i64 {
        let missing = (level - self.level).max(0);
        let speed = i64::from(rate.per_second.max(1));
        (missing + speed - 1) / speed
    }
}

/// The rates in force and what has been used of them.
#[derive(Debug)]
pub(crate) struct Limiter {
    limits: Limits,
    overall: Option<Bucket>,
    paid: Option<Bucket>,
    chats: HashMap<i64, Bucket>,
    groups: HashMap<i64, VecDeque<i64>>,
}

/// What a call wants to send.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sending {
    pub chat: i64,
    pub is_group: bool,
    pub paid: bool,
    pub messages: u32,
}

impl Limiter {
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            overall: None,
            paid: None,
            chats: HashMap::new(),
            groups: HashMap::new(),
        }
    }

    pub fn set(&mut self, limits: Limits) {
        *self = Self::new(limits);
    }

    /// Counts the messages, or says after how many whole seconds to retry.
    ///
    /// An album may overdraw its chat's bucket, which holds fewer than ten: the chat
    /// then waits longer, as if the messages had come one by one.
    pub fn admit(&mut self, sending: Sending, now_ms: i64) -> Result<(), i64> {
        let cost = i64::from(sending.messages) * 1000;
        let overall_rate = if sending.paid {
            self.limits.paid
        } else {
            self.limits.overall
        };
        let mut wait_ms = 0;
        if let Some(rate) = overall_rate {
            let slot = if sending.paid {
                &mut self.paid
            } else {
                &mut self.overall
            };
            let bucket = slot.get_or_insert_with(|| Bucket::full(rate, now_ms));
            bucket.refill(rate, now_ms);
            let needed = cost.min(i64::from(rate.capacity) * 1000);
            wait_ms = wait_ms.max(bucket.wait_ms(rate, needed));
        }
        if let Some(rate) = self.limits.chat {
            let bucket = self
                .chats
                .entry(sending.chat)
                .or_insert_with(|| Bucket::full(rate, now_ms));
            bucket.refill(rate, now_ms);
            wait_ms = wait_ms.max(bucket.wait_ms(rate, 1000));
        }
        if let (Some(most), true) = (self.limits.group_per_minute, sending.is_group) {
            wait_ms = wait_ms.max(self.group_wait_ms(sending, most, now_ms));
        }
        if wait_ms > 0 {
            return Err((wait_ms + 999) / 1000);
        }
        self.spend(sending, cost, now_ms);
        Ok(())
    }

    fn group_wait_ms(&mut self, sending: Sending, most: u32, now_ms: i64) -> i64 {
        let sent = self.groups.entry(sending.chat).or_default();
        while sent
            .front()
            .is_some_and(|at| *at <= now_ms - GROUP_WINDOW_MS)
        {
            sent.pop_front();
        }
        let excess = (sent.len() + sending.messages as usize).saturating_sub(most as usize);
        // The window is free again once the oldest `excess` messages have left it.
        let leaves = excess
            .checked_sub(1)
            .and_then(|index| sent.get(index.min(sent.len().saturating_sub(1))));
        leaves.map_or(0, |at| at + GROUP_WINDOW_MS - now_ms)
    }

    fn spend(&mut self, sending: Sending, cost: i64, now_ms: i64) {
        let overall = if sending.paid {
            &mut self.paid
        } else {
            &mut self.overall
        };
        if let Some(bucket) = overall {
            bucket.level -= cost;
        }
        if let Some(bucket) = self.chats.get_mut(&sending.chat) {
            bucket.level -= cost;
        }
        if sending.is_group && self.limits.group_per_minute.is_some() {
            let sent = self.groups.entry(sending.chat).or_default();
            sent.extend(std::iter::repeat_n(now_ms, sending.messages as usize));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(chat: i64) -> Sending {
        Sending {
            chat,
            is_group: chat < 0,
            paid: false,
            messages: 1,
        }
    }

    #[test]
    fn thirty_messages_pass_at_once_and_the_next_waits() {
        let mut limiter = Limiter::new(Limits::default());
        for chat in 1..=30 {
            assert_eq!(limiter.admit(to(chat), 0), Ok(()));
        }
        assert_eq!(limiter.admit(to(31), 0), Err(1));
        assert_eq!(limiter.admit(to(31), 34), Ok(()));
    }

    #[test]
    fn one_chat_takes_a_burst_of_three_then_one_a_second() {
        let mut limiter = Limiter::new(Limits::default());
        for _ in 0..3 {
            assert_eq!(limiter.admit(to(1), 0), Ok(()));
        }
        assert_eq!(limiter.admit(to(1), 0), Err(1));
        assert_eq!(limiter.admit(to(1), 1000), Ok(()));
        assert_eq!(limiter.admit(to(1), 1500), Err(1));
    }

    #[test]
    fn a_group_takes_twenty_in_a_sliding_minute() {
        let mut limiter = Limiter::new(Limits::default());
        for second in 0..20 {
            assert_eq!(limiter.admit(to(-1), second * 1000), Ok(()));
        }
        assert_eq!(limiter.admit(to(-1), 20_000), Err(40));
        assert_eq!(limiter.admit(to(-1), 60_000), Ok(()));
    }

    #[test]
    fn an_album_counts_as_its_messages() {
        let mut limiter = Limiter::new(Limits::default());
        let album = |chat| Sending {
            messages: 10,
            ..to(chat)
        };
        for chat in 1..=3 {
            assert_eq!(limiter.admit(album(chat), 0), Ok(()));
        }
        assert_eq!(limiter.admit(to(9), 0), Err(1));
        assert_eq!(
            limiter.admit(to(1), 1000),
            Err(7),
            "seven messages of debt, one second paid"
        );
    }

    #[test]
    fn paid_messages_have_their_own_bucket() {
        let mut limiter = Limiter::new(Limits::default());
        for chat in 1..=1000 {
            assert_eq!(
                limiter.admit(
                    Sending {
                        paid: true,
                        ..to(chat)
                    },
                    0
                ),
                Ok(())
            );
        }
        assert_eq!(
            limiter.admit(
                Sending {
                    paid: true,
                    ..to(2000)
                },
                0
            ),
            Err(1)
        );
        assert_eq!(limiter.admit(to(2001), 0), Ok(()));
    }
}
