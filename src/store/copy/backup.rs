//! A database out into a file, beside whatever works on it.

use std::io;
use std::path::Path;

use sqlx::{AnyConnection, AnyPool, AssertSqlSafe};

use super::connect::{self, Mode};
use super::file::{self, Contents, NoBackup, Passing};
use super::rows;
use super::tables::Kind;
use crate::domain::clock::Timestamp;
use crate::store::db::locate;
use crate::store::engine::Engine;
use crate::store::migrate;

/// Why there is no backup; then there is no file either.
#[derive(Debug, thiserror::Error)]
pub enum NotBackedUp {
    /// A file of that name is there already.
    #[error("the file exists")]
    Exists,
    /// The file cannot be written.
    #[error("{0}")]
    File(io::Error),
    /// There is no database of ours at that place.
    #[error("no database there")]
    Nothing,
    /// It cannot be reached or refuses us.
    #[error("{0}")]
    Unreachable(sqlx::Error),
    /// A newer version of this program has used the database.
    #[error("schema version {0} is newer than this program knows")]
    Newer(i64),
    /// The database did not do as it was told.
    #[error("{0}")]
    Database(#[from] sqlx::Error),
    /// What was written is not sound.
    #[error(transparent)]
    Unsound(NoBackup),
}

/// Writes the database of `url` into a new file, as of one moment not before `now`, without holding up
/// anybody who works on it, and without changing its schema. The file has its name only once it is
/// complete and on the disk.
///
/// # Errors
/// [`NotBackedUp`].
pub async fn backup(url: &str, to: &Path, now: Timestamp) -> Result<Contents, NotBackedUp> {
    if to.symlink_metadata().is_ok() {
        return Err(NotBackedUp::Exists);
    }
    let (engine, url) = locate(url);
    if let Engine::Sqlite(file) = &engine
        && !file.exists()
    {
        return Err(NotBackedUp::Nothing);
    }
    let source = connect::patient(&engine, &url)
        .await
        .map_err(NotBackedUp::Unreachable)?;
    let written = write(&engine, &source, to, now).await;
    source.close().await;
    written
}

async fn write(
    engine: &Engine,
    source: &AnyPool,
    to: &Path,
    now: Timestamp,
) -> Result<Contents, NotBackedUp> {
    let mut from = source.acquire().await?;
    let version = match migrate::version(&mut from).await {
        Ok(version) if version > migrate::newest() => return Err(NotBackedUp::Newer(version)),
        Ok(version) if version > 0 => version,
        Ok(_) => return Err(NotBackedUp::Nothing),
        Err(sqlx::Error::Database(_)) => return Err(NotBackedUp::Nothing),
        Err(error) => return Err(error.into()),
    };
    let passing = Passing::beside(to).map_err(NotBackedUp::File)?;
    if let Engine::Sqlite(_) = engine {
        // One statement reads one snapshot; in WAL mode nobody waits for it.
        sqlx::query("vacuum into $1")
            .bind(passing.path().to_string_lossy().into_owned())
            .execute(&mut *from)
            .await?;
    }
    let pool = connect::file(passing.path(), Mode::Write).await?;
    if *engine == Engine::Postgres {
        let file = Engine::Sqlite(passing.path().to_owned());
        migrate::up_to(&file, &pool, version)
            .await
            .map_err(|error| NotBackedUp::Unsound(NoBackup::Migration(error.to_string())))?;
    }
    let mut file = pool.acquire().await?;
    if *engine == Engine::Postgres {
        snapshot(&mut from, &mut file).await?;
    }
    let digest = file::sum_up(&mut file)
        .await
        .map_err(NotBackedUp::Unsound)?;
    let contents = file::seal(&mut file, now, &digest).await?;
    drop(file);
    pool.close().await;
    passing.publish(to).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => NotBackedUp::Exists,
        _ => NotBackedUp::File(error),
    })?;
    Ok(contents)
}

/// All rows as of one moment: later changes are not seen, and nothing is locked.
async fn snapshot(from: &mut AnyConnection, file: &mut AnyConnection) -> Result<(), sqlx::Error> {
    sqlx::raw_sql("begin isolation level repeatable read, read only")
        .execute(&mut *from)
        .await?;
    sqlx::raw_sql("begin").execute(&mut *file).await?;
    for shape in rows::shapes(file).await? {
        if shape.table.kind != Kind::Empty {
            let sql = format!("delete from {}", shape.table.name);
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *file).await?;
        }
        rows::copy(from, file, &shape).await?;
    }
    sqlx::raw_sql("commit").execute(file).await?;
    sqlx::raw_sql("commit").execute(from).await?;
    Ok(())
}
