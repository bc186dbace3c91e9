//! Posting updates to the bot: as many at once as it allows, each chat's and each person's in order.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::world::{Webhook, queue::Post};

use super::App;

/// Real time that the bot has for taking one update.
const LONGEST_POST: Duration = Duration::from_secs(10);
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// The name by which a fault on order picks posts, as it picks calls by their methods.
const FAULTS_CALL_IT: &str = "webhook";

/// Delivers for as long as the server runs, whenever a webhook is set.
pub(super) async fn deliver(app: App) {
    tokio::select! {
        () = deliver_all(&app) => {}
        () = app.closed() => {}
    }
}

/// How one post ended.
struct Ended {
    id: i64,
    lane: i64,
    taken: bool,
}

async fn deliver_all(app: &App) {
    let mut arrivals = app.core.arrivals.subscribe();
    let mut posts = JoinSet::new();
    let mut busy = HashSet::new();
    let mut failures: HashMap<i64, u32> = HashMap::new();
    loop {
        arrivals.borrow_and_update();
        while let Some((webhook, post)) = next(app, &busy) {
            busy.insert(post.lane);
            let failed = failures.get(&post.id).copied().unwrap_or(0);
            posts.spawn(try_once(app.clone(), webhook, post, failed));
        }
        tokio::select! {
            rung = arrivals.changed() => if rung.is_err() { return },
            Some(ended) = posts.join_next() => {
                // A post that panicked is a fault of this server's own.
                let ended = ended.expect("posting does not panic");
                busy.remove(&ended.lane);
                if ended.taken {
                    failures.remove(&ended.id);
                } else {
                    *failures.entry(ended.id).or_default() += 1;
                }
            }
        }
    }
}

/// The next update whose lane is free, while there is room for one more post.
fn next(app: &App, busy: &HashSet<i64>) -> Option<(Webhook, Post)> {
    if app.core.look(|world| world.webhook.is_none()) {
        return None;
    }
    app.core.with(|world, now_ms| {
        world.updates.forget_old(now_ms);
        let webhook = world.webhook.clone()?;
        let room = busy.len() < webhook.max_connections;
        let post = room.then(|| world.updates.first_beside(busy))??;
        Some((webhook, post))
    })
}

/// Posts it once; after a failure waits as long as the next try has to.
async fn try_once(app: App, webhook: Webhook, post: Post, failed: u32) -> Ended {
    let answer = match timeout(LONGEST_POST, send(&app, &webhook, &post.body)).await {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(_) => Err("Read timeout expired".to_owned()),
    };
    let taken = answer.is_ok();
    app.core.with(|world, now_ms| match answer {
        Ok(()) => world.updates.remove(post.id),
        Err(why) => {
            if let Some(webhook) = &mut world.webhook {
                webhook.last_error = Some((now_ms, why));
            }
        }
    });
    if !taken {
        sleep((FIRST_PAUSE * 2_u32.saturating_pow(failed)).min(LONGEST_PAUSE)).await;
    }
    Ended {
        id: post.id,
        lane: post.lane,
        taken,
    }
}

/// One POST, unless a fault on order takes it or its answer away.
async fn send(app: &App, webhook: &Webhook, update: &Value) -> std::io::Result<()> {
    let strike = app
        .core
        .with(|world, _| world.faults.strike(FAULTS_CALL_IT, None));
    let lost = || Err(std::io::Error::other("Connection reset by peer"));
    match strike {
        None => post(webhook, update).await,
        Some(strike) if strike.effect => {
            post(webhook, update).await?;
            lost()
        }
        Some(_) => lost(),
    }
}

/// One POST over a connection of its own; any status but 2xx is an error.
async fn post(webhook: &Webhook, update: &Value) -> std::io::Result<()> {
    let rest = webhook.url.strip_prefix("http://").unwrap_or(&webhook.url);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let address = if host.contains(':') {
        host.to_owned()
    } else {
        format!("{host}:80")
    };
    let body = update.to_string();
    let secret = webhook.secret.as_ref().map_or_else(String::new, |secret| {
        format!("X-Telegram-Bot-Api-Secret-Token: {secret}\r\n")
    });
    let head = format!(
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n{secret}\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    let mut status = String::new();
    BufReader::new(stream).read_line(&mut status).await?;
    let code = status.split_whitespace().nth(1).unwrap_or_default();
    if code.starts_with('2') {
        return Ok(());
    }
    let words = status.trim().split_once(' ').map_or("", |(_, words)| words);
    Err(std::io::Error::other(format!(
        "Wrong response from the webhook: {words}"
    )))
}
