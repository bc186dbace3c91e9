//! One message and its history.

use serde_json::{Map, Value};

/// Who a message is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Author {
    Bot,
    User(i64),
    /// An anonymous admin (the chat itself) or a channel.
    Chat(i64),
}

/// The state of a message before an edit.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub until_ms: i64,
    pub content: Map<String, Value>,
    pub markup: Option<Value>,
}

/// A message in a chat.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub id: i64,
    pub chat: i64,
    pub author: Author,
    pub date_ms: i64,
    pub edit_ms: Option<i64>,
    pub thread: Option<i64>,
    pub reply_to: Option<i64>,
    /// Text or media with their entities, or the field of a service message.
    pub content: Map<String, Value>,
    /// The inline keyboard.
    pub markup: Option<Value>,
    /// The method by which the bot sent it.
    pub method: Option<&'static str>,
    pub history: Vec<Version>,
    pub deleted: bool,
}

impl Message {
    pub fn text(&self) -> Option<&str> {
        self.content
            .get("text")
            .or_else(|| self.content.get("caption"))?
            .as_str()
    }

    pub fn entities(&self) -> &[Value] {
        let entities = self
            .content
            .get("entities")
            .or_else(|| self.content.get("caption_entities"));
        entities
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// Whether it tells of an event in the chat rather than saying something.
    pub fn is_service(&self) -> bool {
        const SERVICE: [&str; 9] = [
            "new_chat_members",
            "left_chat_member",
            "new_chat_title",
            "migrate_to_chat_id",
            "migrate_from_chat_id",
            "forum_topic_created",
            "forum_topic_closed",
            "forum_topic_reopened",
            "group_chat_created",
        ];
        SERVICE.iter().any(|key| self.content.contains_key(*key))
    }

    /// Replaces content and keyboard, keeping what was there.
    pub fn revise(&mut self, content: Map<String, Value>, markup: Option<Value>, now_ms: i64) {
        let content = std::mem::replace(&mut self.content, content);
        let markup = std::mem::replace(&mut self.markup, markup);
        self.history.push(Version {
            until_ms: now_ms,
            content,
            markup,
        });
        self.edit_ms = Some(now_ms);
    }
}

/// A message that is about to be written.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub thread: Option<i64>,
    pub reply_to: Option<i64>,
    pub content: Map<String, Value>,
    pub markup: Option<Value>,
    pub method: Option<&'static str>,
}
