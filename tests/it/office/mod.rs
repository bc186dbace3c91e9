//! An office to tell stories about: the bot, its people, the simulated Telegram, and a clock that
//! stands still until a story moves it.

mod browser;
mod clock;
mod database;
mod dump;
mod evidence;
mod invariants;
mod links;
mod moving;
mod network;
mod people;
mod process;
mod time;
mod webhook;

use std::path::Path;
use std::sync::Arc;

use satupintu::app::ended::Ended;
use satupintu::app::run::{Parts, serve};
use satupintu::app::settings::{Environment, Settings};
use satupintu::app::startup;
use satupintu::domain::clock::{Clock, Timestamp};
use satupintu::store::Db;
use satupintu_simulator::{Config, Limits, Simulator};
use tokio::sync::OnceCell;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::program::tables::Tables;
use crate::program::variables::variables;

pub use browser::Browser;
pub use clock::ManualClock;
pub use database::{Database, execute};
pub use links::Row;
pub use network::{assert_one_copy_each, chapters, copies, dates};
pub use people::{Staff, entity, formatting_of};
pub use webhook::Port;

/// Monday, 16 November 2026, 09.00 WITA.
pub const START: Timestamp = Timestamp(1_794_790_800_000);

/// The simulator's view of the same clock.
#[derive(Debug)]
struct Shared(Arc<ManualClock>);

impl satupintu_simulator::Clock for Shared {
    fn now_ms(&self) -> i64 {
        self.0.elsewhere().0
    }
}

/// The office of a story.
pub struct Office {
    pub sim: Simulator,
    pub clock: Arc<ManualClock>,
    pub db: Db,
    pub owner: satupintu_simulator::User,
    /// The second owner of [`Plan::second_owner`].
    pub other_owner: Option<satupintu_simulator::User>,
    database: Database,
    tables: Tables,
    /// What selects the rows of each table; see [`Office::dump`].
    rows_of: OnceCell<Vec<(String, String)>>,
    variables: Vec<(String, String)>,
    running: Option<(CancellationToken, JoinHandle<Result<(), Ended>>)>,
    /// Updates that a story means to be given up.
    given_up: i64,
    /// Where Telegram posts updates, in an office where it does.
    posted_to: Option<Port>,
}

/// How an office is to be, before it opens.
pub struct Plan {
    roster: &'static str,
    limits: Limits,
    second_owner: Option<&'static str>,
    variables: Vec<(String, String)>,
    posted_to: Option<Port>,
}

impl Plan {
    /// Another owner beside the first.
    pub fn second_owner(mut self, name: &'static str) -> Self {
        self.second_owner = Some(name);
        self
    }

    /// One setting, as from the environment: `TELEGRAM__POLL_TIMEOUT`.
    pub fn setting(mut self, key: &str, value: &str) -> Self {
        self.variables
            .push((format!("SATUPINTU__{key}"), value.to_owned()));
        self
    }

