//! Asking about chats and leaving them.

use serde_json::{Value, json};

use crate::world::room::{RoomKind, Standing};

use super::{
    Ctx,
    refusal::{Answer, Refusal},
};

pub(crate) fn get(ctx: &mut Ctx<'_>) -> Answer {
    let chat = ctx.chat()?;
    let mut info = ctx.world.render_chat(chat);
    info["accent_color_id"] = json!(3);
    info["max_reaction_count"] = json!(11);
    info["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
        "premium_subscription": false, "gifts_from_channels": false,
    });
    if let Some(username) = info.get("username").cloned() {
        info["active_usernames"] = json!([username]);
    }
    if ctx
        .world
        .rooms
        .get(&chat)
        .is_some_and(crate::world::room::Room::is_group)
    {
        info["permissions"] = json!({ "can_send_messages": true, "can_send_photos": true });
    }
    Ok(info)
}

pub(crate) fn member(ctx: &mut Ctx<'_>) -> Answer {
    let chat = ctx.chat()?;
    let user = ctx.params.int("user_id").unwrap_or_default();
    let standing =
        standing(ctx, chat, user).ok_or_else(|| Refusal::bad("PARTICIPANT_ID_INVALID"))?;
    Ok(ctx.world.render_member(chat, user, standing))
}

fn standing(ctx: &Ctx<'_>, chat: i64, user: i64) -> Option<Standing> {
    let room = ctx.world.rooms.get(&chat)?;
    if user == ctx.world.bot.id {
        return Some(room.bot);
    }
    ctx.world.people.get(&user)?;
    if room.kind == RoomKind::Private {
        return (user == chat).then_some(Standing::Member);
    }
    Some(room.members.get(&user).copied().unwrap_or(Standing::Left))
}

pub(crate) fn administrators(ctx: &mut Ctx<'_>) -> Answer {
    let chat = ctx.chat()?;
    let Some(room) = ctx
        .world
        .rooms
        .get(&chat)
        .filter(|room| room.kind != RoomKind::Private)
    else {
        return Err(Refusal::bad(
            "there are no administrators in the private chat",
        ));
    };
    let mut found: Vec<(i64, Standing)> = room
        .members
        .iter()
        .map(|(user, standing)| (*user, *standing))
        .collect();
    found.push((ctx.world.bot.id, room.bot));
    found.retain(|(_, standing)| standing.administers());
    found.sort_unstable_by_key(|(user, _)| *user);
    let rendered: Vec<Value> = found
        .into_iter()
        .map(|(user, standing)| ctx.world.render_member(chat, user, standing))
        .collect();
    Ok(Value::Array(rendered))
}

pub(crate) fn member_count(ctx: &mut Ctx<'_>) -> Answer {
    let chat = ctx.chat()?;
    let Some(room) = ctx
        .world
        .rooms
        .get(&chat)
        .filter(|room| room.kind != RoomKind::Private)
    else {
        return Ok(json!(2));
    };
    let people = room
        .members
        .values()
        .filter(|standing| standing.inside())
        .count();
    Ok(json!(people + usize::from(room.bot.inside())))
}

pub(crate) fn leave(ctx: &mut Ctx<'_>) -> Answer {
    let chat = ctx.chat()?;
    if chat > 0 {
        return Err(Refusal::bad(
            "chat member status can't be changed in private chats",
        ));
    }
    let bot = ctx.world.bot.id;
    ctx.world
        .set_bot_standing(chat, bot, Standing::Left, ctx.now_ms);
    Ok(json!(true))
}

pub(crate) fn action(ctx: &mut Ctx<'_>) -> Answer {
    const ACTIONS: [&str; 11] = [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ];
    if !ACTIONS.contains(&ctx.params.text("action").unwrap_or_default()) {
        return Err(Refusal::violation("wrong parameter action in request"));
    }
    ctx.chat()?;
    Ok(json!(true))
}
