//! The database as somebody sees it who looks into it beside the program.

use satupintu::domain::clock::Timestamp;
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyPool, AssertSqlSafe};

/// Two connections of one's own, made when they are first needed and kept.
pub struct Tables(AnyPool);

impl Tables {
    /// The database must be there already.
    pub fn of(url: &str) -> Self {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new()
            .max_connections(2)
            .test_before_acquire(false)
            .connect_lazy(url);
        Self(pool.expect("the program takes this URL too"))
    }

    /// One number.
    pub async fn count(&self, sql: &str) -> i64 {
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
            .fetch_one(&self.0)
            .await
            .expect("the database answers")
    }

    /// Rows that the program still has to do something about.
    pub async fn unfinished(&self) -> i64 {
        self.count(
            "select (select count(*) from inbox where state = 'waiting') \
             + (select count(*) from outbox) + (select count(*) from errand) \
             + (select count(*) from delivery where state = 'waiting')",
        )
        .await
    }

    /// Rows that something is being done about at this moment. Stories ask at every moment they have: one
    /// statement, the same each time.
    pub async fn under_way(&self, now: Timestamp) -> i64 {
        sqlx::query_scalar(
            "select (select count(*) from inbox where state = 'waiting') \
             + (select count(*) from outbox where state = 'claimed' and claimed_at <= $1) \
             + (select count(*) from errand where taken_at is not null)",
        )
        .bind(now.0)
        .fetch_one(&self.0)
        .await
        .expect("the database answers")
    }

    /// A column of texts.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
            .fetch_all(&self.0)
            .await
            .expect("the database answers")
    }

    /// Must be called before the database is taken away.
    pub async fn close(self) {
        self.0.close().await;
    }
}
