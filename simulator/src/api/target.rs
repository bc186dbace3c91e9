//! Where a call wants to write, and whether the bot may.

use serde_json::Value;

use crate::{
    limiter::Sending,
    world::room::{Room, RoomKind, Standing},
};

use super::{Ctx, refusal::Refusal};

/// What every chat takes that takes anything.
const TEXTS: &str = "text messages";

/// A place to write to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub chat: i64,
    pub thread: Option<i64>,
    pub reply_to: Option<i64>,
}

impl Ctx<'_> {
    /// The chat that a parameter names, whether or not the bot may see it.
    pub fn chat_named(&self, parameter: &str) -> Result<i64, Refusal> {
        let id = match self.params.values.get(parameter) {
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => match text.strip_prefix('@') {
                Some(name) => self.world.usernames.get(&name.to_lowercase()).copied(),
                None => text.parse().ok(),
            },
            _ => return Err(Refusal::bad("chat_id is empty")),
        };
        let known =
            |id: &i64| self.world.rooms.contains_key(id) || self.world.people.contains_key(id);
        id.filter(known)
            .ok_or_else(|| Refusal::bad("chat not found"))
    }

    /// The chat of the call, if the bot can reach it.
    pub fn chat(&self) -> Result<i64, Refusal> {
        self.reachable(self.chat_named("chat_id")?)
    }

    fn reachable(&self, chat: i64) -> Result<i64, Refusal> {
        if let Some(person) = self.world.people.get(&chat) {
            return match person {
                person if person.deactivated => Err(Refusal::forbidden("user is deactivated")),
                person if person.blocked => Err(Refusal::forbidden("bot was blocked by the user")),
                person if !person.started => Err(Refusal::forbidden(
                    "bot can't initiate conversation with a user",
                )),
                _ => Ok(chat),
            };
        }
        let room = self
            .world
            .rooms
            .get(&chat)
            .ok_or_else(|| Refusal::bad("chat not found"))?;
        if let Some(new) = room.migrated_to {
            return Err(Refusal::migrated(new));
        }
        if room.deleted {
            return Err(match room.kind {
                RoomKind::Group => Refusal::forbidden("the group chat was deleted"),
                _ => Refusal::bad("chat not found"),
            });
        }
        let word = room.kind.word();
        match room.bot {
            Standing::Kicked => Err(Refusal::forbidden(&format!(
                "bot was kicked from the {word} chat"
            ))),
            Standing::Left => Err(Refusal::forbidden(&format!(
                "bot is not a member of the {word} chat"
            ))),
            Standing::Never if room.username.is_some() => Err(Refusal::forbidden(&format!(
                "bot is not a member of the {word} chat"
            ))),
            Standing::Never => Err(Refusal::bad("chat not found")),
            _ => Ok(chat),
        }
    }

    /// Chat, topic and replied message of a send; `what` completes "not enough rights to
    /// send … to the chat".
    pub fn target(&self, what: &str) -> Result<Target, Refusal> {
        let chat = self.chat()?;
        let mut target = Target {
            chat,
            thread: self.params.int("message_thread_id"),
            reply_to: None,
        };
        let Some(room) = self.world.rooms.get(&chat) else {
            return Ok(target);
        };
        may_write(room, what)?;
        target.reply_to = self.reply_target(room)?;
        if target.thread.is_none() {
            let replied = target.reply_to.and_then(|id| room.messages.get(&id));
            target.thread = replied.and_then(|message| message.thread);
        }
        match target.thread.map(|id| room.topics.get(&id)) {
            Some(None) => Err(Refusal::bad("message thread not found")),
            Some(Some(topic)) if topic.closed => Err(Refusal::bad("TOPIC_CLOSED")),
            _ => Ok(target),
        }
    }

    fn reply_target(&self, room: &Room) -> Result<Option<i64>, Refusal> {
        let Some(reply) = self.params.values.get("reply_parameters") else {
            return Ok(None);
        };
        if reply
            .get("chat_id")
            .is_some_and(|chat| chat.as_i64() != Some(room.id))
        {
            return Err(Refusal::unsupported("replies to messages of other chats"));
        }
        let id = reply["message_id"].as_i64().unwrap_or_default();
        if room
            .messages
            .get(&id)
            .is_some_and(|message| !message.deleted)
        {
            return Ok(Some(id));
        }
        match reply
            .get("allow_sending_without_reply")
            .and_then(Value::as_bool)
        {
            Some(true) => Ok(None),
            _ => Err(Refusal::bad("message to be replied not found")),
        }
    }

    /// Counts the messages against the rates.
    pub fn spend(&mut self, chat: i64, messages: u32) -> Result<(), Refusal> {
        let is_group = chat < 0;
        let paid = self.params.flag("allow_paid_broadcast");
        let sending = Sending {
            chat,
            is_group,
            paid,
            messages,
        };
        self.world
            .limiter
            .admit(sending, self.now_ms)
            .map_err(|seconds| {
                self.world.record.stats.too_many_requests += 1;
                Refusal::retry_after(seconds)
            })
    }
}

fn may_write(room: &Room, what: &str) -> Result<(), Refusal> {
    match room.kind {
        RoomKind::Channel if !room.bot.administers() => Err(Refusal::bad(
            "need administrator rights in the channel chat",
        )),
        _ if room.bot == Standing::Restricted
            || (room.no_media && what != TEXTS && !room.bot.administers()) =>
        {
            Err(Refusal::bad(&format!(
                "not enough rights to send {what} to the chat"
            )))
        }
        _ => Ok(()),
    }
}
