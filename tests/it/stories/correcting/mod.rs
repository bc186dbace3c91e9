//! Ralat and cabut: what was announced is changed wherever it has arrived, with a second person's word.

mod clocks;
mod deciding;
mod editing;
mod fast;
mod media;
mod overtaking;
mod stuck;
mod withdrawing;

use std::time::Duration;

use satupintu_simulator::{Chat, SentMessage};

use crate::office::{Office, Staff, copies};

const SECOND: Duration = Duration::from_secs(1);

/// Three offices with a group each.
const CODES: [&str; 3] = ["POLRES-PAREPARE", "KODIM-1405", "ITH"];

/// An office of which all three groups have the announcement.
async fn announced(text: &str) -> (Office, Staff, Vec<Chat>) {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office.import_groups(&CODES).await;
    office.announce(&staff, text).await;
    office.advance(SECOND * 10).await;
    (office, staff, groups)
}

/// The author writes it, the approver approves it; it has begun to leave.
pub(in crate::stories) async fn change(office: &Office, staff: &Staff, typed: &str) {
    office.say(&staff.author, typed).await;
    office.advance(SECOND * 3).await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(SECOND * 6).await;
    let said = office.approve(&staff.approver).await;
    assert_eq!(said, "");
}

/// The copy of the first announcement in a chat: one, however often it was changed.
fn copy(chat: &Chat) -> SentMessage {
    let all = copies(chat, "1/2026");
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

/// Whether a copy of the first announcement in a chat says something.
fn shows(group: &Chat, words: &str) -> bool {
    copies(group, "1/2026")
        .iter()
        .any(|it| it.text.contains(words))
}

/// What the chat was told of changes, each in a message of its own.
fn notices(chat: &Chat) -> Vec<SentMessage> {
    let mut messages = chat.inbox();
    messages.retain(|it| it.text.starts_with("🔁 RALAT") || it.text.starts_with("⛔ Siaran"));
    messages
}

/// A card has these lines.
fn assert_lines(card: &str, lines: &[&str]) {
    for line in lines {
        assert!(card.lines().any(|it| it == *line), "{line:?} not in {card}");
    }
}

/// The lines of the card of the first announcement.
async fn assert_card(office: &Office, staff: &Staff, lines: &[&str]) {
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert_lines(&card, lines);
}
