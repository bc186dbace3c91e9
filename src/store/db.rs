//! Opening the database and beginning transactions: the one place that knows which engine it is.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sqlx::AnyPool;
use sqlx::any::AnyPoolOptions;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::bell::Bells;
use super::duty::Duty;
use super::engine::{Engine, OpenError};
use super::leader::Lease;
use super::outbox::Claimed;
use super::{Fault, Tx, leader, migrate};

/// The database: a pool for writing (one connection on SQLite) and one for reading.
#[derive(Debug, Clone)]
pub struct Db {
    pub(super) engine: Engine,
    write: AnyPool,
    read: AnyPool,
    bells: Bells,
    hand_over: UnboundedSender<Claimed>,
    handed_over: Arc<Mutex<Option<UnboundedReceiver<Claimed>>>>,
}

/// Longest wait for a connection or a lock; under the leader's lease, so that a stuck database ends
/// leadership rather than the other way round.
const PATIENCE: Duration = Duration::from_secs(4);

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its schema up to date.
    ///
    /// # Errors
    /// [`OpenError`]: unreachable, newer than this program, or not to be migrated.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let (engine, url) = match url.strip_prefix("sqlite:") {
            Some(path) => {
                let path = path.strip_prefix("//").unwrap_or(path);
                let file = PathBuf::from(path.split('?').next().unwrap_or(path));
                make_folder(&file)?;
                (
                    Engine::Sqlite(file.clone()),
                    format!("sqlite:{}?mode=rwc", file.display()),
                )
            }
            None => (Engine::Postgres, url.to_owned()),
        };
        let (writers, readers) = match engine {
            Engine::Sqlite(_) => (1, 4),
            Engine::Postgres => (6, 4),
        };
        let write = pool(&engine, &url, writers).await?;
        migrate::run(&engine, &write).await?;
        let read = pool(&engine, &url, readers).await?;
        let (hand_over, handed_over) = unbounded_channel();
        Ok(Self {
            engine,
            write,
            read,
            bells: Bells::default(),
            hand_over,
            handed_over: Arc::new(Mutex::new(Some(handed_over))),
        })
    }

    /// The bells that commits ring.
    #[must_use]
    pub fn bells(&self) -> &Bells {
        &self.bells
    }

    /// The calls that commits hand over; the sender takes them once.
    #[must_use]
    pub fn take_handed_over(&self) -> Option<UnboundedReceiver<Claimed>> {
        self.handed_over
            .lock()
            .ok()
            .and_then(|mut slot| slot.take())
    }

    /// Begins a write transaction outside of the leader: the command line's.
    ///
    /// # Errors
    /// A database fault.
    pub async fn write(&self) -> Result<Tx, Fault> {
        self.begin(0, None).await
    }

    /// Begins a write transaction of the leader, in one of its duties, after checking that it still is.
    ///
    /// # Errors
    /// [`Fault::Deposed`], or a database fault.
    pub async fn write_as(&self, lease: &Lease, duty: Duty) -> Result<Tx, Fault> {
        let mut tx = self.begin(lease.epoch, Some(duty)).await?;
        leader::assert_held(&mut tx, &self.engine, lease).await?;
        Ok(tx)
    }

    /// Begins a transaction that only reads. Dropped, not committed.
    ///
    /// # Errors
    /// A database fault.
    pub async fn read(&self) -> Result<Tx, Fault> {
        let inner = self.read.begin().await?;
        Ok(Tx::new(
            inner,
            self.bells.clone(),
            self.hand_over.clone(),
            0,
            None,
        ))
    }

    /// Whether the database answers now.
    ///
    /// # Errors
    /// A database fault.
    pub async fn ping(&self) -> Result<(), Fault> {
        sqlx::query("select 1").execute(&self.read).await?;
        Ok(())
    }

    /// Closes all connections; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }

    pub(super) async fn begin(&self, epoch: i64, duty: Option<Duty>) -> Result<Tx, Fault> {
        let inner = match self.engine {
            // A deferred transaction that turns to writing fails at once when another one writes.
            Engine::Sqlite(_) => self.write.begin_with("begin immediate").await?,
            Engine::Postgres => self.write.begin().await?,
        };
        Ok(Tx::new(
            inner,
            self.bells.clone(),
            self.hand_over.clone(),
            epoch,
            duty,
        ))
    }
}

fn make_folder(file: &Path) -> Result<(), OpenError> {
    let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    else {
        return Ok(());
    };
    std::fs::create_dir_all(folder).map_err(|source| OpenError::Folder {
        folder: folder.to_owned(),
        source,
    })
}

async fn pool(engine: &Engine, url: &str, size: u32) -> Result<AnyPool, OpenError> {
    let set_up = match engine {
        Engine::Sqlite(_) => {
            "pragma busy_timeout = 4000; pragma journal_mode = wal; pragma synchronous = full; \
             pragma foreign_keys = on;"
        }
        Engine::Postgres => {
            "set idle_in_transaction_session_timeout = 4000; set lock_timeout = 4000; \
             set statement_timeout = 4500; set application_name = 'satupintu'"
        }
    };
    AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(PATIENCE)
        .after_connect(move |conn, _| {
            Box::pin(async move { sqlx::raw_sql(set_up).execute(conn).await.map(|_| ()) })
        })
        .connect(url)
        .await
        .map_err(OpenError::Unreachable)
}
