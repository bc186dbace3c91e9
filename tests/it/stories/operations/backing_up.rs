//! `satupintu backup` and `satupintu restore`: what they take, and what they refuse.

use std::path::Path;

use satupintu::app::backup::NotCopied;
use satupintu::store::{Db, OpenError};
use sqlx::{AnyPool, AssertSqlSafe};

use crate::office::{Database, Office};

/// The sentence of something that could not be used.
fn unusable(answer: Result<String, NotCopied>) -> String {
    match answer {
        Err(NotCopied::Unusable(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Does something to a SQLite file.
async fn tamper(file: &Path, sql: &str) {
    let pool = AnyPool::connect(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_one_new_file_for_its_owners_eyes_without_secrets() {
    let office = Office::of_parepare().await;
    let link = office.invite("penyusun").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cadangan 50% #1?.db");
    let said = office.back_up(&file).await.unwrap();
    assert!(!said.contains("tidak tercatat"), "{said}");
    assert_eq!(names(folder.path()), ["cadangan 50% #1?.db"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let bytes = std::fs::read(&file).unwrap();
    let has = |text: &str| bytes.windows(text.len()).any(|at| at == text.as_bytes());
    let token = office.sim.token();
    let (_, secret) = token.split_once(':').unwrap();
    assert!(!has(secret), "the bot's token is in the backup");
    assert!(has("Polres Parepare"), "is this still looking at the rows?");
    // A link that was shown to its inviter is in the queue or gone, its token never in a table of ours.
    let (_, key) = link.rsplit_once('=').unwrap();
    assert!(!has(key), "an invitation's token is in the backup");

    let said = unusable(office.back_up(&file).await);
    assert!(said.contains("tidak pernah menimpa"), "{said}");
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    let said = unusable(office.back_up(&folder.path().join("tidak/ada.db")).await);
    assert!(said.contains("tidak dapat ditulis"), "{said}");
    assert_eq!(names(folder.path()).len(), 1);

    // It is good also where nobody may write that it was made.
    let (forbid, allow) = match std::env::var("TEST_DATABASE_URL") {
        Ok(_) => (
            "alter table event add constraint no_more check (false) not valid",
            "alter table event drop constraint no_more",
        ),
        Err(_) => (
            "create trigger no_more before insert on event begin select raise(abort, 'no'); end",
            "drop trigger no_more",
        ),
    };
    let made = "select count(*) from event where kind = 'database.backed_up'";
    let before = office.count(made).await;
    office.alter(forbid).await;
    let unnoted = folder.path().join("tidak tercatat.db");
    let said = office.back_up(&unnoted).await.unwrap();
    office.alter(allow).await;
    assert!(said.contains("Cadangan ini tidak tercatat"), "{said}");
    assert!(unnoted.metadata().unwrap().len() > 0);
    assert_eq!(office.count(made).await, before);

    // Nobody works on a backup by mistake: it would send without asking.
    let copy = folder.path().join("salinan.db");
    std::fs::copy(&file, &copy).unwrap();
    let opened = Db::open(&format!("sqlite:{}", copy.display())).await;
    assert!(matches!(opened, Err(OpenError::IsBackup)), "{opened:?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_restored_over_anything_or_beside_a_running_bot() {
    let mut office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cadangan.db");
    office.back_up(&file).await.unwrap();
    let people = office.count("select count(*) from person").await;

    let said = unusable(office.restore(&file, None).await);
    assert!(said.contains("ada bot yang berjalan"), "{said}");
    office.stop().await;
    let said = unusable(office.restore(&file, None).await);
    assert!(said.contains("sudah berisi"), "{said}");
    assert_eq!(office.count("select count(*) from restoration").await, 0);
    assert_eq!(office.count("select count(*) from person").await, people);

    // An empty one is taken, once.
    office.lose_database(Database::create().await).await;
    office.restore(&file, None).await.unwrap();
    let said = unusable(office.restore(&file, None).await);
    assert!(said.contains("sudah berisi"), "{said}");
    assert_eq!(office.count("select count(*) from restoration").await, 1);
    assert_eq!(office.count("select count(*) from person").await, people);
    office.reopen().await;
    office.start();
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_whole_backup_of_a_known_version_is_restored() {
    let mut office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("cadangan.db");
    office.back_up(&good).await.unwrap();
    office.stop().await;
    let a_database = folder.path().join("basis data.db");
    let db = Db::open(&format!("sqlite:{}", a_database.display())).await;
    db.unwrap().close().await;
    office.lose_database(Database::create().await).await;

    let file = folder.path().join("berkas");
    let bytes = std::fs::read(&good).unwrap();
    let said = unusable(office.restore(&file, None).await);
    assert!(said.contains("tidak dapat dibaca"), "{said}");
    for foreign in [&b""[..], b"kode,nama\n", b"SQLite format 3\0"] {
        std::fs::write(&file, foreign).unwrap();
        let said = unusable(office.restore(&file, None).await);
        assert!(
            said.contains("bukan cadangan") || said.contains("rusak"),
            "{said}"
        );
    }
    let said = unusable(office.restore(&a_database, None).await);
    assert!(said.contains("bukan cadangan"), "{said}");
    for kept in [bytes.len() / 2, bytes.len() - 1, 4096] {
        std::fs::write(&file, &bytes[..kept]).unwrap();
        let said = unusable(office.restore(&file, None).await);
        assert!(said.contains("rusak"), "{kept}: {said}");
    }
    // One letter of one name, which no page of the file would notice.
    let name = b"Polres Parepare";
    let at = bytes.windows(name.len()).position(|at| at == name).unwrap();
    let mut flipped = bytes.clone();
    flipped[at] = b'T';
    std::fs::write(&file, &flipped).unwrap();
    let said = unusable(office.restore(&file, None).await);
    assert!(said.contains("rusak"), "{said}");

    std::fs::write(&file, &bytes).unwrap();
    tamper(
        &file,
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
         values (9999, 'later', 1, x'00', 0)",
    )
    .await;
    let said = unusable(office.restore(&file, None).await);
    assert!(
        said.contains("program yang lebih baru (skema 9999)"),
        "{said}"
    );

    office.reopen().await;
    assert_eq!(office.count("select count(*) from person").await, 0);
    assert_eq!(office.count("select count(*) from institution").await, 0);
    office.restore(&good, None).await.unwrap();
    assert_eq!(office.count("select count(*) from institution").await, 16);
    assert_eq!(
        std::fs::read(&good).unwrap(),
        bytes,
        "a backup stays as it is"
    );
    office.start();
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_comes_back_as_it_was() {
    let mut office = Office::of_parepare().await;
    let staff = office.staff().await;
    office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office
        .announce(&staff, "Banjir “besar” 🌊\u{200f}\n\tdi Soreang.")
        .await;
    office.advance(std::time::Duration::from_secs(10)).await;
    office.stop().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cadangan.db");
    let mut before = Vec::new();
    for (table, text) in ROWS {
        let sql = format!("select {text} from {table} order by 1");
        before.push(office.texts(&sql).await);
        assert!(!before.last().unwrap().is_empty(), "{table} shows nothing");
    }
    office.back_up(&file).await.unwrap();
    // On PostgreSQL into a file and back again; on SQLite through two files.
    for new in [Database::file(), Database::create().await] {
        office.lose_database(new).await;
        let next = folder.path().join(format!("{}.db", rand::random::<u32>()));
        let from = names(folder.path()).pop().unwrap();
        office
            .restore(&folder.path().join(from), None)
            .await
            .unwrap();
        for ((table, text), before) in ROWS.iter().zip(&before) {
            let kind = "kind <> 'database.restored'";
            let only = if *table == "event" { kind } else { "1 = 1" };
            let sql = format!("select {text} from {table} where {only} order by 1");
            assert_eq!(&office.texts(&sql).await, before, "{table}");
        }
        office.back_up(&next).await.unwrap();
        for old in names(folder.path()) {
            if !next.ends_with(&old) {
                std::fs::remove_file(folder.path().join(old)).unwrap();
            }
        }
    }
    office.reopen().await;
    office.start();
    office.close().await;
}

/// What is told apart in each table.
const ROWS: [(&str, &str); 12] = [
    (
        "institution",
        "code || name || sort_key || coalesce(parent, '-') || active",
    ),
    ("lineage", "ancestor || ' ' || descendant || ' ' || depth"),
    (
        "person",
        "id || coalesce(address, '-') || name || coalesce(language, '-')",
    ),
    (
        "role_grant",
        "id || person_id || role || area_kind || area_value || state",
    ),
    (
        "chat",
        "id || address || institution || state || coalesce(reason, '-')",
    ),
    (
        "announcement",
        "id || state || coalesce(content, '-') || coalesce(number, 0)",
    ),
    (
        "revision",
        "announcement_id || code || parts || content_hash",
    ),
    (
        "audience",
        "announcement_id || institution || has_chat || region_key",
    ),
    (
        "delivery",
        "chat_id || state || message_ids || coalesce(sent_at, 0) || shows",
    ),
    ("inbox", "update_id || raw || state || received_at"),
    (
        "attempt",
        "id || coalesce(address, '-') || outcome || started_at || passing",
    ),
    ("event", "id || kind || coalesce(actor, '-') || detail"),
];
