//! The way of one call: token, documentation, fault on order, method, answer.

use axum::{
    extract::{ConnectInfo, Request, State},
    response::Response,
};

use crate::{
    api::{
        self, Ctx,
        params::{Params, RawParams},
        refusal::{Answer, Refusal},
        schema::{Method, Schema},
    },
    faults::Strike,
    world::{World, record::Outcome},
};

use super::{
    App,
    failing::fail,
    poll,
    request::{Path, params_of, path_of},
    respond::{bytes, cut, respond, respond_with},
    wire::Scissors,
};

/// What fetching a file is called in the record and by faults.
const DOWNLOAD: &str = "download";

/// Handles every request that comes.
pub(crate) async fn serve(
    State(app): State<App>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let (token, method) = match path_of(request.uri().path()) {
        Path::Method { token, method } => (token, method),
        Path::File { token, path } => return download(&app, &scissors, &token, &path).await,
        Path::Nowhere => return respond(&Refusal::new(404, "Not Found")),
    };
    if let Err(refusal) = check_token(&app, &token) {
        return respond(&refusal);
    }
    let params = match params_of(request).await {
        Ok(params) => params,
        Err(refusal) => return respond(&note(&app, &method, refusal)),
    };
    let Some(method) = Schema::get().method(&method) else {
        let detail = format!("there is no method {method}");
        let refusal = Refusal {
            violation: Some(detail),
            ..Refusal::new(404, "Not Found: method not found")
        };
        return respond(&note(&app, &method, refusal));
    };
    answer(&app, &scissors, method, params).await
}

fn check_token(app: &App, token: &str) -> Result<(), Refusal> {
    let formed = token
        .split_once(':')
        .is_some_and(|(id, secret)| id.parse::<u64>().is_ok() && !secret.is_empty());
    if !formed {
        return Err(Refusal::new(404, "Not Found"));
    }
    let known = app.core.look(|world| world.bot.token == token);
    if known {
        Ok(())
    } else {
        Err(Refusal::new(401, "Unauthorized"))
    }
}

/// Records what is wrong with a call that got no further.
fn note(app: &App, method: &str, refusal: Refusal) -> Refusal {
    app.core.with(|world, now_ms| {
        let number = world
            .record
            .begin(method, None, &serde_json::Map::new(), now_ms);
        conclude(world, number, method, &Err(refusal.clone()), Vec::new());
    });
    refusal
}

async fn answer(
    app: &App,
    scissors: &Scissors,
    method: &'static Method,
    raw: RawParams,
) -> Response {
    let params = raw.typed(method);
    let begun = app
        .core
        .with(|world, now_ms| begin(world, method, &params, now_ms));
    let (number, strike) = match begun {
        Ok(begun) => begun,
        Err(refusal) => return respond(&refusal),
    };
    let carried_out = strike.as_ref().is_none_or(|strike| strike.effect);
    let answer = if !carried_out {
        None
    } else if method.name == "getUpdates" {
        // A stopping server cuts its polls: a 5xx would keep some clients asleep for long.
        tokio::select! {
            answer = poll::updates(app, &params, number) => Some(answer),
            () = app.closed() => None,
        }
    } else {
        Some(
            app.core
                .with(|world, now_ms| run(world, method, &params, number, now_ms)),
        )
    };
    match strike {
        None => answer.map_or_else(|| cut(scissors), |answer| respond_with(&answer)),
        Some(strike) => fail(app, scissors, number, strike, answer).await,
    }
}

/// Notes the call, holds it against the documentation, and looks for a fault on order.
fn begin(
    world: &mut World,
    method: &'static Method,
    params: &Params,
    now_ms: i64,
) -> Result<(u64, Option<Strike>), Refusal> {
    let chat = params.chat();
    let number = world
        .record
        .begin(method.name, chat, &params.values, now_ms);
    if let Err(detail) = Schema::get().check_call(method, &params.values) {
        let refusal = Refusal::violation(&detail);
        conclude(
            world,
            number,
            method.name,
            &Err(refusal.clone()),
            Vec::new(),
        );
        return Err(refusal);
    }
    Ok((number, world.faults.strike(method.name, chat)))
}

fn run(
    world: &mut World,
    method: &'static Method,
    params: &Params,
    number: u64,
    now_ms: i64,
) -> Answer {
    let mut ctx = Ctx {
        world,
        params,
        method: method.name,
        now_ms,
        written: Vec::new(),
    };
    let answer = api::carry_out(&mut ctx);
    let written = ctx.written;
    conclude(world, number, method.name, &answer, written);
    answer
}

/// Writes a call's end into the record.
pub(super) fn conclude(
    world: &mut World,
    number: u64,
    method: &str,
    answer: &Answer,
    written: Vec<i64>,
) {
    let outcome = match answer {
        Ok(_) => Outcome::Done,
        Err(refusal) => {
            if let Some(detail) = &refusal.violation {
                world.record.violate(method, detail.clone());
            }
            Outcome::Refused(refusal.code, refusal.description.clone())
        }
    };
    world.record.finish(number, outcome, written);
}

/// The bytes of a file. No method, but a call all the same: it is recorded as `download`, and faults for
/// calls of that name strike it.
async fn download(app: &App, scissors: &Scissors, token: &str, path: &str) -> Response {
    if let Err(refusal) = check_token(app, token) {
        return respond(&refusal);
    }
    let (number, strike, found) = app.core.with(|world, now_ms| {
        let asked = serde_json::Map::from_iter([("file_path".to_owned(), path.into())]);
        let number = world.record.begin(DOWNLOAD, None, &asked, now_ms);
        let found = world.files.at_path(path).map(|file| file.bytes.to_vec());
        (number, world.faults.strike(DOWNLOAD, None), found)
    });
    if let Some(strike) = strike {
        return fail(app, scissors, number, strike, None).await;
    }
    let missing = Refusal::new(404, "Not Found");
    let answer = match &found {
        Some(_) => Ok(serde_json::Value::Null),
        None => Err(missing.clone()),
    };
    app.core
        .with(|world, _| conclude(world, number, DOWNLOAD, &answer, Vec::new()));
    found.map_or_else(|| respond(&missing), bytes)
}