    /// The simulator's limits.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Opens the office: registry imported, bot running, owner known to it.
    pub async fn open(self) -> Office {
        let clock = Arc::new(ManualClock::new(START));
        let sim = Simulator::start(Config {
            clock: Arc::new(Shared(Arc::clone(&clock))),
            limits: self.limits,
            ..Config::default()
        })
        .await
        .unwrap();
        let owner = sim.user("Sri Wahyuni").create();
        let other_owner = self.second_owner.map(|name| sim.user(name).create());
        let owners: Vec<_> = std::iter::once(&owner).chain(&other_owner).collect();
        let database = Database::with_schema().await;
        let db = Db::open(database.url()).await.unwrap();
        // The last of a name counts.
        let mut variables = variables(&sim, &owners, database.url());
        // A story waits for each moment to come to rest.
        let at_once = ("SATUPINTU__OUTBOX__RECORD_WITHIN", "1ms");
        variables.push((at_once.0.to_owned(), at_once.1.to_owned()));
        // By the clock of the story.
        let at_night = ("SATUPINTU__QUIET_HOURS__ENABLED", "true");
        variables.push((at_night.0.to_owned(), at_night.1.to_owned()));
        // A story of days means its own mornings only.
        let awake = ("SATUPINTU__HEALTH__NIGHTLY", "");
        variables.push((awake.0.to_owned(), awake.1.to_owned()));
        // With the hours at which house is kept: no stops of its own.
        let hourly = ("SATUPINTU__RECORD__SEAL_EVERY", "1h");
        variables.push((hourly.0.to_owned(), hourly.1.to_owned()));
        variables.extend(self.variables);
        let mut office = Office {
            sim,
            clock,
            db,
            owner,
            other_owner,
            tables: Tables::of(database.url()),
            rows_of: OnceCell::new(),
            database,
            variables,
            running: None,
            given_up: 0,
            posted_to: None,
        };
        office.listen_at(self.posted_to);
        if !self.roster.is_empty() {
            office.import_roster(self.roster).await;
        }
        office.start();
        office.settle().await;
        if let Some(other) = office.other_owner.clone() {
            office.say(&other, "/start").await;
        }
        office
    }
}

impl Office {
    /// An office with a roster of `config/rosters`; none for an empty name.
    pub fn with_roster(roster: &'static str) -> Plan {
        Plan {
            roster,
            limits: Limits::default(),
            second_owner: None,
            variables: Vec::new(),
            posted_to: None,
        }
    }

    /// The sixteen institutions of Parepare.
    pub async fn of_parepare() -> Office {
        Self::with_roster("bakohumas-parepare").open().await
    }

    /// The settings as the program would read them.
    pub fn settings(&self) -> Settings {
        let environment = Environment::new(self.variables.clone(), std::env::temp_dir());
        Settings::load(&environment).unwrap()
    }

    /// Names other owners in the setting; read at the next [`Office::start`].
    pub fn set_owners(&mut self, owners: &str) {
        self.set("SATUPINTU_OWNERS", owners);
    }

    /// Changes one setting, as from the environment; read at the next [`Office::start`].
    pub fn set_setting(&mut self, key: &str, value: &str) {
        self.set(&format!("SATUPINTU__{key}"), value);
    }

    fn set(&mut self, name: &str, value: &str) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// Starts the bot, after [`Office::stop`] on the same database.
    pub fn start(&mut self) {
        let shutdown = CancellationToken::new();
        let parts = self.parts(self.db.clone());
        let task = tokio::spawn(serve(parts, shutdown.clone()));
        self.running = Some((shutdown, task));
    }

    /// What a bot on these connections is made of.
    fn parts(&self, db: Db) -> Parts {
        let settings = self.settings();
        Parts {
            client: startup::client(&settings).unwrap(),
            settings,
            clock: Arc::<ManualClock>::clone(&self.clock),
            db,
        }
    }

    /// Stops the bot as SIGTERM would; what was to leave within the next moment still leaves.
    pub async fn stop(&mut self) {
        if let Some((shutdown, task)) = self.running.take() {
            shutdown.cancel();
            self.until_ended(task).await.unwrap();
        }
        self.db.close().await;
        self.db = Db::open(self.database.url()).await.unwrap();
    }

    /// Ends the story: the invariants hold, nothing strict was violated, and all is cleared away.
    pub async fn close(mut self) {
        self.settle().await;
        self.check_invariants().await;
        if let Some((shutdown, task)) = self.running.take() {
            shutdown.cancel();
            self.until_ended(task).await.unwrap();
        }
        self.db.close().await;
        self.tables.close().await;
        self.sim.shutdown().await;
        self.database.drop().await;
    }

    async fn import_roster(&self, name: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("config/rosters/{name}.csv"));
        let bytes = std::fs::read(path).unwrap();
        satupintu::app::import::institutions(&self.db, &bytes, self.clock.now())
            .await
            .unwrap();
    }
}
