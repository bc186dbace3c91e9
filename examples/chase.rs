//! What does it cost to chase 20,000 institutions that do not confirm: starting their clocks, reminding
//! them, and telling a coordinator and an owner of them?
//!
//! `cargo run --example chase [INSTITUTIONS]`. On SQLite; with `DATABASE_URL=postgres://…` on that database,
//! which must be empty.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use satupintu::app::import;
use satupintu::app::settings::{Environment, Settings};
use satupintu::app::startup;
use satupintu::domain::agenda::Task;
use satupintu::domain::clock::Timestamp;
use satupintu::domain::id::{AnnouncementId, ChatId};
use satupintu::domain::role::Area;
use satupintu::domain::selection::Selection;
use satupintu::service::agenda::{Left, carry_out};
use satupintu::service::{Rules, chase};
use satupintu::store::Db;
use satupintu::store::audience::{self, Target};
use satupintu::telegram::identity::Identity;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};

/// Monday, 16 November 2026, 09.00 WITA.
const START: Timestamp = Timestamp(1_794_790_800_000);
const ANNOUNCEMENT: AnnouncementId = AnnouncementId(1);
/// Copies that arrive in one transaction of the sender, and how long that many take.
const BATCH: usize = 30;
const SECOND: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() {
    let given = std::env::args().nth(1);
    let count: usize = given.map_or(20_000, |it| it.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("chase.db").display());
    let url = std::env::var("DATABASE_URL").unwrap_or(file);
    let db = Db::open(&url).await.expect("a database");
    let settings = Settings::load(&Environment::new(
        Vec::<(String, String)>::new(),
        folder.path(),
    ));
    let identity = Identity {
        id: 1,
        username: "satupintu_bot".to_owned(),
    };
    let rules = startup::rules(&settings.expect("the defaults"), &identity);
    let chats = stage(&db, &url, count).await;
    println!("{count} institutions with a chat each");

    let begun = Instant::now();
    let mut longest = Duration::ZERO;
    let mut now = START;
    for batch in chats.chunks(BATCH) {
        let copies: Vec<_> = batch.iter().map(|chat| (ANNOUNCEMENT, 1, *chat)).collect();
        let step = Instant::now();
        let mut tx = db.write().await.expect("a transaction");
        chase::begin(&mut tx, &rules, &copies, now)
            .await
            .expect("clocks start");
        tx.commit().await.expect("a commit");
        longest = longest.max(step.elapsed());
        now = now.plus(SECOND);
    }
    told(
        "clocks",
        chats.len().div_ceil(BATCH),
        begun.elapsed(),
        longest,
    );
    for hour in [1, 3, 4, 8] {
        let until = now.plus(SECOND * 3600 * hour);
        keep(&db, &rules, until, hour).await;
    }
    let mut connection = AnyConnection::connect(&url).await.expect("a connection");
    for table in ["chase", "reminder", "escalation", "outbox", "event"] {
        let sql = format!("select count(*) from {table}");
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(&mut connection)
            .await
            .expect("a count");
        println!("{table:10} {rows:7} rows");
    }
}

/// Does what the agenda has of it up to a moment, each step in a transaction of its own.
async fn keep(db: &Db, rules: &Rules, until: Timestamp, hour: u32) {
    let task = Task::Chase {
        announcement: ANNOUNCEMENT,
    };
    let begun = Instant::now();
    let (mut steps, mut longest) = (0, Duration::ZERO);
    let mut at = START.plus(SECOND * 3600 * hour);
    while at <= until {
        let step = Instant::now();
        let mut tx = db.write().await.expect("a transaction");
        let left = carry_out(&mut tx, rules, &task, at).await.expect("done");
        tx.commit().await.expect("a commit");
        longest = longest.max(step.elapsed());
        steps += 1;
        match left {
            Left::Again(next) => at = next,
            Left::Nothing => break,
        }
    }
    told(&format!("after {hour} h"), steps, begun.elapsed(), longest);
}

fn told(what: &str, steps: usize, took: Duration, longest: Duration) {
    println!("{what:10} {steps:5} transactions, {took:8.2?} in all, the longest {longest:8.2?}");
}

/// A registry, and an important announcement that every chat of it has.
async fn stage(db: &Db, url: &str, count: usize) -> Vec<ChatId> {
    let mut institutions =
        "kode,nama,kategori,wilayah,induk\nK-0,Pusat,opd,Indonesia,\n".to_owned();
    let mut chats = "kode,chat_id,jenis,topik\n".to_owned();
    for n in 1..=count {
        // Writing into a string cannot fail.
        let _ = writeln!(institutions, "K-{n},Kantor {n},opd,Wilayah {},K-0", n % 500);
        let _ = writeln!(chats, "K-{n},-{},grup,", 1_000_000 + n);
    }
    let now = START;
    let done = import::institutions(db, institutions.as_bytes(), now).await;
    done.expect("a registry");
    let done = import::chats(db, chats.as_bytes(), now).await;
    done.expect("chats");
    let mut connection = AnyConnection::connect(url).await.expect("a connection");
    for sql in [
        "insert into person (id, address, name) values ('p', 'tg:1', 'Budi')",
        "insert into role_grant (id, person_id, role, area_kind, area_value, state, requested_at) \
         values (1, 'p', 'coordinator', 'everywhere', '', 'active', 0)",
        "insert into role_grant (id, person_id, role, area_kind, area_value, state, requested_at) \
         values (2, 'p', 'owner', 'everywhere', '', 'active', 0)",
        "insert into announcement (id, state, version, author, issuer, area_kind, area_value, \
         priority, kind, circulation, title, created_at, opened_at, opening_message_id, revision, \
         number, year) values (1, 'approved', 1, 'p', 'K-0', 'everywhere', '', 'important', \
         'information', 'public', 'Judul', 0, 0, 1, 1, 1, 2026)",
        "insert into revision (announcement_id, revision, code, parts, content_hash, author, \
         approver, approved_at) values (1, 1, 'X', '[]', 'X', 'p', 'p', 0)",
    ] {
        let done = sqlx::query(sql).execute(&mut connection).await;
        done.expect("an announcement");
    }
    let mut tx = db.write().await.expect("a transaction");
    let (area, selection) = (&Area::Everywhere, &Selection::default());
    let everybody = Target { area, selection };
    let frozen = audience::freeze(&mut tx, ANNOUNCEMENT, everybody, 1).await;
    frozen.expect("an audience");
    tx.commit().await.expect("a commit");
    let arrived = "update delivery set state = 'sent', shows = 1, message_ids = '[1]', sent_at = 0";
    let done = sqlx::query(arrived).execute(&mut connection).await;
    done.expect("copies");
    let ids: Vec<i64> = sqlx::query_scalar("select chat_id from delivery order by chat_id")
        .fetch_all(&mut connection)
        .await
        .expect("chats");
    ids.into_iter().map(ChatId).collect()
}
