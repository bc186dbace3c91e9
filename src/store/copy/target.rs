//! A backup into an empty database: all of it, or nothing.

use sqlx::{AnyConnection, AnyPool, AssertSqlSafe};

use super::connect;
use super::file::Backup;
use super::rows;
use super::tables::{Kind, TABLES};
use crate::store::db::{locate, make_folder};
use crate::store::engine::{Engine, OpenError};
use crate::store::{Fault, Tx, leader, migrate};

/// Why nothing was restored; the database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotRestored {
    /// It holds data already.
    #[error("the database is not empty")]
    NotEmpty,
    /// A bot works on it.
    #[error("a bot works on the database")]
    Running,
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Something in it makes no sense.
    #[error("{0}")]
    Unreadable(String),
    /// One of the two databases did not do as it was told.
    #[error("{0}")]
    Database(#[from] sqlx::Error),
}

impl From<Fault> for NotRestored {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Database(error) => Self::Database(error),
            other => Self::Unreadable(other.to_string()),
        }
    }
}

/// An empty database with today's schema, on which no bot works.
#[derive(Debug)]
pub struct Target {
    engine: Engine,
    pool: AnyPool,
}

impl Target {
    /// Finds out whether the database of `url` can take a backup in, and gives it its schema. One that
    /// holds data is left as it is.
    ///
    /// # Errors
    /// [`NotRestored`].
    pub async fn open(url: &str) -> Result<Self, NotRestored> {
        let (engine, mut url) = locate(url);
        if let Engine::Sqlite(file) = &engine {
            make_folder(file)?;
            url = format!("{}?mode=rwc", connect::url_of(file));
        }
        let pool = connect::patient(&engine, &url)
            .await
            .map_err(OpenError::Unreachable)?;
        let mut conn = pool.acquire().await?;
        if matches!(engine, Engine::Sqlite(_)) {
            sqlx::raw_sql("pragma journal_mode = wal; pragma synchronous = full")
                .execute(&mut *conn)
                .await?;
        }
        let known = tables(&engine, &mut conn).await?;
        check_free(&engine, &mut conn, &known).await?;
        drop(conn);
        migrate::run(&engine, &pool).await?;
        Ok(Self { engine, pool })
    }

    /// Copies all rows in. True only once the transaction is committed; until then no bot can begin to
    /// work.
    ///
    /// # Errors
    /// [`NotRestored`].
    pub async fn fill(&self, backup: &Backup) -> Result<Tx, NotRestored> {
        let mut tx = Tx::outside(self.engine.begin(&self.pool).await?);
        let known: Vec<String> = TABLES.iter().map(|table| table.name.to_owned()).collect();
        // A bot that would begin just now waits for this row.
        sqlx::query("update leader set holder = holder where id = 1")
            .execute(tx.conn())
            .await?;
        check_free(&self.engine, tx.conn(), &known).await?;
        let (mut file, shapes) = backup.read().await?;
        for shape in &shapes {
            match shape.table.kind {
                Kind::Own | Kind::Here => continue,
                Kind::Seeded => {
                    let sql = format!("delete from {}", shape.table.name);
                    sqlx::query(AssertSqlSafe(sql)).execute(tx.conn()).await?;
                }
                Kind::Empty => {}
            }
            rows::copy(&mut file, tx.conn(), shape).await?;
        }
        // The next leader's epoch has to be above all under which rows of the backup were claimed.
        let epoch: i64 = sqlx::query_scalar("select epoch from leader where id = 1")
            .fetch_one(&mut *file)
            .await?;
        sqlx::query(
            "update leader set holder = '', until_ms = 0, \
             epoch = case when epoch > $1 then epoch else $1 end where id = 1",
        )
        .bind(epoch)
        .execute(tx.conn())
        .await?;
        Ok(tx)
    }

    /// Lets the database go; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(self) {
        self.pool.close().await;
    }
}

/// Which of our tables the database has.
async fn tables(engine: &Engine, conn: &mut AnyConnection) -> Result<Vec<String>, sqlx::Error> {
    let sql = match engine {
        Engine::Sqlite(_) => "select name from sqlite_master where type = 'table'",
        Engine::Postgres => {
            "select cast(table_name as text) from information_schema.tables \
             where table_schema = current_schema()"
        }
    };
    let mut found: Vec<String> = sqlx::query_scalar(sql).fetch_all(conn).await?;
    found.retain(|name| TABLES.iter().any(|table| table.name == name));
    Ok(found)
}

/// Nobody works on it, and nothing is in it.
async fn check_free(
    engine: &Engine,
    conn: &mut AnyConnection,
    known: &[String],
) -> Result<(), NotRestored> {
    if known.iter().any(|name| name == "leader") && leader::is_held(conn, engine).await? {
        return Err(NotRestored::Running);
    }
    for table in TABLES.iter().filter(|table| table.kind == Kind::Empty) {
        if !known.iter().any(|name| name == table.name) {
            continue;
        }
        let sql = format!(
            "select count(*) from (select 1 from {} limit 1) one",
            table.name
        );
        let any: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(&mut *conn)
            .await?;
        if any > 0 {
            return Err(NotRestored::NotEmpty);
        }
    }
    Ok(())
}
