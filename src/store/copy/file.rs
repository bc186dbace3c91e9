//! The file of a backup: how it comes to be, and whether it is one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sqlx::{AnyConnection, AnyPool};

use super::connect::{self, Mode};
use super::rows::{self, Shape};
use crate::domain::clock::Timestamp;
use crate::store::engine::Engine;
use crate::store::migrate;

/// What a backup holds, in figures for its operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// What it knows ends here.
    pub made_at: Timestamp,
    /// Approved announcements.
    pub announcements: i64,
    /// Chats that they were for, each counted once for each announcement.
    pub deliveries: i64,
    /// Confirmations.
    pub acknowledgements: i64,
}

/// Why a file is not taken for a backup.
#[derive(Debug, thiserror::Error)]
pub enum NoBackup {
    /// It cannot be read.
    #[error("{0}")]
    File(#[from] io::Error),
    /// It is something else.
    #[error("not a backup of this program")]
    Foreign,
    /// It is not as it was written.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A newer version of this program wrote it.
    #[error("schema version {0} is newer than this program knows")]
    Newer(i64),
    /// Its copy could not be brought to the schema of today.
    #[error("migration: {0}")]
    Migration(String),
}

/// How every SQLite file begins (<https://www.sqlite.org/fileformat.html>).
const MAGIC: &[u8] = b"SQLite format 3\0";

/// A file under a passing name that only its owner may read, gone when dropped: half a backup is none.
#[derive(Debug)]
pub(super) struct Passing(PathBuf);

impl Passing {
    /// A new, empty file in the folder of `path`.
    pub(super) fn beside(path: &Path) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let passing = path.with_file_name(format!(".{name}.{:016x}", rand::random::<u64>()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&passing)?;
        Ok(Self(passing))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Gives it its name, after it has reached the disk; never in place of another file.
    pub(super) fn publish(self, name: &Path) -> io::Result<()> {
        File::open(&self.0)?.sync_all()?;
        match fs::hard_link(&self.0, name) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            // Some file systems know no links; a name that is taken meanwhile is left alone as well.
            Err(_) if !name.exists() => fs::rename(&self.0, name)?,
            Err(_) => return Err(io::ErrorKind::AlreadyExists.into()),
        }
        let folder = name.parent().filter(|it| !it.as_os_str().is_empty());
        // The name itself is on the disk when its folder is; not every system can say so.
        if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        // It may bear its real name by now, or have had no journal.
        let _ = fs::remove_file(&self.0);
        let journal = format!("{}-journal", self.0.display());
        let _ = fs::remove_file(journal);
    }
}

/// Checks what is in a file, and sums it up.
pub(super) async fn sum_up(file: &mut AnyConnection) -> Result<String, NoBackup> {
    check_sound(file).await?;
    let shapes = rows::shapes(file).await.map_err(damaged)?;
    rows::digest(file, &shapes).await.map_err(damaged)
}

/// Completes a file: writes down what it is.
pub(super) async fn seal(
    file: &mut AnyConnection,
    made_at: Timestamp,
    digest: &str,
) -> Result<Contents, sqlx::Error> {
    sqlx::raw_sql(
        "drop table if exists backup; \
         create table backup (made_at bigint not null, program text not null, \
         digest text not null)",
    )
    .execute(&mut *file)
    .await?;
    sqlx::query("insert into backup (made_at, program, digest) values ($1, $2, $3)")
        .bind(made_at.0)
        .bind(env!("CARGO_PKG_VERSION"))
        .bind(digest)
        .execute(&mut *file)
        .await?;
    contents(file, made_at).await
}

async fn contents(file: &mut AnyConnection, made_at: Timestamp) -> Result<Contents, sqlx::Error> {
    let (announcements, deliveries, acknowledgements) = sqlx::query_as(
        "select (select count(*) from announcement where state = 'approved'), \
         (select count(*) from delivery), (select count(*) from acknowledgement)",
    )
    .fetch_one(file)
    .await?;
    Ok(Contents {
        made_at,
        announcements,
        deliveries,
        acknowledgements,
    })
}

/// The structure of the file, and that nothing in it refers to what is not there.
async fn check_sound(file: &mut AnyConnection) -> Result<(), NoBackup> {
    let first: String = sqlx::query_scalar("pragma integrity_check(1)")
        .fetch_one(&mut *file)
        .await
        .map_err(damaged)?;
    if first != "ok" {
        return Err(NoBackup::Damaged(first));
    }
    let lost: i64 = sqlx::query_scalar("select count(*) from pragma_foreign_key_check")
        .fetch_one(&mut *file)
        .await
        .map_err(damaged)?;
    if lost > 0 {
        return Err(NoBackup::Damaged(format!("{lost} rows refer to nothing")));
    }
    Ok(())
}

/// What cannot be read of a file that nobody else touches is damage.
#[expect(
    clippy::needless_pass_by_value,
    reason = "as it is handed over by `map_err`"
)]
pub(super) fn damaged(error: sqlx::Error) -> NoBackup {
    NoBackup::Damaged(error.to_string())
}

