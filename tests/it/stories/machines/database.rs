//! A database server that is started anew, or falls silent, under the only machine.
//!
//! A line that is cut looks like a restart to the program. `SATUPINTU_RESTART` names a command that really
//! restarts the server, for one that may be: it stops it, waits for five seconds, and starts it.

use std::process::Command;
use std::time::Duration;

use crate::program::machines::{Machines, on_a_server};

const OFFICES: usize = 60;

/// The only machine, in the middle of a broadcast.
async fn in_mid_broadcast() -> Machines {
    let machines = Machines::build(OFFICES, 30, &[]).await;
    machines.announce().await;
    machines.until_copies(OFFICES / 4).await;
    machines
}

/// It says that the database is away, waits, and goes on by itself: nobody is skipped or told twice, and a
/// press made meanwhile is answered.
async fn goes_on_afterwards(machines: Machines, trouble: impl Fn(&Machines), lasts: Duration) {
    let machine = &machines.all[0];
    trouble(&machines);
    let answer = machine
        .until_it_says(r#""name":"database","ok":false"#)
        .await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    let reached = machines.offices.iter().find_map(|office| {
        let copy = office.copies(crate::program::stage::TEXT).pop()?;
        Some((office, copy))
    });
    let (office, copy) = reached.expect("some have it");
    let press = office.reader.press(&copy, "Diterima").unwrap();
    tokio::time::sleep(lasts).await;
    let (alive, _) = machine.page("/healthz").await.unwrap();
    assert!(alive.starts_with("HTTP/1.1 200"), "{alive}");
    assert_eq!(press.answer(), None, "answered, and not stored");
    machine.to_database.as_ref().unwrap().mend();

    machine.until_it_says("\"ready\":true").await;
    let answer = press.wait_answer(Duration::from_secs(30)).await;
    let answer = answer.and_then(|answer| answer.text).unwrap_or_default();
    assert!(answer.contains("tercatat"), "{answer:?}\n{}", machine.log());
    machines.until_copies(OFFICES).await;
    let record = machines.record().await;
    assert!(record.is_confirmed(office).await);
    let copies = record.check_copies(&machines.offices).await;
    // What was answered while nobody could write it down was remembered.
    assert_eq!((copies.skipped, copies.extra, copies.marked), (0, 0, 0));
    machine
        .until_logged("basis data tidak dapat dipakai", 1)
        .await;
    machine
        .until_logged("basis data dapat dipakai lagi", 1)
        .await;
    machines.close(record).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_started_anew_is_waited_for() {
    if !on_a_server() {
        eprintln!("a file has no server; told on PostgreSQL");
        return;
    }
    let restart = |machines: &Machines| match std::env::var("SATUPINTU_RESTART") {
        Ok(command) => drop(Command::new("sh").args(["-c", &command]).spawn().unwrap()),
        Err(_) => machines.all[0].to_database.as_ref().unwrap().cut(),
    };
    goes_on_afterwards(in_mid_broadcast().await, restart, Duration::from_secs(3)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_falls_silent_is_waited_for() {
    if !on_a_server() {
        eprintln!("a file has no server; told on PostgreSQL");
        return;
    }
    let silence = |machines: &Machines| machines.all[0].to_database.as_ref().unwrap().silence();
    goes_on_afterwards(in_mid_broadcast().await, silence, Duration::from_secs(6)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_ends_cost_nobody_a_copy() {
    if !on_a_server() {
        eprintln!("a file has no server; told on PostgreSQL");
        return;
    }
    let machines = in_mid_broadcast().await;
    let record = crate::program::record::Record::open(machines.database.url());
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
    let copies = record.check_copies(&machines.offices).await;
    assert_eq!((copies.skipped, copies.extra, copies.marked), (0, 0, 0));
    machines.close(record).await;
}
