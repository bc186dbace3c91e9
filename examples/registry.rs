//! What does a registry of 20,000 institutions with a chat each cost: reading its files, previewing and
//! importing them, importing them again, and addressing all of them?
//!
//! `cargo run --release --example registry [INSTITUTIONS]`. On SQLite; with `DATABASE_URL=postgres://…` on
//! that database, which must be empty. Linux, for the memory.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use satupintu::domain::clock::Timestamp;
use satupintu::domain::id::AnnouncementId;
use satupintu::domain::outgoing::Lane;
use satupintu::domain::role::Area;
use satupintu::domain::roster::RosterFile;
use satupintu::domain::selection::Selection;
use satupintu::service::roster;
use satupintu::store::Db;
use satupintu::store::audience::{self, Target};
use sqlx::Connection;

const NOW: Timestamp = Timestamp(1_795_221_060_000);
/// Each institution that is not at the top has so many below it.
const BELOW: usize = 30;

#[tokio::main]
async fn main() {
    let given = std::env::args().nth(1);
    let count: usize = given.map_or(20_000, |it| it.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("registry.db").display());
    let url = std::env::var("DATABASE_URL").unwrap_or(file);
    let db = Db::open(&url).await.expect("a database");
    let build = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    let engine = url.split(':').next().unwrap_or_default();
    println!("{count} institutions with a chat each, {engine}, {build} build");
    memory("at the start");

    let institutions = institutions(count);
    let chats = chats(count);
    for (what, text) in [("institutions", &institutions), ("chats", &chats)] {
        let begun = Instant::now();
        let file = RosterFile::read(text.as_bytes());
        told(
            &format!("{what}: read {} KiB", text.len() / 1024),
            begun.elapsed(),
        );
        import(&db, what, &file).await;
        memory(what);
    }
    let begun = Instant::now();
    let file = RosterFile::read(institutions.as_bytes());
    let mut tx = db.write().await.expect("a transaction");
    let plan = roster::compare(&mut tx, &file, NOW)
        .await
        .expect("no mistakes");
    told("institutions: compare again", begun.elapsed());
    assert_eq!(plan.summary.unchanged, count);
    drop(tx);

    address(&db, &url).await;
    memory("at the end");
}

/// As a preview does, and as "Terapkan" does.
async fn import(db: &Db, what: &str, file: &RosterFile) {
    let mut tx = db.write().await.expect("a transaction");
    let begun = Instant::now();
    let plan = roster::compare(&mut tx, file, NOW)
        .await
        .expect("no mistakes");
    told(&format!("{what}: compare"), begun.elapsed());
    let begun = Instant::now();
    roster::apply(&mut tx, None, &plan, NOW)
        .await
        .expect("applied");
    tx.commit().await.expect("a commit");
    told(&format!("{what}: apply"), begun.elapsed());
}

/// Counts whom an announcement for all would reach, freezes its audience and queues it.
async fn address(db: &Db, url: &str) {
    let mut connection = sqlx::AnyConnection::connect(url)
        .await
        .expect("a connection");
    for sql in [
        "insert into person (id, address, name) values ('p', 'tg:1', 'Budi')",
        "insert into announcement (id, state, version, author, issuer, area_kind, area_value, \
         priority, kind, circulation, title, created_at, opened_at, opening_message_id, revision) \
         values (1, 'approved', 1, 'p', 'K-0', 'everywhere', '', 'normal', 'information', 'public', \
         'Judul', 0, 0, 1, 1)",
        "insert into revision (announcement_id, revision, code, parts, content_hash, author, \
         approver, approved_at) values (1, 1, 'X', '[]', 'X', 'p', 'p', 0)",
    ] {
        let done = sqlx::query(sql).execute(&mut connection).await;
        done.expect("an announcement");
    }
    let mut tx = db.write().await.expect("a transaction");
    let begun = Instant::now();
    let (area, selection) = (&Area::Everywhere, &Selection::default());
    let everybody = Target { area, selection };
    let reached = audience::count(&mut tx, everybody).await;
    told("audience: count", begun.elapsed());
    reached.expect("a count");
    let announcement = AnnouncementId(1);
    let begun = Instant::now();
    let chats = audience::freeze(&mut tx, announcement, everybody, 1)
        .await
        .expect("an audience");
    told("audience: freeze", begun.elapsed());
    let begun = Instant::now();
    audience::fan_out(&mut tx, announcement, Lane::Broadcast, chats, NOW)
        .await
        .expect("rows");
    tx.commit().await.expect("a commit");
    told(&format!("audience: queue {chats} chats"), begun.elapsed());
}

/// A tree of three levels.
fn institutions(count: usize) -> String {
    let mut text = "kode,nama,kategori,wilayah,induk\n".to_owned();
    for at in 0..count {
        let parent = match at {
            0 => String::new(),
            at => format!("K-{}", at / BELOW),
        };
        let region = at % 514;
        writeln!(
            text,
            "K-{at},Dinas Komunikasi ke-{at},opd,Kabupaten {region},{parent}"
        )
        .expect("memory");
    }
    text
}

fn chats(count: usize) -> String {
    let mut text = "kode,chat_id,jenis,topik\n".to_owned();
    for at in 0..count {
        writeln!(text, "K-{at},-100{:010},grup,", at + 1).expect("memory");
    }
    text
}

fn told(what: &str, took: Duration) {
    println!("{what:<40} {:>9.1} ms", took.as_secs_f64() * 1000.0);
}

/// The most that this process has occupied so far.
fn memory(when: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!(
        "{:<40} {:>12}",
        format!("peak memory, {when}"),
        peak.unwrap_or("?").trim()
    );
}
