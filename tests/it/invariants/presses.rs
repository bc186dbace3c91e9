//! Every confirmation was pressed, and every press that was answered with "tercatat" is one.

use std::collections::BTreeSet;

use satupintu::domain::address::Address;
use satupintu_simulator::{Press, SentMessage};

use super::{Witnesses, chat_id};

/// A press on "Diterima" under a copy of an announcement.
pub struct Pressed {
    pub press: Press,
    /// Who pressed, by account.
    pub person: i64,
    /// The message that was pressed, as it was then.
    pub message: SentMessage,
}

/// How presses came out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// All of them.
    pub presses: usize,
    /// Those whose pop-up never came.
    pub unanswered: usize,
    /// Confirmations on record.
    pub confirmed: usize,
}

/// Who confirmed which number in which chat.
type Confirmation = (String, String, i64);

impl Witnesses<'_> {
    async fn confirmations(self) -> BTreeSet<Confirmation> {
        let rows = self
            .tables
            .texts(
                "select n.number || '/' || n.year || ' ' || p.address || ' ' || c.address \
                 from acknowledgement k join announcement n on n.id = k.announcement_id \
                 join person p on p.id = k.person_id join chat c on c.id = k.chat_id",
            )
            .await;
        let read = |row: &String| {
            let fields: Vec<&str> = row.split(' ').collect();
            (
                fields[0].to_owned(),
                fields[1].to_owned(),
                chat_id(fields[2]),
            )
        };
        rows.iter().map(read).collect()
    }

    /// These are all presses on "Diterima" there were.
    pub async fn presses_and_confirmations_agree(self, presses: &[Pressed]) -> Answers {
        let recorded = self.confirmations().await;
        let mut pressed = BTreeSet::new();
        let mut answers = Answers {
            presses: presses.len(),
            confirmed: recorded.len(),
            unanswered: 0,
        };
        for Pressed {
            press,
            person,
            message,
        } in presses
        {
            let heading = message.text.lines().next().unwrap();
            let number = heading.trim_start_matches("SIARAN RESMI No. ").to_owned();
            let person = Address::telegram(*person, None).as_str().to_owned();
            // A group that has become a supergroup is recorded under its new address.
            let at = |chat: i64| (number.clone(), person.clone(), chat);
            let moved = self.moves().await;
            let new = moved
                .iter()
                .filter(|(from, _)| *from == message.chat)
                .map(|(_, to)| *to);
            let chats: Vec<i64> = std::iter::once(message.chat).chain(new).collect();
            let found = chats.iter().any(|chat| recorded.contains(&at(*chat)));
            let answer = press.answer();
            let text = answer.as_ref().and_then(|answer| answer.text.clone());
            if text
                .as_ref()
                .is_some_and(|text| text.contains("tercatat") || text.contains("dicatat"))
            {
                assert!(
                    found,
                    "answered, but not on record: {text:?}, {:?}",
                    at(message.chat)
                );
            }
            answers.unanswered += usize::from(answer.is_none());
            pressed.extend(chats.into_iter().map(at));
        }
        let nobody: Vec<&Confirmation> = recorded.difference(&pressed).collect();
        assert!(nobody.is_empty(), "confirmed by no press: {nobody:?}");
        answers
    }
}
