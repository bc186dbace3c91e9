//! Connections for one long job: without the short patience of those that the bot works with.

use std::path::Path;
use std::str::FromStr as _;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, ConnectOptions as _};

use crate::store::engine::Engine;

/// One connection to the database of `url`.
pub(in crate::store) async fn patient(engine: &Engine, url: &str) -> Result<AnyPool, sqlx::Error> {
    let set_up = match engine {
        // Foreign keys are on by the driver's own default.
        Engine::Sqlite(_) => "pragma busy_timeout = 4000",
        Engine::Postgres => {
            "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; \
             set lock_timeout = 4000; set application_name = 'satupintu copy'"
        }
    };
    one(url, set_up).await
}

/// One connection to a file that nobody else looks at. Its references are checked when it is complete,
/// and it reaches the disk as a whole, so neither is minded on the way.
pub(super) async fn file(path: &Path, mode: Mode) -> Result<AnyPool, sqlx::Error> {
    let mode = match mode {
        Mode::Write => "mode=rw",
        // No lock and no file beside it: also from a medium that cannot be written to.
        Mode::Read => "mode=ro&immutable=1",
    };
    let set_up = match mode {
        "mode=rw" => {
            "pragma foreign_keys = off; pragma journal_mode = delete; pragma synchronous = off"
        }
        _ => "pragma foreign_keys = off",
    };
    one(&format!("{}?{mode}", url_of(path)), set_up).await
}

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
}

/// The URL of a file, whatever signs are in its name.
pub(super) fn url_of(path: &Path) -> String {
    let mut url = "sqlite:".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                url.push(char::from(byte));
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

async fn one(url: &str, set_up: &'static str) -> Result<AnyPool, sqlx::Error> {
    sqlx::any::install_default_drivers();
    // A statement of a hundred rows is long, and on a busy machine slow: nothing for an operator's eyes.
    let options = AnyConnectOptions::from_str(url)?.disable_statement_logging();
    AnyPoolOptions::new()
        .max_connections(1)
        // A long job keeps its connection.
        .max_lifetime(None)
        .idle_timeout(None)
        .after_connect(move |conn, _| {
            Box::pin(async move { sqlx::raw_sql(set_up).execute(conn).await.map(|_| ()) })
        })
        .connect_with(options)
        .await
}
