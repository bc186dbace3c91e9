//! Keeps the program running, as a service manager does: whatever ends it, it is started again. What
//! ended it is written down, with how much it had on its way then.

use std::fs::OpenOptions;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use satupintu::store::crash::CrashPoint;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use super::tables::Tables;
use super::{Program, command};

/// How often is looked whether the program still runs.
const LOOK: Duration = Duration::from_millis(20);
/// Real time within which the program comes to any of its places.
const PATIENCE: Duration = Duration::from_secs(90);
const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;
const SIGTERM: i32 = 15;

/// What ended a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// SIGKILL.
    Killed,
    /// SIGTERM.
    Stopped,
    /// It was told to die there.
    Died(String),
}

/// The end of one program.
#[derive(Debug, Clone)]
pub struct End {
    pub cause: Cause,
    /// Deliveries that were on their way.
    pub in_flight: usize,
}

/// Where the next program is to die, and the how manieth time it comes there.
pub type Armed = (CrashPoint, u32);

/// Started programs, one after the other.
pub struct Manager {
    inner: Arc<Inner>,
    watch: JoinHandle<()>,
}

struct Inner {
    started_with: Mutex<StartedWith>,
    folder: TempDir,
    running: tokio::sync::Mutex<Option<Program>>,
    ends: Mutex<Vec<End>>,
    /// How many ends there were when the last program was started that is to die.
    armed_after: AtomicUsize,
    /// What no program may end by.
    broken: Mutex<Option<String>>,
}

/// What the program is started with, and on which database.
#[derive(Clone)]
struct StartedWith {
    variables: Vec<(String, String)>,
    database: String,
}

impl Manager {
    /// Starts the program with these variables, on this database.
    pub fn start(variables: Vec<(String, String)>, database: &str) -> Self {
        let inner = Arc::new(Inner {
            started_with: Mutex::new(StartedWith {
                variables,
                database: database.to_owned(),
            }),
            folder: tempfile::tempdir().unwrap(),
            running: tokio::sync::Mutex::default(),
            ends: Mutex::default(),
            armed_after: AtomicUsize::new(0),
            broken: Mutex::default(),
        });
        let first = inner.launch(None);
        let watched = Arc::clone(&inner);
        let watch = tokio::spawn(async move {
            *watched.running.lock().await = Some(first);
            loop {
                tokio::time::sleep(LOOK).await;
                watched.look().await;
            }
        });
        Self { inner, watch }
    }

    /// Kills the program in whatever it does, and starts the next.
    pub async fn kill(&self, next: Option<Armed>) {
        let mut running = self.inner.running.lock().await;
        if let Some(program) = running.take() {
            let status = program.kill();
            *running = self.inner.ended(status, next).await;
        }
    }

    /// Asks the program to stop, and starts the next; how long the stop took.
    pub async fn restart(&self, next: Option<Armed>) -> Duration {
        let mut running = self.inner.running.lock().await;
        let Some(program) = running.take() else {
            return Duration::ZERO;
        };
        let (status, took) = program.terminate().await;
        *running = self.inner.ended(status, next).await;
        took
    }

    /// Kills the program without starting the next, which will be on another database.
    pub async fn lose(&self, database: &str) {
        let program = self.inner.running.lock().await.take();
        program.expect("the program runs").kill();
        let mut started_with = self.inner.started_with.lock().unwrap();
        database.clone_into(&mut started_with.database);
        for (name, value) in &mut started_with.variables {
            if name == "DATABASE_URL" {
                database.clone_into(value);
            }
        }
    }

    /// Starts the program after [`Manager::lose`].
    pub async fn start_again(&self) {
        *self.inner.running.lock().await = Some(self.inner.launch(None));
    }

    /// The program as it is started, for one of its other commands.
    pub fn command(&self) -> Command {
        let started_with = self.inner.started_with.lock().unwrap().clone();
        command(&started_with.variables, self.inner.folder.path())
    }

    /// Waits until the program that was to die has died at this place.
    pub async fn until_dead_at(&self, point: CrashPoint) {
        let began = Instant::now();
        while self.deaths_at(point) == 0 {
            self.check();
            assert!(
                began.elapsed() < PATIENCE,
                "the program never came to {point}\n{}",
                self.log()
            );
            tokio::time::sleep(LOOK).await;
        }
    }

