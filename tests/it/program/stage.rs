//! Simulator, database and registry, and the program among them.

use std::process::Output;
use std::time::{Duration, Instant};

use satupintu::app::clock::SystemClock;
use satupintu::domain::clock::Clock as _;
use satupintu::store::Db;
use satupintu_simulator::{Config, Limits, Simulator, User};

use super::manager::Manager;
use super::offices::{self, Office};
use super::people::{self, Staff};
use super::tables::Tables;
use super::variables::variables;
use crate::invariants::{Stop, Witnesses};
use crate::office::Database;

/// What every office gets.
pub const TEXT: &str = "Pemungutan suara tetap Rabu, 18 November 2026.";
/// `outbox.max_in_flight`: what a killed program may have had on its way.
const MOST_IN_FLIGHT: usize = 32;
/// Real time within which everything is over.
const PATIENCE: Duration = Duration::from_secs(180);
/// How often is looked whether it is.
const LOOK: Duration = Duration::from_millis(50);

/// What every program needs before it starts.
pub struct Grounds {
    pub sim: Simulator,
    pub owner: User,
    pub database: Database,
    pub offices: Vec<Office>,
}

impl Grounds {
    /// Registers `offices` in an empty database, every third reached in private.
    pub async fn lay(offices: usize) -> Self {
        let sim = Simulator::start(Config {
            limits: Limits::off(),
            ..Config::default()
        })
        .await
        .unwrap();
        let owner = sim.user("Sri Wahyuni").create();
        let database = Database::with_schema().await;
        let db = Db::open(database.url()).await.unwrap();
        let now = SystemClock.now();
        let offices = offices::register(&sim, &db, offices, |n| n % 3 == 0, now).await;
        db.close().await;
        Self {
            sim,
            owner,
            database,
            offices,
        }
    }
}

/// Waits until the program has taken what the groups and the staff sent to begin with.
pub async fn until_welcomed(sim: &Simulator) {
    let everyone_welcomed = sim
        .wait_for(PATIENCE, |sim| (sim.pending_updates() == 0).then_some(()))
        .await;
    everyone_welcomed.expect("the program takes its updates");
}

/// `outbox.retry_unknown`, so many times: time is real here.
pub fn again_at_once(times: usize) -> String {
    format!("[{}]", vec!["\"100ms\""; times].join(", "))
}

/// A running program with offices and staff.
pub struct Stage {
    pub sim: Simulator,
    pub offices: Vec<Office>,
    pub owner: User,
    pub staff: Staff,
    pub manager: Manager,
    tables: Tables,
    database: Database,
    sent_before: u64,
}

impl Stage {
    /// Registers `offices`, every third reached in private, and starts the program, which sends `rate`
    /// messages a second.
    pub async fn build(offices: usize, rate: u32) -> Self {
        Self::build_with(offices, rate, &[]).await
    }

    /// The same, with settings of one's own.
    pub async fn build_with(offices: usize, rate: u32, own: &[(&str, &str)]) -> Self {
        let Grounds {
            sim,
            owner,
            database,
            offices,
        } = Grounds::lay(offices).await;
        let mut variables = variables(&sim, &[&owner], database.url());
        let settings = [
            ("SATUPINTU__TELEGRAM__MESSAGES_PER_SECOND", rate.to_string()),
            // Time is real here, so people are answered faster than by the platform.
            (
                "SATUPINTU__TELEGRAM__CHAT_MESSAGES_PER_SECOND",
                "20".to_owned(),
            ),
            (
                "SATUPINTU__TELEGRAM__GROUP_MESSAGES_PER_MINUTE",
                "1000".to_owned(),
            ),
            ("SATUPINTU__ERRAND__CALLS_PER_SECOND", "30".to_owned()),
            ("SATUPINTU__TELEGRAM__POLL_TIMEOUT", "5s".to_owned()),
            ("SATUPINTU__TELEGRAM__CALL_TIMEOUT", "1s".to_owned()),
            // A killed program's turn ends by itself after this long.
            ("SATUPINTU__LEADER__LEASE", "2s".to_owned()),
            ("SATUPINTU__LEADER__RENEW", "400ms".to_owned()),
            ("SATUPINTU__OUTBOX__RETRY_UNKNOWN", again_at_once(30)),
        ];
        variables.extend(settings.map(|(name, value)| (name.to_owned(), value)));
        let own = own
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        variables.extend(own);
        let manager = Manager::start(variables, database.url());
        let staff = people::staff(&sim, &owner).await;
        until_welcomed(&sim).await;
        Self {
            sent_before: sim.stats().messages,
            tables: Tables::of(database.url()),
            sim,
            offices,
            owner,
            staff,
            manager,
            database,
        }
    }

