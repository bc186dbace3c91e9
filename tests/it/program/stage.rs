//! Simulator, database and registry, and the program among them.

use std::fs::OpenOptions;
use std::process::Output;
use std::time::{Duration, Instant};

use satupintu::app::clock::SystemClock;
use satupintu::domain::clock::Clock as _;
use satupintu::store::Db;
use satupintu_simulator::{Config, Limits, Simulator, User};
use tempfile::TempDir;

use super::offices::{self, Office};
use super::people::{self, Staff};
use super::record::Record;
use super::{Program, command};
use crate::office::Database;

/// What every office gets.
pub const TEXT: &str = "Pemungutan suara tetap Rabu, 18 November 2026.";
/// Real time within which everything is over.
const PATIENCE: Duration = Duration::from_secs(180);
/// How often is looked whether the program still runs.
const LOOK: Duration = Duration::from_millis(100);

/// A running program with offices and staff.
pub struct Stage {
    pub sim: Simulator,
    pub offices: Vec<Office>,
    pub staff: Staff,
    pub owner: User,
    database: Database,
    variables: Vec<(String, String)>,
    folder: TempDir,
    program: Option<Program>,
    /// Deliveries that each ended program had in flight.
    pub in_flight: Vec<usize>,
    sent_before: u64,
}

impl Stage {
    /// Registers `offices`, every third reached in private, and starts the program, which sends `rate`
    /// messages a second.
    pub async fn build(offices: usize, rate: u32) -> Self {
        let sim = Simulator::start(Config {
            limits: Limits::off(),
            ..Config::default()
        })
        .await
        .unwrap();
        let owner = sim.user("Sri Wahyuni").create();
        let database = Database::create().await;
        let db = Db::open(database.url()).await.unwrap();
        let now = SystemClock.now();
        let offices = offices::register(&sim, &db, offices, |n| n % 3 == 0, now).await;
        db.close().await;
        let variables = [
            ("TELOXIDE_TOKEN", sim.token()),
            ("TELOXIDE_API_URL", sim.base_url()),
            ("SATUPINTU_OWNERS", owner.id().to_string()),
            ("DATABASE_URL", database.url().to_owned()),
            ("SATUPINTU__HTTP__LISTEN", "127.0.0.1:0".to_owned()),
            ("SATUPINTU__TELEGRAM__MESSAGES_PER_SECOND", rate.to_string()),
            ("SATUPINTU__TELEGRAM__POLL_TIMEOUT", "5s".to_owned()),
            // A killed program's turn ends by itself after this long.
            ("SATUPINTU__LEADER__LEASE", "1500ms".to_owned()),
            ("SATUPINTU__LEADER__RENEW", "500ms".to_owned()),
            (
                "SATUPINTU__OUTBOX__RETRY_UNKNOWN",
                format!("[{}]", ["\"100ms\""; 20].join(", ")),
            ),
        ];
        let variables = variables
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        let mut stage = Self {
            staff: Staff {
                author: owner.clone(),
                approver: owner.clone(),
            },
            sim,
            offices,
            owner: owner.clone(),
            database,
            variables: variables.collect(),
            folder: tempfile::tempdir().unwrap(),
            program: None,
            in_flight: Vec::new(),
            sent_before: 0,
        };
        stage.start();
        stage.appoint(&owner).await;
        stage
    }

    async fn appoint(&mut self, owner: &User) {
        self.staff = people::staff(&self.sim, owner).await;
        let everyone_welcomed = self
            .sim
            .wait_for(PATIENCE, |sim| (sim.pending_updates() == 0).then_some(()))
            .await;
        everyone_welcomed.expect("the program takes its updates");
    }

    /// Has an announcement approved; it is on its way when this returns.
    pub async fn announce(&mut self) {
        self.sent_before = self.sim.stats().messages;
        people::announce(&self.sim, &self.staff, TEXT).await;
    }

