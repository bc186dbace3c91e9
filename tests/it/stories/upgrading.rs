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

/// The schema before chats that were let go were left.
const BEFORE_NOTICES: &str = "
    drop table newcomer;
    alter table uninvited drop column released_from;
    delete from _sqlx_migrations where version = 11;
";

/// The bot is to leave two groups; a file has registered one of them meanwhile.
const TO_BE_LEFT: &str = "
    insert into institution (code, name, sort_key, category, region, region_key, active, changed_at)
        values ('A', 'A', 'a', 'opd', 'R', 'r', 1, 0);
    insert into chat (id, address, room, kind, public, title, institution, state, registered_at) values
        (1, 'tg:-1', 'tg:-1', 'group', 0, 'G', 'A', 'active', 0),
        (2, 'tg:-2', 'tg:-2', 'group', 0, 'G', 'A', 'removed', 0);
    insert into uninvited (id, room, kind, public, title, state, notice, notice_at, at) values
        (11, 'tg:-1', 'group', 0, 'G', 'open', 1, 0, 0),
        (12, 'tg:-2', 'group', 0, 'G', 'open', 1, 0, 0);
    insert into outbox (id, lane, due_at, state, address, payload, part, coalesce_key, unknowns, created_at)
        values (1, 5, 9, 'queued', 'tg:-1', '{}', 0, 'leave:11', 0, 0),
        (2, 5, 9, 'queued', 'tg:-2', '{}', 0, 'leave:12', 0, 0),
        (3, 5, 9, 'queued', 'tg:-1', '{}', 0, 'edit:11', 0, 0);
";

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_a_file_registered_before_is_not_left_afterwards() {
    let database = Database::create().await;
    let url = database.url().to_owned();
    Db::open(&url).await.unwrap().close().await;
    execute(&url, BEFORE_NOTICES).await;
    execute(&url, TO_BE_LEFT).await;

    Db::open(&url).await.unwrap().close().await;
    let pool = AnyPool::connect(&url).await.unwrap();
    let queued: Vec<String> = sqlx::query_scalar("select coalesce_key from outbox order by id")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert_eq!(queued, ["leave:12", "edit:11"]);
    let stays: Vec<String> = sqlx::query_scalar(
        "select state || coalesce(' for ' || institution, '') from uninvited order by id",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert_eq!(stays, ["registered for A", "open"]);
    pool.close().await;
    database.drop().await;
}

/// The schema before schedules stood at their announcements.
const BEFORE_TIMING: &str = "
    drop index outbox_at_night;
    drop table approval;
    alter table announcement drop column begins_at;
    alter table announcement drop column missed_at;
    alter table announcement drop column wakes;
    delete from _sqlx_migrations where version = 17;
";

/// One announcement that waits for its schedule, and one that has begun.
const SCHEDULED: &str = r#"
    insert into institution (code, name, sort_key, category, region, region_key, active, changed_at)
        values ('A', 'A', 'a', 'opd', 'R', 'r', 1, 0);
    insert into person (id, name) values ('p', 'Budi');
    insert into announcement (id, state, version, author, issuer, area_kind, area_value, priority, kind,
        circulation, title, created_at, opened_at, opening_message_id, revision, options) values
        (1, 'approved', 1, 'p', 'A', 'everywhere', '', 'normal', 'information', 'public', 'T',
        0, 0, 1, 1, '{"schedule":"2026-11-22T08:00"}'),
        (2, 'approved', 1, 'p', 'A', 'everywhere', '', 'normal', 'information', 'public', 'T',
        0, 0, 1, 1, '{"schedule":"2026-11-21T08:00"}');
    insert into chat (id, address, room, kind, public, title, institution, state, registered_at)
        values (1, 'tg:-1', 'tg:-1', 'group', 0, 'G', 'A', 'active', 0);
    insert into delivery (announcement_id, chat_id, institution, state, should_show, shows, message_ids,
        maybe_double) values (1, 1, 'A', 'waiting', 1, 0, '[]', 0), (2, 1, 'A', 'waiting', 1, 0, '[]', 0);
    insert into outbox (id, lane, due_at, state, address, announcement_id, chat_id, part, unknowns,
        created_at) values (11, 3, 500, 'queued', 'tg:-1', 1, 1, 0, 0, 5),
        (12, 3, 400, 'queued', 'tg:-1', 2, 1, 0, 1, 5);
    insert into attempt (id, outbox_id, announcement_id, chat_id, address, part, epoch, started_at,
        ended_at, outcome) values (21, 12, 2, 1, 'tg:-1', 0, 1, 300, 310, 'unknown');
"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_scheduled_before_still_waits_for_its_moment() {
    let database = Database::create().await;
    let url = database.url().to_owned();
    Db::open(&url).await.unwrap().close().await;
    execute(&url, BEFORE_TIMING).await;
    execute(&url, SCHEDULED).await;

    Db::open(&url).await.unwrap().close().await;
    let pool = AnyPool::connect(&url).await.unwrap();
    for (sql, expected) in [
        (
            "select id || ' ' || coalesce(begins_at, 0) from announcement order by id",
            vec!["1 500", "2 0"],
        ),
        (
            "select id || ' ' || due_at from outbox order by id",
            vec!["11 5", "12 400"],
        ),
        (
            "select task || ' ' || subject || ' ' || at_ms from agenda",
            vec![r#"{"begin":{"announcement":1}} begin:1 500"#],
        ),
    ] {
        let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(&pool).await.unwrap();
        assert_eq!(rows, expected, "{sql}");
    }
    let task = r#"{"begin":{"announcement":1}}"#;
    assert!(serde_json::from_str::<satupintu::domain::agenda::Task>(task).is_ok());
    pool.close().await;
    database.drop().await;
}
