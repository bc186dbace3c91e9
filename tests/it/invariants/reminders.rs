//! No reminder follows a confirmation, and nobody is reminded too soon or too often.

use std::collections::BTreeMap;

use satupintu_simulator::SentMessage;

use super::{Witnesses, chat_id};

/// `reminders.min_interval`, which no story sets.
const APART: i64 = 120_000;
/// The most that any story sets `reminders.max_per_chat` to.
const MOST: usize = 6;
/// What is on its way when a confirmation is recorded still arrives.
const ON_ITS_WAY: i64 = 1000;

fn is_reminder(message: &SentMessage) -> bool {
    ["⏰ PENGINGAT", "⏰ REMINDER"]
        .iter()
        .any(|title| message.text.starts_with(title))
}

impl Witnesses<'_> {
    pub(super) async fn nobody_is_reminded_too_much(self) {
        let mut of_chat: BTreeMap<(i64, Option<i64>), Vec<SentMessage>> = BTreeMap::new();
        for message in self.sim.bot_messages() {
            if is_reminder(&message) {
                let chat = of_chat.entry((message.chat, message.thread)).or_default();
                chat.push(message);
            }
        }
        if of_chat.is_empty() {
            return;
        }
        // Number, chat, and when the one institution that it speaks for confirmed.
        let rows = self
            .tables
            .texts(
                "select n.number || '/' || n.year || ' ' || c.address || ' ' || min(k.at) \
                 from acknowledgement k join announcement n on n.id = k.announcement_id \
                 and n.revision = k.revision join delivery d on d.announcement_id = n.id \
                 and d.institution = k.institution join chat c on c.id = d.chat_id \
                 where n.number is not null and (select count(*) from chat o \
                   where o.address = c.address) = 1 group by n.number, n.year, c.address",
            )
            .await;
        let numbers = self
            .tables
            .texts("select number || '/' || year from announcement where number is not null")
            .await;
        for (chat, messages) in &mut of_chat {
            messages.sort_by_key(|message| (message.date_ms, message.id));
            for pair in messages.windows(2) {
                let apart = pair[1].date_ms - pair[0].date_ms;
                assert!(apart >= APART, "reminded twice within {apart} ms: {pair:?}");
            }
            for number in &numbers {
                let of = |message: &&SentMessage| names(message, number);
                let count = messages.iter().filter(of).count();
                assert!(count <= MOST, "{count} reminders of {number} in {chat:?}");
            }
        }
        for row in rows {
            let fields: Vec<&str> = row.split(' ').collect();
            let (number, address, at) = (fields[0], fields[1], fields[2]);
            let at: i64 = at.parse().unwrap();
            if address.starts_with("erased:") {
                continue;
            }
            let thread = address
                .split_once('/')
                .map(|(_, topic)| topic.parse().unwrap());
            let Some(messages) = of_chat.get(&(chat_id(address), thread)) else {
                continue;
            };
            let after = messages
                .iter()
                .find(|message| names(message, number) && message.date_ms > at + ON_ITS_WAY);
            assert!(
                after.is_none(),
                "reminded after confirming at {at}: {after:?}"
            );
        }
    }
}

/// Whether a reminder is about this number.
fn names(message: &SentMessage, number: &str) -> bool {
    let named = format!("No. {number}");
    message.text.match_indices(&named).any(|(at, _)| {
        let rest = &message.text[at + named.len()..];
        !rest.starts_with(|c: char| c.is_ascii_digit())
    })
}
