//! Ten years of announcements: the rows that a broadcast, its confirmations and its record leave behind.

use std::path::Path;

use chrono::DateTime;
use satupintu::app::import;
use satupintu::domain::clock::Timestamp;
use satupintu::domain::institution::{CATEGORIES, Code};
use satupintu::store::Db;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};

/// Wednesday, 1 January 2025, at midnight UTC: long after the last of them.
pub const NOW: Timestamp = Timestamp(1_735_689_600_000);
pub const YEAR_ONE: i64 = 2015;
/// Announcements of a year.
pub const YEARLY: i64 = 500;
/// Thursday, 1 January 2015.
const FIRST: i64 = 1_420_070_400_000;
const APART: i64 = 365 * 24 * 3600 * 1000 / YEARLY;
/// Announcements of one statement.
const SLICE: i64 = 50;

/// A database that is being filled.
pub struct Decade {
    connection: AnyConnection,
    on_postgres: bool,
    filled: i64,
}

/// Where a tenth goes, and where all goes.
pub async fn databases(folder: &Path) -> [String; 2] {
    let Ok(given) = std::env::var("DATABASE_URL") else {
        return ["tenth", "all"].map(|name| {
            format!(
                "sqlite:{}",
                folder.join(name).with_extension("db").display()
            )
        });
    };
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&given).await.expect("a connection");
    let there = "select count(*) from pg_database where datname = 'satupintu_tenth'";
    let there: i64 = sqlx::query_scalar(there)
        .fetch_one(&mut connection)
        .await
        .expect("a count");
    if there == 0 {
        let tenth = "create database satupintu_tenth";
        let created = sqlx::query(tenth).execute(&mut connection).await;
        created.expect("a database for the tenth");
    }
    let (server, _) = given.rsplit_once('/').expect("a database's name");
    [format!("{server}/satupintu_tenth"), given]
}

fn sent_at(id: i64) -> i64 {
    FIRST + (id - 1) * APART + APART / 2
}

/// The month in which an announcement was sent, as one types it.
pub fn month(id: i64) -> String {
    let at = DateTime::from_timestamp_millis(sent_at(id)).expect("a time");
    at.format("%Y-%m").to_string()
}

/// The code of the nth institution.
pub fn code(at: i64) -> Code {
    Code::parse(&format!("K-{at}")).expect("a code")
}

impl Decade {
    /// A registry of institutions with a chat and an officer each, and no announcement yet; or what is there
    /// from an earlier time.
    pub async fn begin(db: &Db, url: &str, institutions: i64) -> Self {
        let mut connection = AnyConnection::connect(url).await.expect("a connection");
        let count = async |connection: &mut AnyConnection, of: &str| -> i64 {
            let sql = format!("select count(*) from {of}");
            let count = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(connection);
            count.await.expect("a count")
        };
        let there = count(&mut connection, "institution").await;
        let filled = count(&mut connection, "announcement").await;
        let mut decade = Self {
            connection,
            on_postgres: url.starts_with("postgres"),
            filled,
        };
        if !decade.on_postgres {
            decade.run("pragma synchronous = off").await;
            decade.run("pragma foreign_keys = off").await;
        }
        if there == 0 {
            decade.register(db, institutions).await;
        } else {
            assert_eq!(
                there, institutions,
                "filled for another number of institutions"
            );
        }
        decade
    }

