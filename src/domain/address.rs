//! Where a chat or a person is reached.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place on a messenger, as one text: `tg:-1001234567890`, or `tg:-1001234567890/7` for topic 7 of
/// a forum. The part before the colon names the messenger, so that another one is later one new
/// adapter and no change of schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(String);

/// The topic "General" of every forum, which is the forum itself: the platform refuses its number
/// (<https://core.telegram.org/api/forum>: the non-deletable topic with id 1).
const GENERAL_TOPIC: i64 = 1;

impl Address {
    /// A Telegram chat, or a topic in one.
    #[must_use]
    pub fn telegram(chat: i64, topic: Option<i64>) -> Self {
        match topic.filter(|topic| *topic != GENERAL_TOPIC) {
            Some(topic) => Self(format!("tg:{chat}/{topic}")),
            None => Self(format!("tg:{chat}")),
        }
    }

    /// An address as it was stored.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The stored form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Chat id and topic, if this is a Telegram address.
    #[must_use]
    pub fn as_telegram(&self) -> Option<(i64, Option<i64>)> {
        let rest = self.0.strip_prefix("tg:")?;
        match rest.split_once('/') {
            Some((chat, topic)) => Some((chat.parse().ok()?, Some(topic.parse().ok()?))),
            None => Some((rest.parse().ok()?, None)),
        }
    }

    /// The chat that the platform's limits count, which for a topic is the whole forum.
    #[must_use]
    pub fn chat(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(chat, _)| chat)
    }

    /// Whether the platform's limits for groups hold here (Telegram: ids of groups and channels are
    /// negative).
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.0.starts_with("tg:-")
    }

    /// The number that people know their account by, for "id 123…".
    #[must_use]
    pub fn public_id(&self) -> &str {
        self.0.split_once(':').map_or(&self.0, |(_, id)| id)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
