//! Choosing how updates come.

use serde_json::json;

use crate::world::{Webhook, World};

use super::{
    Ctx,
    params::Params,
    refusal::{Answer, Refusal},
    schema::Schema,
};

/// Without a wish, so many posts at once.
const USUAL_CONNECTIONS: i64 = 40;

pub(crate) fn set(ctx: &mut Ctx<'_>) -> Answer {
    let url = ctx.params.text("url").unwrap_or_default().to_owned();
    if url.is_empty() {
        return delete(ctx);
    }
    if !is_loopback(&url) {
        return Err(Refusal::unsupported("webhooks beyond http:// on loopback"));
    }
    let secret = ctx.params.text("secret_token").map(str::to_owned);
    let spelt = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if secret
        .as_ref()
        .is_some_and(|s| !(1..=256).contains(&s.len()) || !s.chars().all(spelt))
    {
        return Err(Refusal::bad("secret token contains unallowed characters"));
    }
    let connections = ctx.params.int("max_connections");
    let connections = connections.unwrap_or(USUAL_CONNECTIONS);
    if !(1..=100).contains(&connections) {
        return Err(Refusal::violation("max_connections must be 1 to 100"));
    }
    allow_updates(ctx.world, ctx.params)?;
    drop_pending(ctx);
    ctx.world.webhook = Some(Webhook {
        url,
        secret,
        max_connections: usize::try_from(connections).unwrap_or(1),
        last_error: None,
    });
    // Whoever waits, the poller or the deliverer, has to look again.
    ctx.world.updates.arrivals += 1;
    Ok(json!(true))
}

/// Takes over `allowed_updates`, if the call has it.
pub(crate) fn allow_updates(world: &mut World, params: &Params) -> Result<(), Refusal> {
    let Some(kinds) = params.list("allowed_updates") else {
        return Ok(());
    };
    if let Some(kind) = Schema::get().strange_update_kind(kinds) {
        return Err(Refusal::violation(&format!(
            "allowed_updates: no update is a {kind}"
        )));
    }
    world.updates.allow(kinds);
    Ok(())
}

pub(crate) fn delete(ctx: &mut Ctx<'_>) -> Answer {
    ctx.world.webhook = None;
    drop_pending(ctx);
    ctx.world.updates.arrivals += 1;
    Ok(json!(true))
}

pub(crate) fn info(ctx: &mut Ctx<'_>) -> Answer {
    let webhook = ctx.world.webhook.as_ref();
    let mut info = json!({
        "url": webhook.map_or("", |webhook| webhook.url.as_str()),
        "has_custom_certificate": false,
        "pending_update_count": ctx.world.updates.len(),
    });
    if let Some(webhook) = webhook {
        info["max_connections"] = json!(webhook.max_connections);
        info["ip_address"] = json!("127.0.0.1");
    }
    if let Some((at_ms, message)) = webhook.and_then(|webhook| webhook.last_error.as_ref()) {
        info["last_error_date"] = json!(at_ms / 1000);
        info["last_error_message"] = json!(message);
    }
    if let Some(kinds) = ctx.world.updates.allowed() {
        info["allowed_updates"] = json!(kinds);
    }
    Ok(info)
}

fn drop_pending(ctx: &mut Ctx<'_>) {
    if ctx.params.flag("drop_pending_updates") {
        ctx.world.updates.clear();
    }
}

fn is_loopback(url: &str) -> bool {
    let host = url
        .strip_prefix("http://")
        .and_then(|rest| rest.split(['/', ':']).next());
    matches!(host, Some("127.0.0.1" | "localhost"))
}
