//! People, as the bot may get to know them.

use serde_json::{Value, json};

/// The account that Telegram shows as the sender of an anonymous admin's message.
pub(crate) const ANONYMOUS_ADMIN: i64 = 1_087_968_824;
/// The account shown as the sender of a message sent as a channel.
pub(crate) const CHANNEL_SENDER: i64 = 136_817_688;

/// A user.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub id: i64,
    pub first_name: String,
    pub last_name: Option<String>,
    pub username: Option<String>,
    pub language: Option<String>,
    pub blocked: bool,
    pub deactivated: bool,
    /// Whether the private chat with the bot was ever opened.
    pub started: bool,
}

impl Person {
    /// Someone who has not spoken to the bot.
    pub fn new(id: i64, name: &str) -> Self {
        Self {
            id,
            first_name: name.to_owned(),
            last_name: None,
            username: None,
            language: None,
            blocked: false,
            deactivated: false,
            started: false,
        }
    }

    pub fn render(&self) -> Value {
        let mut user = json!({ "id": self.id, "is_bot": false, "first_name": self.first_name });
        let optional = [
            ("last_name", &self.last_name),
            ("username", &self.username),
            ("language_code", &self.language),
        ];
        for (key, value) in optional {
            if let Some(value) = value {
                user[key] = json!(value);
            }
        }
        user
    }
}

/// The service account with that id, as shown in `from`.
pub(crate) fn service_account(id: i64) -> Value {
    let (name, username) = if id == ANONYMOUS_ADMIN {
        ("Group", "GroupAnonymousBot")
    } else {
        ("Channel", "Channel_Bot")
    };
    json!({ "id": id, "is_bot": true, "first_name": name, "username": username })
}