    /// How often a program died at this place since the last was started that is to.
    pub fn deaths_at(&self, point: CrashPoint) -> usize {
        let here = Cause::Died(point.to_string());
        let ends = self.ends();
        let since = &ends[self.inner.armed_after.load(Ordering::Relaxed)..];
        since.iter().filter(|end| end.cause == here).count()
    }

    /// The ends so far.
    pub fn ends(&self) -> Vec<End> {
        self.inner.ends.lock().unwrap().clone()
    }

    /// No program has ended in a way it must not.
    pub fn check(&self) {
        let broken = self.inner.broken.lock().unwrap().clone();
        if let Some(broken) = broken {
            panic!("{broken}\n{}", self.log());
        }
    }

    /// Everything that programs have said on standard error.
    pub fn log(&self) -> String {
        self.inner.log()
    }

    /// Stops the program for good. Nothing that any said may hold the secret.
    pub async fn close(self, secret: &str) {
        self.watch.abort();
        self.check();
        let program = self.inner.running.lock().await.take();
        let (status, _) = program.expect("the program runs").terminate().await;
        let (log, cause) = (self.log(), self.inner.cause(status));
        assert_eq!(cause, Some(Cause::Stopped), "{status}\n{log}");
        assert!(!log.contains(secret), "the token is in the log");
        assert!(!log.contains("panicked"), "{log}");
    }
}

impl Drop for Manager {
    fn drop(&mut self) {
        self.watch.abort();
        if std::thread::panicking() {
            eprintln!("{:?}\n{}", self.ends(), self.log());
        }
    }
}

impl Inner {
    fn launch(&self, armed: Option<Armed>) -> Program {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.path().join("log"))
            .unwrap();
        let mut variables = self.started_with.lock().unwrap().variables.clone();
        if let Some((point, times)) = armed {
            variables.push(("SATUPINTU_CRASH_AT".to_owned(), format!("{point}:{times}")));
        }
        Program::start(&variables, self.folder.path(), log)
    }

    async fn look(&self) {
        let mut running = self.running.lock().await;
        if let Some(status) = running.as_mut().and_then(Program::ended) {
            *running = self.ended(status, None).await;
        }
    }

    /// Writes an end down; the next program, unless it ended as none may.
    async fn ended(&self, status: ExitStatus, next: Option<Armed>) -> Option<Program> {
        let Some(cause) = self.cause(status) else {
            let text = format!("the program ended by itself: {status}");
            *self.broken.lock().unwrap() = Some(text);
            return None;
        };
        let in_flight = self.in_flight().await;
        let so_far = {
            let mut ends = self.ends.lock().unwrap();
            ends.push(End { cause, in_flight });
            ends.len()
        };
        if next.is_some() {
            self.armed_after.store(so_far, Ordering::Relaxed);
        }
        Some(self.launch(next))
    }

    fn cause(&self, status: ExitStatus) -> Option<Cause> {
        let log = self.log();
        let last = log.lines().last().unwrap_or_default();
        match (status.code(), status.signal()) {
            (Some(0), _) => Some(Cause::Stopped),
            // Too early for it to know better.
            (_, Some(SIGTERM)) => Some(Cause::Stopped),
            (_, Some(SIGKILL)) => Some(Cause::Killed),
            (_, Some(SIGABRT)) => {
                let place = last.strip_prefix("died at ")?;
                Some(Cause::Died(place.to_owned()))
            }
            _ => None,
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// What an ended program had on its way. SQLite mends the file when it is next opened; that is for
    /// the program to live through, so a copy is looked at.
    async fn in_flight(&self) -> usize {
        let copy = self.folder.path().join("copy.db");
        let database = self.started_with.lock().unwrap().database.clone();
        let url = match database.strip_prefix("sqlite:") {
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
            None => database,
        };
        let tables = Tables::of(&url);
        let claimed = tables
            .count(
                "select count(*) from outbox where state = 'claimed' and payload is null \
                 and purpose is null",
            )
            .await;
        tables.close().await;
        usize::try_from(claimed).unwrap()
    }
}
