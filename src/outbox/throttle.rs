//! "Too many requests", or nobody to be reached: does it mean one chat, or all of us?
//!
//! The platform does not say. A single answer is taken for its chat's; answers for several chats
//! within a moment are taken for the whole bot's.

use std::collections::VecDeque;
use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::outgoing::Wait;

const MOMENT: Duration = Duration::from_secs(3);
const SEVERAL: usize = 3;

/// Recent answers of "too much".
#[derive(Debug, Default)]
pub(super) struct Throttle {
    recent: VecDeque<(Timestamp, String)>,
}

/// Who has to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    Chat,
    All,
}

impl Throttle {
    /// Notes that a call for a chat has to wait. A token that the platform does not know is everybody's.
    pub(super) fn refused(&mut self, now: Timestamp, chat: &str, why: Wait) -> Waits {
        if why == Wait::WrongToken {
            return Waits::All;
        }
        while self
            .recent
            .front()
            .is_some_and(|(at, _)| now.since(*at) > MOMENT)
        {
            self.recent.pop_front();
        }
        self.recent.retain(|(_, known)| known != chat);
        self.recent.push_back((now, chat.to_owned()));
        if self.recent.len() >= SEVERAL {
            Waits::All
        } else {
            Waits::Chat
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_chat_alone_waits_alone_and_three_are_everybody() {
        let mut throttle = Throttle::default();
        let at = |second: i64| Timestamp(second * 1000);
        assert_eq!(throttle.refused(at(0), "tg:1", Wait::TooMuch), Waits::Chat);
        assert_eq!(throttle.refused(at(1), "tg:1", Wait::TooMuch), Waits::Chat);
        assert_eq!(throttle.refused(at(2), "tg:2", Wait::TooMuch), Waits::Chat);
        assert_eq!(throttle.refused(at(3), "tg:3", Wait::TooMuch), Waits::All);
        assert_eq!(throttle.refused(at(60), "tg:4", Wait::TooMuch), Waits::Chat);
        assert_eq!(
            throttle.refused(at(99), "tg:5", Wait::WrongToken),
            Waits::All
        );
    }
}
