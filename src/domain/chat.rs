//! A chat and an officer of an institution, as those who look after it see them.

use super::announcement::Number;
use super::clock::Timestamp;
use super::event::PlaceKind;
use super::id::{ChatId, GrantId};
use super::institution::Code;

/// Whether a chat receives announcements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receives {
    /// Groups and channels do; officers in private where their institution has neither.
    ByRule,
    /// Somebody said that it does, whatever the rule says.
    Always,
    /// Somebody said that it does not.
    Never,
}

impl Receives {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::ByRule, Self::Always, Self::Never];

    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ByRule => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == word)
    }
}

/// How a registration stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It can be reached.
    Active,
    /// It cannot, by these words of the platform.
    Unreachable(String),
    /// It has ended.
    Ended,
}

/// An announcement that arrived or was confirmed last, and when.
pub type Last = Option<(Number, Timestamp)>;

/// One registered chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatPage {
    /// The registration.
    pub chat: ChatId,
    /// Whose it is.
    pub institution: Code,
    /// The institution's name.
    pub institution_name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Whether it is a topic of a forum.
    pub is_topic: bool,
    /// Whether strangers can find and read it.
    pub public: bool,
    /// Its title.
    pub title: String,
    /// The number that the platform knows it by.
    pub public_id: String,
    /// How it stands.
    pub standing: Standing,
    /// Since when.
    pub since: Timestamp,
    /// What was said about receiving.
    pub receives: Receives,
    /// Whether it would get an announcement that is approved now.
    pub receiving: bool,
    /// The last announcement that arrived there.
    pub last: Last,
    /// The officer whose private chat it is.
    pub officer: Option<GrantId>,
}

/// One officer of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerPage {
    /// The role.
    pub grant: GrantId,
    /// Of which institution.
    pub institution: Code,
    /// The institution's name.
    pub institution_name: String,
    /// First and last name.
    pub name: String,
    /// Without the `@`.
    pub username: Option<String>,
    /// The number that people know the account by; none once erased.
    pub public_id: Option<String>,
    /// Whether the role is in effect.
    pub active: bool,
    /// Since when it is, or is not any more.
    pub since: Timestamp,
    /// What they confirmed last for this institution.
    pub last: Last,
}
