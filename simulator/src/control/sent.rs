//! Messages as a test reads them.

use serde_json::Value;

use crate::{
    entity::Entity,
    world::{
        files::FileKind,
        message::{self, Message},
    },
};

use super::post::MessageRef;

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The bot under test.
    Bot,
    /// The user with that id.
    User(i64),
    /// An anonymous admin (the chat's own id) or a channel.
    Chat(i64),
}

/// An inline button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Text on it, with its emoji.
    pub label: String,
    /// Callback data.
    pub data: Option<String>,
    /// Link that it opens.
    pub url: Option<String>,
    /// Mini App that it opens.
    pub web_app: Option<String>,
}

/// A file in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Photo, video or document.
    pub kind: FileKind,
    /// Identifier, for [`Simulator::file`](crate::Simulator::file).
    pub file_id: String,
    /// File name.
    pub name: Option<String>,
}

/// An earlier state of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// When it was replaced, by the clock.
    pub until_ms: i64,
    /// Text or caption.
    pub text: String,
    /// Formatting.
    pub entities: Vec<Entity>,
    /// Inline buttons by rows.
    pub buttons: Vec<Vec<Button>>,
    /// The file.
    pub attachment: Option<Attachment>,
}

/// A message in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMessage {
    /// Chat id.
    pub chat: i64,
    /// Message id.
    pub id: i64,
    /// Topic.
    pub thread: Option<i64>,
    /// Whether the bot wrote it.
    pub from_bot: bool,
    /// Who wrote it.
    pub author: Author,
    /// Text or caption; empty for a service message or a file without caption.
    pub text: String,
    /// Formatting of it.
    pub entities: Vec<Entity>,
    /// Inline buttons by rows.
    pub buttons: Vec<Vec<Button>>,
    /// The file.
    pub attachment: Option<Attachment>,
    /// Album that it belongs to.
    pub album: Option<String>,
    /// Its caption stands above its file.
    pub above: bool,
    /// Its file is covered until it is tapped.
    pub spoiler: bool,
    /// Message that it answers.
    pub reply_to: Option<i64>,
    /// When it was written, by the clock.
    pub date_ms: i64,
    /// When it was last edited, by the clock.
    pub edited_ms: Option<i64>,
    /// Its earlier states, oldest first.
    pub edits: Vec<Revision>,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Method by which the bot sent it.
    pub method: Option<&'static str>,
}

impl From<&SentMessage> for MessageRef {
    fn from(message: &SentMessage) -> Self {
        Self {
            chat: message.chat,
            message: message.id,
        }
    }
}

impl SentMessage {
    /// The button of that label: equal to it, else beginning with it, else containing it,
    /// an emoji before it left aside.
    #[must_use]
    pub fn button(&self, label: &str) -> Option<&Button> {
        let all = || self.buttons.iter().flatten();
        let bare = |button: &Button| {
            button
                .label
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .to_owned()
        };
        all()
            .find(|button| button.label == label || bare(button) == label)
            .or_else(|| all().find(|button| bare(button).starts_with(label)))
            .or_else(|| all().find(|button| button.label.contains(label)))
    }

    /// All labels, row by row.
    #[must_use]
    pub fn labels(&self) -> Vec<String> {
        self.buttons
            .iter()
            .flatten()
            .map(|button| button.label.clone())
            .collect()
    }

    /// The parts of the text with that formatting.
    #[must_use]
    pub fn parts(&self, kind: &str) -> Vec<&str> {
        let of_kind = self.entities.iter().filter(|entity| entity.kind == kind);
        of_kind
            .filter_map(|entity| entity.slice(&self.text))
            .collect()
    }

    pub(crate) fn read(message: &Message) -> Self {
        let content = &message.content;
        Self {
            chat: message.chat,
            id: message.id,
            thread: message.thread,
            from_bot: message.author == message::Author::Bot,
            author: match message.author {
                message::Author::Bot => Author::Bot,
                message::Author::User(id) => Author::User(id),
                message::Author::Chat(id) => Author::Chat(id),
            },
            text: text_of(content),
            entities: entities_of(content),
            buttons: buttons_of(message.markup.as_ref()),
            attachment: attachment_of(content),
            album: content
                .get("media_group_id")
                .and_then(Value::as_str)
                .map(str::to_owned),
            above: content.contains_key("show_caption_above_media"),
            spoiler: content.contains_key("has_media_spoiler"),
            reply_to: message.reply_to,
            date_ms: message.date_ms,
            edited_ms: message.edit_ms,
            edits: message
                .history
                .iter()
                .map(|version| Revision {
                    until_ms: version.until_ms,
                    text: text_of(&version.content),
                    entities: entities_of(&version.content),
                    buttons: buttons_of(version.markup.as_ref()),
                    attachment: attachment_of(&version.content),
                })
                .collect(),
            deleted: message.deleted,
            method: message.method,
        }
    }
}

type Fields = serde_json::Map<String, Value>;

fn text_of(content: &Fields) -> String {
    let text = content.get("text").or_else(|| content.get("caption"));
    text.and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn entities_of(content: &Fields) -> Vec<Entity> {
    let entities = content
        .get("entities")
        .or_else(|| content.get("caption_entities"));
    entities
        .and_then(|list| serde_json::from_value(list.clone()).ok())
        .unwrap_or_default()
}

fn attachment_of(content: &Fields) -> Option<Attachment> {
    [FileKind::Photo, FileKind::Video, FileKind::Document]
        .into_iter()
        .find_map(|kind| {
            let field = content.get(kind.word())?;
            // A photo is a list of its sizes; they share what is asked here.
            let file = field.get(0).unwrap_or(field);
            Some(Attachment {
                kind,
                file_id: file["file_id"].as_str()?.to_owned(),
                name: file["file_name"].as_str().map(str::to_owned),
            })
        })
}

fn buttons_of(markup: Option<&Value>) -> Vec<Vec<Button>> {
    let rows = markup.and_then(|markup| markup["inline_keyboard"].as_array());
    let text = |button: &Value, key: &str| button[key].as_str().map(str::to_owned);
    rows.into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .map(|row| {
            row.iter()
                .map(|button| Button {
                    label: text(button, "text").unwrap_or_default(),
                    data: text(button, "callback_data"),
                    url: text(button, "url"),
                    web_app: text(&button["web_app"], "url"),
                })
                .collect()
        })
        .collect()
}
