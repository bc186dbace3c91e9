//! The state behind the server: people, chats, messages, updates.
//!
//! One [`World`] stands behind one mutex. Both sides change it: the Bot API (`api`) as the
//! bot, the handles (`control`) as everyone else. What others do reaches the bot through
//! `deliver` (messages) and `membership` (joining, leaving, rights).
//!
//! - `person`, `room`, `message`, `files`: what there is
//! - `queue`: updates waiting for the bot; `record`: calls it made
//! - `render`: the JSON that the bot sees

mod deliver;
pub(crate) mod files;
pub(crate) mod membership;
pub(crate) mod message;
pub(crate) mod person;
pub(crate) mod press;
pub(crate) mod queue;
pub(crate) mod record;
mod render;
pub(crate) mod room;
mod topics;

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::{config::Config, faults::Faults, limiter::Limiter};

use self::{
    files::Files,
    message::{Author, Draft, Message},
    person::Person,
    press::Query,
    queue::UpdateQueue,
    record::Record,
    room::{Room, RoomKind, Standing},
};

/// Where updates are posted to instead of being fetched.
#[derive(Debug, Clone)]
pub(crate) struct Webhook {
    pub url: String,
    pub secret: Option<String>,
    /// Posts that may be on their way at once.
    pub max_connections: usize,
    pub last_error: Option<(i64, String)>,
}

/// The long poll that is being served.
#[derive(Debug, Default)]
pub(crate) struct Polling {
    /// Number of the newest getUpdates; an older one that still waits has lost.
    pub newest: u64,
    /// Number of the one that waits now.
    pub waiting: Option<u64>,
}

/// Counters from which identifiers are made.
#[derive(Debug)]
struct Counters {
    user: i64,
    group: i64,
    wide: i64,
    /// Message ids in private chats and basic groups.
    shared_message: i64,
    query: u64,
    album: u64,
}

/// Everything the server knows.
pub(crate) struct World {
    pub bot: crate::config::BotAccount,
    pub privacy: bool,
    /// The owner of every chat, who acts where nobody is named.
    pub founder: i64,
    pub people: HashMap<i64, Person>,
    pub rooms: HashMap<i64, Room>,
    /// Usernames of chats in lower case.
    pub usernames: HashMap<String, i64>,
    pub updates: UpdateQueue,
    pub polling: Polling,
    pub webhook: Option<Webhook>,
    pub queries: HashMap<String, Query>,
    /// Commands by scope (as JSON text) and language.
    pub commands: BTreeMap<(String, String), Value>,
    pub files: Files,
    pub record: Record,
    pub faults: Faults,
    pub limiter: Limiter,
    counters: Counters,
}

impl World {
    pub fn new(config: &Config) -> Self {
        let founder = Person::new(5_309_999_999, "Pengelola");
        Self {
            bot: config.bot.clone(),
            privacy: config.privacy,
            founder: founder.id,
            people: HashMap::from([(founder.id, founder)]),
            rooms: HashMap::new(),
            usernames: HashMap::new(),
            updates: UpdateQueue::new(config.first_update_id),
            polling: Polling::default(),
            webhook: None,
            queries: HashMap::new(),
            commands: BTreeMap::new(),
            files: Files::default(),
            record: Record::new(config.remembered_calls),
            faults: Faults::default(),
            limiter: Limiter::new(config.limits),
            counters: Counters {
                user: 5_310_000_000,
                group: -4_210_000_000,
                wide: -1_002_100_000_000,
                shared_message: 17,
                query: 0,
                album: 0,
            },
        }
    }

    /// An id that no user has yet; above 2³², as those of new accounts are.
    pub fn new_user_id(&mut self) -> i64 {
        self.counters.user += 7;
        self.counters.user
    }

    /// Opens a chat of that kind with an id in the kind's range.
    pub fn open_room(&mut self, kind: RoomKind, title: &str) -> i64 {
        let counter = if kind == RoomKind::Group {
            &mut self.counters.group
        } else {
            &mut self.counters.wide
        };
        *counter -= 11;
        let id = *counter;
        self.rooms.insert(id, Room::new(id, kind, title));
        id
    }

    /// The private chat with a user, opened if need be.
    pub fn private_room(&mut self, user: i64) -> &mut Room {
        self.rooms.entry(user).or_insert_with(|| {
            let mut room = Room::new(user, RoomKind::Private, "");
            room.bot = Standing::Member;
            room
        })
    }

    /// Opens the private chat if `chat` is a user's id.
    pub fn private_room_for(&mut self, chat: i64) {
        if self.people.contains_key(&chat) {
            self.private_room(chat);
        }
    }

    pub fn next_query_id(&mut self) -> String {
        self.counters.query += 1;
        format!("48151623420{:08}", self.counters.query)
    }

    pub fn next_album_id(&mut self) -> String {
        self.counters.album += 1;
        format!("1390{:012}", self.counters.album)
    }

    pub fn message(&self, chat: i64, id: i64) -> Option<&Message> {
        self.rooms.get(&chat)?.messages.get(&id)
    }

    /// Writes a message into a chat; `None` if there is no such chat.
    pub fn write(&mut self, chat: i64, author: Author, draft: Draft, now_ms: i64) -> Option<i64> {
        let room = self.rooms.get_mut(&chat)?;
        let id = if room.kind.counts_for_itself() {
            room.next_message_id += 1;
            room.next_message_id - 1
        } else {
            self.counters.shared_message += 1;
            self.counters.shared_message
        };
        let Draft {
            thread,
            reply_to,
            content,
            markup,
            method,
        } = draft;
        room.messages.insert(
            id,
            Message {
                id,
                chat,
                author,
                date_ms: now_ms,
                edit_ms: None,
                thread,
                reply_to,
                content,
                markup,
                method,
                history: Vec::new(),
                deleted: false,
            },
        );
        Some(id)
    }
}
