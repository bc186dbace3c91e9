//! Chats: their kind, who is in them, what was written.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::message::Message;

/// What sort of chat it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoomKind {
    Private,
    Group,
    Supergroup,
    Channel,
}

impl RoomKind {
    /// The word in `chat.type` and in error descriptions.
    pub fn word(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
            Self::Channel => "channel",
        }
    }

    /// Private chats and basic groups share one counter of message ids.
    pub fn counts_for_itself(self) -> bool {
        matches!(self, Self::Supergroup | Self::Channel)
    }
}

/// How someone stands in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Never,
    Left,
    Kicked,
    Restricted,
    Member,
    Admin,
    Owner,
}

impl Standing {
    pub fn inside(self) -> bool {
        matches!(
            self,
            Self::Restricted | Self::Member | Self::Admin | Self::Owner
        )
    }

    pub fn administers(self) -> bool {
        matches!(self, Self::Admin | Self::Owner)
    }
}

/// A topic of a forum; its id is that of the service message that opened it.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    pub closed: bool,
}

/// A chat.
#[derive(Debug)]
pub(crate) struct Room {
    pub id: i64,
    pub kind: RoomKind,
    pub title: String,
    pub username: Option<String>,
    pub forum: bool,
    pub bot: Standing,
    pub members: HashMap<i64, Standing>,
    pub messages: BTreeMap<i64, Message>,
    pub next_message_id: i64,
    pub topics: BTreeMap<i64, Topic>,
    pub migrated_to: Option<i64>,
    pub deleted: bool,
    /// Members may send texts alone.
    pub no_media: bool,
}

impl Room {
    pub fn new(id: i64, kind: RoomKind, title: &str) -> Self {
        Self {
            id,
            kind,
            title: title.to_owned(),
            username: None,
            forum: false,
            bot: Standing::Never,
            members: HashMap::new(),
            messages: BTreeMap::new(),
            next_message_id: 1,
            topics: BTreeMap::new(),
            migrated_to: None,
            deleted: false,
            no_media: false,
        }
    }

    pub fn is_group(&self) -> bool {
        matches!(self.kind, RoomKind::Group | RoomKind::Supergroup)
    }

    /// `chat` as it stands in messages; private chats are rendered from their person.
    pub fn render(&self) -> Value {
        let mut chat = json!({ "id": self.id, "type": self.kind.word(), "title": self.title });
        if let Some(username) = &self.username {
            chat["username"] = json!(username);
        }
        if self.forum {
            chat["is_forum"] = json!(true);
        }
        chat
    }
}
