//! The JSON of users, chats and messages as the bot gets to see it.

use serde_json::{Value, json};

use super::{
    World,
    message::{Author, Message},
    person::{self, ANONYMOUS_ADMIN, CHANNEL_SENDER},
    room::{RoomKind, Standing},
};

impl World {
    /// The bot as it appears in `from`.
    pub fn render_bot(&self) -> Value {
        json!({
            "id": self.bot.id, "is_bot": true,
            "first_name": self.bot.first_name, "username": self.bot.username,
        })
    }

    pub fn render_user(&self, id: i64) -> Value {
        if id == self.bot.id {
            return self.render_bot();
        }
        self.people
            .get(&id)
            .map_or_else(|| person::service_account(id), super::Person::render)
    }

    pub fn render_chat(&self, id: i64) -> Value {
        let Some(room) = self.rooms.get(&id) else {
            return json!({ "id": id, "type": "private", "first_name": "" });
        };
        if room.kind != RoomKind::Private {
            return room.render();
        }
        let mut chat = self.render_user(id);
        if let Value::Object(fields) = &mut chat {
            fields.remove("is_bot");
            fields.remove("language_code");
            fields.insert("type".to_owned(), json!("private"));
        }
        chat
    }

    /// The whole message, with the one it replies to (but not that one's own).
    pub fn render_message(&self, message: &Message) -> Value {
        let mut rendered = self.render_bare(message);
        let target = message.reply_to.or(message.thread);
        let target = target.and_then(|id| self.message(message.chat, id));
        if let Some(target) = target.filter(|target| !target.deleted && target.id != message.id) {
            rendered["reply_to_message"] = self.render_bare(target);
        }
        rendered
    }

    fn render_bare(&self, message: &Message) -> Value {
        let mut fields = message.content.clone();
        let mut set = |key: &str, value: Value| {
            fields.insert(key.to_owned(), value);
        };
        set("message_id", json!(message.id));
        set("date", json!(message.date_ms / 1000));
        set("chat", self.render_chat(message.chat));
        let in_channel = self
            .rooms
            .get(&message.chat)
            .is_some_and(|room| room.kind == RoomKind::Channel);
        match message.author {
            _ if in_channel => set("sender_chat", self.render_chat(message.chat)),
            Author::Bot => set("from", self.render_bot()),
            Author::User(id) => set("from", self.render_user(id)),
            Author::Chat(id) => {
                let shown = if id == message.chat {
                    ANONYMOUS_ADMIN
                } else {
                    CHANNEL_SENDER
                };
                set("from", person::service_account(shown));
                set("sender_chat", self.render_chat(id));
            }
        }
        if let Some(edited) = message.edit_ms {
            set("edit_date", json!(edited / 1000));
        }
        if let Some(thread) = message.thread {
            set("message_thread_id", json!(thread));
            set("is_topic_message", json!(true));
        }
        if let Some(markup) = &message.markup {
            set("reply_markup", markup.clone());
        }
        Value::Object(fields)
    }

    /// A `ChatMember`.
    pub fn render_member(&self, chat: i64, user: i64, standing: Standing) -> Value {
        let user = self.render_user(user);
        let in_channel = self
            .rooms
            .get(&chat)
            .is_some_and(|room| room.kind == RoomKind::Channel);
        match standing {
            Standing::Never | Standing::Left => json!({ "status": "left", "user": user }),
            Standing::Kicked => json!({ "status": "kicked", "user": user, "until_date": 0 }),
            Standing::Member => json!({ "status": "member", "user": user }),
            Standing::Owner => {
                json!({ "status": "creator", "user": user, "is_anonymous": false })
            }
            Standing::Restricted => {
                let mut member = json!({
                    "status": "restricted", "user": user, "is_member": true, "until_date": 0,
                });
                for right in RESTRICTED_RIGHTS {
                    member[right] = json!(false);
                }
                member
            }
            Standing::Admin => {
                let mut member = json!({
                    "status": "administrator", "user": user, "can_be_edited": false,
                    "is_anonymous": false,
                });
                for (right, granted) in ADMIN_RIGHTS {
                    member[right] = json!(granted);
                }
                if in_channel {
                    member["can_post_messages"] = json!(true);
                    member["can_edit_messages"] = json!(true);
                } else {
                    member["can_pin_messages"] = json!(true);
                    member["can_manage_topics"] = json!(false);
                }
                member
            }
        }
    }
}

const ADMIN_RIGHTS: [(&str, bool); 10] = [
    ("can_manage_chat", true),
    ("can_delete_messages", true),
    ("can_manage_video_chats", true),
    ("can_restrict_members", true),
    ("can_promote_members", false),
    ("can_change_info", true),
    ("can_invite_users", true),
    ("can_post_stories", false),
    ("can_edit_stories", false),
    ("can_delete_stories", false),
];

const RESTRICTED_RIGHTS: [&str; 16] = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
];
