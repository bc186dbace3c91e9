//! `sendMessage`, and how any message of the bot gets written.

use serde_json::{Map, Value};

use crate::world::message::{Author, Draft};

use super::{
    Ctx,
    refusal::{Answer, Refusal},
    target::Target,
};

pub(crate) fn message(ctx: &mut Ctx<'_>) -> Answer {
    let content = ctx.text_content()?;
    let markup = ctx.inline_keyboard()?;
    let target = ctx.target("text messages")?;
    ctx.spend(target.chat, 1)?;
    ctx.write(target, content, markup)
}

impl Ctx<'_> {
    /// Writes a message of the bot and returns it as the bot sees it.
    pub fn write(
        &mut self,
        target: Target,
        content: Map<String, Value>,
        markup: Option<Value>,
    ) -> Answer {
        let Target {
            chat,
            thread,
            reply_to,
        } = target;
        self.world.private_room_for(chat);
        let draft = Draft {
            thread,
            reply_to,
            content,
            markup,
            method: Some(self.method),
        };
        let id = self
            .world
            .write(chat, Author::Bot, draft, self.now_ms)
            .ok_or_else(|| Refusal::bad("chat not found"))?;
        self.written.push(id);
        self.world.record.wrote(1, self.now_ms);
        let message = self
            .world
            .message(chat, id)
            .ok_or_else(|| Refusal::bad("message not found"))?;
        Ok(self.world.render_message(message))
    }
}
