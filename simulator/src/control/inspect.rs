//! What a test can see: messages, calls, counters, and when something changes.

use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use crate::world::{
    files::StoredFile,
    message,
    record::{Call, Stats, Violation},
};

use super::{Simulator, post::MessageRef, sent::SentMessage};

/// The commands that one audience sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedCommands {
    /// `BotCommandScope`.
    pub scope: Value,
    /// Language code; empty for all languages.
    pub language: String,
    /// Command and description.
    pub commands: Vec<(String, String)>,
}

impl Simulator {
    /// All messages of a chat, whoever wrote them, deleted ones too, oldest first.
    #[must_use]
    pub fn messages(&self, chat: i64) -> Vec<SentMessage> {
        self.core.look(|world| {
            let room = world.rooms.get(&chat);
            room.into_iter()
                .flat_map(|room| room.messages.values())
                .map(SentMessage::read)
                .collect()
        })
    }

    /// One message.
    #[must_use]
    pub fn message(&self, at: impl Into<MessageRef>) -> Option<SentMessage> {
        let MessageRef { chat, message } = at.into();
        self.core
            .look(|world| world.message(chat, message).map(SentMessage::read))
    }

    /// Everything the bot wrote, by chat id and message id.
    #[must_use]
    pub fn bot_messages(&self) -> Vec<SentMessage> {
        let mut found: Vec<SentMessage> = self.core.look(|world| {
            let all = world.rooms.values().flat_map(|room| room.messages.values());
            all.filter(|message| message.author == message::Author::Bot)
                .map(SentMessage::read)
                .collect()
        });
        found.sort_unstable_by_key(|message| (message.chat, message.id));
        found
    }

    pub(super) fn last_of_bot(&self, chat: i64) -> Option<SentMessage> {
        self.core.look(|world| {
            let mut newest_first = world.rooms.get(&chat)?.messages.values().rev();
            newest_first
                .find(|message| message.author == message::Author::Bot && !message.deleted)
                .map(SentMessage::read)
        })
    }

    /// The calls of the bot that are remembered, oldest first.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.core
            .look(|world| world.record.calls().cloned().collect())
    }

    /// The remembered calls of one method.
    #[must_use]
    pub fn calls_of(&self, method: &str) -> Vec<Call> {
        self.core.look(|world| {
            let calls = world.record.calls();
            calls
                .filter(|call| call.method.eq_ignore_ascii_case(method))
                .cloned()
                .collect()
        })
    }

    /// Counters since the start.
    #[must_use]
    pub fn stats(&self) -> Stats {
        self.core.look(|world| world.record.stats.clone())
    }

    /// Calls that no correct bot makes; empty, in a test that passes.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.core.look(|world| world.record.violations.clone())
    }

    /// Updates created and not yet confirmed by an offset (or taken by the webhook).
    #[must_use]
    pub fn pending_updates(&self) -> usize {
        let now_ms = self.now_ms();
        self.core.look(|world| world.updates.alive(now_ms))
    }

    /// Whether the bot waits in a long poll and nothing is left for it.
    #[must_use]
    pub fn is_polling(&self) -> bool {
        let now_ms = self.now_ms();
        self.core
            .look(|world| world.polling.waiting.is_some() && world.updates.alive(now_ms) == 0)
    }

    /// The address that updates are posted to, if one is set.
    #[must_use]
    pub fn webhook(&self) -> Option<String> {
        self.core
            .look(|world| world.webhook.as_ref().map(|webhook| webhook.url.clone()))
    }

    /// Why the last post to the webhook that failed did.
    #[must_use]
    pub fn webhook_error(&self) -> Option<String> {
        self.core.look(|world| {
            let (_, why) = world.webhook.as_ref()?.last_error.clone()?;
            Some(why)
        })
    }

    /// Whether a webhook is set and nothing is left for it.
    #[must_use]
    pub fn has_posted_all(&self) -> bool {
        self.webhook().is_some() && self.pending_updates() == 0
    }

    /// Button presses that the bot has not answered, whether or not it still can.
    #[must_use]
    pub fn unanswered_presses(&self) -> usize {
        self.core.look(|world| {
            world
                .queries
                .values()
                .filter(|query| query.answer.is_none())
                .count()
        })
    }

    /// The commands published with `setMyCommands`.
    #[must_use]
    pub fn commands(&self) -> Vec<PublishedCommands> {
        self.core.look(|world| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let published = world.commands.iter().map(|((scope, language), commands)| {
                let list = commands.as_array().into_iter().flatten();
                PublishedCommands {
                    scope: serde_json::from_str(scope).unwrap_or_default(),
                    language: language.clone(),
                    commands: list
                        .map(|c| (text(&c["command"]), text(&c["description"])))
                        .collect(),
                }
            });
            published.collect()
        })
    }

    /// A file that the bot or someone else sent.
    #[must_use]
    pub fn file(&self, file_id: &str) -> Option<StoredFile> {
        self.core.look(|world| world.files.get(file_id).cloned())
    }

    /// A bell that rings at every change, for loops of one's own.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.core.changes.subscribe()
    }

    /// Waits for the next change.
    pub async fn changed(&self) {
        // The sender lives as long as this handle.
        let _ = self.watch().changed().await;
    }

    /// Asks again at every change until there is an answer, at most that long in real time.
    pub async fn wait_for<T>(
        &self,
        longest: Duration,
        mut ask: impl FnMut(&Self) -> Option<T>,
    ) -> Option<T> {
        let mut bell = self.watch();
        let found = async {
            loop {
                bell.borrow_and_update();
                if let Some(found) = ask(self) {
                    return Some(found);
                }
                bell.changed().await.ok()?;
            }
        };
        tokio::time::timeout(longest, found).await.ok().flatten()
    }
}
