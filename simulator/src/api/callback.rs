//! Answers to button presses.

use serde_json::json;

use crate::world::press::CallbackAnswer;

use super::{
    Ctx,
    refusal::{Answer, Refusal},
};

/// Longest text of a callback answer, in characters.
const LONGEST: usize = 200;

pub(crate) fn answer(ctx: &mut Ctx<'_>) -> Answer {
    let text = ctx
        .params
        .text("text")
        .filter(|text| !text.is_empty())
        .map(str::to_owned);
    if text
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST)
    {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    let id = ctx.params.text("callback_query_id").unwrap_or_default();
    let now_ms = ctx.now_ms;
    let query = ctx
        .world
        .queries
        .get_mut(id)
        .filter(|query| query.open(now_ms));
    let Some(query) = query else {
        return Err(Refusal::bad(
            "query is too old and response timeout expired or query ID is invalid",
        ));
    };
    query.answer = Some(CallbackAnswer {
        text,
        show_alert: ctx.params.flag("show_alert"),
        url: ctx.params.text("url").map(str::to_owned),
        at_ms: now_ms,
    });
    Ok(json!(true))
}
