//! What the office of the story expects to be told in the evening, written down as members see it.

use std::collections::{BTreeMap, BTreeSet};

use satupintu_simulator::{Chat, SentMessage};

/// An announcement as the day went for it.
#[derive(Debug, Default)]
pub struct Entry {
    /// As it is written, and typed: `7/2026` or `LATIHAN 2/2026`.
    pub number: String,
    /// Whose groups were to get it.
    pub audience: BTreeSet<&'static str>,
    /// Those of them whose chat refused it.
    pub refused: BTreeSet<&'static str>,
    /// Whether it asks for a confirmation at all.
    pub asks: bool,
    /// What every copy of it says by now.
    pub says: String,
    /// Of each revision, from the first: who was told that they had confirmed.
    pub confirmed: Vec<BTreeSet<&'static str>>,
    /// Who was told that their evidence is on record, where it is to be passed on.
    pub disseminated: Option<BTreeSet<&'static str>>,
    /// Of several messages.
    pub long: bool,
    pub withdrawn: bool,
}

impl Entry {
    /// Who confirmed what holds now.
    pub fn newest(&self) -> &BTreeSet<&'static str> {
        self.confirmed.last().expect("there is a first revision")
    }

    /// The first messages of its copies in a group, wherever that has been. What an institution is sent
    /// when it comes back is marked, and no part of the day.
    pub fn copies(&self, group: &[Chat]) -> Vec<SentMessage> {
        let heading = format!("SIARAN RESMI No. {}", self.number);
        let messages = group.iter().flat_map(Chat::inbox);
        messages
            .filter(|it| it.text.lines().take(2).any(|line| line == heading))
            .filter(|it| it.button("Siaran sebelumnya").is_none())
            .collect()
    }

    /// What it shows in each chat of its audience, and in no other; how many have it, and how many of
    /// these have it twice.
    pub fn compare_copies(&self, groups: &BTreeMap<&'static str, Vec<Chat>>) -> (usize, usize) {
        let (mut reached, mut doubled) = (0, 0);
        for (code, group) in groups {
            let copies = self.copies(group);
            let expected = self.audience.contains(code) && !self.refused.contains(code);
            assert_eq!(!copies.is_empty(), expected, "{} at {code}", self.number);
            if let Some(copy) = copies.last() {
                assert!(copy.text.contains(&self.says), "{code}: {}", copy.text);
                let marked = copy.text.contains("\nDICABUT ");
                assert_eq!(marked, self.withdrawn, "{code}: {}", copy.text);
            }
            reached += usize::from(expected);
            doubled += usize::from(copies.len() > 1);
        }
        (reached, doubled)
    }

    /// The card says what the chats show and what members were told.
    pub fn compare_card(&self, card: &str, (reached, doubled): (usize, usize)) {
        let all = reached + self.refused.len();
        let mut lines = vec![
            format!("Terkirim {reached}/{all}"),
            format!("Gagal {}", self.refused.len()),
        ];
        if self.asks && !self.withdrawn {
            let (confirmed, institutions) = (self.newest().len(), self.audience.len());
            lines.push(format!("Diterima {confirmed}/{institutions}"));
            if let Some(disseminated) = &self.disseminated {
                let count = disseminated.len();
                lines.push(format!("Disebarluaskan {count}/{institutions}"));
                let waiting = confirmed - count;
                if waiting > 0 {
                    lines.push(format!("Diterima, menunggu bukti penyebaran {waiting}"));
                }
            }
        }
        let before = &self.confirmed[..self.confirmed.len() - 1];
        for (index, confirmed) in before.iter().enumerate() {
            lines.push(format!("Naskah {}: {}", index + 1, confirmed.len()));
        }
        for line in &lines {
            assert!(card.lines().any(|it| it == line), "no {line:?} in {card}");
        }
        // Where an answer was lost nobody knows: more may be doubted than are double, but not fewer.
        let doubted = card
            .lines()
            .find_map(|it| it.strip_prefix("Mungkin ganda "));
        let doubted: usize = doubted.map_or(0, |count| count.parse().unwrap());
        assert!(doubted >= doubled, "{doubled} are double: {card}");
    }
}
