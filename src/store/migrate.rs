//! Bringing the schema up to date: forward only, and never under a newer one.

use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, SqlSafeStr as _, SqlStr};

use super::engine::{Engine, OpenError};

const MIGRATIONS: &[(i64, &str, &str)] = &[
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
    (3, "pace", include_str!("../../migrations/0003_pace.sql")),
    (
        4,
        "operations",
        include_str!("../../migrations/0004_operations.sql"),
    ),
    (5, "turns", include_str!("../../migrations/0005_turns.sql")),
    (
        6,
        "errands",
        include_str!("../../migrations/0006_errands.sql"),
    ),
    (7, "links", include_str!("../../migrations/0007_links.sql")),
    (8, "chats", include_str!("../../migrations/0008_chats.sql")),
    (
        9,
        "checkup",
        include_str!("../../migrations/0009_checkup.sql"),
    ),
    (
        10,
        "search",
        include_str!("../../migrations/0010_search.sql"),
    ),
    (
        11,
        "notices",
        include_str!("../../migrations/0011_notices.sql"),
    ),
    (
        12,
        "staging",
        include_str!("../../migrations/0012_staging.sql"),
    ),
    (
        13,
        "addresses",
        include_str!("../../migrations/0013_addresses.sql"),
    ),
    (
        14,
        "options",
        include_str!("../../migrations/0014_options.sql"),
    ),
    (
        15,
        "templates",
        include_str!("../../migrations/0015_templates.sql"),
    ),
    (
        16,
        "agenda",
        include_str!("../../migrations/0016_agenda.sql"),
    ),
    (
        17,
        "timing",
        include_str!("../../migrations/0017_timing.sql"),
    ),
    (
        18,
        "reminders",
        include_str!("../../migrations/0018_reminders.sql"),
    ),
    (19, "media", include_str!("../../migrations/0019_media.sql")),
    (
        20,
        "corrections",
        include_str!("../../migrations/0020_corrections.sql"),
    ),
    (
        21,
        "drills",
        include_str!("../../migrations/0021_drills.sql"),
    ),
    (
        22,
        "late_joiners",
        include_str!("../../migrations/0022_late_joiners.sql"),
    ),
    (
        23,
        "deadlines",
        include_str!("../../migrations/0023_deadlines.sql"),
    ),
    (
        24,
        "attendance",
        include_str!("../../migrations/0024_attendance.sql"),
    ),
    (
        25,
        "dissemination",
        include_str!("../../migrations/0025_dissemination.sql"),
    ),
    (26, "seal", include_str!("../../migrations/0026_seal.sql")),
    (
        27,
        "places",
        include_str!("../../migrations/0027_places.sql"),
    ),
    (
        28,
        "evidence",
        include_str!("../../migrations/0028_evidence.sql"),
    ),
    (
        29,
        "early_reminders",
        include_str!("../../migrations/0029_early_reminders.sql"),
    ),
    (30, "cards", include_str!("../../migrations/0030_cards.sql")),
    (31, "board", include_str!("../../migrations/0031_board.sql")),
    (
        32,
        "record",
        include_str!("../../migrations/0032_record.sql"),
    ),
];

/// What a migration goes on with where the engines have no words in common: triggers.
struct Apart {
    version: i64,
    sqlite: &'static str,
    postgres: &'static str,
}

const APART: &[Apart] = &[
    Apart {
        version: 26,
        sqlite: include_str!("../../migrations/0026_seal.sqlite.sql"),
        postgres: include_str!("../../migrations/0026_seal.postgres.sql"),
    },
    Apart {
        version: 32,
        sqlite: include_str!("../../migrations/0032_record.sqlite.sql"),
        postgres: include_str!("../../migrations/0032_record.postgres.sql"),
    },
];

/// All that a migration does on one of the engines.
fn text(engine: &Engine, version: i64, both: &'static str) -> SqlStr {
    match APART.iter().find(|apart| apart.version == version) {
        None => SqlStr::from_static(both),
        Some(apart) => {
            let own = match engine {
                Engine::Sqlite(_) => apart.sqlite,
                Engine::Postgres => apart.postgres,
            };
            AssertSqlSafe(format!("{both}{own}")).into_sql_str()
        }
    }
}

/// Applies what is missing. A SQLite file that has a schema already is copied first, to
/// `FILE.before-N` beside it.
pub(super) async fn run(engine: &Engine, pool: &AnyPool) -> Result<(), OpenError> {
    let applied = applied(pool).await?;
    let newest_known = newest();
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
    up_to(engine, pool, newest_known).await
}

/// The newest version that this program knows.
pub(super) fn newest() -> i64 {
    let versions = MIGRATIONS.iter().map(|(version, _, _)| *version);
    versions.max().unwrap_or(0)
}

/// Applies what is missing up to a version: a backup has the schema of what it is a backup of.
pub(super) async fn up_to(engine: &Engine, pool: &AnyPool, newest: i64) -> Result<(), OpenError> {
    let migrations: Vec<Migration> = MIGRATIONS
        .iter()
        .filter(|(version, _, _)| *version <= newest)
        .map(|(version, name, sql)| {
            Migration::new(
                *version,
                (*name).into(),
                MigrationType::Simple,
                text(engine, *version, sql),
                false,
            )
        })
        .collect();
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
    let version = version(&mut conn).await.map_err(OpenError::Unreachable)?;
    Ok((version > 0).then_some(version))
}

/// The newest version that was applied, without changing anything; 0 for none.
pub(super) async fn version(conn: &mut AnyConnection) -> Result<i64, sqlx::Error> {
    let newest: Option<i64> = sqlx::query_scalar("select max(version) from _sqlx_migrations")
        .fetch_one(conn)
        .await?;
    Ok(newest.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;

    /// A database that has a later one would get what was left out without a copy of it before.
    #[test]
    fn versions_have_no_gaps() {
        let versions: Vec<i64> = MIGRATIONS.iter().map(|(version, _, _)| *version).collect();
        let all: Vec<i64> = (1..=i64::try_from(MIGRATIONS.len()).unwrap()).collect();
        assert_eq!(versions, all);
    }
}