    /// Starts the program, once more after it was killed or stopped.
    pub fn start(&mut self) {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"))
            .unwrap();
        let program = Program::start(&self.variables, self.folder.path(), log);
        self.program = Some(program);
    }

    /// The running program, to be ended.
    pub fn take(&mut self) -> Program {
        self.program.take().expect("the program runs")
    }

    /// Runs the program beside the one that works, to its end.
    pub async fn run(&self, arguments: &[&str]) -> Output {
        let mut command = command(&self.variables, self.folder.path());
        command.args(arguments);
        tokio::task::spawn_blocking(move || command.output().unwrap())
            .await
            .unwrap()
    }

    /// The machine is gone, and a new one has an empty database.
    pub async fn lose_database(&mut self, new: Database) {
        self.take().kill();
        for (name, value) in &mut self.variables {
            if name == "DATABASE_URL" {
                new.url().clone_into(value);
            }
        }
        std::mem::replace(&mut self.database, new).drop().await;
    }

    /// Where the database is.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Everything that the program has said on standard error so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// Kills the program in whatever it does, and starts it again.
    pub async fn kill(&mut self) {
        self.take().kill();
        self.start_after_crash().await;
    }

    /// Nothing but a signal ends the program, however slow the machine is.
    fn assert_running(&mut self) {
        if let Some(status) = self.program.as_mut().and_then(Program::ended) {
            panic!("the program ended by itself: {status}\n{}", self.log());
        }
    }

    async fn start_after_crash(&mut self) {
        // SQLite mends the file when it is next opened. That is for the program to live through, so
        // look at a copy.
        let copy = self.folder.path().join("copy.db");
        let url = match self.database.url().strip_prefix("sqlite:") {
            Some(file) => {
                for end in ["", "-wal"] {
                    let (from, to) = (format!("{file}{end}"), format!("{}{end}", copy.display()));
                    match std::fs::copy(from, &to) {
                        Ok(_) => {}
                        // A program that closed the database left none.
                        Err(_) if end == "-wal" => {
                            let _ = std::fs::remove_file(to);
                        }
                        Err(error) => panic!("{error}"),
                    }
                }
                format!("sqlite:{}", copy.display())
            }
            None => self.database.url().to_owned(),
        };
        let record = Record::open(&url);
        self.in_flight.push(record.in_flight().await);
        record.close().await;
        self.start();
    }

    /// How many messages went out since the announcement was begun.
    pub fn sent(&self) -> usize {
        usize::try_from(self.sim.stats().messages - self.sent_before).unwrap()
    }

    /// Waits until so many messages went out.
    pub async fn wait_until_sent(&mut self, count: usize) {
        let began = Instant::now();
        loop {
            let reached = self
                .sim
                .wait_for(LOOK, |_| (self.sent() >= count).then_some(()))
                .await;
            if reached.is_some() {
                return;
            }
            self.assert_running();
            if began.elapsed() > PATIENCE {
                panic!("{} of {count} sent\n{}", self.sent(), self.log());
            }
        }
    }

    /// Waits until nothing is left to do; what the database says then.
    pub async fn record(&mut self) -> Record {
        let began = Instant::now();
        let record = Record::open(self.database.url());
        while self.sim.pending_updates() > 0 || record.unfinished().await > 0 {
            tokio::time::sleep(LOOK).await;
            self.assert_running();
            if began.elapsed() > PATIENCE {
                panic!("the program does not come to an end\n{}", self.log());
            }
        }
        record
    }

    /// Stops the program and clears everything away; what it had said must not hold a secret.
    pub async fn close(mut self, record: Record) {
        if let Some(program) = self.program.take() {
            let (status, _) = program.terminate().await;
            assert_eq!(status.code(), Some(0), "{}", self.log());
        }
        record.close().await;
        let log = self.log();
        let secret = self.sim.token();
        let (_, secret) = secret.split_once(':').unwrap();
        assert!(!log.contains(secret), "the token is in the log");
        assert!(!log.contains("panicked"), "{log}");
        self.sim.shutdown().await;
        self.database.drop().await;
    }
}
