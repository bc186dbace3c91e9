//! A database for one story: a SQLite file, or on PostgreSQL a database of its own.

use sqlx::{AnyPool, AssertSqlSafe};
use tempfile::TempDir;

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
    pub async fn create() -> Self {
        let Ok(admin) = std::env::var("TEST_DATABASE_URL") else {
            return Self::file();
        };
        let name = format!("story_{:016x}", rand::random::<u64>());
        execute(&admin, &format!("create database {name}")).await;
        let (server, _) = admin.rsplit_once('/').expect("the URL names a database");
        Self {
            url: format!("{server}/{name}"),
            kind: Kind::Server { admin, name },
        }
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
