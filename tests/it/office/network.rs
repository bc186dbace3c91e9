//! A wider network than a story can bring in by hand: many groups at once, officers by the dozen.

use std::path::Path;
use std::time::Duration;

use satupintu::app::ended::Ended;
use satupintu_simulator::{Chat, SentMessage, User};
use tokio::task::JoinHandle;

use super::Office;

impl Office {
    /// The codes of a roster, in its order.
    pub fn codes(roster: &str) -> Vec<String> {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("config/rosters/{roster}.csv"));
        let text = std::fs::read_to_string(path).unwrap();
        text.lines()
            .skip(1)
            .filter_map(|line| line.split(',').next())
            .map(str::to_owned)
            .collect()
    }

    /// Brings in a group for each of these institutions, from a list of chats known before.
    pub async fn import_groups<S: AsRef<str>>(&self, codes: &[S]) -> Vec<Chat> {
        let admin = self.sim.user("Admin semua grup").create();
        self.import_groups_of(&admin, codes).await
    }

    /// The same, with the bot let in by somebody in particular.
    pub async fn import_groups_of<S: AsRef<str>>(&self, admin: &User, codes: &[S]) -> Vec<Chat> {
        let groups: Vec<Chat> = codes
            .iter()
            .map(|code| self.sim.group(&format!("Humas {}", code.as_ref())))
            .collect();
        let mut file = "kode,chat_id,jenis,topik\n".to_owned();
        for (code, group) in codes.iter().zip(&groups) {
            file.push_str(&format!("{},{},grup,\n", code.as_ref(), group.id()));
        }
        satupintu::app::import::chats(&self.db, file.as_bytes(), self.now())
            .await
            .unwrap();
        for group in &groups {
            group.add_bot(admin);
        }
        self.settle().await;
        groups
    }

    /// Somebody writes in a group; what the bot says there next.
    pub async fn ask_in(&self, group: &Chat, user: &User, text: &str) -> SentMessage {
        let before = group.inbox().len();
        group.send(user, text);
        self.advance(Duration::from_secs(3)).await;
        let said = group.inbox();
        assert!(said.len() > before, "no answer to {text:?}");
        said.last().unwrap().clone()
    }

    /// Waits for a bot that was told to stop. What it has begun ends a moment later, so time goes on
    /// by as much.
    pub(super) async fn until_ended(
        &self,
        mut task: JoinHandle<Result<(), Ended>>,
    ) -> Result<(), Ended> {
        let last = self.now().plus(Duration::from_millis(200));
        loop {
            tokio::select! {
                ended = &mut task => return ended.unwrap(),
                () = tokio::time::sleep(Duration::from_millis(5)) => {
                    if let Some(next) = self.clock.next_wait().filter(|next| *next <= last) {
                        self.clock.set(next);
                    }
                }
            }
        }
    }

    /// The moment of the story.
    pub fn now(&self) -> satupintu::domain::clock::Timestamp {
        use satupintu::domain::clock::Clock;
        self.clock.now()
    }
}

/// The copies of an announcement in a chat, first parts only, oldest first.
pub fn copies(chat: &Chat, number: &str) -> Vec<SentMessage> {
    let heading = format!("SIARAN RESMI No. {number}\n");
    let mut messages = chat.inbox();
    messages.retain(|message| message.text.starts_with(&heading));
    messages
}

/// When the copies of an announcement came, in all of these chats.
pub fn dates(chats: &[Chat], number: &str) -> impl Iterator<Item = i64> {
    chats
        .iter()
        .flat_map(|chat| copies(chat, number))
        .map(|copy| copy.date_ms)
}

/// Nobody was left out, and nobody told twice.
pub fn assert_one_copy_each(chats: &[Chat], number: &str) {
    for (index, chat) in chats.iter().enumerate() {
        assert_eq!(copies(chat, number).len(), 1, "copies in chat {index}");
    }
}

/// The chapters of [`Office::announce_four_parts`] in the order in which they are to be read.
pub fn chapters(messages: &[SentMessage]) -> Vec<usize> {
    let all: Vec<&str> = messages
        .iter()
        .flat_map(|message| message.text.split_whitespace())
        .collect();
    all.windows(2)
        .filter(|words| words[0] == "Bab")
        .map(|words| words[1].trim_end_matches('.').parse().unwrap())
        .collect()
}
