//! How much is answered to people without a role, and in one group. Pure: `now` is passed in.
//!
//! Everybody may write to a bot, and every reply takes a slot that an announcement could have had.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::address::Address;
use super::clock::Timestamp;

const MINUTE: Duration = Duration::from_secs(60);
const SECOND: Duration = Duration::from_secs(1);
/// Replies to one person without a role in a minute.
const PERSON_PER_MINUTE: usize = 10;
/// Replies to all of them in a second.
const ALL_PER_SECOND: usize = 3;
/// Replies to commands in one group in a minute: of the twenty messages that a group may get, most are
/// left to announcements.
const GROUP_PER_MINUTE: usize = 6;

/// The replies of the last minute.
#[derive(Debug, Default)]
pub struct Guests {
    chats: HashMap<String, VecDeque<Timestamp>>,
    all: VecDeque<Timestamp>,
    swept: Option<Timestamp>,
}

impl Guests {
    /// Whether somebody without a role is answered now; counted if so.
    pub fn person(&mut self, address: &Address, now: Timestamp) -> bool {
        self.sweep(now);
        forget(&mut self.all, now, SECOND);
        if self.all.len() >= ALL_PER_SECOND {
            return false;
        }
        let answered = self.take(address, PERSON_PER_MINUTE, now);
        if answered {
            self.all.push_back(now);
        }
        answered
    }

    /// Whether a command is answered in this group now; counted if so. A forum's topics are one group.
    pub fn group(&mut self, address: &Address, now: Timestamp) -> bool {
        self.sweep(now);
        self.take(address, GROUP_PER_MINUTE, now)
    }

    fn take(&mut self, address: &Address, most: usize, now: Timestamp) -> bool {
        let replies = self.chats.entry(address.chat().to_owned()).or_default();
        forget(replies, now, MINUTE);
        let free = replies.len() < most;
        if free {
            replies.push_back(now);
        }
        free
    }

    /// Memory follows the traffic of a minute.
    fn sweep(&mut self, now: Timestamp) {
        if self.swept.is_some_and(|swept| now.since(swept) < MINUTE) {
            return;
        }
        self.swept = Some(now);
        self.chats.retain(|_, replies| {
            forget(replies, now, MINUTE);
            !replies.is_empty()
        });
    }
}

fn forget(replies: &mut VecDeque<Timestamp>, now: Timestamp, age: Duration) {
    while replies.front().is_some_and(|at| now.since(*at) >= age) {
        replies.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp(1_000_000 + millis)
    }

    #[test]
    fn a_person_has_ten_replies_a_minute() {
        let mut guests = Guests::default();
        let person = Address::telegram(1, None);
        let answered = (0..30).filter(|i| guests.person(&person, at(i * 1000)));
        assert_eq!(answered.count(), 10);
        assert!(!guests.person(&person, at(59_999)));
        assert!(guests.person(&person, at(60_000)));
    }

    #[test]
    fn all_people_together_have_three_a_second() {
        let mut guests = Guests::default();
        let answered = (0..50).filter(|id| guests.person(&Address::telegram(*id, None), at(0)));
        assert_eq!(answered.count(), 3);
        assert!(!guests.person(&Address::telegram(99, None), at(999)));
        assert!(guests.person(&Address::telegram(99, None), at(1000)));
    }

    #[test]
    fn a_group_has_six_a_minute_whatever_the_topic_and_others_have_theirs() {
        let mut guests = Guests::default();
        let answered = (0..50).filter(|i| guests.group(&Address::telegram(-1, Some(*i)), at(*i)));
        assert_eq!(answered.count(), 6);
        assert!(guests.group(&Address::telegram(-2, None), at(50)));
        assert!(guests.group(&Address::telegram(-1, None), at(60_000)));
    }

    #[test]
    fn what_is_older_than_a_minute_takes_no_memory() {
        let mut guests = Guests::default();
        for id in 0..100 {
            guests.person(&Address::telegram(id, None), at(id * 1000));
        }
        guests.group(&Address::telegram(-1, None), at(1_000_000));
        assert_eq!(guests.chats.len(), 1);
    }
}
