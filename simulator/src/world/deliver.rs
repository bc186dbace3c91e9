//! Which messages the bot gets to see.
//!
//! Privacy mode, by <https://core.telegram.org/bots/features#privacy-mode>: in groups a bot
//! that is no admin sees service messages, replies to its own messages, and commands. A
//! bare `/command` is for the bot that spoke last; the simulated bot is the only one in
//! its groups, so it gets all of them, except those addressed to another bot.

use serde_json::json;

use super::{
    World,
    message::{Author, Message},
    room::{Room, RoomKind},
};

impl World {
    /// Queues the update for a message someone wrote or changed.
    pub fn deliver(&mut self, chat: i64, id: i64, now_ms: i64) {
        let Some(room) = self.rooms.get(&chat) else {
            return;
        };
        let Some(message) = room.messages.get(&id) else {
            return;
        };
        if !self.visible(room, message) {
            return;
        }
        let kind = match (room.kind == RoomKind::Channel, message.edit_ms.is_some()) {
            (false, false) => "message",
            (false, true) => "edited_message",
            (true, false) => "channel_post",
            (true, true) => "edited_channel_post",
        };
        let body = self.render_message(message);
        self.updates.push(kind, body, now_ms);
    }

    fn visible(&self, room: &Room, message: &Message) -> bool {
        if message.author == Author::Bot || room.migrated_to.is_some() || room.deleted {
            return false;
        }
        match room.kind {
            RoomKind::Private => self
                .people
                .get(&room.id)
                .is_some_and(|person| !person.blocked),
            RoomKind::Channel => room.bot.administers(),
            RoomKind::Group | RoomKind::Supergroup => {
                room.bot.inside()
                    && (room.bot.administers()
                        || !self.privacy
                        || message.is_service()
                        || self.answers_bot(message)
                        || self.commands_bot(message))
            }
        }
    }

    fn answers_bot(&self, message: &Message) -> bool {
        message
            .reply_to
            .and_then(|id| self.message(message.chat, id))
            .is_some_and(|target| target.author == Author::Bot)
    }

    fn commands_bot(&self, message: &Message) -> bool {
        let text = message.text().unwrap_or_default();
        message.entities().iter().any(|entity| {
            if entity["type"] != json!("bot_command") {
                return false;
            }
            let parsed: Option<crate::Entity> = serde_json::from_value(entity.clone()).ok();
            let command = parsed
                .as_ref()
                .and_then(|entity| entity.slice(text))
                .unwrap_or_default();
            match command.split_once('@') {
                Some((_, name)) => name.eq_ignore_ascii_case(&self.bot.username),
                None => entity["offset"] == json!(0),
            }
        })
    }
}