    /// Runs the program beside the one that works, to its end.
    pub async fn run(&self, arguments: &[&str]) -> Output {
        let mut command = self.manager.command();
        command.args(arguments);
        tokio::task::spawn_blocking(move || command.output().unwrap())
            .await
            .unwrap()
    }

    /// The machine is gone, and a new one has an empty database; the program does not run on it yet.
    pub async fn lose_database(&mut self, new: Database) {
        self.manager.lose(new.url()).await;
        std::mem::replace(&mut self.database, new).drop().await;
        let old = std::mem::replace(&mut self.tables, Tables::of(self.database.url()));
        old.close().await;
    }

    /// A look into the database.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Where the database is.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Has an announcement approved; it is on its way when this returns.
    pub async fn announce(&mut self) {
        self.sent_before = self.sim.stats().messages;
        people::announce(&self.sim, &self.staff, TEXT).await;
    }

    /// The owner freezes all sending, and lets it go on after `pause` of real time. From when to when
    /// it certainly was frozen.
    pub async fn brake(&self, pause: Duration) -> Stop {
        self.owner.send_private("/bekukan");
        self.until_frozen(1).await;
        let from = self.sim.now_ms();
        tokio::time::sleep(pause).await;
        let to = self.sim.now_ms();
        self.owner.send_private("/cairkan");
        self.until_frozen(0).await;
        Stop {
            announcement: None,
            from,
            to,
        }
    }

    async fn until_frozen(&self, frozen: i64) {
        let began = Instant::now();
        while self.tables.count("select frozen from hold").await != frozen {
            self.manager.check();
            assert!(began.elapsed() < PATIENCE, "{}", self.manager.log());
            tokio::time::sleep(LOOK).await;
        }
    }

    /// How many messages went out since the announcement was begun.
    pub fn sent(&self) -> usize {
        usize::try_from(self.sim.stats().messages - self.sent_before).unwrap()
    }

    /// Waits until so many messages went out.
    pub async fn wait_until_sent(&self, count: usize) {
        let began = Instant::now();
        loop {
            let reached = self
                .sim
                .wait_for(LOOK, |_| (self.sent() >= count).then_some(()))
                .await;
            if reached.is_some() {
                return;
            }
            self.manager.check();
            if began.elapsed() > PATIENCE {
                panic!("{} of {count} sent\n{}", self.sent(), self.manager.log());
            }
        }
    }

    /// Waits until nothing is left to do, for the program and for those who talk to it.
    pub async fn settle(&self) {
        let began = Instant::now();
        while self.sim.pending_updates() > 0 || self.tables.unfinished().await > 0 {
            tokio::time::sleep(LOOK).await;
            self.manager.check();
            if began.elapsed() > PATIENCE {
                panic!(
                    "the program does not come to an end\n{}",
                    self.manager.log()
                );
            }
        }
    }

    /// Database and messenger, to be held against each other.
    pub fn witnesses(&self) -> Witnesses<'_> {
        Witnesses {
            tables: &self.tables,
            sim: &self.sim,
        }
    }

    /// No program had more in flight at its end than is allowed.
    pub fn check_in_flight(&self) {
        for end in self.manager.ends() {
            assert!(end.in_flight <= MOST_IN_FLIGHT, "{end:?}");
        }
    }

    /// Stops the program and clears everything away.
    pub async fn close(self) {
        let token = self.sim.token();
        let (_, secret) = token.split_once(':').unwrap();
        self.manager.close(secret).await;
        self.tables.close().await;
        self.sim.shutdown().await;
        self.database.drop().await;
    }
}
