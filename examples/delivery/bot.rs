//! The bot with its record, in a process of its own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use satupintu::app::clock::SystemClock;
use satupintu::app::run::{Parts, serve};
use satupintu::app::settings::{Environment, Settings};
use satupintu::app::startup;
use satupintu::domain::clock::Clock as _;
use satupintu::store::Db;
use satupintu_simulator::Simulator;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::child::Sender;
use crate::stage::offices::{self, Office as Member};
use crate::stage::people::{self, Staff};
use crate::stage::tables::Tables;
use crate::stage::variables::variables;

/// The bot, set by the environment, until it is ended from outside.
pub async fn run() {
    let settings = Settings::load(&Environment::of_process()).expect("the settings are in order");
    let parts = Parts {
        client: startup::client(&settings).expect("a client"),
        db: startup::database(&settings).await.expect("a database"),
        settings,
        clock: Arc::new(SystemClock),
    };
    serve(parts, CancellationToken::new())
        .await
        .expect("it is ended from outside");
}

/// A running bot with its members and staff.
pub struct Office {
    pub sender: Sender,
    pub members: Vec<Member>,
    pub staff: Staff,
    tables: Tables,
    /// Gone with the office.
    _folder: TempDir,
}

impl Office {
    /// Registers `members` private chats in an empty database, and starts the bot.
    pub async fn open(sim: &Simulator, members: usize, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = format!("sqlite:{}", folder.path().join("delivery.db").display());
        let database = std::env::var("DATABASE_URL").unwrap_or(file);
        let owner = sim.user("Sri Wahyuni").create();
        let db = Db::open(&database).await.expect("a database");
        let members = offices::register(sim, &db, members, |_| true, SystemClock.now()).await;
        db.close().await;
        let mut variables = variables(sim, &[&owner], &database);
        variables.extend(
            settings
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let sender = Sender::start("bot", sim, &variables);
        let staff = people::staff(sim, &owner).await;
        // What went before shall not be in the way: the server's bucket fills again.
        tokio::time::sleep(Duration::from_secs(2)).await;
        Self {
            sender,
            members,
            staff,
            tables: Tables::of(&database),
            _folder: folder,
        }
    }

    /// The author drafts and submits, the approver has the last question before them.
    pub async fn prepare(&self, sim: &Simulator, priority: &str, text: &str) {
        let draft = format!("/siaran sifat={priority}\n{text}");
        self.staff.author.send_private(draft);
        people::press(sim, &self.staff.author, "Ajukan").await;
        people::press(sim, &self.staff.approver, "Setujui").await;
    }

    /// The approver's last word, and when they said it: approval and fan-out are part of what is timed.
    pub async fn send(&self, sim: &Simulator) -> Instant {
        let began = Instant::now();
        people::press(sim, &self.staff.approver, "Ya, kirim").await;
        began
    }

    /// One number out of the database.
    pub async fn count(&self, sql: &str) -> i64 {
        self.tables.count(sql).await
    }

    /// Every delivery is recorded, each by one attempt.
    pub async fn check(&self, deliveries: usize) {
        for sql in [
            "select count(*) from delivery where state = 'sent' and maybe_double = 0",
            "select count(*) from attempt where chat_id is not null and outcome = 'delivered'",
        ] {
            let recorded = usize::try_from(self.count(sql).await).expect("a count");
            assert_eq!(recorded, deliveries, "{sql}");
        }
    }
}
