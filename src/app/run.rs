//! The whole program: brought up from the database outwards, ended from the outside in.

use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::ended::Ended;
use super::leader::await_leadership;
use super::loops::{Leading, Loops};
use super::menus;
use super::ready::Ready;
use super::settings::Settings;
use super::startup::{self, Unusable};
use super::webhook::Webhook;
use crate::domain::address::Address;
use crate::domain::clock::Clock;
use crate::domain::{id, metric};
use crate::http;
use crate::service::people;
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, event};
use crate::telegram::client::Client;
use crate::telegram::identity::{IdentifyError, Identity};

/// What the program is made of; tests and the demo bring their own clock and server.
#[derive(Debug)]
pub struct Parts {
    /// All settings.
    pub settings: Settings,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where everything is kept.
    pub db: Db,
    /// The way to Telegram.
    pub client: Client,
}

/// Between two tries to reach Telegram at the start.
const TELEGRAM_PAUSE: Duration = Duration::from_secs(5);
/// How long requests that are open at the end may take; everything else has ended by then.
const LAST_ANSWERS: Duration = Duration::from_millis(500);

/// Runs until `shutdown`: then ends intake, finishes what was taken in, records what is under way, and
/// gives the leadership back.
///
/// # Errors
/// [`Ended`]: it could not start, or may not go on.
pub async fn serve(parts: Parts, shutdown: CancellationToken) -> Result<(), Ended> {
    let Parts {
        settings,
        clock,
        db,
        client,
    } = parts;
    let ready = Arc::new(Ready {
        db: db.clone(),
        fence: OnceLock::new(),
        incoming: OnceLock::new(),
        patience: settings.telegram.poll_timeout + Duration::from_secs(30),
    });
    let listener = http::bind(settings.http.listen)
        .await
        .map_err(Unusable::from)?;
    let pages = CancellationToken::new();
    let url = settings.telegram.webhook_url.clone();
    let webhook = url.map(|url| Webhook::new(url, &client));
    let mut serving = open_pages(listener, &ready, webhook.as_ref(), &pages);
    let telegram = (&client, webhook.as_ref());
    let ended = lead(&settings, clock, &db, telegram, &ready, &shutdown).await;
    pages.cancel();
    // Whoever starts after this one has the port.
    if tokio::time::timeout(LAST_ANSWERS, &mut serving)
        .await
        .is_err()
    {
        serving.abort();
    }
    ended
}

/// Serves the pages until `shutdown`. Counting is a convenience; probes are answered also without it.
fn open_pages(
    listener: TcpListener,
    ready: &Arc<Ready>,
    webhook: Option<&Webhook>,
    shutdown: &CancellationToken,
) -> JoinHandle<io::Result<()>> {
    let metrics = match http::metrics::install() {
        Ok(metrics) => {
            tokio::spawn(http::metrics::upkeep(metrics.clone(), shutdown.clone()));
            Some(metrics)
        }
        Err(error) => {
            tracing::warn!(%error, "there is no /metrics");
            None
        }
    };
    let pages = http::router(Arc::<Ready>::clone(ready), metrics);
    let router = match webhook {
        Some(webhook) => webhook.beside(pages),
        None => pages,
    };
    tokio::spawn(http::serve(listener, router, shutdown.clone()))
}

/// Everything that only the leader does.
async fn lead(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    db: &Db,
    (client, webhook): (&Client, Option<&Webhook>),
    ready: &Ready,
    shutdown: &CancellationToken,
) -> Result<(), Ended> {
    let Some(identity) = identify(client, shutdown).await? else {
        return Ok(());
    };
    tracing::info!(bot = ?identity.username, "this is the bot");
    let Some(fence) = await_leadership(db, settings.leader, shutdown).await else {
        return Ok(());
    };
    // Filled once: there is one leadership in the life of a process.
    let _ = ready.fence.set(Arc::clone(&fence));
    appoint_owners(settings, db, &fence, &*clock).await?;
    let rules = Arc::new(startup::rules(settings, &identity));
    tokio::spawn(menus::publish(client.clone(), Arc::clone(&rules)));
    let leading = Leading {
        settings,
        clock,
        db,
        client,
        webhook,
        identity,
        rules,
        fence: Arc::clone(&fence),
    };
    let loops = Loops::start(leading, ready);
    let ended = loops.until(shutdown).await;
    db.release_lease(fence.lease()).await?;
    metrics::gauge!(metric::LEADER).set(0.0);
    ended
}

/// Asks Telegram who the bot is, as long as it takes.
async fn identify(
    client: &Client,
    shutdown: &CancellationToken,
) -> Result<Option<Identity>, Unusable> {
    loop {
        match client.identify().await {
            Ok(identity) => return Ok(Some(identity)),
            Err(IdentifyError::WrongToken) => return Err(Unusable::WrongToken),
            Err(IdentifyError::Other(reason)) => return Err(Unusable::NotTelegram(reason)),
            Err(IdentifyError::Unreachable(reason)) => {
                tracing::warn!(?reason, "Telegram tidak dapat dihubungi; dicoba lagi");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(TELEGRAM_PAUSE) => {}
            () = shutdown.cancelled() => return Ok(None),
        }
    }
}

async fn appoint_owners(
    settings: &Settings,
    db: &Db,
    fence: &Fence,
    clock: &dyn Clock,
) -> Result<(), Fault> {
    let owners: Vec<Address> = settings
        .owners
        .iter()
        .map(|id| Address::telegram(*id, None))
        .collect();
    if owners.is_empty() {
        tracing::warn!("SATUPINTU_OWNERS kosong: kirim /id ke bot, lalu isikan angkanya");
    }
    let mut tx = db.write_as(fence.lease(), Duty::Start).await?;
    id::start_after(event::highest_id(&mut tx).await?);
    people::sync_owners(&mut tx, &owners, clock.now()).await?;
    tx.commit().await
}