/// A file that was found to be a backup, whole, and of this program's schema.
#[derive(Debug)]
pub struct Backup {
    pool: AnyPool,
    /// What it holds.
    pub contents: Contents,
    /// The copy that was brought to today's schema, while it is needed.
    _copy: Option<Passing>,
}

impl Backup {
    /// Looks through a file. One of an older schema stays as it is; a copy of it is migrated.
    ///
    /// # Errors
    /// [`NoBackup`].
    pub async fn open(path: &Path) -> Result<Self, NoBackup> {
        let mut head = Vec::with_capacity(MAGIC.len());
        File::open(path)?
            .take(MAGIC.len() as u64)
            .read_to_end(&mut head)?;
        if head != MAGIC {
            return Err(NoBackup::Foreign);
        }
        let pool = connect::file(path, Mode::Read).await.map_err(damaged)?;
        let mut file = pool.acquire().await.map_err(damaged)?;
        let (made_at, digest) = label(&mut file).await?;
        let version = migrate::version(&mut file).await.map_err(damaged)?;
        if version > migrate::newest() {
            return Err(NoBackup::Newer(version));
        }
        if sum_up(&mut file).await? != digest {
            let what = "its rows are not those that were written".to_owned();
            return Err(NoBackup::Damaged(what));
        }
        let contents = contents(&mut file, made_at).await.map_err(damaged)?;
        drop(file);
        if version == migrate::newest() {
            return Ok(Self {
                pool,
                contents,
                _copy: None,
            });
        }
        pool.close().await;
        let elsewhere = std::env::temp_dir().join("satupintu");
        let copy = Passing::beside(path).or_else(|_| Passing::beside(&elsewhere))?;
        fs::copy(path, copy.path())?;
        #[cfg(unix)]
        fs::set_permissions(
            copy.path(),
            std::os::unix::fs::PermissionsExt::from_mode(0o600),
        )?;
        let pool = connect::file(copy.path(), Mode::Write)
            .await
            .map_err(damaged)?;
        let engine = Engine::Sqlite(copy.path().to_owned());
        migrate::up_to(&engine, &pool, migrate::newest())
            .await
            .map_err(|error| NoBackup::Migration(error.to_string()))?;
        Ok(Self {
            pool,
            contents,
            _copy: Some(copy),
        })
    }

    /// The file and its tables.
    pub(super) async fn read(
        &self,
    ) -> Result<(sqlx::pool::PoolConnection<sqlx::Any>, Vec<Shape>), sqlx::Error> {
        let mut file = self.pool.acquire().await?;
        let shapes = rows::shapes(&mut file).await?;
        Ok((file, shapes))
    }

    /// Lets the file go.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

/// Whether a SQLite database bears the label of a backup.
pub(in crate::store) async fn is_backup(pool: &AnyPool) -> bool {
    let sql = "select count(*) from sqlite_master where type = 'table' and name = 'backup'";
    let found: Result<i64, _> = sqlx::query_scalar(sql).fetch_one(pool).await;
    found.is_ok_and(|found| found > 0)
}

/// What the file says of itself; a database of ours that says nothing is no backup.
async fn label(file: &mut AnyConnection) -> Result<(Timestamp, String), NoBackup> {
    let tables: i64 = sqlx::query_scalar(
        "select count(*) from sqlite_master where name in ('backup', '_sqlx_migrations', 'delivery')",
    )
    .fetch_one(&mut *file)
    .await
    .map_err(damaged)?;
    if tables != 3 {
        return Err(NoBackup::Foreign);
    }
    let (made_at, digest): (i64, String) = sqlx::query_as("select made_at, digest from backup")
        .fetch_one(file)
        .await
        .map_err(damaged)?;
    Ok((Timestamp(made_at), digest))
}
