//! People: what one person does in Telegram.

use crate::world::{
    World,
    message::{Author, Draft},
    room::Standing,
};

use super::{
    Simulator,
    chat::Chat,
    post::{MessageRef, Post},
    sent::SentMessage,
    write::{detected_again, write_album, write_post},
};

/// A person on the simulator.
#[derive(Clone)]
pub struct User {
    pub(crate) sim: Simulator,
    pub(crate) id: i64,
    pub(super) name: String,
}

impl User {
    /// User id, which is also the id of the private chat.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    /// First name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes to the bot in private; this opens the chat, and unblocks the bot if need be.
    pub fn send_private(&self, post: impl Into<Post>) -> MessageRef {
        let post = post.into();
        self.unblock_bot();
        self.sim.core.with(|world, now_ms| {
            self.open_private(world);
            write_post(world, self.id, Author::User(self.id), post, now_ms)
        })
    }

    /// Sends several files as one album in private.
    pub fn send_album(&self, posts: Vec<Post>) -> Vec<MessageRef> {
        self.unblock_bot();
        self.sim.core.with(|world, now_ms| {
            self.open_private(world);
            write_album(world, self.id, Author::User(self.id), posts, now_ms)
        })
    }

    fn open_private(&self, world: &mut World) {
        if let Some(person) = world.people.get_mut(&self.id) {
            person.started = true;
        }
        world.private_room(self.id);
    }

    /// Answers a message, in the chat and topic it stands in.
    pub fn reply(&self, to: impl Into<MessageRef>, post: impl Into<Post>) -> MessageRef {
        let to = to.into();
        let mut post = post.into().reply_to(to);
        self.sim.core.with(|world, now_ms| {
            post.thread = world
                .message(to.chat, to.message)
                .and_then(|message| message.thread);
            write_post(world, to.chat, Author::User(self.id), post, now_ms)
        })
    }

    /// Changes the text or caption of an earlier message; nothing happens to a message
    /// that is gone or someone else's.
    pub fn edit(&self, message: impl Into<MessageRef>, post: impl Into<Post>) {
        let (at, post) = (message.into(), post.into());
        self.sim.core.with(|world, now_ms| {
            let mut content = post.content(world);
            let Some(room) = world.rooms.get_mut(&at.chat) else {
                return;
            };
            let Some(message) = room.messages.get_mut(&at.message) else {
                return;
            };
            if message.author != Author::User(self.id) {
                return;
            }
            // Only the words change: a file stays unless the post brings one.
            for (key, value) in &message.content {
                let words = ["text", "entities", "caption", "caption_entities"];
                if !words.contains(&key.as_str()) {
                    content.entry(key).or_insert_with(|| value.clone());
                }
            }
            if !message.content.contains_key("text") {
                for (from, to) in [("text", "caption"), ("entities", "caption_entities")] {
                    if let Some(value) = content.remove(from) {
                        content.insert(to.to_owned(), value);
                    }
                }
            }
            let markup = message.markup.clone();
            message.revise(content, markup, now_ms);
            world.deliver(at.chat, at.message, now_ms);
        });
    }

    /// Forwards any message to the bot in private; `None` if there is no such message.
    pub fn forward(&self, message: impl Into<MessageRef>) -> Option<MessageRef> {
        let at = message.into();
        self.unblock_bot();
        self.sim.core.with(|world, now_ms| {
            self.open_private(world);
            let original = world.message(at.chat, at.message)?.clone();
            let mut content = world.forwarded(&original);
            detected_again(&mut content);
            let draft = Draft {
                content,
                ..Draft::default()
            };
            let id = world.write(self.id, Author::User(self.id), draft, now_ms)?;
            world.deliver(self.id, id, now_ms);
            Some(MessageRef {
                chat: self.id,
                message: id,
            })
        })
    }

    /// Blocks the bot, which it learns by `my_chat_member`.
    pub fn block_bot(&self) {
        self.set_blocked(true);
    }

    /// Unblocks the bot.
    pub fn unblock_bot(&self) {
        self.set_blocked(false);
    }

    fn set_blocked(&self, blocked: bool) {
        self.sim.core.with(|world, now_ms| {
            let Some(person) = world.people.get_mut(&self.id) else {
                return;
            };
            if person.blocked == blocked {
                return;
            }
            person.blocked = blocked;
            world.private_room(self.id);
            let change = match blocked {
                true => (Standing::Member, Standing::Kicked),
                false => (Standing::Kicked, Standing::Member),
            };
            let bot = world.bot.id;
            let body = world.member_update(self.id, self.id, bot, change, now_ms);
            world.updates.push("my_chat_member", body, now_ms);
        });
    }

    /// Sets the app to another language, as in `language_code`.
    pub fn speak(&self, language: &str) {
        self.sim.core.with(|world, _| {
            if let Some(person) = world.people.get_mut(&self.id) {
                person.language = Some(language.to_owned());
            }
        });
    }

    /// Deletes the account.
    pub fn deactivate(&self) {
        self.sim.core.with(|world, _| {
            if let Some(person) = world.people.get_mut(&self.id) {
                person.deactivated = true;
            }
        });
    }

    /// What the bot has written in private and not deleted, oldest first.
    #[must_use]
    pub fn inbox(&self) -> Vec<SentMessage> {
        let mut messages = self.sim.messages(self.id);
        messages.retain(|message| message.from_bot && !message.deleted);
        messages
    }

    /// The newest of the [`inbox`](Self::inbox).
    #[must_use]
    pub fn last(&self) -> Option<SentMessage> {
        self.sim.last_of_bot(self.id)
    }

    /// The person's private chat with the bot, as a chat.
    #[must_use]
    pub fn private_chat(&self) -> Chat {
        Chat {
            sim: self.sim.clone(),
            id: self.id,
        }
    }
}
