//! What the measurements stand on: the bot in this process, on the machine's clock, against the
//! simulator over HTTP.

#[path = "../../tests/it/program/offices.rs"]
pub mod offices;
#[path = "../../tests/it/program/people.rs"]
pub mod people;
#[path = "../../tests/it/program/tables.rs"]
pub mod tables;
#[path = "../../tests/it/program/variables.rs"]
pub mod variables;

use std::sync::Arc;

use satupintu::app::clock::SystemClock;
use satupintu::app::ended::Ended;
use satupintu::app::run::{Parts, serve};
use satupintu::app::settings::{Environment, Settings};
use satupintu::app::startup;
use satupintu::domain::clock::Clock as _;
use satupintu::store::Db;
use satupintu_simulator::{Config, Limits, Simulator};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use offices::Office;
use people::Staff;
use tables::Tables;

/// What every office gets.
pub const TEXT: &str = "Pemungutan suara tetap Rabu, 18 November 2026.";

/// A running bot with offices and staff.
pub struct Stage {
    pub sim: Simulator,
    db: Db,
    tables: Tables,
    pub offices: Vec<Office>,
    pub staff: Staff,
    variables: Vec<(String, String)>,
    shutdown: CancellationToken,
    running: JoinHandle<Result<(), Ended>>,
}

/// Starts the bot with these variables, and `settings` besides.
async fn start(
    variables: &[(String, String)],
    settings: &[(&'static str, &str)],
) -> (Db, CancellationToken, JoinHandle<Result<(), Ended>>) {
    let given = settings
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let variables = variables.iter().cloned().chain(given);
    let settings = Settings::load(&Environment::new(variables, std::env::temp_dir()))
        .expect("the settings are in order");
    let db = startup::database(&settings).await.expect("a database");
    let shutdown = CancellationToken::new();
    let parts = Parts {
        client: startup::client(&settings).expect("a client"),
        settings,
        clock: Arc::new(SystemClock),
        db: db.clone(),
    };
    let running = tokio::spawn(serve(parts, shutdown.clone()));
    (db, shutdown, running)
}

impl Stage {
    /// Registers `offices`, of which `in_private` says whether the n-th is reached in private, in an empty database, and starts the bot
    /// with `settings` besides the defaults.
    pub async fn build(
        offices: usize,
        in_private: impl Fn(usize) -> bool,
        limits: Limits,
        database: &str,
        settings: &[(&'static str, &str)],
    ) -> Self {
        let config = Config {
            limits,
            ..Config::default()
        };
        let sim = Simulator::start(config).await.expect("a simulator");
        let owner = sim.user("Sri Wahyuni").create();
        let variables = variables::variables(&sim, &[&owner], database);
        let empty = Db::open(database).await.expect("a database");
        let now = SystemClock.now();
        let offices = offices::register(&sim, &empty, offices, in_private, now).await;
        empty.close().await;
        let (db, shutdown, running) = start(&variables, settings).await;
        let staff = people::staff(&sim, &owner).await;
        Self {
            sim,
            db,
            tables: Tables::of(database),
            offices,
            staff,
            variables,
            shutdown,
            running,
        }
    }

    /// One number out of the database.
    pub async fn count(&self, sql: &str) -> i64 {
        self.tables.count(sql).await
    }

    /// Stops the bot and starts it again with the default settings.
    pub async fn restart(&mut self) {
        self.stop().await;
        (self.db, self.shutdown, self.running) = start(&self.variables, &[]).await;
    }

    async fn stop(&mut self) {
        self.shutdown.cancel();
        let ended = (&mut self.running).await.expect("the bot does not panic");
        ended.expect("the bot stops in order");
        self.db.close().await;
    }

    /// Stops everything.
    pub async fn close(mut self) {
        self.stop().await;
        self.tables.close().await;
        self.sim.shutdown().await;
    }
}
