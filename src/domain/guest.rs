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
/// Commands of one member in a minute: as many replies as one chat may get.
const MEMBER_PER_MINUTE: usize = 60;
/// Presses of one person in a minute, wherever: more than a hand does, and each answer is a call.
const PRESSES_PER_MINUTE: usize = 60;
/// Presses of one stranger that are ended without a word in a minute. What else they press spins.
const NODS_PER_MINUTE: usize = 5;
/// Most people who are remembered to have no role and no reply left.
const MOST_IDLE: usize = 100_000;

/// The replies of the last minute.
#[derive(Debug, Default)]
pub struct Guests {
    chats: HashMap<String, VecDeque<Timestamp>>,
    members: HashMap<String, VecDeque<Timestamp>>,
    presses: HashMap<String, VecDeque<Timestamp>>,
    nods: HashMap<String, VecDeque<Timestamp>>,
    /// Until when strangers have no reply left.
    idle: HashMap<String, Timestamp>,
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
        let answered = take(&mut self.chats, address, PERSON_PER_MINUTE, now);
        if answered {
            self.all.push_back(now);
        } else if self.idle.len() < MOST_IDLE {
            let first = self.chats.get(address.chat()).and_then(VecDeque::front);
            let until = first.map_or(now, |at| at.plus(MINUTE));
            self.idle.insert(address.chat().to_owned(), until);
        }
        answered
    }

    /// Whether this is somebody without a role who has no reply left, as was found a moment ago: then the
    /// database need not be asked who it is.
    #[must_use]
    pub fn is_idle(&self, address: &Address, now: Timestamp) -> bool {
        self.idle
            .get(address.chat())
            .is_some_and(|until| now < *until && until.since(now) <= MINUTE)
    }

    /// Somebody may be a member from now on.
    pub fn welcome(&mut self, address: &Address) {
        self.idle.remove(address.chat());
    }

    /// Whether a member's command is looked at now; counted if so.
    pub fn member(&mut self, address: &Address, now: Timestamp) -> bool {
        self.sweep(now);
        take(&mut self.members, address, MEMBER_PER_MINUTE, now)
    }

    /// Whether somebody's press is looked at now; counted if so.
    pub fn press(&mut self, person: &Address, now: Timestamp) -> bool {
        self.sweep(now);
        take(&mut self.presses, person, PRESSES_PER_MINUTE, now)
    }

    /// Whether a stranger's press that leads to nothing is ended; counted if so.
    pub fn nod(&mut self, person: &Address, now: Timestamp) -> bool {
        self.sweep(now);
        take(&mut self.nods, person, NODS_PER_MINUTE, now)
    }

    /// Whether a command is answered in this group now; counted if so. A forum's topics are one group.
    pub fn group(&mut self, address: &Address, now: Timestamp) -> bool {
        self.sweep(now);
        take(&mut self.chats, address, GROUP_PER_MINUTE, now)
    }

    /// Memory follows the traffic of a minute.
    fn sweep(&mut self, now: Timestamp) {
        if self.swept.is_some_and(|swept| now.since(swept) < MINUTE) {
            return;
        }
        self.swept = Some(now);
        let counted = [
            &mut self.chats,
            &mut self.members,
            &mut self.presses,
            &mut self.nods,
        ];
        for counts in counted {
            counts.retain(|_, moments| {
                forget(moments, now, MINUTE);
                !moments.is_empty()
            });
        }
        self.idle.retain(|_, until| now < *until);
    }
}

/// Counts one of at most so many in a minute; whether it was still free.
fn take(
    counts: &mut HashMap<String, VecDeque<Timestamp>>,
    address: &Address,
    most: usize,
    now: Timestamp,
) -> bool {
    let moments = counts.entry(address.chat().to_owned()).or_default();
    forget(moments, now, MINUTE);
    let free = moments.len() < most;
    if free {
        moments.push_back(now);
    }
    free
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
    fn who_has_no_reply_left_is_known_until_the_first_one_is_forgotten() {
        let mut guests = Guests::default();
        let person = Address::telegram(1, None);
        for i in 0..10 {
            assert!(guests.person(&person, at(i * 1000)));
        }
        assert!(!guests.is_idle(&person, at(10_000)));
        assert!(!guests.person(&person, at(10_000)));
        assert!(guests.is_idle(&person, at(59_999)));
        assert!(!guests.is_idle(&person, at(60_000)));
        assert!(!guests.is_idle(&person, at(-120_000)), "a clock set back");
        guests.welcome(&person);
        assert!(!guests.is_idle(&person, at(10_001)));
    }

    #[test]
    fn members_and_presses_have_more_than_a_hand_does() {
        let mut guests = Guests::default();
        let person = Address::telegram(1, None);
        let commands = (0..100).filter(|i| guests.member(&person, at(*i)));
        assert_eq!(commands.count(), 60);
        let presses = (0..100).filter(|i| guests.press(&person, at(*i)));
        assert_eq!(presses.count(), 60);
        let nods = (0..100).filter(|i| guests.nod(&person, at(*i)));
        assert_eq!(nods.count(), 5);
        assert!(guests.member(&person, at(60_000)));
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
