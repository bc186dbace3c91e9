//! A database server that is started anew, or falls silent, under the only machine.
//!
//! A line that is cut looks like a restart to the program. `SATUPINTU_RESTART` names a command that really
//! restarts the server, for one that may be: it stops it, waits for five seconds, and starts it.

use std::process::Command;
use std::time::Duration;

use super::trouble::{OFFICES, goes_on_afterwards, in_mid_broadcast};
use crate::program::machines::{Machines, on_a_server};
use crate::program::tables::Tables;

async fn mend(machines: &Machines) {
    machines.all[0].to_database.as_ref().unwrap().mend();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_started_anew_is_waited_for() {
    if !on_a_server() {
        eprintln!("a file has no server; told on PostgreSQL");
        return;
    }
    let machines = in_mid_broadcast().await;
    match std::env::var("SATUPINTU_RESTART") {
        Ok(command) => drop(Command::new("sh").args(["-c", &command]).spawn().unwrap()),
        Err(_) => machines.all[0].to_database.as_ref().unwrap().cut(),
    }
    goes_on_afterwards(machines, Duration::from_secs(3), mend).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_falls_silent_is_waited_for() {
    if !on_a_server() {
        eprintln!("a file has no server; told on PostgreSQL");
        return;
    }
    let machines = in_mid_broadcast().await;
    // With a commit on its way: that it took effect turns out later.
    let line = machines.all[0].to_database.as_ref().unwrap();
    line.silence_after("commit");
    goes_on_afterwards(machines, Duration::from_secs(6), mend).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_ends_cost_nobody_a_copy() {
    if !on_a_server() {
        eprintln!("a file has no server; told on PostgreSQL");
        return;
    }
    let machines = in_mid_broadcast().await;
    let record = Tables::of(machines.database.url());
    let mut all = 0;
    for _ in 0..5 {
        let ended = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
             where application_name = 'satupintu' and datname = current_database()";
        all += record.count(ended).await;
        tokio::time::sleep(Duration::from_millis(230)).await;
    }
    record.close().await;
    assert!(all > 0, "there was none to end");
    machines.until_copies(OFFICES).await;
    let record = machines.record().await;
    let tally = machines.check_complete(&record).await;
    assert_eq!((tally.doubles, tally.marked), (0, 0));
    machines.close(record).await;
}
