//! The bot's published commands, by scope and language.

use serde_json::{Value, json};

use super::{
    Ctx,
    refusal::{Answer, Refusal},
};

pub(crate) fn set(ctx: &mut Ctx<'_>) -> Answer {
    let commands = ctx.params.list("commands").unwrap_or_default();
    if commands.len() > 100 {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    for command in commands {
        let name = command["command"].as_str().unwrap_or_default();
        let spelt = name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !spelt || !(1..=32).contains(&name.len()) {
            return Err(Refusal::bad("BOT_COMMAND_INVALID"));
        }
        let description = command["description"].as_str().unwrap_or_default();
        if !(1..=256).contains(&description.chars().count()) {
            return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
    }
    let key = key(ctx)?;
    if commands.is_empty() {
        ctx.world.commands.remove(&key);
    } else {
        ctx.world.commands.insert(key, json!(commands));
    }
    Ok(json!(true))
}

pub(crate) fn get(ctx: &mut Ctx<'_>) -> Answer {
    let key = key(ctx)?;
    Ok(ctx
        .world
        .commands
        .get(&key)
        .cloned()
        .unwrap_or_else(|| json!([])))
}

pub(crate) fn delete(ctx: &mut Ctx<'_>) -> Answer {
    let key = key(ctx)?;
    ctx.world.commands.remove(&key);
    Ok(json!(true))
}

/// Scope as JSON text and language; a chat that the scope names must exist.
fn key(ctx: &Ctx<'_>) -> Result<(String, String), Refusal> {
    let scope = ctx.params.values.get("scope").cloned();
    let scope = scope.unwrap_or_else(|| json!({ "type": "default" }));
    if let Some(chat) = scope.get("chat_id").and_then(Value::as_i64)
        && !ctx.world.rooms.contains_key(&chat)
    {
        return Err(Refusal::bad("chat not found"));
    }
    let language = ctx.params.text("language_code").unwrap_or_default();
    Ok((scope.to_string(), language.to_owned()))
}
