//! People: what one person does in Telegram.

use serde_json::json;

use crate::world::{
    World,
    message::{Author, Draft},
    person::Person,
    room::Standing,
};

use super::{
    Simulator,
    chat::Chat,
    post::{MessageRef, Post},
    sent::SentMessage,
};

/// A person in the making; nothing happens before [`create`](Self::create).
#[must_use]
pub struct UserBuilder {
    sim: Simulator,
    id: Option<i64>,
    person: Person,
}

impl UserBuilder {
    pub(super) fn new(sim: Simulator, name: &str) -> Self {
        let person = Person::new(0, name);
        Self {
            sim,
            id: None,
            person,
        }
    }

    /// A user id of choice, for people named in a configuration; must be new.
    pub fn id(mut self, id: i64) -> Self {
        self.id = Some(id);
        self
    }

    /// Last name.
    pub fn last_name(mut self, name: &str) -> Self {
        self.person.last_name = Some(name.to_owned());
        self
    }

    /// Username, without `@`.
    pub fn username(mut self, username: &str) -> Self {
        self.person.username = Some(username.to_owned());
        self
    }

    /// Language of the person's app, as in `language_code`.
    pub fn language(mut self, code: &str) -> Self {
        self.person.language = Some(code.to_owned());
        self
    }

    /// Creates the person, who has not spoken to the bot yet.
    pub fn create(self) -> User {
        let Self {
            sim,
            id,
            mut person,
        } = self;
        let name = person.first_name.clone();
        let id = sim.core.with(|world, _| {
            person.id = id.unwrap_or_else(|| world.new_user_id());
            let id = person.id;
            world.people.insert(id, person);
            id
        });
        User { sim, id, name }
    }
}

/// A person on the simulator.
#[derive(Clone)]
pub struct User {
    pub(crate) sim: Simulator,
    pub(crate) id: i64,
    name: String,
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

/// Adds to bot-sent content the entities that the platform finds, as a forward shows them.
fn detected_again(content: &mut serde_json::Map<String, serde_json::Value>) {
    for (text, entities) in [("text", "entities"), ("caption", "caption_entities")] {
        let Some(words) = content.get(text).and_then(|words| words.as_str()) else {
            continue;
        };
        let given = content.get(entities).cloned().unwrap_or_else(|| json!([]));
        let given: Vec<crate::Entity> = serde_json::from_value(given).unwrap_or_default();
        let all = crate::detect::complete(words, &given);
        if !all.is_empty() {
            content.insert(entities.to_owned(), json!(all));
        }
    }
}

/// Writes a post and delivers it, if the bot may see it.
pub(super) fn write_post(
    world: &mut World,
    chat: i64,
    author: Author,
    post: Post,
    now_ms: i64,
) -> MessageRef {
    let (thread, reply_to) = (post.thread, post.reply_to);
    let content = post.content(world);
    let draft = Draft {
        thread,
        reply_to,
        content,
        ..Draft::default()
    };
    // A chat that does not exist has no messages: 0 is the id of none.
    let message = world.write(chat, author, draft, now_ms).unwrap_or_default();
    world.deliver(chat, message, now_ms);
    MessageRef { chat, message }
}

/// Writes an album; as on the platform, each file is an update of its own.
pub(super) fn write_album(
    world: &mut World,
    chat: i64,
    author: Author,
    posts: Vec<Post>,
    now_ms: i64,
) -> Vec<MessageRef> {
    let album = world.next_album_id();
    let mut written = Vec::new();
    for post in posts {
        let (thread, reply_to) = (post.thread, post.reply_to);
        let mut content = post.content(world);
        content.insert("media_group_id".to_owned(), json!(album));
        let draft = Draft {
            thread,
            reply_to,
            content,
            ..Draft::default()
        };
        let message = world.write(chat, author, draft, now_ms).unwrap_or_default();
        world.deliver(chat, message, now_ms);
        written.push(MessageRef { chat, message });
    }
    written
}
