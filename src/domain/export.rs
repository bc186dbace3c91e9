//! What the files of `/ekspor` hold: one announcement, institution by institution and event by event.

use std::time::Duration;

use super::cause::Cause;
use super::clock::Timestamp;
use super::report::{Card, Reported, Timeline};

/// An announcement as an auditor gets it, within what the asker may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The same figures as its card has.
    pub card: Card,
    /// How its confirmations came in; nothing of what asks for none, or has not arrived.
    pub timeline: Option<Timeline>,
    /// Its institutions, by region and name.
    pub courses: Vec<Course>,
    /// What the record says of it, oldest first.
    pub record: Vec<Noted>,
    /// What the asker may see, in names.
    pub within: Vec<String>,
    /// Who asked.
    pub by: String,
    /// As of when.
    pub made_at: Timestamp,
}

/// How an announcement fared at one institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it was filed when the audience was frozen; of those that came later, how it is filed now.
    pub category: String,
    /// The same.
    pub region: String,
    /// Whether it had a chat at approval; nothing for those outside of the frozen audience.
    pub expected: Option<bool>,
    /// Whether it got it when it joined.
    pub newcomer: bool,
    /// What became of its copies.
    pub copies: Copies,
    /// Until when it is to confirm, from its first copy on.
    pub due: Option<Timestamp>,
    /// When it confirmed the newest revision first, and who did.
    pub confirmed: Option<(Timestamp, String)>,
    /// How long that was after its first copy's arrival.
    pub took: Option<Duration>,
    /// Whether it comes, where it was asked.
    pub attends: Option<bool>,
    /// How it passed the announcement on.
    pub reported: Option<Reported>,
    /// How often its chats were reminded.
    pub reminders: i64,
}

impl Course {
    /// Whether it counts in the figures of the card.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.expected == Some(true)
    }

    /// Whether it confirmed after its deadline.
    #[must_use]
    pub fn is_late(&self) -> bool {
        matches!((&self.confirmed, self.due), (Some((at, _)), Some(due)) if *at > due)
    }
}

/// The copies of an institution, counted by chats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copies {
    /// All of them.
    pub chats: i64,
    /// Arrived, in the newest revision.
    pub sent: i64,
    /// Could not be brought there.
    pub failed: i64,
    /// Why, with the platform's words.
    pub failures: Vec<(Cause, String)>,
    /// May have arrived twice.
    pub maybe_double: i64,
    /// When the first of them arrived.
    pub sent_at: Option<Timestamp>,
}

/// A line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Under which `satupintu audit verify` names it.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// What happened, as `noun.verb`.
    pub kind: String,
    /// Who did it; nobody for what happened by itself.
    pub actor: Option<String>,
    /// Name of the institution that it was about.
    pub institution: Option<String>,
    /// Where it was about several chats at once: how many of them the asker may see.
    pub chats: Option<i64>,
    /// Why, of what was refused, by the word of [`crate::domain::refusal::Refusal::authority`].
    pub reason: Option<String>,
    /// The seal that covers it; nothing before that is made.
    pub seal: Option<i64>,
}
