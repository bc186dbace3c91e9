//! The whole program: brought up from the database outwards, ended from the outside in.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::door::{Door, Doorstep};
use super::leader::{await_leadership, keep_leadership};
use super::ready::Ready;
use super::settings::Settings;
use super::startup::{self, Unusable};
use crate::bot::Bot;
use crate::domain::address::Address;
use crate::domain::clock::Clock;
use crate::domain::metric;
use crate::inbox::Worker;
use crate::outbox::{Sender, Setup};
use crate::service::{Rules, ask, people};
use crate::store::leader::Fence;
use crate::store::{Db, Fault};
use crate::telegram::client::Client;
use crate::telegram::commands::{self, Scope};
use crate::telegram::identity::{IdentifyError, Identity};
use crate::telegram::intake::{PollError, PollSettings, Poller};
use crate::{http, view};

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

/// Why the program ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// It could not start.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// Another process leads now.
    #[error("program lain telah mengambil alih giliran; program ini berhenti")]
    Deposed,
    /// The last words did not reach the database.
    #[error(
        "basis data tidak menjawab saat program berhenti ({0}); yang belum tercatat akan ditandai mungkin ganda"
    )]
    Database(Fault),
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Deposed => Self::Deposed,
            fault => Self::Database(fault),
        }
    }
}

/// Between two looks at the queues, for metrics.
const GAUGES_EVERY: Duration = Duration::from_secs(5);
/// Between two tries to reach Telegram at the start.
const TELEGRAM_PAUSE: Duration = Duration::from_secs(5);

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
        polling: OnceLock::new(),
        patience: settings.telegram.poll_timeout + Duration::from_secs(30),
    });
    let metrics = http::metrics::install().ok();
    let listener = http::bind(settings.http.listen)
        .await
        .map_err(Unusable::from)?;
    let pages = CancellationToken::new();
    if let Some(metrics) = metrics {
        tokio::spawn(http::metrics::upkeep(metrics.clone(), pages.clone()));
        let router = http::router(Arc::<Ready>::clone(&ready), metrics);
        tokio::spawn(http::serve(listener, router, pages.clone()));
    }
    let ended = lead(&settings, clock, &db, &client, &ready, &shutdown).await;
    pages.cancel();
    ended
}

/// Everything that only the leader does.
async fn lead(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    db: &Db,
    client: &Client,
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
    let _ = ready.fence.set(Arc::clone(&fence));
    let rules = Arc::new(startup::rules(settings, &identity));
    appoint_owners(settings, db, &fence, &*clock).await?;
    let loops = Loops::start(
        settings, clock, db, client, &identity, &rules, &fence, ready,
    );
    tokio::spawn(publish_menus(client.clone(), Arc::clone(&rules)));
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
    let mut tx = db.write_as(fence.lease()).await?;
    people::sync_owners(&mut tx, &owners, clock.now()).await?;
    tx.commit().await
}

/// Menus are a convenience: without them every command still works.
async fn publish_menus(client: Client, rules: Arc<Rules>) {
    for language in [None, Some("en")] {
        let lang = rules.lang(language);
        for (scope, in_group) in [(Scope::Default, false), (Scope::AllGroupChats, true)] {
            let menu = view::help::commands(&lang, &[], in_group);
            let menu: Vec<(&str, &str)> = menu
                .iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect();
            if let Err(error) = commands::publish(&client, scope, language, &menu).await {
                tracing::warn!(%error, "the command menu was not published");
            }
        }
    }
}

/// The loops of the leader, each with its own way to be told to stop.
struct Loops {
    intake: (CancellationToken, JoinHandle<Result<(), PollError>>),
    worker: (CancellationToken, JoinHandle<Result<(), Fault>>),
    sender: (CancellationToken, JoinHandle<Result<(), Fault>>),
    leader: (CancellationToken, JoinHandle<Result<(), Fault>>),
    gauges: JoinHandle<()>,
}

