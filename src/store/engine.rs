//! The two databases, and why one of them cannot be used.

use std::path::PathBuf;
use std::time::Duration;

use sqlx::{Any, AnyPool, Transaction};

/// Which database it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Engine {
    /// The file.
    Sqlite(PathBuf),
    /// A server.
    Postgres,
}

impl Engine {
    /// Begins a transaction that writes.
    pub(super) async fn begin(
        &self,
        pool: &AnyPool,
    ) -> Result<Transaction<'static, Any>, sqlx::Error> {
        match self {
            // A deferred transaction that turns to writing fails at once when another one writes.
            Self::Sqlite(_) => pool.begin_with("begin immediate").await,
            Self::Postgres => pool.begin().await,
        }
    }
}

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder for the file cannot be made.
    #[error("folder {folder}: {source}", folder = .folder.display())]
    Folder {
        folder: PathBuf,
        source: std::io::Error,
    },
    /// It cannot be reached or refuses us.
    #[error("{0}")]
    Unreachable(sqlx::Error),
    /// It takes connections, and answers nothing.
    #[error("tidak menjawab dalam {} detik", .0.as_secs())]
    Silent(Duration),
    /// A newer version of this program has used it.
    #[error("schema version {0} is newer than this program knows")]
    Newer(i64),
    /// It is a backup, to be restored and not to be worked on: it would send without asking.
    #[error("this file is a backup")]
    IsBackup,
    /// The file could not be copied before its schema is changed.
    #[error("backup before migration: {0}")]
    Backup(sqlx::Error),
    /// The schema cannot be brought up to date.
    #[error("migration: {0}")]
    Migration(sqlx::migrate::MigrateError),
}
