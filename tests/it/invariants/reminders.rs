//! No reminder follows a confirmation, and nobody is reminded too soon or too often.

use std::collections::BTreeMap;

use satupintu_simulator::SentMessage;

use super::{Witnesses, chat_id};

/// `reminders.min_interval`, which no story sets.
const APART: i64 = 120_000;
/// The most that any story sets `reminders.max_per_chat` to.
const MOST: usize = 6;
/// How the question for the evidence that is due begins; it follows a confirmation, but no evidence.
const REPORTS: [&str; 2] = ["📣 BUKTI", "📣 EVIDENCE"];
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
            if is_reminder(&message) || asks_for_evidence(&message) {
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
                .filter(|message| is_reminder(message))
                .find(|message| names(message, number) && message.date_ms > at + ON_ITS_WAY);
            assert!(
                after.is_none(),
                "reminded after confirming at {at}: {after:?}"
            );
        }
        self.nobody_is_asked_for_evidence_that_was_given(&of_chat)
            .await;
    }
}

type Reminders = BTreeMap<(i64, Option<i64>), Vec<SentMessage>>;

impl Witnesses<'_> {
    async fn nobody_is_asked_for_evidence_that_was_given(self, of_chat: &Reminders) {
        let rows = self
            .tables
            .texts(
                "select n.number || '/' || n.year || ' ' || c.address || ' ' || min(e.at) \
                 from dissemination e join announcement n on n.id = e.announcement_id \
                 and n.revision = e.revision join delivery d on d.announcement_id = n.id \
                 and d.institution = e.institution join chat c on c.id = d.chat_id \
                 where n.number is not null and (select count(*) from chat o \
                   where o.address = c.address) = 1 group by n.number, n.year, c.address",
            )
            .await;
        for row in rows {
            let fields: Vec<&str> = row.split(' ').collect();
            let (number, at): (&str, i64) = (fields[0], fields[2].parse().unwrap());
            let asked = of_chat
                .iter()
                .filter(|(chat, _)| chat.0 == chat_id(fields[1]));
            let after = asked.flat_map(|(_, messages)| messages).find(|message| {
                asks_for_evidence(message)
                    && names(message, number)
                    && message.date_ms > at + ON_ITS_WAY
            });
            assert!(
                after.is_none(),
                "asked after it was given at {at}: {after:?}"
            );
        }
    }
}

fn asks_for_evidence(message: &SentMessage) -> bool {
    REPORTS.iter().any(|title| message.text.starts_with(title))
}

/// Whether a reminder is about this number.
fn names(message: &SentMessage, number: &str) -> bool {
    let named = format!("No. {number}");
    message.text.match_indices(&named).any(|(at, _)| {
        let rest = &message.text[at + named.len()..];
        !rest.starts_with(|c: char| c.is_ascii_digit())
    })
}
