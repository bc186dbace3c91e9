//! A file that cannot be written: the disk is full, or another program has locked it.

use std::process::Command;
use std::time::Duration;

use sqlx::{AnyConnection, Connection as _};

use super::trouble::{goes_on_afterwards, in_mid_broadcast};
use crate::program::machines::{Machines, on_a_server};

const LASTS: Duration = Duration::from_secs(3);

/// No file of the program may grow beyond this size; what the system says then, a full disk says too,
/// and here nobody needs to be root.
fn limit_files(machines: &Machines, size: &str) {
    let program = machines.all[0].program().id().to_string();
    let limited = Command::new("prlimit")
        .args(["--pid", &program, &format!("--fsize={size}:")])
        .status()
        .unwrap();
    assert!(limited.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_waited_out() {
    if on_a_server() {
        eprintln!("a server has its own disk; told on SQLite");
        return;
    }
    let machines = in_mid_broadcast().await;
    limit_files(&machines, "1");
    goes_on_afterwards(machines, LASTS, async |machines: &Machines| {
        limit_files(machines, "unlimited");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_another_program_has_locked_is_waited_for() {
    if on_a_server() {
        eprintln!("a server is not locked as a whole; told on SQLite");
        return;
    }
    let machines = in_mid_broadcast().await;
    let mut other = AnyConnection::connect(machines.database.url())
        .await
        .unwrap();
    let lock = "pragma busy_timeout = 10000; begin immediate";
    sqlx::raw_sql(lock).execute(&mut other).await.unwrap();
    goes_on_afterwards(machines, LASTS, async move |_: &Machines| {
        sqlx::raw_sql("rollback").execute(&mut other).await.unwrap();
        other.close().await.unwrap();
    })
    .await;
}
