//! The connections, and fresh ones where the old may be dead.
//!
//! A connection whose other end fell silent (a cable, a firewall that forgot it) hangs: sqlx has no time
//! limit for a query, and a connection that is given back in the middle of one is pinged first, which
//! hangs too and keeps its place in the pool. So whoever ran out of patience has all connections
//! replaced. What hangs on the old ones ends when the operating system gives them up.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection as _};

use super::engine::{Engine, OpenError};

/// Longest wait for a connection or a lock; under the leader's lease, so that a stuck database ends
/// the turn rather than the other way round.
const PATIENCE: Duration = Duration::from_secs(4);

/// Two pools at a time: for writing (one connection on SQLite) and for reading.
#[derive(Clone)]
pub(super) struct Pools {
    engine: Engine,
    /// With the password; hence no derived `Debug`.
    url: Arc<str>,
    current: Arc<RwLock<Generation>>,
}

#[derive(Clone)]
struct Generation {
    number: u64,
    write: AnyPool,
    read: AnyPool,
}

impl fmt::Debug for Pools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pools")
            .field("generation", &self.generation())
            .finish_non_exhaustive()
    }
}

impl Pools {
    /// Connects.
    pub(super) async fn open(engine: &Engine, url: &str) -> Result<Self, OpenError> {
        let (writers, readers) = sizes(engine);
        let write = match options(engine, writers).connect(url).await {
            Ok(write) => write,
            Err(sqlx::Error::PoolTimedOut) => return Err(why_not(url).await),
            Err(error) => return Err(OpenError::Unreachable(error)),
        };
        let read = options(engine, readers)
            .connect(url)
            .await
            .map_err(OpenError::Unreachable)?;
        Ok(Self {
            engine: engine.clone(),
            url: url.into(),
            current: Arc::new(RwLock::new(Generation {
                number: 0,
                write,
                read,
            })),
        })
    }

    pub(super) fn write(&self) -> AnyPool {
        self.current().write
    }

    pub(super) fn read(&self) -> AnyPool {
        self.current().read
    }

    /// Which connections are in use, for [`Pools::replace`].
    pub(super) fn generation(&self) -> u64 {
        self.current().number
    }

    /// Fresh connections instead of those of `seen`, unless somebody else has seen to that. A file needs
    /// none: its connections do not die alone.
    pub(super) fn replace(&self, seen: u64) {
        if matches!(self.engine, Engine::Sqlite(_)) {
            return;
        }
        let (writers, readers) = sizes(&self.engine);
        let write = options(&self.engine, writers).connect_lazy(&self.url);
        let read = options(&self.engine, readers).connect_lazy(&self.url);
        // The URL was good for the first ones.
        let (Ok(write), Ok(read)) = (write, read) else {
            return;
        };
        let old = {
            let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
            if current.number != seen {
                return;
            }
            let fresh = Generation {
                number: seen + 1,
                write,
                read,
            };
            std::mem::replace(&mut *current, fresh)
        };
        // Those that still work end properly; those that hang are waited for by nobody.
        tokio::spawn(async move {
            let _ = tokio::time::timeout(PATIENCE, close(&old)).await;
        });
    }

    pub(super) async fn close(&self) {
        close(&self.current()).await;
    }

    fn current(&self) -> Generation {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

async fn close(generation: &Generation) {
    tokio::join!(generation.read.close(), generation.write.close());
}

fn sizes(engine: &Engine) -> (u32, u32) {
    match engine {
        Engine::Sqlite(_) => (1, 4),
        Engine::Postgres => (6, 4),
    }
}

fn options(engine: &Engine, size: u32) -> AnyPoolOptions {
    let set_up = match engine {
        Engine::Sqlite(_) => {
            "pragma busy_timeout = 4000; pragma journal_mode = wal; pragma synchronous = full; \
             pragma foreign_keys = on;"
        }
        // The server, too, has to notice when we are gone: what we hold locked stops our successor.
        Engine::Postgres => {
            "set idle_in_transaction_session_timeout = 4000; set lock_timeout = 4000; \
             set statement_timeout = 4500; set tcp_keepalives_idle = 10; \
             set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; \
             set application_name = 'satupintu'"
        }
    };
    AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(PATIENCE)
        .after_connect(move |conn, _| {
            Box::pin(async move { sqlx::raw_sql(set_up).execute(conn).await.map(|_| ()) })
        })
        // A commit that failed for want of space leaves a SQLite connection that believes itself inside a
        // transaction for ever, and refuses to begin another.
        .before_acquire(|conn, _| Box::pin(async move { Ok(!conn.is_in_transaction()) }))
}

/// A pool tries again until its patience ends, and then does not say why: ask once without one.
async fn why_not(url: &str) -> OpenError {
    match tokio::time::timeout(PATIENCE, AnyConnection::connect(url)).await {
        Ok(Err(error)) => OpenError::Unreachable(error),
        Ok(Ok(_)) | Err(_) => OpenError::Silent(PATIENCE),
    }
}
