//! The fields of an update that this program reads, and no others
//! (<https://core.telegram.org/bots/api#update>).

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::domain::address::Address;
use crate::domain::event::{Place, PlaceKind, Visitor};
use crate::domain::message::Entity;

#[derive(Debug, Deserialize)]
pub struct Update {
    pub message: Option<Message>,
    pub edited_message: Option<Message>,
    pub channel_post: Option<Message>,
    pub edited_channel_post: Option<Message>,
    pub callback_query: Option<CallbackQuery>,
    pub my_chat_member: Option<MemberChange>,
    pub chat_member: Option<MemberChange>,
}

#[derive(Debug, Deserialize)]
pub struct Message {
    pub message_id: i64,
    pub message_thread_id: Option<i64>,
    #[serde(default)]
    pub is_topic_message: bool,
    pub from: Option<User>,
    pub sender_chat: Option<Value>,
    pub chat: Chat,
    pub reply_to_message: Option<Box<Message>>,
    pub text: Option<String>,
    #[serde(default)]
    pub entities: Vec<Entity>,
    pub migrate_to_chat_id: Option<i64>,
    pub left_chat_member: Option<User>,
    pub new_chat_title: Option<String>,
    pub reply_markup: Option<Value>,
    /// Everything else, by which the kind of a message without text is known.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A press. Its message may be too old to be told, and then has only a place and an id.
#[derive(Debug, Deserialize)]
pub struct CallbackQuery {
    pub id: String,
    pub from: User,
    pub message: Option<Message>,
    #[serde(default)]
    pub data: String,
}

#[derive(Debug, Deserialize)]
pub struct MemberChange {
    pub chat: Chat,
    pub from: Option<User>,
    pub old_chat_member: Member,
    pub new_chat_member: Member,
}

#[derive(Debug, Deserialize)]
pub struct Member {
    pub user: Option<User>,
    pub status: String,
    #[serde(default)]
    pub is_member: bool,
    pub can_send_messages: Option<bool>,
    pub can_post_messages: Option<bool>,
}

#[derive(Debug, Deserialize)]
pub struct Chat {
    pub id: i64,
    #[serde(rename = "type", default)]
    pub kind: String,
    pub title: Option<String>,
    pub username: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct User {
    pub id: i64,
    #[serde(default)]
    pub is_bot: bool,
    #[serde(default)]
    pub first_name: String,
    pub last_name: Option<String>,
    pub username: Option<String>,
    pub language_code: Option<String>,
}

impl Message {
    /// The forum topic it stands in. A thread of replies in a plain group has a number too, but is no
    /// place to write to.
    pub fn topic(&self) -> Option<i64> {
        self.message_thread_id
            .filter(|_| self.is_topic_message && self.chat.place_kind() != PlaceKind::Private)
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        self.chat.place(self.topic())
    }

    /// The data of its buttons.
    pub fn buttons(&self) -> Vec<String> {
        let rows = self.reply_markup.as_ref().and_then(|markup| {
            let rows = markup.get("inline_keyboard")?;
            rows.as_array()
        });
        rows.into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten()
            .filter_map(|button| button.get("callback_data")?.as_str())
            .map(str::to_owned)
            .collect()
    }

    /// The person who wrote it. An anonymous admin or a channel comes with a stand-in as `from`.
    pub fn author(&self) -> Option<Visitor> {
        match self.sender_chat {
            Some(_) => None,
            None => self.from.as_ref().and_then(User::person),
        }
    }
}

impl Member {
    /// Whether it is in the chat: also when it is restricted, unless it left.
    pub fn present(&self) -> bool {
        match self.status.as_str() {
            "member" | "administrator" | "creator" => true,
            "restricted" => self.is_member,
            _ => false,
        }
    }
}

impl Member {
    /// Whether it has rights beyond those of members. In a channel only such may write.
    pub fn administers(&self) -> bool {
        matches!(self.status.as_str(), "administrator" | "creator")
    }

    /// Whether it may write: a restricted member says so for itself, an admin of a channel too.
    pub fn may_write(&self) -> bool {
        let granted = match self.status.as_str() {
            "restricted" => self.can_send_messages.unwrap_or(false),
            "administrator" => self.can_post_messages.unwrap_or(true),
            _ => true,
        };
        self.present() && granted
    }
}

impl Chat {
    pub fn place_kind(&self) -> PlaceKind {
        match self.kind.as_str() {
            "channel" => PlaceKind::Channel,
            "private" => PlaceKind::Private,
            "group" | "supergroup" => PlaceKind::Group,
            // A kind that is yet to come: people have positive ids.
            _ if self.id > 0 => PlaceKind::Private,
            _ => PlaceKind::Group,
        }
    }

    pub fn place(&self, topic: Option<i64>) -> Place {
        let kind = self.place_kind();
        Place {
            address: Address::telegram(self.id, topic),
            kind,
            title: match &self.title {
                Some(title) => title.clone(),
                None => full_name(
                    self.first_name.as_deref().unwrap_or_default(),
                    self.last_name.as_deref(),
                ),
            },
            public: kind != PlaceKind::Private && self.username.is_some(),
        }
    }
}

impl User {
    /// This account, if it is no bot.
    pub fn person(&self) -> Option<Visitor> {
        (!self.is_bot).then(|| self.visitor())
    }

    pub fn visitor(&self) -> Visitor {
        Visitor {
            address: Address::telegram(self.id, None),
            name: full_name(&self.first_name, self.last_name.as_deref()),
            username: self.username.clone(),
            language: self.language_code.clone(),
        }
    }
}

fn full_name(first: &str, last: Option<&str>) -> String {
    match last {
        Some(last) => format!("{first} {last}").trim().to_owned(),
        None => first.to_owned(),
    }
}
