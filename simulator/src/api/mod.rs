//! The Bot API: what each method checks, changes and answers.
//!
//! `params` types what came in, `schema` holds it against the documentation, and
//! [`carry_out`] runs the method on the world. The order within a method is the
//! platform's: first what is wrong with the call itself, then the chat, then the rate,
//! and only then the effect.

mod callback;
mod chats;
mod commands;
mod compose;
mod copy;
mod edit;
mod files;
mod keyboard;
mod media;
pub(crate) mod params;
pub(crate) mod refusal;
pub(crate) mod schema;
mod send;
mod target;
pub(crate) mod webhook;

use serde_json::{Value, json};

use crate::world::World;

use self::{
    params::Params,
    refusal::{Answer, Refusal},
};

/// One call being carried out.
pub(crate) struct Ctx<'c> {
    pub world: &'c mut World,
    pub params: &'c Params,
    /// Method in the documentation's spelling.
    pub method: &'static str,
    pub now_ms: i64,
    /// Identifiers of the messages written so far.
    pub written: Vec<i64>,
}

/// Runs a checked call. `getUpdates` is not among the methods: it may wait, so the
/// server serves it.
pub(crate) fn carry_out(ctx: &mut Ctx<'_>) -> Answer {
    match ctx.method {
        "getMe" => Ok(me(ctx.world)),
        "sendMessage" => send::message(ctx),
        "sendPhoto" | "sendVideo" | "sendDocument" => media::single(ctx),
        "sendMediaGroup" => media::album(ctx),
        "copyMessage" => copy::copy(ctx),
        "forwardMessage" => copy::forward(ctx),
        "editMessageText" => edit::text(ctx),
        "editMessageCaption" => edit::caption(ctx),
        "editMessageReplyMarkup" => edit::markup(ctx),
        "editMessageMedia" => edit::media(ctx),
        "deleteMessage" => edit::delete(ctx),
        "answerCallbackQuery" => callback::answer(ctx),
        "getChat" => chats::get(ctx),
        "getChatMember" => chats::member(ctx),
        "getChatAdministrators" => chats::administrators(ctx),
        "getChatMemberCount" => chats::member_count(ctx),
        "leaveChat" => chats::leave(ctx),
        "sendChatAction" => chats::action(ctx),
        "getFile" => files::get(ctx),
        "setMyCommands" => commands::set(ctx),
        "getMyCommands" => commands::get(ctx),
        "deleteMyCommands" => commands::delete(ctx),
        "setWebhook" => webhook::set(ctx),
        "deleteWebhook" => webhook::delete(ctx),
        "getWebhookInfo" => webhook::info(ctx),
        other => Err(Refusal::unsupported(&format!("the method {other}"))),
    }
}

fn me(world: &World) -> Value {
    let mut me = world.render_bot();
    for (key, value) in [
        ("can_join_groups", true),
        ("can_read_all_group_messages", !world.privacy),
        ("supports_inline_queries", false),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
    ] {
        me[key] = json!(value);
    }
    me
}
