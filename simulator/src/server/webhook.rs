//! Posting updates to the bot, one after the other.

use std::time::Duration;

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::world::Webhook;

use super::App;

/// Real time that the bot has for taking one update.
const LONGEST_POST: Duration = Duration::from_secs(10);
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Delivers for as long as the server runs, whenever a webhook is set.
pub(super) async fn deliver(app: App) {
    tokio::select! {
        () = deliver_all(&app) => {}
        () = app.closed() => {}
    }
}

async fn deliver_all(app: &App) {
    let mut arrivals = app.core.arrivals.subscribe();
    let mut pause = FIRST_PAUSE;
    loop {
        arrivals.borrow_and_update();
        let Some((webhook, update)) = next(app) else {
            if arrivals.changed().await.is_err() {
                return;
            }
            continue;
        };
        match timeout(LONGEST_POST, post(&webhook, &update)).await {
            Ok(Ok(())) => {
                pause = FIRST_PAUSE;
                let id = update["update_id"].as_i64().unwrap_or_default();
                app.core.with(|world, _| world.updates.confirm(id + 1));
            }
            failed => {
                let why = match failed {
                    Ok(Err(error)) => error.to_string(),
                    _ => "Read timeout expired".to_owned(),
                };
                app.core.with(|world, now_ms| {
                    if let Some(webhook) = &mut world.webhook {
                        webhook.last_error = Some((now_ms, why));
                    }
                });
                sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

fn next(app: &App) -> Option<(Webhook, Value)> {
    if app.core.look(|world| world.webhook.is_none()) {
        return None;
    }
    app.core.with(|world, now_ms| {
        world.updates.forget_old(now_ms);
        let update = world.updates.first(1).pop()?;
        Some((world.webhook.clone()?, update))
    })
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
    Err(std::io::Error::other(format!(
        "Wrong response from the webhook: {}",
        status.trim()
    )))
}
