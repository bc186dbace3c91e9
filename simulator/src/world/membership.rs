//! Joining, leaving, rights and migration, with the updates they cause.

use serde_json::{Map, Value, json};

use super::{
    World,
    message::{Author, Draft},
    room::{RoomKind, Standing},
};

/// Content with that one field.
pub(crate) fn content(key: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(key.to_owned(), value)])
}

impl World {
    /// Changes how the bot stands in a chat, by an act of `actor`.
    ///
    /// Order as on the platform: first `my_chat_member`, then the service message.
    pub fn set_bot_standing(&mut self, chat: i64, actor: i64, standing: Standing, now_ms: i64) {
        let Some(room) = self.rooms.get_mut(&chat) else {
            return;
        };
        let before = std::mem::replace(&mut room.bot, standing);
        let kind = room.kind;
        if before == standing {
            return;
        }
        let bot = self.bot.id;
        let body = self.member_update(chat, actor, bot, (before, standing), now_ms);
        self.updates.push("my_chat_member", body, now_ms);
        let joined = !before.inside() && standing.inside();
        if joined && matches!(kind, RoomKind::Group | RoomKind::Supergroup) {
            let members = json!([self.render_bot()]);
            self.announce(chat, actor, content("new_chat_members", members), now_ms);
        }
        if before.inside() && !standing.inside() && kind == RoomKind::Group {
            let service = content("left_chat_member", self.render_bot());
            let id = self.write_service(chat, actor, service, now_ms);
            // The bot no longer is inside, and is told all the same.
            if let Some(message) = id.and_then(|id| self.message(chat, id)) {
                let body = self.render_message(message);
                self.updates.push("message", body, now_ms);
            }
        }
    }

    /// `actor` adds the bot, unless it is in.
    pub fn add_bot(&mut self, chat: i64, actor: i64, now_ms: i64) {
        let Some(room) = self.rooms.get(&chat) else {
            return;
        };
        let standing = match room.kind {
            RoomKind::Channel => Standing::Admin,
            _ => Standing::Member,
        };
        if !room.bot.inside() {
            self.set_bot_standing(chat, actor, standing, now_ms);
        }
    }

    /// Changes how a person stands in a chat. The bot hears of it as an admin that asked
    /// for `chat_member`, and by the service messages of groups.
    pub fn set_standing(
        &mut self,
        chat: i64,
        actor: i64,
        user: i64,
        standing: Standing,
        now_ms: i64,
    ) {
        let Some(room) = self.rooms.get_mut(&chat) else {
            return;
        };
        let before = room
            .members
            .insert(user, standing)
            .unwrap_or(Standing::Never);
        let (administers, is_group) = (room.bot.administers(), room.is_group());
        if before == standing {
            return;
        }
        if administers {
            let body = self.member_update(chat, actor, user, (before, standing), now_ms);
            self.updates.push("chat_member", body, now_ms);
        }
        if is_group && before.inside() != standing.inside() {
            let user = self.render_user(user);
            let service = if standing.inside() {
                content("new_chat_members", json!([user]))
            } else {
                content("left_chat_member", user)
            };
            self.announce(chat, actor, service, now_ms);
        }
    }

    /// A `ChatMemberUpdated`. Basic groups know no ban: who was thrown out has left.
    pub fn member_update(
        &self,
        chat: i64,
        actor: i64,
        member: i64,
        (before, after): (Standing, Standing),
        now_ms: i64,
    ) -> Value {
        let basic = self
            .rooms
            .get(&chat)
            .is_some_and(|room| room.kind == RoomKind::Group);
        let shown = |standing| match standing {
            Standing::Kicked if basic => Standing::Left,
            other => other,
        };
        json!({
            "chat": self.render_chat(chat),
            "from": self.render_user(actor),
            "date": now_ms / 1000,
            "old_chat_member": self.render_member(chat, member, shown(before)),
            "new_chat_member": self.render_member(chat, member, shown(after)),
        })
    }

    /// Writes a service message and delivers it.
    pub fn announce(
        &mut self,
        chat: i64,
        actor: i64,
        service: Map<String, Value>,
        now_ms: i64,
    ) -> Option<i64> {
        let id = self.write_service(chat, actor, service, now_ms)?;
        self.deliver(chat, id, now_ms);
        Some(id)
    }

    fn write_service(
        &mut self,
        chat: i64,
        actor: i64,
        service: Map<String, Value>,
        now_ms: i64,
    ) -> Option<i64> {
        let draft = Draft {
            content: service,
            ..Draft::default()
        };
        self.write(chat, Author::User(actor), draft, now_ms)
    }

    /// Turns a group into a supergroup and returns the new chat's id.
    pub fn migrate(&mut self, old: i64, actor: i64, now_ms: i64) -> Option<i64> {
        let room = self.rooms.get(&old)?;
        let (title, bot, members) = (room.title.clone(), room.bot, room.members.clone());
        let new = self.open_room(RoomKind::Supergroup, &title);
        if let Some(room) = self.rooms.get_mut(&new) {
            room.bot = bot;
            room.members = members;
        }
        self.announce(
            old,
            actor,
            content("migrate_to_chat_id", json!(new)),
            now_ms,
        );
        self.announce(
            new,
            actor,
            content("migrate_from_chat_id", json!(old)),
            now_ms,
        );
        if let Some(room) = self.rooms.get_mut(&old) {
            room.migrated_to = Some(new);
        }
        Some(new)
    }
}
