//! `getUpdates`, which may wait.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use tokio::time::Instant;

use crate::{
    api::{
        params::Params,
        refusal::{Answer, Refusal},
        webhook::allow_updates,
    },
    core::Core,
    world::World,
};

use super::{App, route::conclude};

/// Longest wait that the platform grants.
const LONGEST_POLL_S: i64 = 50;
const MOST_UPDATES: i64 = 100;

/// Serves one poll and records how it ended.
pub(super) async fn updates(app: &App, params: &Params, number: u64) -> Answer {
    let answer = wait(app, params).await;
    app.core
        .with(|world, _| conclude(world, number, "getUpdates", &answer, Vec::new()));
    answer
}

async fn wait(app: &App, params: &Params) -> Answer {
    let seconds = params.int("timeout").unwrap_or(0).clamp(0, LONGEST_POLL_S);
    let deadline = Instant::now() + Duration::from_secs(seconds.unsigned_abs());
    let limit = params
        .int("limit")
        .filter(|limit| (1..=MOST_UPDATES).contains(limit));
    let limit = usize::try_from(limit.unwrap_or(MOST_UPDATES)).unwrap_or(100);
    let mut arrivals = app.core.arrivals.subscribe();
    let turn = app.core.with(|world, _| begin(world, params))?;
    let _waiting = Waiting {
        core: Arc::clone(&app.core),
        turn,
    };
    loop {
        arrivals.borrow_and_update();
        let last_look = Instant::now() >= deadline;
        let ready = app
            .core
            .with(|world, now_ms| look(world, turn, limit, last_look, now_ms))?;
        if let Some(updates) = ready {
            return Ok(Value::Array(updates));
        }
        tokio::select! {
            // The sender lives in the core, so it cannot be gone.
            _ = arrivals.changed() => {}
            () = tokio::time::sleep_until(deadline) => {}
        }
    }
}

/// Confirms what the offset confirms and takes the turn of polling.
fn begin(world: &mut World, params: &Params) -> Result<u64, Refusal> {
    refuse_beside_webhook(world)?;
    allow_updates(world, params)?;
    if let Some(offset) = params.int("offset") {
        world.updates.confirm(offset);
    }
    world.polling.newest += 1;
    world.updates.arrivals += 1;
    Ok(world.polling.newest)
}

fn look(
    world: &mut World,
    turn: u64,
    limit: usize,
    last_look: bool,
    now_ms: i64,
) -> Result<Option<Vec<Value>>, Refusal> {
    if world.polling.newest != turn {
        return Err(Refusal::new(
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot \
             instance is running",
        ));
    }
    refuse_beside_webhook(world)?;
    world.updates.forget_old(now_ms);
    let updates = world.updates.first(limit);
    if !updates.is_empty() || last_look {
        return Ok(Some(updates));
    }
    world.polling.waiting = Some(turn);
    Ok(None)
}

fn refuse_beside_webhook(world: &World) -> Result<(), Refusal> {
    match world.webhook {
        Some(_) => Err(Refusal::new(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to \
             delete the webhook first",
        )),
        None => Ok(()),
    }
}

/// Ends the turn however the poll ends, also when the client goes away.
struct Waiting {
    core: Arc<Core>,
    turn: u64,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let turn = self.turn;
        self.core.with(|world, _| {
            if world.polling.waiting == Some(turn) {
                world.polling.waiting = None;
            }
        });
    }
}
