//! Building the stage: a Telegram, a database, 548 offices, four people, and the bot.

use std::path::PathBuf;
use std::sync::Arc;

use satupintu_simulator::{Config, Limits, Simulator};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::Mishap;
use super::clock::StoryClock;
use super::people::{Office, People, await_message, officer_name, press};
use crate::app::ended::Ended;
use crate::app::run::{Parts, serve};
use crate::app::settings::{Environment, Settings};
use crate::app::{import, startup};
use crate::domain::clock::{Clock, Timestamp};
use crate::service::Rules;
use crate::store::Db;
use crate::telegram::identity::Identity;

/// Monday, 16 November 2026, 08.30 WITA: a working morning, whenever the demo is played.
const MORNING: Timestamp = Timestamp(1_794_789_000_000);
const ROSTER: &str = include_str!("../../../config/rosters/kpu-2021.csv");
/// The office that speaks; it has no chat of its own.
const SPEAKER: &str = "KPU-RI";

/// Everything that the story needs.
pub(super) struct Stage {
    pub(super) sim: Simulator,
    pub(super) clock: StoryClock,
    pub(super) db: Db,
    pub(super) people: People,
    pub(super) offices: Vec<Office>,
    pub(super) zone: crate::view::Zone,
    pub(super) rules: Rules,
    folder: PathBuf,
    shutdown: CancellationToken,
    running: JoinHandle<Result<(), Ended>>,
}

fn broken(error: impl std::fmt::Display) -> Mishap {
    Mishap::Stage(error.to_string())
}

/// Builds it, and waits until everybody has their role.
pub(super) async fn build() -> Result<Stage, Mishap> {
    let clock = StoryClock::starting_at(MORNING);
    let config = Config {
        clock: Arc::new(clock.clone()),
        limits: Limits::default(),
        ..Config::default()
    };
    let sim = Simulator::start(config).await.map_err(broken)?;
    let person = |name: &str| sim.user(name).language("id").create();
    let people = People {
        owner: person("Sri Wahyuni"),
        author: person("Budi Santoso"),
        approver: person("Ratna Dewi"),
        coordinator: person("Andi Pratama"),
    };
    let folder = std::env::temp_dir().join(format!("satupintu-demo-{}", std::process::id()));
    let settings = settings(&sim, &people, &folder)?;
    let db = startup::database(&settings).await.map_err(broken)?;
    let offices = register(&sim, &db, &clock).await?;
    let zone = crate::view::Zone(settings.time.zone);
    let identity = Identity {
        id: 0,
        username: sim.bot_username().clone(),
    };
    let rules = startup::rules(&settings, &identity);
    let client = startup::client(&settings).map_err(broken)?;
    let shutdown = CancellationToken::new();
    let parts = Parts {
        settings,
        clock: Arc::new(clock.clone()),
        db: db.clone(),
        client,
    };
    let running = tokio::spawn(serve(parts, shutdown.clone()));
    let stage = Stage {
        sim,
        clock,
        db,
        people,
        offices,
        zone,
        rules,
        folder,
        shutdown,
        running,
    };
    appoint(&stage).await?;
    Ok(stage)
}

fn settings(
    sim: &Simulator,
    people: &People,
    folder: &std::path::Path,
) -> Result<Settings, Mishap> {
    let database = format!("sqlite:{}", folder.join("demo.db").display());
    // Nothing of the visitor's own settings: the demo is the same everywhere.
    let environment = Environment::new(
        [
            ("TELOXIDE_TOKEN", sim.token()),
            ("TELOXIDE_API_URL", sim.base_url()),
            ("DATABASE_URL", database),
            ("SATUPINTU_OWNERS", people.owner.id().to_string()),
            ("SATUPINTU__HTTP__LISTEN", "127.0.0.1:0".to_owned()),
        ],
        folder,
    );
    Settings::load(&environment).map_err(broken)
}

/// Imports the roster, and a group for every office but the one that speaks.
async fn register(sim: &Simulator, db: &Db, clock: &StoryClock) -> Result<Vec<Office>, Mishap> {
    import::institutions(db, ROSTER.as_bytes(), clock.now())
        .await
        .map_err(broken)?;
    let mut offices = Vec::new();
    let mut chats = "kode,chat_id,jenis,topik\n".to_owned();
    for line in ROSTER.lines().skip(1) {
        let code = line.split(',').next().unwrap_or_default();
        if code.is_empty() || code == SPEAKER {
            continue;
        }
        let group = sim.group(&format!("Humas {code}"));
        let officer = sim
            .user(&officer_name(offices.len()))
            .language("id")
            .create();
        group.add_bot(&officer);
        chats.push_str(&format!("{code},{},grup,\n", group.id()));
        offices.push(Office {
            code: code.to_owned(),
            group,
            officer,
        });
    }
    import::chats(db, chats.as_bytes(), clock.now())
        .await
        .map_err(broken)?;
    Ok(offices)
}

/// Author, approver and coordinator come in by their links, as everywhere.
async fn appoint(stage: &Stage) -> Result<(), Mishap> {
    let (sim, people) = (&stage.sim, &stage.people);
    people.owner.send_private("/start");
    for (role, user) in [
        ("penyusun", &people.author),
        ("penyetuju", &people.approver),
        ("koordinator", &people.coordinator),
    ] {
        let before = people.owner.inbox().len();
        people.owner.send_private(format!("/undang {role}"));
        let linked = |text: &str| {
            text.split_whitespace()
                .find(|word| word.contains("?start="))
                .map(ToOwned::to_owned)
        };
        let what = format!("tautan {role}");
        let message = await_message(sim, &people.owner, &what, |message| {
            linked(&message.text).is_some()
                && people
                    .owner
                    .inbox()
                    .iter()
                    .skip(before)
                    .any(|new| new.id == message.id)
        })
        .await?;
        let link = linked(&message.text).unwrap_or_default();
        user.open_link(&link).map_err(broken)?;
        press(sim, &people.owner, "Sahkan").await?;
        await_message(sim, user, "peran berlaku", |_| user.inbox().len() >= 2).await?;
    }
    Ok(())
}

impl Stage {
    /// Stops the bot and removes what was made.
    pub(super) async fn clear_away(self) {
        self.shutdown.cancel();
        // How it ended is of no interest any more: the story's proof has been made.
        let _ = self.running.await;
        self.db.close().await;
        self.sim.shutdown().await;
        // What cannot be removed stays in the folder for temporary files, which the system clears.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
