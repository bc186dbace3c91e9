//! The whole program: brought up from the database outwards, ended from the outside in.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::ended::Ended;
use super::leader::{Candidate, Over};
use super::loops::{Ending, Leading, Loops};
use super::menus;
use super::ready::Ready;
use super::settings::Settings;
use super::startup::{self, Unusable};
use super::webhook::Webhook;
use crate::domain::address::Address;
use crate::domain::clock::Clock;
use crate::domain::id;
use crate::http;
use crate::http::board::Board;
use crate::outbox::Memory;
use crate::service::{Rules, people, restored, seal};
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, LONGEST_STEP, setback};
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
/// Before another turn where one could not be begun.
const TURN_PAUSE: Duration = Duration::from_secs(1);
/// How long requests that are open at the end may take; everything else has ended by then.
const LAST_ANSWERS: Duration = Duration::from_millis(500);
/// Of the ten seconds that stopping may take.
const TO_GIVE_BACK: Duration = Duration::from_millis(300);

/// Runs until `shutdown`: then ends intake, finishes what was taken in, records what is under way, and
/// gives the turn back. A lost turn, a database that is away and a clock that steps do not
/// end it: it stands by until it may go on.
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
    let patience = settings.telegram.poll_timeout + Duration::from_secs(30);
    let ready = Arc::new(Ready::new(db.clone(), patience));
    let listener = http::bind(settings.http.listen)
        .await
        .map_err(Unusable::from)?;
    let pages = CancellationToken::new();
    let url = settings.telegram.webhook_url.clone();
    let webhook = url.map(|url| Webhook::new(url, &client));
    let board = super::board::board(&settings, &clock, &db, &client);
    let beside = (webhook.as_ref(), board.as_ref());
    let mut serving = open_pages(listener, &ready, beside, &pages);
    let telegram = (&client, webhook.as_ref());
    let of_pages = (&*ready, board.as_ref());
    let ended = take_turns(&settings, clock, &db, telegram, of_pages, &shutdown).await;
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
    (webhook, board): (Option<&Webhook>, Option<&Arc<Board>>),
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
    let router = match board {
        Some(board) => {
            tokio::spawn(Arc::clone(board).tell(shutdown.clone()));
            board.beside(router)
        }
        None => router,
    };
    tokio::spawn(http::serve(listener, router, shutdown.clone()))
}

/// Stands by, leads, stands down, and stands by again, until it is told to stop.
async fn take_turns(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    db: &Db,
    (client, webhook): (&Client, Option<&Webhook>),
    (ready, board): (&Ready, Option<&Arc<Board>>),
    shutdown: &CancellationToken,
) -> Result<(), Ended> {
    let Some(identity) = identify(client, shutdown).await? else {
        return Ok(());
    };
    tracing::info!(bot = ?identity.username, "this is the bot");
    if settings.owners.is_empty() {
        tracing::warn!("SATUPINTU_OWNERS kosong: kirim /id ke bot, lalu isikan angkanya");
    }
    let rules = Arc::new(startup::rules(settings, &identity));
    if let Some(board) = board {
        board.open(Arc::clone(&rules));
    }
    tokio::spawn(menus::publish(client.clone(), Arc::clone(&rules)));
    let memory = Memory::default();
    let mut candidate = Candidate::new(db.clone(), settings.leader);
    let mut ending = None;
    while let Some(fence) = candidate.wait(shutdown).await {
        let opened = db.within(
            LONGEST_STEP,
            open_turn(settings, db, &fence, &rules, &*clock),
        );
        if let Err(fault) = opened.await {
            db.pulse().failed(&fault);
            tokio::time::sleep(settings.leader.renew.min(TURN_PAUSE)).await;
            continue;
        }
        let leading = Leading {
            settings,
            clock: Arc::clone(&clock),
            db,
            client,
            webhook,
            identity: identity.clone(),
            rules: Arc::clone(&rules),
            fence: Arc::clone(&fence),
            memory: memory.clone(),
        };
        let ended = Loops::start(leading, ready).until(shutdown).await;
        ending = Some(ended);
        ready.stands_by();
        match ended {
            Ending::Over(over) => stood_down(db, over),
            Ending::Asked | Ending::WrongToken => {
                give_back(db, &fence).await;
                break;
            }
        }
    }
    if ending == Some(Ending::WrongToken) {
        return Err(Unusable::WrongToken.into());
    }
    let trouble = db.pulse().trouble();
    // Unless the database is away, another process has settled what this one left when it stood down.
    if memory.is_empty() || (ending != Some(Ending::Asked) && trouble.is_none()) {
        return Ok(());
    }
    Err(Ended::Unwritten(
        trouble.unwrap_or_else(|| "diam".to_owned()),
    ))
}

/// What everything else in a turn rests on.
async fn open_turn(
    settings: &Settings,
    db: &Db,
    fence: &Fence,
    rules: &Rules,
    clock: &dyn Clock,
) -> Result<(), Fault> {
    let owners: Vec<Address> = settings
        .owners
        .iter()
        .map(|id| Address::telegram(*id, None))
        .collect();
    let now = clock.now();
    let mut tx = db.write_as(fence.lease(), Duty::Start).await?;
    // One that somebody put in ahead of every clock would have all others follow it there.
    id::start_after(seal::highest_given(&mut tx, now).await?);
    let back = setback::mend(&mut tx, now).await?;
    people::sync_owners(&mut tx, &owners, now).await?;
    // After a restore everything is held, which only owners hear of.
    let held = restored::tell_owners(&mut tx, rules, now).await?;
    tx.commit().await?;
    if held {
        tracing::warn!(
            "data dipulihkan dari cadangan: pengiriman ditahan sampai pemilik menekan Lanjutkan"
        );
    }
    if let Some(back) = back {
        let seconds = back.as_secs();
        tracing::warn!(
            seconds,
            "jam mesin mundur; antrean disesuaikan dengan jam yang sekarang"
        );
    }
    Ok(())
}

/// Says why, and leaves nothing to the next turn that may hang.
fn stood_down(db: &Db, over: Over) {
    match over {
        Over::Taken => {
            tracing::warn!(
                "giliran diambil program lain; program ini berhenti mengirim dan bersiaga"
            );
        }
        Over::NotRenewed => tracing::warn!(
            "giliran tidak diperpanjang pada waktunya (basis data diam, program terhenti, atau jam mesin maju); program ini berhenti mengirim dan bersiaga"
        ),
        Over::SetBack => tracing::warn!("jam mesin mundur; giliran dimulai ulang"),
    }
    if over != Over::SetBack {
        db.reconnect();
    }
}

/// Lets the next process go on at once. Unless it can be done quickly, the turn runs out by itself.
async fn give_back(db: &Db, fence: &Fence) {
    let released = db.within(TO_GIVE_BACK, db.release_lease(fence.lease()));
    if let Err(fault) = released.await {
        tracing::debug!(%fault, "the turn was not given back; it runs out by itself");
    }
}

/// Asks Telegram who the bot is, as long as it takes.
async fn identify(
    client: &Client,
    shutdown: &CancellationToken,
) -> Result<Option<Identity>, Unusable> {
    loop {
        let Some(asked) = shutdown.run_until_cancelled(client.identify()).await else {
            return Ok(None);
        };
        match asked {
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
