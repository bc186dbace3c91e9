//! A database of an earlier version is brought up to date with what is in it.

use satupintu::store::Db;
use sqlx::AnyPool;

use crate::office::{Database, execute};

/// The schema before broadcasts could be steered.
const BEFORE_CONTROL: &str = "
    drop table loss;
    alter table delivery drop column cause;
    alter table announcement drop column paused_at;
    alter table announcement drop column paused_by;
    alter table announcement drop column paused_why;
    alter table announcement drop column stopped_at;
    alter table announcement drop column stopped_by;
    alter table announcement drop column failures;
    alter table announcement drop column failures_in_a_row;
    delete from _sqlx_migrations where version = 2;
";

/// One announcement that reached one chat of four.
const CONTENTS: &str = "
    insert into institution (code, name, sort_key, category, region, region_key, active, changed_at)
        values ('A', 'A', 'a', 'opd', 'R', 'r', 1, 0);
    insert into person (id, name) values ('p', 'Budi');
    insert into announcement (id, state, version, author, issuer, area_kind, area_value, priority, kind,
        circulation, title, created_at, opened_at, opening_message_id, revision)
        values (1, 'approved', 1, 'p', 'A', 'everywhere', '', 'normal', 'information', 'public', 'T',
        0, 0, 1, 1);
    insert into chat (id, address, room, kind, public, title, institution, state, registered_at) values
        (1, 'tg:-1', 'tg:-1', 'group', 0, 'G', 'A', 'active', 0),
        (2, 'tg:-2', 'tg:-2', 'group', 0, 'G', 'A', 'unreachable', 0),
        (3, 'tg:-3', 'tg:-3', 'group', 0, 'G', 'A', 'active', 0),
        (4, 'tg:4', 'tg:4', 'private', 0, 'P', 'A', 'removed', 0);
    insert into delivery (announcement_id, chat_id, institution, state, should_show, shows, message_ids,
        maybe_double, reason) values
        (1, 1, 'A', 'sent', 1, 1, '[7]', 0, null),
        (1, 2, 'A', 'failed', 1, 0, '[]', 0, 'Forbidden: bot was kicked from the group chat'),
        (1, 3, 'A', 'failed', 1, 0, '[]', 1, 'no answer within 8000 ms'),
        (1, 4, 'A', 'failed', 1, 0, '[]', 0, 'officer''s role was revoked');
";

#[tokio::test(flavor = "multi_thread")]
async fn failures_of_before_have_a_cause_afterwards() {
    let database = Database::create().await;
    let url = database.url().to_owned();
    Db::open(&url).await.unwrap().close().await;
    execute(&url, BEFORE_CONTROL).await;
    execute(&url, CONTENTS).await;

    Db::open(&url).await.unwrap().close().await;
    let pool = AnyPool::connect(&url).await.unwrap();
    let causes: Vec<Option<String>> =
        sqlx::query_scalar("select cause from delivery order by chat_id")
            .fetch_all(&pool)
            .await
            .unwrap();
    let causes: Vec<&str> = causes
        .iter()
        .map(|it| it.as_deref().unwrap_or(""))
        .collect();
    assert_eq!(causes, ["", "unreachable", "rejected", "revoked"]);
    let running = "select count(*) from announcement where paused_at is null and stopped_at is null \
                   and failures = 0 and failures_in_a_row = 0";
    let running: i64 = sqlx::query_scalar(running).fetch_one(&pool).await.unwrap();
    assert_eq!(running, 1);
    pool.close().await;
    database.drop().await;
}
