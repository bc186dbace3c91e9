//! Copies and forwards of messages that are there.

use serde_json::{Map, Value, json};

use crate::world::message::{Author, Message};

use super::{
    Ctx,
    refusal::{Answer, Refusal},
};

pub(crate) fn copy(ctx: &mut Ctx<'_>) -> Answer {
    let mut content = source(ctx, "copy")?.content;
    if ctx.params.values.contains_key("caption") && !content.contains_key("text") {
        content.retain(|key, _| key != "caption" && key != "caption_entities");
        content.extend(ctx.caption_content()?);
    }
    content.remove("media_group_id");
    content.remove("forward_origin");
    let markup = ctx.inline_keyboard()?;
    let target = ctx.target("text messages")?;
    ctx.spend(target.chat, 1)?;
    let message = ctx.write(target, content, markup)?;
    Ok(json!({ "message_id": message["message_id"] }))
}

pub(crate) fn forward(ctx: &mut Ctx<'_>) -> Answer {
    let original = source(ctx, "forward")?;
    let content = ctx.world.forwarded(&original);
    let target = ctx.target("text messages")?;
    ctx.spend(target.chat, 1)?;
    ctx.write(target, content, None)
}

fn source(ctx: &Ctx<'_>, verb: &str) -> Result<Message, Refusal> {
    let chat = ctx.chat_named("from_chat_id")?;
    let id = ctx.params.int("message_id").unwrap_or_default();
    let found = ctx
        .world
        .message(chat, id)
        .filter(|message| !message.deleted);
    let message = found.ok_or_else(|| Refusal::bad(&format!("message to {verb} not found")))?;
    if message.is_service() {
        return Err(Refusal::bad(
            &format!("message can't be {verb}ed").replace("yed", "ied"),
        ));
    }
    Ok(message.clone())
}

impl crate::world::World {
    /// Content of a forward of `original`, which names where it came from.
    pub fn forwarded(&self, original: &Message) -> Map<String, Value> {
        let mut content = original.content.clone();
        content.remove("media_group_id");
        let channel = self
            .rooms
            .get(&original.chat)
            .is_some_and(|room| room.kind == crate::world::room::RoomKind::Channel);
        let origin = content.get("forward_origin").cloned().unwrap_or_else(|| {
            let date = original.date_ms / 1000;
            match original.author {
                _ if channel => json!({
                    "type": "channel", "date": date, "chat": self.render_chat(original.chat),
                    "message_id": original.id,
                }),
                Author::Bot => {
                    json!({ "type": "user", "date": date, "sender_user": self.render_bot() })
                }
                Author::User(id) => {
                    json!({ "type": "user", "date": date, "sender_user": self.render_user(id) })
                }
                Author::Chat(id) => {
                    json!({ "type": "chat", "date": date, "sender_chat": self.render_chat(id) })
                }
            }
        });
        content.insert("forward_origin".to_owned(), origin);
        content
    }
}