    async fn register(&mut self, db: &Db, institutions: i64) {
        let real = include_str!("../../config/rosters/kpu-2021.csv");
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(real.as_bytes())
            .into_records()
            .map(|row| row.expect("a row"))
            .collect();
        let mut roster = csv::Writer::from_writer(Vec::new());
        let mut chats = csv::Writer::from_writer(Vec::new());
        let header = ["kode", "nama", "kategori", "wilayah", "induk"];
        roster.write_record(header).expect("a row");
        let header = ["kode", "chat_id", "jenis", "topik"];
        chats.write_record(header).expect("a row");
        for at in 0..institutions {
            let place = usize::try_from(at).expect("small");
            let row = &rows[place % rows.len()];
            // Five hundred regions, one of which has as many as a city.
            let region = if at % 40 == 7 {
                "Kota Balikpapan"
            } else {
                &row[3]
            };
            let category = CATEGORIES[place % CATEGORIES.len()];
            let parent = if at == 0 { "" } else { "K-0" };
            let code = format!("K-{at}");
            let record = [code.as_str(), &row[1], category, region, parent];
            roster.write_record(record).expect("a row");
            let chat = (-1_000_000 - at).to_string();
            chats
                .write_record([&code, &chat, "grup", ""])
                .expect("a row");
        }
        let roster = roster.into_inner().expect("all rows");
        let chats = chats.into_inner().expect("all rows");
        let imported = import::institutions(db, &roster, Timestamp(FIRST)).await;
        imported.expect("a registry");
        let imported = import::chats(db, &chats, Timestamp(FIRST)).await;
        imported.expect("chats");
        for sql in [
            "insert into person (id, address, name) select 'p-' || code, 'tg:' || code, 'Petugas ' || name \
             from institution",
            "create table office as select i.code, c.id as chat, i.category, i.region, i.region_key, \
             row_number() over (order by i.code) as at from institution i \
             join chat c on c.institution = i.code",
        ] {
            self.run(sql).await;
        }
    }

    /// Goes on until there are so many announcements.
    pub async fn fill(&mut self, announcements: i64) {
        if self.filled >= announcements {
            return;
        }
        while self.filled < announcements {
            let from = self.filled + 1;
            let to = (self.filled + SLICE).min(announcements);
            self.run("begin").await;
            for id in from..=to {
                self.announce(id).await;
            }
            let these = format!("n.id between {from} and {to}");
            for sql in FANNED_OUT {
                self.run(&sql.replace("{these}", &these)).await;
            }
            self.run("commit").await;
            self.filled = to;
        }
        // PostgreSQL does so by itself when there is time; SQLite never does, and is not told to.
        if self.on_postgres {
            self.run("analyze").await;
        }
    }

    async fn announce(&mut self, id: i64) {
        let (at, year) = (sent_at(id), YEAR_ONE + (id - 1) / YEARLY);
        let number = 1 + (id - 1) % YEARLY;
        self.run(&format!(
            "insert into announcement (id, state, version, author, issuer, area_kind, area_value, \
             priority, kind, circulation, title, created_at, opened_at, opening_message_id, \
             submitted_at, decided_by, decided_at, number, year, revision, finished_at) values \
             ({id}, 'approved', 1, 'p-K-0', 'K-0', 'everywhere', '', 'important', 'information', \
              'public', 'Pengumuman {id}', {at}, {at}, 1, {at}, 'p-K-1', {at}, {number}, {year}, 1, {at})"
        ))
        .await;
        self.run(&format!(
            "insert into revision (announcement_id, revision, code, parts, content_hash, author, \
             approver, approved_at) values ({id}, 1, 'C{id}', '[]', 'X', 'p-K-0', 'p-K-1', {at})"
        ))
        .await;
    }

    /// How much there is.
    pub async fn counted(&mut self) -> String {
        let mut counts = Vec::new();
        for table in [
            "announcement",
            "delivery",
            "acknowledgement",
            "chase",
            "event",
        ] {
            let sql = format!("select count(*) from {table}");
            let count: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
                .fetch_one(&mut self.connection)
                .await
                .expect("a count");
            counts.push(format!("{count} × {table}"));
        }
        counts.join(", ")
    }

