//! Changing and deleting messages.

use serde_json::{Map, Value, json};

use crate::world::message::{Author, Message};

use super::{
    Ctx,
    compose::refuse_inline,
    media::item_content,
    refusal::{Answer, Refusal},
};

/// How long a bot may delete a message.
const DELETABLE_MS: i64 = 48 * 3600 * 1000;
const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply \
                            markup are exactly the same as a current content and reply markup of \
                            the message";

pub(crate) fn text(ctx: &mut Ctx<'_>) -> Answer {
    refuse_rich_text(ctx)?;
    let content = ctx.text_content()?;
    let markup = ctx.inline_keyboard()?;
    let message = editable(ctx)?;
    if !message.content.contains_key("text") {
        return Err(Refusal::bad("there is no text in the message to edit"));
    }
    revise(ctx, &message, content, markup)
}

pub(crate) fn caption(ctx: &mut Ctx<'_>) -> Answer {
    let caption = ctx.caption_content()?;
    let markup = ctx.inline_keyboard()?;
    let message = editable(ctx)?;
    if message.content.contains_key("text") {
        return Err(Refusal::bad("there is no caption in the message to edit"));
    }
    let mut content = message.content.clone();
    let said = ["caption", "caption_entities", "show_caption_above_media"];
    content.retain(|key, _| !said.contains(&key.as_str()));
    content.extend(caption);
    revise(ctx, &message, content, markup)
}

pub(crate) fn markup(ctx: &mut Ctx<'_>) -> Answer {
    let markup = ctx.inline_keyboard()?;
    let message = editable(ctx)?;
    let content = message.content.clone();
    revise(ctx, &message, content, markup)
}

pub(crate) fn media(ctx: &mut Ctx<'_>) -> Answer {
    let markup = ctx.inline_keyboard()?;
    let message = editable(ctx)?;
    let item = ctx.params.values.get("media").cloned().unwrap_or_default();
    let mut content = item_content(ctx, &item)?;
    if let Some(album) = message.content.get("media_group_id") {
        let is_document = |of: &Map<String, Value>| of.contains_key("document");
        if is_document(&content) != is_document(&message.content) {
            return Err(Refusal::bad("can't change media type in the album"));
        }
        content.insert("media_group_id".to_owned(), album.clone());
    }
    revise(ctx, &message, content, markup)
}

pub(crate) fn delete(ctx: &mut Ctx<'_>) -> Answer {
    let chat = ctx.chat()?;
    let id = ctx.params.int("message_id").unwrap_or_default();
    let message = find(ctx, chat, id).ok_or_else(|| Refusal::bad("message to delete not found"))?;
    let own = message.author == Author::Bot;
    let fresh = ctx.now_ms - message.date_ms < DELETABLE_MS;
    let administers = ctx
        .world
        .rooms
        .get(&chat)
        .is_some_and(|room| room.bot.administers());
    let allowed = if own || chat > 0 { fresh } else { administers };
    if !allowed {
        return Err(Refusal::bad("message can't be deleted for everyone"));
    }
    if let Some(room) = ctx.world.rooms.get_mut(&chat)
        && let Some(message) = room.messages.get_mut(&id)
    {
        message.deleted = true;
    }
    Ok(json!(true))
}

/// The message the call names, if the bot may change it.
fn editable(ctx: &Ctx<'_>) -> Result<Message, Refusal> {
    refuse_inline(ctx.params)?;
    let chat = ctx.chat()?;
    let id = ctx.params.int("message_id");
    let id = id.ok_or_else(|| Refusal::violation("parameter \"message_id\" is required"))?;
    let message = find(ctx, chat, id).ok_or_else(|| Refusal::bad("message to edit not found"))?;
    if message.author != Author::Bot {
        return Err(Refusal::bad("message can't be edited"));
    }
    Ok(message.clone())
}

fn find<'c>(ctx: &'c Ctx<'_>, chat: i64, id: i64) -> Option<&'c Message> {
    ctx.world
        .message(chat, id)
        .filter(|message| !message.deleted)
}

fn revise(
    ctx: &mut Ctx<'_>,
    message: &Message,
    content: Map<String, Value>,
    markup: Option<Value>,
) -> Answer {
    if message.content == content && message.markup == markup {
        return Err(Refusal::bad(NOT_MODIFIED));
    }
    ctx.spend(message.chat, 1)?;
    if let Some(room) = ctx.world.rooms.get_mut(&message.chat)
        && let Some(stored) = room.messages.get_mut(&message.id)
    {
        stored.revise(content, markup, ctx.now_ms);
    }
    ctx.written.push(message.id);
    ctx.world.record.stats.edits += 1;
    let edited = ctx.world.message(message.chat, message.id);
    let edited = edited.ok_or_else(|| Refusal::bad("message to edit not found"))?;
    Ok(ctx.world.render_message(edited))
}

fn refuse_rich_text(ctx: &Ctx<'_>) -> Result<(), Refusal> {
    match ctx.params.values.contains_key("rich_message") {
        true => Err(Refusal::unsupported("rich messages")),
        false => Ok(()),
    }
}
