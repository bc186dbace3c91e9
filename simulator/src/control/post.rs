//! What people write.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::{
    detect,
    entity::Entity,
    world::{World, files::FileKind},
};

/// Names a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageRef {
    /// Chat id; for a private chat, the user's.
    pub chat: i64,
    /// Message id within the chat.
    pub message: i64,
}

impl From<&MessageRef> for MessageRef {
    fn from(message: &MessageRef) -> Self {
        *message
    }
}

#[derive(Debug, Clone)]
struct Attached {
    kind: FileKind,
    name: Option<String>,
    mime: Option<String>,
    bytes: Arc<[u8]>,
    size: Option<i64>,
}

/// A text or a file with its caption, and where it belongs. A plain string is a post.
#[derive(Debug, Clone, Default)]
pub struct Post {
    text: String,
    entities: Vec<Entity>,
    attached: Option<Attached>,
    raw: Map<String, Value>,
    pub(crate) reply_to: Option<i64>,
    pub(crate) thread: Option<i64>,
}

impl From<&str> for Post {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Post {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl From<&String> for Post {
    fn from(text: &String) -> Self {
        Self::text(text)
    }
}

impl Post {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    fn file(kind: FileKind, name: Option<&str>, mime: Option<&str>, bytes: &[u8]) -> Self {
        let attached = Attached {
            kind,
            name: name.map(str::to_owned),
            mime: mime.map(str::to_owned),
            bytes: bytes.into(),
            size: None,
        };
        Self {
            attached: Some(attached),
            ..Self::default()
        }
    }

    /// A photo.
    #[must_use]
    pub fn photo(bytes: &[u8]) -> Self {
        Self::file(FileKind::Photo, None, None, bytes)
    }

    /// A video.
    #[must_use]
    pub fn video(bytes: &[u8]) -> Self {
        Self::file(FileKind::Video, Some("video.mp4"), Some("video/mp4"), bytes)
    }

    /// A document with its file name.
    #[must_use]
    pub fn document(name: &str, bytes: &[u8]) -> Self {
        let mime = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("csv") => "text/csv",
            Some("pdf") => "application/pdf",
            Some("txt") => "text/plain",
            _ => "application/octet-stream",
        };
        Self::file(FileKind::Document, Some(name), Some(mime), bytes)
    }

    /// Anything else: the message fields of a sticker, a poll, a voice message…, such as
    /// `json!({ "sticker": { … } })`.
    #[must_use]
    pub fn raw(fields: &Value) -> Self {
        Self {
            raw: fields.as_object().cloned().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The file's caption.
    #[must_use]
    pub fn caption(mut self, caption: &str) -> Self {
        caption.clone_into(&mut self.text);
        self
    }

    /// Covers the file until it is tapped.
    #[must_use]
    pub fn spoiler(mut self) -> Self {
        self.raw.insert("has_media_spoiler".to_owned(), json!(true));
        self
    }

    /// Puts the caption above the file.
    #[must_use]
    pub fn above(mut self) -> Self {
        let field = "show_caption_above_media".to_owned();
        self.raw.insert(field, json!(true));
        self
    }

    /// Formatting of the text or caption; links and commands are found without it.
    #[must_use]
    pub fn entities(mut self, entities: Vec<Entity>) -> Self {
        self.entities = entities;
        self
    }

    /// Size that the platform reports, for files too large to make up.
    #[must_use]
    pub fn size(mut self, bytes: i64) -> Self {
        if let Some(attached) = &mut self.attached {
            attached.size = Some(bytes);
        }
        self
    }

    /// Answers a message of the same chat.
    #[must_use]
    pub fn reply_to(mut self, message: impl Into<MessageRef>) -> Self {
        self.reply_to = Some(message.into().message);
        self
    }

    pub(crate) fn in_thread(self, thread: i64) -> Self {
        Self {
            thread: Some(thread),
            ..self
        }
    }

    /// The message's content, with files kept by the world.
    pub(crate) fn content(self, world: &mut World) -> Map<String, Value> {
        let entities = detect::complete(&self.text, &self.entities);
        let (text_key, entities_key) = match self.attached {
            Some(_) => ("caption", "caption_entities"),
            None => ("text", "entities"),
        };
        let mut content = self.raw;
        if let Some(Attached {
            kind,
            name,
            mime,
            bytes,
            size,
        }) = self.attached
        {
            let file = world.files.keep(kind, name, mime, bytes, size);
            content.insert(kind.word().to_owned(), file.render());
        }
        if !self.text.is_empty() || content.is_empty() {
            content.insert(text_key.to_owned(), json!(self.text));
        }
        if !entities.is_empty() {
            content.insert(entities_key.to_owned(), json!(entities));
        }
        content
    }
}
