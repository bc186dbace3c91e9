//! A file that cannot be written: the disk is full, or another program has locked it.

use std::process::Command;
use std::time::Duration;

use sqlx::{AnyConnection, Connection as _};

use crate::program::machines::{Machines, on_a_server};
use crate::program::stage::TEXT;

const OFFICES: usize = 60;

async fn in_mid_broadcast() -> Machines {
    let machines = Machines::build(OFFICES, 30, &[]).await;
    machines.announce().await;
    machines.until_copies(OFFICES / 4).await;
    machines
}

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

/// Nothing is confirmed to Telegram that is not stored, and afterwards all goes on.
async fn goes_on_afterwards(machines: Machines, mend: impl AsyncFnOnce(&Machines)) {
    let machine = &machines.all[0];
    let answer = machine
        .until_it_says(r#""name":"database","ok":false"#)
        .await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    let reached = machines.offices.iter().find_map(|office| {
        let copy = office.copies(TEXT).pop()?;
        Some((office, copy))
    });
    let (office, copy) = reached.expect("some have it");
    let press = office.reader.press(&copy, "Diterima").unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(press.answer(), None, "answered, and not stored");
    assert!(
        machines.sim.pending_updates() > 0,
        "confirmed, and not stored"
    );
    let (alive, _) = machine.page("/healthz").await.unwrap();
    assert!(alive.starts_with("HTTP/1.1 200"), "{alive}");
    mend(&machines).await;

    machine.until_it_says("\"ready\":true").await;
    let answer = press.wait_answer(Duration::from_secs(30)).await;
    let answer = answer.and_then(|answer| answer.text).unwrap_or_default();
    assert!(answer.contains("tercatat"), "{answer:?}\n{}", machine.log());
    machines.until_copies(OFFICES).await;
    let record = machines.record().await;
    assert!(record.is_confirmed(office).await);
    let copies = record.check_copies(&machines.offices).await;
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
async fn a_full_disk_is_waited_out() {
    if on_a_server() {
        eprintln!("a server has its own disk; told on SQLite");
        return;
    }
    let machines = in_mid_broadcast().await;
    limit_files(&machines, "1");
    goes_on_afterwards(machines, async |machines: &Machines| {
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
    goes_on_afterwards(machines, async move |_: &Machines| {
        sqlx::raw_sql("rollback").execute(&mut other).await.unwrap();
        other.close().await.unwrap();
    })
    .await;
}
