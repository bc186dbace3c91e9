use std::collections::BTreeSet;
use std::path::Path;

use super::connect::{self, Mode, url_of};
use super::file::{self, Passing};
use super::tables::{Kind, TABLES};
use super::{Backup, Target};
use crate::domain::clock::Timestamp;
use crate::store::engine::Engine;
use crate::store::{Db, migrate};

/// A new database as the migrations make it.
async fn fresh(folder: &Path) -> sqlx::AnyPool {
    let path = folder.join("fresh.db");
    let db = Db::open(&format!("sqlite:{}", path.display()))
        .await
        .unwrap();
    db.close().await;
    connect::file(&path, Mode::Write).await.unwrap()
}

async fn texts(pool: &sqlx::AnyPool, sql: String) -> Vec<String> {
    let query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql));
    query.fetch_all(pool).await.unwrap()
}

#[tokio::test]
async fn a_backup_consists_of_every_table_each_after_those_that_it_refers_to() {
    let folder = tempfile::tempdir().unwrap();
    let pool = fresh(folder.path()).await;
    let all = "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' \
               escape '\\' and name <> '_sqlx_migrations'";
    let schema: BTreeSet<String> = texts(&pool, all.to_owned()).await.into_iter().collect();
    let listed: BTreeSet<String> = TABLES.iter().map(|table| table.name.to_owned()).collect();
    assert_eq!(listed, schema, "TABLES and the schema");

    for (at, table) in TABLES.iter().enumerate() {
        let name = table.name;
        let above = texts(
            &pool,
            format!("select \"table\" from pragma_foreign_key_list('{name}')"),
        );
        for above in above.await {
            let known = TABLES[..at].iter().any(|earlier| earlier.name == above);
            let itself = above == name && !table.order.is_empty();
            assert!(
                known || itself,
                "{name} refers to {above}, which comes later"
            );
        }
        let kinds = texts(
            &pool,
            format!("select distinct lower(type) from pragma_table_info('{name}')"),
        );
        for kind in kinds.await {
            assert!(
                matches!(kind.as_str(), "bigint" | "text" | "bytea"),
                "{name}: {kind}"
            );
        }
        let rows = texts(&pool, format!("select cast(count(*) as text) from {name}")).await;
        let empty = matches!(table.kind, Kind::Empty | Kind::Here);
        assert_eq!(rows[0] == "0", empty, "{name}");
    }
    pool.close().await;
}

#[test]
fn a_file_is_found_whatever_its_name() {
    assert_eq!(url_of(Path::new("/a/b-1.db")), "sqlite:/a/b-1.db");
    assert_eq!(
        url_of(Path::new("50% ?#é.db")),
        "sqlite:50%25%20%3F%23%C3%A9.db"
    );
}

#[tokio::test]
async fn a_backup_of_an_older_schema_is_restored_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let old = Passing::beside(&folder.path().join("old")).unwrap();
    let pool = connect::file(old.path(), Mode::Write).await.unwrap();
    migrate::up_to(&Engine::Sqlite(old.path().to_owned()), &pool, 1)
        .await
        .unwrap();
    sqlx::raw_sql(
        "insert into person (id, name) values ('budi', 'Budi'); \
         insert into attempt (id, outbox_id, part, epoch, started_at, ended_at, outcome) \
         values (1, 1, 0, 3, 4, 5, 'delivered'); \
         update leader set holder = 'gone', epoch = 3, until_ms = 9223372036854775807",
    )
    .execute(&pool)
    .await
    .unwrap();
    let mut conn = pool.acquire().await.unwrap();
    let digest = file::sum_up(&mut conn).await.unwrap();
    file::seal(&mut conn, Timestamp(7), &digest).await.unwrap();
    drop(conn);
    pool.close().await;
    let path = folder.path().join("cadangan.db");
    old.publish(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();

    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let backup = Backup::open(&path).await.unwrap();
    assert_eq!(backup.contents.made_at, Timestamp(7));
    let target = Target::open(&url).await.unwrap();
    target.fill(&backup).await.unwrap().commit().await.unwrap();
    target.close().await;
    backup.close().await;
    assert_eq!(std::fs::read(&path).unwrap(), bytes);

    let db = Db::open(&url).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let found: (i64, i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from person), (select passing from attempt), epoch, until_ms \
         from leader",
    )
    .fetch_one(tx.conn())
    .await
    .unwrap();
    assert_eq!(found, (1, 1, 3, 0));
    drop(tx);
    db.close().await;
}