impl Loops {
    #[expect(
        clippy::too_many_arguments,
        reason = "this is where everything comes together"
    )]
    fn start(
        settings: &Settings,
        clock: Arc<dyn Clock>,
        db: &Db,
        client: &Client,
        identity: &Identity,
        rules: &Arc<Rules>,
        fence: &Arc<Fence>,
        ready: &Ready,
    ) -> Self {
        let tokens: [CancellationToken; 4] = std::array::from_fn(|_| CancellationToken::new());
        let [for_intake, for_worker, for_sender, for_leader] = tokens;
        let doorstep = Doorstep {
            db: db.clone(),
            fence: Arc::clone(fence),
            clock: Arc::clone(&clock),
            bot_id: identity.id,
        };
        let wait = settings.telegram.poll_timeout;
        let poller = Poller::new(
            client.clone(),
            doorstep,
            PollSettings {
                wait,
                ..PollSettings::default()
            },
        );
        let _ = ready.polling.set(poller.status());
        let door = Door {
            bot: Bot::new(Arc::clone(rules)),
            identity: identity.clone(),
        };
        let batch = i64::from(settings.inbox.batch);
        let worker = Worker::new(
            db.clone(),
            Arc::clone(fence),
            Arc::clone(&clock),
            door,
            batch,
        );
        let sender = Sender::new(Setup {
            db: db.clone(),
            fence: Arc::clone(fence),
            clock,
            messenger: Arc::new(client.clone()),
            rules: Arc::clone(rules),
            limits: settings.telegram.limits(),
            max_in_flight: settings.outbox.max_in_flight as usize,
        });
        let keep = keep_leadership(
            db.clone(),
            Arc::clone(fence),
            settings.leader,
            for_leader.clone(),
        );
        Self {
            intake: (for_intake.clone(), tokio::spawn(poller.run(for_intake))),
            worker: (for_worker.clone(), tokio::spawn(worker.run(for_worker))),
            sender: (for_sender.clone(), tokio::spawn(sender.run(for_sender))),
            leader: (for_leader, tokio::spawn(keep)),
            gauges: tokio::spawn(measure(db.clone())),
        }
    }

    /// Waits for the word to stop or for a loop that ended by itself, then ends all in order.
    async fn until(mut self, shutdown: &CancellationToken) -> Result<(), Ended> {
        let mut first = Ok(());
        tokio::select! {
            () = shutdown.cancelled() => {}
            ended = &mut self.intake.1 => first = first.and(intake_ended(ended)),
            ended = &mut self.worker.1 => first = first.and(loop_ended(ended)),
            ended = &mut self.sender.1 => first = first.and(loop_ended(ended)),
            ended = &mut self.leader.1 => first = first.and(loop_ended(ended)),
        }
        self.intake.0.cancel();
        if !self.intake.1.is_finished() {
            first = first.and(intake_ended(self.intake.1.await));
        }
        for (token, task) in [self.worker, self.sender, self.leader] {
            token.cancel();
            if !task.is_finished() {
                first = first.and(loop_ended(task.await));
            }
        }
        self.gauges.abort();
        first
    }
}

fn intake_ended(ended: Result<Result<(), PollError>, tokio::task::JoinError>) -> Result<(), Ended> {
    match joined(ended) {
        Ok(()) => Ok(()),
        Err(PollError::WrongToken) => Err(Unusable::WrongToken.into()),
        Err(PollError::Stopped) => Err(Ended::Deposed),
    }
}

fn loop_ended(ended: Result<Result<(), Fault>, tokio::task::JoinError>) -> Result<(), Ended> {
    Ok(joined(ended)?)
}

/// A loop that panicked takes the program with it: a supervisor starts it anew, and nothing is lost.
fn joined<T>(ended: Result<T, tokio::task::JoinError>) -> T {
    match ended {
        Ok(ended) => ended,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(error) => panic!("a loop was cancelled from outside: {error}"),
    }
}

async fn measure(db: Db) {
    loop {
        if let Ok(mut tx) = db.read().await
            && let Ok((inbox, outbox)) = ask::queues(&mut tx).await
        {
            #[expect(clippy::cast_precision_loss, reason = "a queue is far below 2^53 rows")]
            let (inbox, outbox) = (inbox as f64, outbox as f64);
            metrics::gauge!(metric::INBOX_WAITING).set(inbox);
            metrics::gauge!(metric::OUTBOX_QUEUED).set(outbox);
        }
        tokio::time::sleep(GAUGES_EVERY).await;
    }
}
