//! Several machines that run the program on one database, each with lines of its own that may fail.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use satupintu_simulator::{Call, Outcome, Simulator, User};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::line::Line;
use super::offices::Office;
use super::people::{self, Staff};
use super::stage::{Grounds, TEXT, again_at_once, until_welcomed};
use super::tables::Tables;
use super::variables::variables;
use super::{Program, Said};
use crate::invariants::{Tally, Witnesses};
use crate::office::Database;

/// Real time within which something happens, on a busy machine too.
pub const PATIENCE: Duration = Duration::from_secs(90);
const LOOK: Duration = Duration::from_millis(20);

/// A machine with the program on it.
pub struct Machine {
    pub to_telegram: Line,
    /// None for a file.
    pub to_database: Option<Line>,
    http: SocketAddr,
    variables: Vec<(String, String)>,
    folder: tempfile::TempDir,
    said: Said,
    program: Option<Program>,
}

/// Machines with offices and staff.
pub struct Machines {
    pub sim: Simulator,
    pub offices: Vec<Office>,
    pub staff: Staff,
    pub database: Database,
    pub all: Vec<Machine>,
    owner: User,
    settings: Vec<(&'static str, String)>,
}

/// Whether the stories run on a server, which can be cut off from a machine.
pub fn on_a_server() -> bool {
    std::env::var("TEST_DATABASE_URL").is_ok()
}

impl Machines {
    /// Registers `offices`, every third reached in private, and starts one machine, which leads and sends
    /// `rate` messages a second.
    pub async fn build(offices: usize, rate: u32, settings: &[(&'static str, &str)]) -> Self {
        let Grounds {
            sim,
            owner,
            database,
            offices,
        } = Grounds::lay(offices).await;
        let mut all = vec![
            ("SATUPINTU__TELEGRAM__MESSAGES_PER_SECOND", rate.to_string()),
            ("SATUPINTU__TELEGRAM__POLL_TIMEOUT", "5s".to_owned()),
            ("SATUPINTU__LEADER__LEASE", "1500ms".to_owned()),
            ("SATUPINTU__LEADER__RENEW", "500ms".to_owned()),
            ("SATUPINTU__OUTBOX__RETRY_UNKNOWN", again_at_once(20)),
        ];
        all.extend(
            settings
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        let mut machines = Self {
            staff: Staff {
                author: owner.clone(),
                approver: owner.clone(),
            },
            sim,
            offices,
            database,
            all: Vec::new(),
            settings: all,
            owner,
        };
        machines.add().await;
        machines.staff = people::staff(&machines.sim, &machines.owner).await;
        until_welcomed(&machines.sim).await;
        machines
    }

    /// One more machine, which stands by once it has come up.
    pub async fn add(&mut self) -> &mut Machine {
        let (telegram, rest) = split(&self.sim.base_url());
        let to_telegram = Line::to(telegram).await;
        let api = format!("http://{}{rest}", to_telegram.address());
        let mut url = self.database.url().to_owned();
        let mut to_database = None;
        if !url.starts_with("sqlite:") {
            let (server, _) = split(&url);
            let line = Line::to(server).await;
            url = url.replace(&server.to_string(), &line.address().to_string());
            to_database = Some(line);
        }
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let http = free.local_addr().unwrap();
        drop(free);
        let mut variables = variables(&self.sim, &[&self.owner], &url);
        let own = [
            ("TELOXIDE_API_URL", api),
            ("SATUPINTU__HTTP__LISTEN", http.to_string()),
        ];
        // Of two with one name the later counts.
        variables.extend(
            self.settings
                .iter()
                .cloned()
                .chain(own)
                .map(|(name, value)| (name.to_owned(), value)),
        );
        let mut machine = Machine {
            to_telegram,
            to_database,
            http,
            variables,
            folder: tempfile::tempdir().unwrap(),
            said: Said::default(),
            program: None,
        };
        machine.start();
        machine.until_it_says("\"leader\"").await;
        self.all.push(machine);
        self.all.last_mut().unwrap()
    }

    /// Has an announcement approved; it is on its way when this returns.
    pub async fn announce(&self) {
        people::announce(&self.sim, &self.staff, TEXT).await;
    }

    /// Copies of the announcement that came, all offices together.
    pub fn copies(&self) -> usize {
        let copies = self.offices.iter().map(|office| office.copies(TEXT).len());
        copies.sum()
    }

    /// Waits until so many copies came.
    pub async fn until_copies(&self, count: usize) {
        let began = Instant::now();
        while self.copies() < count {
            tokio::time::sleep(LOOK).await;
            if began.elapsed() > PATIENCE {
                panic!("{} of {count} copies\n{}", self.copies(), self.logs());
            }
        }
    }

    /// Polls that another poll has ended: there were two pollers.
    pub fn conflicts(&self) -> usize {
        let conflict = |call: &Call| matches!(call.outcome, Outcome::Refused(409, _));
        let polls = self.sim.calls_of("getUpdates");
        polls.iter().filter(|call| conflict(call)).count()
    }

    /// Waits until nothing is left to do; the record as it is then, through connections of its own.
    pub async fn record(&self) -> Tables {
        let began = Instant::now();
        let record = Tables::of(self.database.url());
        while self.sim.pending_updates() > 0 || record.unfinished().await > 0 {
            tokio::time::sleep(LOOK).await;
            if began.elapsed() > PATIENCE {
                panic!("it does not come to an end\n{}", self.logs());
            }
        }
        record
    }

    /// Record and messenger, to be held against each other.
    pub fn witnesses<'a>(&'a self, record: &'a Tables) -> Witnesses<'a> {
        Witnesses {
            tables: record,
            sim: &self.sim,
        }
    }

    /// Every office has the announcement, and the record says so; how that came out.
    pub async fn check_complete(&self, record: &Tables) -> Tally {
        let tally = self.witnesses(record).check().await;
        assert_eq!((tally.sent, tally.failed), (self.offices.len(), 0));
        tally
    }

    pub fn logs(&self) -> String {
        let logs = self.all.iter().map(|machine| machine.said.text());
        logs.collect::<Vec<_>>()
            .join("\n--- the next machine ---\n")
    }

    /// Stops what runs, holds the record against the messenger and clears everything away; nobody may
    /// have said a secret.
    pub async fn close(mut self, record: Tables) {
        for machine in &mut self.all {
            if let Some(program) = machine.program.take() {
                let (status, _) = program.terminate().await;
                assert_eq!(status.code(), Some(0), "{}", machine.said.text());
            }
        }
        self.witnesses(&record).check().await;
        record.close().await;
        let logs = self.logs();
        let secret = self.sim.token();
        let (_, secret) = secret.split_once(':').unwrap();
        assert!(!logs.contains(secret), "the token is in the log");
        assert!(!logs.contains("panicked"), "{logs}");
        self.sim.shutdown().await;
        self.database.drop().await;
    }
}

impl Machine {
    /// Starts the program, once more after it was killed.
    pub fn start(&mut self) {
        let program = Program::start_heard(&self.variables, self.folder.path(), &self.said);
        self.program = Some(program);
    }

    pub fn program(&self) -> &Program {
        self.program.as_ref().expect("the program runs")
    }

    /// The running program, to be ended.
    pub fn take(&mut self) -> Program {
        self.program.take().expect("the program runs")
    }

    /// Everything that was said on standard error so far.
    pub fn log(&self) -> String {
        self.said.text()
    }

    /// The answer to a request for a page, head and all, and how long it took.
    pub async fn page(&self, path: &str) -> Option<(String, Duration)> {
        let asked = Instant::now();
        let answer = async {
            let mut stream = TcpStream::connect(self.http).await.ok()?;
            let request = format!(
                "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                self.http
            );
            stream.write_all(request.as_bytes()).await.ok()?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.ok()?;
            Some(answer)
        };
        let answer = tokio::time::timeout(PATIENCE, answer)
            .await
            .expect("a page comes");
        answer.map(|answer| (answer, asked.elapsed()))
    }

    /// Waits until `/readyz` says this.
    pub async fn until_it_says(&self, words: &str) -> String {
        let began = Instant::now();
        loop {
            let answer = self.page("/readyz").await;
            let answer = answer.map(|(answer, _)| answer).unwrap_or_default();
            if answer.contains(words) {
                return answer;
            }
            tokio::time::sleep(LOOK).await;
            if began.elapsed() > PATIENCE {
                panic!(
                    "/readyz never says {words:?}: {answer}\n{}",
                    self.said.text()
                );
            }
        }
    }

    /// Waits until so many messages have left from here.
    pub async fn until_sent(&self, count: usize) {
        let began = Instant::now();
        while self.to_telegram.calls_of("sendMessage") < count {
            tokio::time::sleep(LOOK).await;
            if began.elapsed() > PATIENCE {
                panic!("this machine sends nothing\n{}", self.said.text());
            }
        }
    }

    /// How often the log holds this.
    pub fn times_logged(&self, words: &str) -> usize {
        self.said.text().matches(words).count()
    }

    /// Waits until the log holds this so often.
    pub async fn until_logged(&self, words: &str, count: usize) {
        let began = Instant::now();
        while self.times_logged(words) < count {
            tokio::time::sleep(LOOK).await;
            if began.elapsed() > PATIENCE {
                panic!("{words:?} is not in the log\n{}", self.said.text());
            }
        }
    }
}

/// The server of a URL, and what follows it.
fn split(url: &str) -> (SocketAddr, String) {
    let (_, rest) = url.split_once("://").expect("a URL has a scheme");
    let end = rest.find('/').unwrap_or(rest.len());
    let server = rest[..end].rsplit('@').next().unwrap();
    (
        server.parse().expect("the server is given by number"),
        rest[end..].to_owned(),
    )
}
