//! Opening the database and beginning transactions: the one place that knows which engine it is.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::bell::Bells;
use super::duty::Duty;
use super::engine::{Engine, OpenError};
use super::hand_over::HandOver;
use super::leader::Lease;
use super::pools::Pools;
use super::pulse::Pulse;
use super::{Fault, Tx, copy, leader, migrate};

/// The database: a pool for writing (one connection on SQLite) and one for reading.
#[derive(Debug, Clone)]
pub struct Db {
    pub(super) engine: Engine,
    pools: Pools,
    bells: Bells,
    pulse: Pulse,
    hand_over: HandOver,
}

/// No step of a loop takes longer than this on a database that answers: longer than any statement may
/// take (`statement_timeout`), and than the wait for a connection before it.
pub const LONGEST_STEP: Duration = Duration::from_secs(10);

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…` and brings its schema up to date.
    ///
    /// # Errors
    /// [`OpenError`]: unreachable, newer than this program, or not to be migrated.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let (engine, mut url) = locate(url);
        if let Engine::Sqlite(file) = &engine {
            make_folder(file)?;
            url.push_str("?mode=rwc");
        }
        let pools = Pools::open(&engine, &url).await?;
        if matches!(engine, Engine::Sqlite(_)) && copy::is_backup(&pools.write()).await {
            return Err(OpenError::IsBackup);
        }
        match engine {
            Engine::Sqlite(_) => migrate::run(&engine, &pools.write()).await?,
            // What is long enough for a step of the bot is short for a whole table.
            Engine::Postgres => {
                let patient = copy::patient(&engine, &url).await;
                let patient = patient.map_err(OpenError::Unreachable)?;
                migrate::run(&engine, &patient).await?;
                patient.close().await;
            }
        }
        Ok(Self {
            engine,
            pools,
            bells: Bells::default(),
            pulse: Pulse::default(),
            hand_over: HandOver::default(),
        })
    }

    /// The bells that commits ring.
    #[must_use]
    pub fn bells(&self) -> &Bells {
        &self.bells
    }

    /// Whether it does as it is told.
    #[must_use]
    pub fn pulse(&self) -> &Pulse {
        &self.pulse
    }

    /// The calls that commits hand over, and whether one may have been lost on the way.
    #[must_use]
    pub fn hand_over(&self) -> &HandOver {
        &self.hand_over
    }

    /// Does something with the database that takes no longer than `longest`. What takes longer is
    /// dropped, and all connections are replaced: the one that it waits on may never answer.
    ///
    /// # Errors
    /// What `work` says, or [`Fault::Silent`]; then it may have been done or not.
    pub async fn within<T>(
        &self,
        longest: Duration,
        work: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Fault> {
        let connections = self.pools.generation();
        match tokio::time::timeout(longest, work).await {
            Ok(done) => done,
            Err(_) => {
                self.pools.replace(connections);
                Err(Fault::Silent(longest))
            }
        }
    }

    /// Fresh connections, after work was cut off that may hang on the old ones.
    pub fn reconnect(&self) {
        self.pools.replace(self.pools.generation());
    }

    /// Begins a write transaction outside of the leader: the command line's.
    ///
    /// # Errors
    /// A database fault.
    pub async fn write(&self) -> Result<Tx, Fault> {
        let mut tx = self.begin(0, None).await?;
        self.one_at_a_time(&mut tx).await?;
        Ok(tx)
    }

    /// What looks at the registry or at an announcement and decides something by it does so one after the
    /// other, or two would decide by what the other is just changing. SQLite has one writer anyway.
    async fn one_at_a_time(&self, tx: &mut Tx) -> Result<(), Fault> {
        if self.engine == Engine::Postgres {
            sqlx::query("select id from hold where id = 1 for update")
                .fetch_one(tx.conn())
                .await?;
        }
        Ok(())
    }

    /// Begins a write transaction of the leader, in one of its duties, after checking that it still is.
    ///
    /// # Errors
    /// [`Fault::Deposed`], or a database fault.
    pub async fn write_as(&self, lease: &Lease, duty: Duty) -> Result<Tx, Fault> {
        let mut tx = self.begin(lease.epoch, Some(duty)).await?;
        leader::assert_held(&mut tx, &self.engine, lease).await?;
        if duty.decides() {
            self.one_at_a_time(&mut tx).await?;
        }
        Ok(tx)
    }

    /// Begins a transaction that only reads. Dropped, not committed.
    ///
    /// # Errors
    /// A database fault.
    pub async fn read(&self) -> Result<Tx, Fault> {
        let inner = self.pools.read().begin().await?;
        Ok(Tx::new(
            inner,
            self.bells.clone(),
            self.hand_over.clone(),
            0,
            None,
        ))
    }

    /// Whether the database answers within `longest`.
    ///
    /// # Errors
    /// A database fault.
    pub async fn ping(&self, longest: Duration) -> Result<(), Fault> {
        let read = self.pools.read();
        let asked = async {
            sqlx::query("select 1").execute(&read).await?;
            Ok(())
        };
        self.within(longest, asked).await
    }

    /// Closes all connections; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.pools.close().await;
    }

    pub(super) async fn begin(&self, epoch: i64, duty: Option<Duty>) -> Result<Tx, Fault> {
        let asked = Instant::now();
        let inner = self.engine.begin(&self.pools.write()).await?;
        Ok(Tx::new(
            inner,
            self.bells.clone(),
            self.hand_over.clone(),
            epoch,
            duty,
        )
        .asked_at(asked))
    }
}

/// Which database a URL leads to, and the URL without parameters of SQLite's.
pub(super) fn locate(url: &str) -> (Engine, String) {
    match url.strip_prefix("sqlite:") {
        Some(path) => {
            let path = path.strip_prefix("//").unwrap_or(path);
            let file = PathBuf::from(path.split('?').next().unwrap_or(path));
            let url = format!("sqlite:{}", file.display());
            (Engine::Sqlite(file), url)
        }
        None => (Engine::Postgres, url.to_owned()),
    }
}

pub(super) fn make_folder(file: &Path) -> Result<(), OpenError> {
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
