//! A message as this program thinks of it, before any messenger's own form.

use serde::{Deserialize, Serialize};

use super::action::Action;

/// Text with its formatting, and the buttons below it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What is read.
    pub text: String,
    /// How parts of it look; offsets and lengths in UTF-16 units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity>,
    /// Rows of buttons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Vec<Button>>,
    /// Its links are shown without a preview of their pages.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bare_links: bool,
}

/// Formatting of a stretch of text.
///
/// `kind` and the extra fields are the Bot API's own (`MessageEntity`), kept as they came, so that
/// also kinds newer than this program survive the way from author to member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Such as `bold`, `text_link`, `custom_emoji`.
    #[serde(rename = "type")]
    pub kind: String,
    /// First UTF-16 unit.
    pub offset: usize,
    /// UTF-16 units.
    pub length: usize,
    /// `url`, `user`, `language`, `custom_emoji_id` and whatever else the kind carries.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Entity {
    /// An entity that needs nothing but its place.
    #[must_use]
    pub fn plain(kind: &str, offset: usize, length: usize) -> Self {
        Self {
            kind: kind.to_owned(),
            offset,
            length,
            extra: serde_json::Map::new(),
        }
    }
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// What it does.
    pub target: Target,
}

/// What a button does when it is pressed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Comes back to us.
    Action(Action),
    /// Opens a page or a chat.
    Url(String),
    /// Opens a page inside the messenger, which tells that page who looks at it. In private chats only.
    WebApp(String),
}

impl Message {
    /// Plain text without buttons.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The same with one more row of buttons.
    #[must_use]
    pub fn row(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        self.buttons.push(buttons.into_iter().collect());
        self
    }

    /// Adds text at the end, formatted as `kind` if one is given.
    pub fn push(&mut self, text: &str, kind: Option<&str>) {
        if let Some(kind) = kind {
            let offset = utf16_len(&self.text);
            self.entities
                .push(Entity::plain(kind, offset, utf16_len(text)));
        }
        self.text.push_str(text);
    }

    /// Adds another message's text with its formatting at the end; its buttons are left.
    pub fn append(&mut self, other: &Message) {
        let shift = utf16_len(&self.text);
        self.text.push_str(&other.text);
        self.entities
            .extend(other.entities.iter().map(|entity| Entity {
                offset: entity.offset + shift,
                ..entity.clone()
            }));
    }
}

/// Length in UTF-16 units, the measure of every limit and offset of the Bot API.
#[must_use]
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
