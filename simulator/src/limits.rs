//! The platform's sending rates.
//!
//! The figures are those of <https://core.telegram.org/bots/faq>: about 30 messages a
//! second overall, one a second in one chat with short bursts, 20 a minute in one group.

/// A token bucket: `capacity` messages at once, refilled at `per_second`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Messages that may go at once.
    pub capacity: u32,
    /// Messages regained each second.
    pub per_second: u32,
}

/// Which rates are enforced; `None` switches one off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// All chats together.
    pub overall: Option<Rate>,
    /// All chats together for sends with `allow_paid_broadcast`.
    pub paid: Option<Rate>,
    /// One chat.
    pub chat: Option<Rate>,
    /// One group, supergroup or channel, in any 60 seconds.
    pub group_per_minute: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            overall: Some(Rate {
                capacity: 30,
                per_second: 30,
            }),
            paid: Some(Rate {
                capacity: 1000,
                per_second: 1000,
            }),
            chat: Some(Rate {
                capacity: 3,
                per_second: 1,
            }),
            group_per_minute: Some(20),
        }
    }
}

impl Limits {
    /// No limit at all.
    #[must_use]
    pub fn off() -> Self {
        Self {
            overall: None,
            paid: None,
            chat: None,
            group_per_minute: None,
        }
    }
}
