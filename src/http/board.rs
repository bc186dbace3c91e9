//! The web board (`/papan`): pages for people, who have to be known.
//!
//! | path | what |
//! |---|---|
//! | `/papan` | how the newest announcements fare; `?layar=1`: for a screen on a wall |
//! | `/papan/lembaga`, `/papan/lembaga/KODE` | institutions × announcements; one institution |
//! | `/papan/siaran/ID`, `…/grafik.png` | one announcement; its chart |
//! | `/papan/langsung` | what changes of the first or of an announcement's page, as server-sent events |
//! | `/papan/masuk/TOKEN` | a link of `/papan`: GET shows a button, POST uses the link up |
//! | `/papan/mini` | the Mini App: GET shows a page whose script POSTs what the messenger says of its user |
//! | `/papan/keluar` | POST: the end of the session |
//! | `/papan/aset/…` | style, scripts and sign, the only files that a browser may keep |
//!
//! A request goes through `guard` (time limit, headers) and `sight` (who is this, what may they see,
//! looked up each time) to a handler in `reading` or `entering`. Whoever watches a page is told by
//! `live`.

mod assets;
mod entering;
mod guard;
mod live;
mod reading;
mod sight;
mod tries;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::domain::board::Launch;
use crate::domain::clock::Clock;
use crate::service::Rules;
use crate::store::{Db, Fault, Tx};

use live::Hub;
use tries::Tries;

/// Pages that read the database at once: half of what may read it, so that readiness and the bot itself
/// always find a connection.
const READERS: usize = 2;

/// Reads what the messenger says about who opened the Mini App. Implemented by `app`, which knows the
/// messenger.
pub trait Launches: Send + Sync + 'static {
    /// What it says, if the messenger really said it.
    fn read(&self, said: &str) -> Option<Launch>;
}

/// What a board is made of.
pub struct Setup {
    /// What is shown stands here.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// How launches are read.
    pub launches: Arc<dyn Launches>,
    /// Scheme, host and port of its address, as browsers name it.
    pub origin: String,
    /// The path of its address, before `/papan`; empty for none.
    pub prefix: String,
    /// Between two looks for what has changed.
    pub refresh: Duration,
    /// Most pages that are told of changes at once.
    pub max_streams: usize,
}

/// The board of a program.
pub struct Board {
    setup: Setup,
    /// The path of the first page.
    base: String,
    /// Known once the messenger has said which bot this is.
    rules: OnceLock<Arc<Rules>>,
    tries: Tries,
    readers: Arc<Semaphore>,
    hub: Arc<Hub>,
}

/// A transaction that only reads, and the turn to do so, which goes after it.
struct Reading {
    tx: Tx,
    _turn: Option<OwnedSemaphorePermit>,
}

impl Board {
    /// A board that says "not now" until it is [opened](Self::open).
    #[must_use]
    pub fn new(setup: Setup) -> Arc<Self> {
        Arc::new(Self {
            base: format!("{}/papan", setup.prefix),
            rules: OnceLock::new(),
            tries: Tries::default(),
            readers: Arc::new(Semaphore::new(READERS)),
            hub: Hub::new(setup.max_streams),
            setup,
        })
    }

    /// From now on pages are shown.
    pub fn open(&self, rules: Arc<Rules>) {
        // Opened once a program; a second time says the same.
        let _ = self.rules.set(rules);
    }

    /// Begins to read, once it is this page's turn.
    async fn read(&self) -> Result<Reading, Fault> {
        // Never closed.
        let turn = Arc::clone(&self.readers).acquire_owned().await.ok();
        let tx = self.setup.db.read().await?;
        Ok(Reading { tx, _turn: turn })
    }

    /// Whether the way to it is encrypted.
    fn is_secure(&self) -> bool {
        self.setup.origin.starts_with("https://")
    }

    /// Tells those who watch, until `shutdown`, which ends all streams.
    pub async fn tell(self: Arc<Self>, shutdown: CancellationToken) {
        live::tell(&self, &shutdown).await;
    }

    /// Its routes: at the path of its address, and where that leads once a proxy has taken its own part of
    /// the path off.
    pub fn beside(self: &Arc<Self>, pages: Router) -> Router {
        let pages = pages.nest("/papan", self.routes());
        match self.setup.prefix.as_str() {
            "" => pages,
            prefix => pages.nest(&format!("{prefix}/papan"), self.routes()),
        }
    }

    fn routes(self: &Arc<Self>) -> Router {
        Router::new()
            .route("/", get(reading::overview))
            .route("/lembaga", get(reading::table))
            .route("/lembaga/{code}", get(reading::institution))
            .route("/siaran/{id}", get(reading::announcement))
            .route("/siaran/{id}/grafik.png", get(reading::chart))
            .route("/langsung", get(live::stream))
            .route(
                "/masuk/{token}",
                get(entering::link).post(entering::use_link),
            )
            .route("/mini", get(entering::mini).post(entering::use_launch))
            .route("/keluar", post(entering::leave))
            .route("/aset/{name}", get(assets::asset))
            .fallback(reading::nothing)
            .layer(from_fn_with_state(Arc::clone(self), guard::guard))
            .with_state(Arc::clone(self))
    }
}
