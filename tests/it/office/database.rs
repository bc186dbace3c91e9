//! A database for one story: a SQLite file, or on PostgreSQL a database of its own.

use satupintu::store::Db;
use sqlx::{AnyPool, AssertSqlSafe};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::Office;

/// A database that goes with its story.
pub struct Database {
    url: String,
    kind: Kind,
}

enum Kind {
    File(#[expect(dead_code, reason = "removes the folder when dropped")] TempDir),
    Server { admin: String, name: String },
}

impl Database {
    /// An empty one.
    pub async fn create() -> Self {
        match std::env::var("TEST_DATABASE_URL") {
            Ok(admin) => Self::on_server(admin, "story", "").await,
            Err(_) => Self::file(),
        }
    }

    /// One that has the schema already: made once for all stories and copied, because on two cores
    /// hundreds of stories would spend minutes on the same migrations.
    pub async fn with_schema() -> Self {
        if let Ok(admin) = std::env::var("TEST_DATABASE_URL") {
            let template = format!("template {}", schema_on_server(&admin).await);
            return Self::on_server(admin, "story", &template).await;
        }
        let database = Self::file();
        std::fs::write(database.path(), schema_file().await).unwrap();
        database
    }

    async fn on_server(admin: String, prefix: &str, made: &str) -> Self {
        let name = format!("{prefix}_{:016x}", rand::random::<u64>());
        execute(&admin, &format!("create database {name} {made}")).await;
        let (server, _) = admin.rsplit_once('/').expect("the URL names a database");
        Self {
            url: format!("{server}/{name}"),
            kind: Kind::Server { admin, name },
        }
    }

    /// Of a SQLite file.
    fn path(&self) -> &str {
        self.url.trim_start_matches("sqlite:")
    }

    /// A SQLite file, whatever the others are.
    pub fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("office.db").display());
        Self {
            url,
            kind: Kind::File(folder),
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub async fn drop(self) {
        if let Kind::Server { admin, name } = &self.kind {
            execute(
                admin,
                &format!("drop database if exists {name} with (force)"),
            )
            .await;
        }
    }
}

/// The bytes of a SQLite file with the schema and nothing else.
async fn schema_file() -> &'static [u8] {
    static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let made = FILE.get_or_init(async || {
        let database = Database::file();
        Db::open(database.url()).await.unwrap().close().await;
        std::fs::read(database.path()).unwrap()
    });
    made.await
}

/// The name of a database with the schema and nothing else. It stays behind on a server that stays.
async fn schema_on_server(admin: &str) -> &'static str {
    static MADE: OnceCell<Database> = OnceCell::const_new();
    let made = MADE.get_or_init(async || {
        let database = Database::on_server(admin.to_owned(), "story_schema", "").await;
        Db::open(database.url()).await.unwrap().close().await;
        database
    });
    match &made.await.kind {
        Kind::Server { name, .. } => name,
        Kind::File(_) => unreachable!("it was made on the server"),
    }
}

/// Does something to a database behind everybody's back.
pub async fn execute(url: &str, sql: &str) {
    sqlx::any::install_default_drivers();
    let pool = AnyPool::connect(url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
}

impl Office {
    /// One number out of the database.
    pub async fn count(&self, sql: &str) -> i64 {
        self.tables.count(sql).await
    }

    /// Does something to the database behind the bot's back.
    pub async fn alter(&self, sql: &str) {
        execute(self.database.url(), sql).await;
    }

    /// A column of texts out of the database.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        self.tables.texts(sql).await
    }
}
