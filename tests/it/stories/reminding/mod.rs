//! Those who have not confirmed: reminded, then others are told.

mod by_hand;
mod figures;
mod holding;
mod reminders;
mod roster;
mod telling;
mod together;

use std::time::Duration;

use satupintu::domain::clock::Timestamp;
use satupintu_simulator::{Chat, SentMessage, User};

use crate::office::{Office, START, copies};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);

/// What a chat was reminded of so far.
fn reminders(chat: &Chat) -> Vec<SentMessage> {
    let mut messages = chat.inbox();
    messages.retain(|it| it.from_bot && it.text.starts_with("⏰ PENGINGAT"));
    messages
}

/// How often.
fn reminded(chat: &Chat) -> usize {
    reminders(chat).len()
}

/// What somebody was told of others, so far.
fn told(user: &User) -> Vec<String> {
    let texts = user.inbox().into_iter().map(|it| it.text);
    texts
        .filter(|text| text.starts_with("⏰ Belum dikonfirmasi"))
        .collect()
}

/// When a chat got its copy of an announcement.
fn arrived(chat: &Chat, number: &str) -> Timestamp {
    Timestamp(copies(chat, number).last().unwrap().date_ms)
}

impl Office {
    /// Moves time to so long after a copy has arrived in a chat.
    async fn until(&self, chat: &Chat, number: &str, after: Duration) {
        let at = arrived(chat, number).plus(after);
        self.advance(at.since(self.now())).await;
    }

    /// Moves time to this moment, counted from Monday, 16 November 2026, 00.00 WITA.
    async fn until_day(&self, days: u64, hours: u64, minutes: u64) {
        // A story begins at nine.
        let after = HOUR * 24 * u32::try_from(days).unwrap()
            + HOUR * u32::try_from(hours).unwrap()
            + MINUTE * u32::try_from(minutes).unwrap();
        let at = START.minus(HOUR * 9).plus(after);
        self.advance(at.since(self.now())).await;
    }
}
