//! Bringing the schema up to date: forward only, and never under a newer one.

use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyPool, AssertSqlSafe, SqlStr};

use super::engine::{Engine, OpenError};

const MIGRATIONS: [(i64, &str, &str); 2] = [
    (
        1,
        "foundation",
        include_str!("../../migrations/0001_foundation.sql"),
    ),
    (
        2,
        "control",
        include_str!("../../migrations/0002_control.sql"),
    ),
];

/// Applies what is missing. A SQLite file that has a schema already is copied first, to
/// `FILE.before-N` beside it.
pub(super) async fn run(engine: &Engine, pool: &AnyPool) -> Result<(), OpenError> {
    let migrations: Vec<Migration> = MIGRATIONS
        .iter()
        .map(|(version, name, sql)| {
            Migration::new(
                *version,
                (*name).into(),
                MigrationType::Simple,
                SqlStr::from_static(sql),
                false,
            )
        })
        .collect();
    let applied = applied(pool).await?;
    let newest_known = MIGRATIONS
        .iter()
        .map(|(version, _, _)| *version)
        .max()
        .unwrap_or(0);
    if let Some(newer) = applied.filter(|version| *version > newest_known) {
        return Err(OpenError::Newer(newer));
    }
    if let (Engine::Sqlite(file), Some(version)) = (engine, applied)
        && version < newest_known
    {
        let copy = format!("{}.before-{newest_known}", file.display());
        sqlx::query("vacuum into $1")
            .bind(copy)
            .execute(pool)
            .await
            .map_err(OpenError::Backup)?;
    }
    Migrator::with_migrations(migrations)
        .run(pool)
        .await
        .map_err(|error| match error {
            MigrateError::Execute(error) => OpenError::Unreachable(error),
            error => OpenError::Migration(error),
        })
}

/// The newest version that was applied; none for a new database.
async fn applied(pool: &AnyPool) -> Result<Option<i64>, OpenError> {
    let mut conn = pool.acquire().await.map_err(OpenError::Unreachable)?;
    conn.ensure_migrations_table("_sqlx_migrations")
        .await
        .map_err(OpenError::Migration)?;
    let sql = "select max(version) from _sqlx_migrations";
    sqlx::query_scalar(AssertSqlSafe(sql))
        .fetch_one(&mut *conn)
        .await
        .map_err(OpenError::Unreachable)
}
