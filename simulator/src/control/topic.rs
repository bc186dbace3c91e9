//! Topics of forums.

use super::{
    chat::Chat,
    post::{MessageRef, Post},
    user::User,
};

impl Chat {
    /// Opens a topic of the forum.
    #[must_use]
    pub fn topic(&self, name: &str) -> Topic {
        let thread = self
            .sim
            .core
            .with(|world, now_ms| world.open_topic(self.id, name, now_ms));
        Topic {
            chat: self.clone(),
            thread: thread.unwrap_or_default(),
        }
    }
}

/// A topic of a forum.
#[derive(Clone)]
pub struct Topic {
    chat: Chat,
    thread: i64,
}

impl Topic {
    /// `message_thread_id`.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.thread
    }

    /// The forum.
    #[must_use]
    pub fn chat(&self) -> &Chat {
        &self.chat
    }

    /// A person writes in the topic.
    pub fn send(&self, user: &User, post: impl Into<Post>) -> MessageRef {
        self.chat.send(user, post.into().in_thread(self.thread))
    }

    /// An admin writes anonymously in the topic.
    pub fn send_anonymous(&self, post: impl Into<Post>) -> MessageRef {
        self.chat.send_anonymous(post.into().in_thread(self.thread))
    }

    /// Closes the topic to all but admins who manage topics.
    pub fn close(&self) {
        self.set_closed(true);
    }

    /// Opens it again.
    pub fn reopen(&self) {
        self.set_closed(false);
    }

    fn set_closed(&self, closed: bool) {
        let (chat, thread) = (self.chat.id, self.thread);
        self.chat
            .sim
            .core
            .with(|world, now_ms| world.close_topic(chat, thread, closed, now_ms));
    }

    /// Deletes the topic with its messages.
    pub fn delete(&self) {
        self.chat.room(|room| {
            room.topics.remove(&self.thread);
            for message in room.messages.values_mut() {
                if message.thread == Some(self.thread) {
                    message.deleted = true;
                }
            }
        });
    }
}
