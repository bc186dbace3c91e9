//! How often links may be tried that do not exist. Pure: `now` is passed in.
//!
//! A token cannot be guessed; trying it costs the database a look, and an answer takes a slot. Somebody
//! who was sent half a link tries it a few times, a machine for as long as it is let.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::address::Address;
use super::clock::Timestamp;

/// Wrong ones that cost nobody anything.
const FREE: u32 = 5;
/// The wait after the next one; it doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(10);
/// No wait is longer; and after as long without a try, all is forgotten.
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
/// So many wrong ones by all within a minute are no accident.
pub const HEAVY: usize = 100;
const MINUTE: Duration = Duration::from_secs(60);
/// Between two words to owners about it.
const TOLD_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// Most chats that are remembered.
const MOST: usize = 10_000;

/// The wrong ones of the last hour.
#[derive(Debug, Default)]
pub struct Guesses {
    chats: HashMap<String, Tries>,
    recent: VecDeque<Timestamp>,
    told: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy)]
struct Tries {
    wrong: u32,
    last: Timestamp,
    until: Timestamp,
}

impl Guesses {
    /// Whether a token from this chat is looked at. While many guess at once, whoever has been wrong
    /// already is not; somebody new always is, so that guessing keeps nobody from joining.
    #[must_use]
    pub fn may_try(&self, chat: &Address, now: Timestamp) -> bool {
        let Some(tries) = self.chats.get(chat.chat()) else {
            return true;
        };
        if now.since(tries.last) >= LONGEST_WAIT {
            return true;
        }
        tries.until <= now && !self.is_heavy(now)
    }

    /// Notes a wrong one; whether owners are to hear that there are very many.
    pub fn wrong(&mut self, chat: &Address, now: Timestamp) -> bool {
        self.make_room(now);
        let tries = self.chats.entry(chat.chat().to_owned()).or_insert(Tries {
            wrong: 0,
            last: now,
            until: now,
        });
        if now.since(tries.last) >= LONGEST_WAIT {
            tries.wrong = 0;
        }
        tries.wrong = tries.wrong.saturating_add(1);
        tries.last = now;
        if let Some(more) = tries.wrong.checked_sub(FREE) {
            let wait = FIRST_WAIT.saturating_mul(1 << more.min(16));
            tries.until = now.plus(wait.min(LONGEST_WAIT));
        }
        while self
            .recent
            .front()
            .is_some_and(|at| now.since(*at) >= MINUTE || *at > now)
        {
            self.recent.pop_front();
        }
        // How many more there are says nothing.
        if self.recent.len() > HEAVY {
            self.recent.pop_front();
        }
        self.recent.push_back(now);
        let silent = self.told.is_none_or(|told| now.since(told) >= TOLD_FOR);
        let tell = silent && self.is_heavy(now);
        if tell {
            self.told = Some(now);
        }
        tell
    }

    fn is_heavy(&self, now: Timestamp) -> bool {
        let mut recent = self.recent.iter().rev();
        let nth = recent.nth(HEAVY - 1);
        nth.is_some_and(|at| now.since(*at) < MINUTE)
    }

    /// Memory is bounded, whoever tries: those who may try again are forgotten first.
    fn make_room(&mut self, now: Timestamp) {
        if self.chats.len() < MOST {
            return;
        }
        self.chats.retain(|_, tries| tries.until > now);
        if self.chats.len() >= MOST {
            self.chats.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp(1_000_000 + seconds * 1000)
    }

    fn person(id: i64) -> Address {
        Address::telegram(id, None)
    }

    #[test]
    fn a_machine_is_looked_at_ever_more_rarely() {
        let mut guesses = Guesses::default();
        let machine = person(1);
        let mut looked = 0;
        for second in 0..3600 {
            if guesses.may_try(&machine, at(second)) {
                looked += 1;
                guesses.wrong(&machine, at(second));
            }
        }
        assert_eq!(looked, 13);
        assert!(guesses.may_try(&person(2), at(3600)));
    }

    #[test]
    fn half_a_link_is_forgiven_after_an_hour() {
        let mut guesses = Guesses::default();
        let person = person(1);
        for second in 0..5 {
            guesses.wrong(&person, at(second));
        }
        assert!(!guesses.may_try(&person, at(5)));
        assert!(guesses.may_try(&person, at(14)));
        assert!(guesses.may_try(&person, at(4000)));
        guesses.wrong(&person, at(4000));
        assert!(guesses.may_try(&person, at(4001)));
    }

    #[test]
    fn many_accounts_have_one_try_each_while_it_is_heavy_and_owners_hear_once() {
        let mut guesses = Guesses::default();
        let told: Vec<i64> = (0..300)
            .filter(|id| guesses.wrong(&person(*id), at(0)))
            .collect();
        assert_eq!(told, [99]);
        assert!(!guesses.may_try(&person(7), at(1)));
        assert!(guesses.may_try(&person(7777), at(1)));
        assert!(guesses.may_try(&person(7), at(61)));
    }

    #[test]
    fn memory_is_bounded_whoever_tries() {
        let mut guesses = Guesses::default();
        for id in 0..50_000 {
            guesses.wrong(&person(id), at(0));
        }
        assert!(guesses.chats.len() <= MOST && guesses.recent.len() <= HEAVY + 1);
    }
}