    async fn run(&mut self, sql: &str) {
        let done = sqlx::query(AssertSqlSafe(sql.to_owned()))
            .execute(&mut self.connection)
            .await;
        done.unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

/// What an announcement leaves behind at each institution. One copy in 97 fails; of six institutions five
/// confirm, within eleven hours, of which four are allowed, and one is reminded; one in twenty shows that it
/// passed it on.
const FANNED_OUT: [&str; 9] = [
    "insert into audience (announcement_id, institution, has_chat, category, region, region_key) \
     select n.id, o.code, 1, o.category, o.region, o.region_key from announcement n \
     cross join office o where {these} order by n.id, o.code",
    "insert into delivery (announcement_id, chat_id, institution, state, should_show, shows, \
     message_ids, maybe_double, sent_at, revising, step, room, cause, reason) \
     select n.id, o.chat, o.code, case (o.at * 7 + n.id) % 97 when 0 then 'failed' else 'sent' end, \
     1, case (o.at * 7 + n.id) % 97 when 0 then 0 else 1 end, '[' || n.id || ']', \
     case (o.at + n.id) % 500 when 0 then 1 else 0 end, \
     case (o.at * 7 + n.id) % 97 when 0 then null else n.decided_at + o.at * 34 end, 1, 1, \
     'tg:' || o.chat, case (o.at * 7 + n.id) % 97 when 0 then 'unreachable' end, \
     case (o.at * 7 + n.id) % 97 when 0 then 'Forbidden: bot was kicked' end \
     from announcement n cross join office o where {these} order by n.id, o.chat",
    "insert into chase (announcement_id, revision, institution, arrived_at, due_at, next_at, level) \
     select n.id, 1, o.code, n.decided_at + o.at * 34, n.decided_at + o.at * 34 + 14400000, null, \
     case (o.at + n.id) % 6 when 0 then 3 else 0 end \
     from announcement n cross join office o where {these} and (o.at * 7 + n.id) % 97 <> 0 \
     order by n.id, o.code",
    "insert into acknowledgement (announcement_id, revision, institution, person_id, chat_id, at) \
     select n.id, 1, o.code, 'p-' || o.code, o.chat, \
     n.decided_at + o.at * 34 + (o.at * 7919 + n.id * 104729) % 39600000 \
     from announcement n cross join office o where {these} and (o.at + n.id) % 6 <> 0 \
     order by n.id, o.code",
    "insert into event (id, at, actor, kind, announcement_id, institution, detail) \
     select n.id * 1000000 + o.at, n.decided_at + o.at * 34, null, 'delivery.sent', n.id, o.code, \
     '{\"chat\":' || o.chat || ',\"revision\":1,\"messages\":[' || n.id || ']}' \
     from announcement n cross join office o where {these} and (o.at * 7 + n.id) % 97 <> 0 \
     order by n.id, o.at",
    "insert into event (id, at, actor, kind, announcement_id, institution, detail) \
     select n.id * 1000000 + 100000 + o.at, \
     n.decided_at + o.at * 34 + (o.at * 7919 + n.id * 104729) % 39600000, 'p-' || o.code, \
     'announcement.acknowledged', n.id, o.code, '{\"chat\":' || o.chat || ',\"revision\":1}' \
     from announcement n cross join office o where {these} and (o.at + n.id) % 6 <> 0 \
     order by n.id, o.at",
    "insert into attempt (id, outbox_id, announcement_id, chat_id, address, part, epoch, started_at, ended_at, \
     outcome) \
     select n.id * 1000000 + o.at, n.id * 1000000 + o.at, n.id, o.chat, 'tg:' || o.chat, 0, 1, \
     n.decided_at + o.at * 34, n.decided_at + o.at * 34 + 30, 'sent' \
     from announcement n cross join office o where {these} order by n.id, o.at",
    "insert into reminder (announcement_id, chat_id, revision, wanted, times, said_at, said_by, early) \
     select n.id, o.chat, 1, 0, 3, n.decided_at + o.at * 34 + 14400000, n.id * 1000000 + o.at, 0 \
     from announcement n cross join office o where {these} and (o.at + n.id) % 6 = 0 \
     order by n.id, o.chat",
    "insert into dissemination (id, announcement_id, revision, institution, person_id, chat_id, at, current, \
     sort, link, link_key) \
     select n.id * 1000000 + o.at, n.id, 1, o.code, 'p-' || o.code, o.chat, n.decided_at + o.at * 34 + 7200000, \
     1, 'link', 'https://example.id/' || n.id || '/' || o.at, n.id || '/' || o.at \
     from announcement n cross join office o where {these} and (o.at + n.id) % 20 = 0 \
     order by n.id, o.code",
];
