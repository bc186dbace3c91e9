//! How long does looking an institution up take?
//!
//! `cargo run --release --example lookup [INSTITUTIONS [CHATS]]`, usually 1,200 and 20,000. On SQLite; with
//! `DATABASE_URL=postgres://…` on that database, which must be empty.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use satupintu::app::import;
use satupintu::domain::clock::Timestamp;
use satupintu::domain::id::PersonId;
use satupintu::domain::role::{Area, Scope};
use satupintu::service::registry;
use satupintu::store::Db;
use sqlx::Connection;

const NOW: Timestamp = Timestamp(1_795_221_060_000);
const TIMES: usize = 50;

#[tokio::main]
async fn main() {
    let mut given = std::env::args().skip(1);
    let mut number = |usual| {
        given
            .next()
            .map_or(usual, |it| it.parse().expect("a number"))
    };
    let (institutions, chats): (usize, usize) = (number(1200), number(20_000));
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("lookup.db").display());
    let url = std::env::var("DATABASE_URL").unwrap_or(file);
    let db = Db::open(&url).await.expect("a database");
    fill(&db, &url, institutions, chats).await;
    println!("{institutions} institutions, {chats} chats; milliseconds: median, worst of {TIMES}");
    for typed in [
        "KPU-64.71.1",
        "diskominfo ppu",
        "kpu kukar",
        "balikpapn",
        "humas",
        "zamboanga",
        "",
    ] {
        let mut took = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            took.push(ask(&db, typed).await);
        }
        took.sort();
        let shown = |it: Duration| it.as_secs_f64() * 1000.0;
        println!(
            "{typed:>16} {:>7.1} {:>7.1}",
            shown(took[TIMES / 2]),
            shown(took[TIMES - 1])
        );
    }
}

async fn ask(db: &Db, typed: &str) -> Duration {
    let scope = Scope::of([Area::Everywhere]);
    let mut tx = db.write().await.expect("a transaction");
    let begun = Instant::now();
    if typed.is_empty() {
        let found = registry::overview(&mut tx, &scope, 0).await;
        found.expect("an overview");
    } else {
        let found = registry::seek(&mut tx, &scope, &PersonId("p".to_owned()), typed, NOW).await;
        found.expect("an answer");
    }
    begun.elapsed()
}

/// The real names of the election commission's offices and of a province, as often as needed.
async fn fill(db: &Db, url: &str, institutions: usize, chats: usize) {
    let real = [
        include_str!("../config/rosters/kpu-2021.csv"),
        include_str!("../config/rosters/bakohumas-kaltim.csv"),
    ];
    let rows: Vec<csv::StringRecord> = real
        .iter()
        .flat_map(|text| csv::Reader::from_reader(text.as_bytes()).into_records())
        .map(|row| row.expect("a row"))
        .collect();
    let mut roster = csv::Writer::from_writer(Vec::new());
    let mut file = "kode,chat_id,jenis,topik\n".to_owned();
    let header = ["kode", "nama", "kategori", "wilayah", "induk"];
    roster.write_record(header).expect("a row");
    let code = |at: usize| format!("{}.{}", &rows[at % rows.len()][0], at / rows.len());
    for at in 0..institutions {
        let row = &rows[at % rows.len()];
        roster
            .write_record([&code(at), &row[1], &row[2], &row[3], ""])
            .expect("a row");
    }
    for at in 0..chats {
        let chat = -1_000_000 - i64::try_from(at).expect("small");
        writeln!(file, "{},{chat},grup,", code(at % institutions)).expect("memory");
    }
    let roster = roster.into_inner().expect("all rows");
    let imported = import::institutions(db, &roster, NOW).await;
    imported.expect("a registry");
    let imported = import::chats(db, file.as_bytes(), NOW).await;
    imported.expect("chats");
    let titled = "update chat set title = 'Humas ' || \
                  (select name from institution where code = chat.institution)";
    let mut connection = sqlx::AnyConnection::connect(url)
        .await
        .expect("a connection");
    let titled = sqlx::query(titled).execute(&mut connection).await;
    titled.expect("titles");
}
