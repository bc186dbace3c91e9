//! What the program says when it cannot do what it was started for: one sentence, the key, no secret.

use std::net::TcpListener;
use std::process::Output;

use satupintu::app::cli::{FAILED, UNUSABLE};
use satupintu::store::Db;
use satupintu_simulator::{Config, Simulator};
use sqlx::AssertSqlSafe;

use crate::office::Database;
use crate::program::command;

/// A well-formed token that the platform does not know.
const TOKEN: &str = "7700000001:AAF-not-the-right-secret-0123456789";
const SECRET: &str = "AAF-not-the-right-secret";
const PASSWORD: &str = "sandi-rahasia-sekali";

/// Runs the program to its end with these variables.
async fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = command(variables, folder.path());
    command.args(arguments);
    tokio::task::spawn_blocking(move || {
        let output = command.output().unwrap();
        drop(folder);
        output
    })
    .await
    .unwrap()
}

/// It ended with this code and one sentence that names the key; nothing else, and no secret.
fn assert_says(output: &Output, code: u8, key: &str) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(i32::from(code)), "{said}");
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| !line.contains(" INFO ") && !line.contains(" WARN "))
        .collect();
    assert_eq!(lines.len(), 1, "{said}");
    assert!(lines[0].contains(key), "{key} is not named: {said}");
    let all = format!("{said}{}", String::from_utf8_lossy(&output.stdout));
    for secret in [SECRET, PASSWORD, "panicked"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_telegram_refuses_is_named_and_not_shown() {
    let sim = Simulator::start(Config::default()).await.unwrap();
    let url = sim.base_url();
    let variables = [
        ("TELOXIDE_TOKEN", TOKEN),
        ("TELOXIDE_API_URL", url.as_str()),
        ("SATUPINTU__HTTP__LISTEN", "127.0.0.1:0"),
    ];
    for command in [&[][..], &["check"]] {
        assert_says(&run(command, &variables).await, UNUSABLE, "TELOXIDE_TOKEN");
    }
    let nonsense = [("TELOXIDE_TOKEN", "AAF-not-the-right-secret")];
    assert_says(&run(&[], &nonsense).await, UNUSABLE, "TELOXIDE_TOKEN");
    assert_says(
        &run(&[], &[("PATH", "/")]).await,
        UNUSABLE,
        "TELOXIDE_TOKEN",
    );
    sim.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_out_of_reach_is_named_and_its_password_is_not_shown() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let file_in_the_way = tempfile::NamedTempFile::new().unwrap();
    let below_a_file = format!("sqlite:{}/satupintu.db", file_in_the_way.path().display());
    let no_server = format!("postgres://budi:{PASSWORD}@127.0.0.1:{port}/satupintu");
    let mut urls = vec![
        no_server,
        below_a_file,
        format!("mysql://budi:{PASSWORD}@db/x"),
    ];
    if let Ok(server) = std::env::var("TEST_DATABASE_URL") {
        let (server, _) = server.rsplit_once('/').unwrap();
        urls.push(format!("{server}/there_is_no_such_database"));
    }
    for url in &urls {
        let variables = [("TELOXIDE_TOKEN", TOKEN), ("DATABASE_URL", url.as_str())];
        for command in [&[][..], &["check"], &["import", "lembaga", "x.csv"]] {
            assert_says(&run(command, &variables).await, UNUSABLE, "DATABASE_URL");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_version_is_left_alone() {
    let database = Database::create().await;
    Db::open(database.url()).await.unwrap().close().await;
    let pool = sqlx::AnyPool::connect(database.url()).await.unwrap();
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, \
         execution_time) select 999, description, success, checksum, execution_time \
         from _sqlx_migrations where version = 1";
    sqlx::raw_sql(AssertSqlSafe(newer))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let variables = [("TELOXIDE_TOKEN", TOKEN), ("DATABASE_URL", database.url())];
    assert_says(&run(&[], &variables).await, UNUSABLE, "DATABASE_URL");
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let variables = [
        ("TELOXIDE_TOKEN", TOKEN),
        ("SATUPINTU__HTTP__LISTEN", listen.as_str()),
    ];
    assert_says(&run(&[], &variables).await, UNUSABLE, "http.listen");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_that_makes_no_sense_is_named() {
    for (name, value, key) in [
        (
            "SATUPINTU__TELEGRAM__POLL_TIMEOUT",
            "sebentar",
            "telegram.poll_timeout",
        ),
        ("SATUPINTU__LEADER__LEASE", "1s", "leader.lease"),
        (
            "SATUPINTU__TELEGRAM__WEBHOOK_URL",
            "http://humas.contoh.go.id/telegram/webhook",
            "telegram.webhook_url",
        ),
        ("SATUPINTU__TIME__ZONE", "Asia/Parepare", "time.zone"),
        ("SATUPINTU__TELEGRAM__SPEED", "9", "telegram.speed"),
        ("SATUPINTU_OWNERS", "budi", "SATUPINTU_OWNERS"),
        ("SATUPINTU_CONFIG", "tidak-ada.toml", "SATUPINTU_CONFIG"),
        ("TELOXIDE_API_URL", "tetangga", "TELOXIDE_API_URL"),
    ] {
        let variables = [("TELOXIDE_TOKEN", TOKEN), (name, value)];
        assert_says(&run(&[], &variables).await, UNUSABLE, key);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_there_is_named() {
    for what in ["lembaga", "saluran"] {
        let output = run(&["import", what, "tidak-ada.csv"], &[("PATH", "/")]).await;
        assert_says(&output, FAILED, "tidak-ada.csv");
    }
}
