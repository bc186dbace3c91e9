//! Topics of forums, with the service messages they cause.

use serde_json::json;

use super::{
    World,
    membership::content,
    message::{Author, Draft},
    room::Topic,
};

impl World {
    /// Opens a topic; its id is that of the service message.
    pub fn open_topic(&mut self, chat: i64, name: &str, now_ms: i64) -> Option<i64> {
        let service = content(
            "forum_topic_created",
            json!({ "name": name, "icon_color": 7_322_096 }),
        );
        let draft = Draft {
            content: service,
            ..Draft::default()
        };
        let author = Author::User(self.founder);
        let thread = self.write(chat, author, draft, now_ms)?;
        let room = self.rooms.get_mut(&chat)?;
        room.topics.insert(thread, Topic { closed: false });
        room.messages.get_mut(&thread)?.thread = Some(thread);
        self.deliver(chat, thread, now_ms);
        Some(thread)
    }

    /// Closes or reopens a topic.
    pub fn close_topic(&mut self, chat: i64, thread: i64, closed: bool, now_ms: i64) {
        let Some(room) = self.rooms.get_mut(&chat) else {
            return;
        };
        let Some(topic) = room.topics.get_mut(&thread) else {
            return;
        };
        topic.closed = closed;
        let event = if closed {
            "forum_topic_closed"
        } else {
            "forum_topic_reopened"
        };
        let draft = Draft {
            thread: Some(thread),
            content: content(event, json!({})),
            ..Draft::default()
        };
        let author = Author::User(self.founder);
        if let Some(id) = self.write(chat, author, draft, now_ms) {
            self.deliver(chat, id, now_ms);
        }
    }
}
