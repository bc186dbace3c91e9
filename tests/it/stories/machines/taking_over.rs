//! Two machines, one works. `SATUPINTU_LEASE` and `_RENEW` change the short turns of these stories; the
//! time until the other goes on is printed.

use std::time::{Duration, Instant};

use crate::program::machines::{Machines, PATIENCE, on_a_server};
use crate::program::tables::Tables;

const OFFICES: usize = 90;
/// `outbox.max_in_flight`.
const MOST_IN_FLIGHT: usize = 32;
/// What is claimed at this pace for a tenth of a second: so many may have looked at their deadline just
/// before they were stopped.
const ON_THE_THRESHOLD: usize = 3;
const AWAY: &str = "basis data tidak dapat dipakai";
const BACK: &str = "basis data dapat dipakai lagi";

/// Two machines in the middle of a broadcast of the first.
async fn in_mid_broadcast() -> Machines {
    let lease = std::env::var("SATUPINTU_LEASE").unwrap_or("1500ms".to_owned());
    let renew = std::env::var("SATUPINTU_RENEW").unwrap_or("500ms".to_owned());
    let settings = [
        ("SATUPINTU__LEADER__LEASE", lease.as_str()),
        ("SATUPINTU__LEADER__RENEW", renew.as_str()),
    ];
    let mut machines = Machines::build(OFFICES, 30, &settings).await;
    machines.add().await;
    machines.all[1].until_it_says("standing by").await;
    machines.announce().await;
    machines.until_copies(OFFICES / 4).await;
    machines
}

/// Waits until the second machine sends.
async fn until_the_other_goes_on(machines: &Machines, what: &str) {
    let began = Instant::now();
    machines.all[1].until_sent(1).await;
    eprintln!("{what}: the other goes on after {:?}", began.elapsed());
}

/// Everybody has it; twice only what was in flight, and marked.
async fn assert_complete(machines: &Machines) -> Tables {
    machines.until_copies(OFFICES).await;
    let record = machines.record().await;
    let tally = machines.check_complete(&record).await;
    eprintln!("{tally:?}");
    assert!(tally.doubles <= MOST_IN_FLIGHT, "{tally:?}");
    assert!(tally.marked <= MOST_IN_FLIGHT, "{tally:?}");
    record
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_goes_on_when_one_is_killed() {
    let mut machines = in_mid_broadcast().await;
    machines.all[0].take().kill();
    until_the_other_goes_on(&machines, "killed").await;
    let record = assert_complete(&machines).await;
    assert_eq!(machines.conflicts(), 0);
    machines.close(record).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_stood_still_stands_by_when_it_goes_on_and_works_when_it_is_needed() {
    let mut machines = in_mid_broadcast().await;
    stand_still(&machines).await;
    let before = machines.all[0].to_telegram.calls_of("sendMessage");
    let polls = machines.all[0].to_telegram.calls_of("getUpdates");
    machines.all[0].program().signal("CONT");
    machines.all[0].until_it_says("standing by").await;
    assert_complete(&machines).await.close().await;
    let first = &machines.all[0].to_telegram;
    let more = first.calls_of("sendMessage") - before;
    assert!(more <= ON_THE_THRESHOLD, "it sent {more} more");
    let more = first.calls_of("getUpdates") - polls;
    assert!(more <= 1, "it polled {more} times more");
    // Its open poll was ended by the first of the other's.
    assert!(machines.conflicts() <= 1 + more);

    machines.all[1].take().kill();
    machines.all[0].until_it_says("\"ready\":true").await;
    let turns = machines.all[0]
        .log()
        .matches("memegang giliran: menerima")
        .count();
    assert!(turns >= 2, "{}", machines.logs());
    machines.announce().await;
    machines.until_copies(OFFICES * 2).await;
    let record = machines.record().await;
    let waiting = "select count(*) from delivery where state <> 'sent'";
    assert_eq!(record.count(waiting).await, 0);
    machines.close(record).await;
}

/// Stops the first machine, and waits until the second sends. One that is stopped while it writes to a
/// file keeps the file locked: then it goes on for a moment and is stopped at another.
async fn stand_still(machines: &Machines) {
    let began = Instant::now();
    let sent = || machines.all[1].to_telegram.calls_of("sendMessage");
    while sent() == 0 {
        machines.all[0].program().signal("STOP");
        let stopped = Instant::now();
        while sent() == 0 && (on_a_server() || stopped.elapsed() < Duration::from_secs(5)) {
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert!(began.elapsed() < PATIENCE, "{}", machines.logs());
        }
        if sent() == 0 {
            machines.all[0].program().signal("CONT");
            tokio::time::sleep(Duration::from_millis(70)).await;
        } else {
            eprintln!("stopped: the other goes on after {:?}", stopped.elapsed());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_cut_off_from_the_database_stands_down_and_the_other_goes_on() {
    if !on_a_server() {
        eprintln!("a file is on the machine itself; told on PostgreSQL");
        return;
    }
    let machines = in_mid_broadcast().await;
    let first = &machines.all[0];
    first.to_database.as_ref().unwrap().silence();
    until_the_other_goes_on(&machines, "cut off from the database").await;
    let before = first.to_telegram.calls_of("sendMessage");
    // It says what is wrong, and quickly, however long it lasts.
    first.until_it_says("standing by").await;
    let told = first.times_logged(BACK) + 1;
    first.until_logged(AWAY, told).await;
    for _ in 0..8 {
        let (answer, took) = first.page("/readyz").await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
        assert!(
            answer.contains(r#""name":"database","ok":false"#),
            "{answer}"
        );
        assert!(took < Duration::from_secs(5), "{took:?}");
        let (alive, _) = first.page("/healthz").await.unwrap();
        assert!(alive.starts_with("HTTP/1.1 200"), "{alive}");
    }
    let record = assert_complete(&machines).await;
    assert_eq!(
        first.to_telegram.calls_of("sendMessage"),
        before,
        "it went on"
    );
    // It stopped polling before the other began.
    assert_eq!(machines.conflicts(), 0);

    // Said once, however long it lasted.
    assert_eq!(first.times_logged(AWAY), told, "{}", first.log());
    first.to_database.as_ref().unwrap().mend();
    first.until_it_says(r#""name":"database","ok":true"#).await;
    first.until_logged("program lain memegang giliran", 1).await;
    first.until_logged(BACK, told).await;
    machines.close(record).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_cut_off_from_everything_sends_nothing_when_it_is_back() {
    if !on_a_server() {
        eprintln!("a file is on the machine itself; told on PostgreSQL");
        return;
    }
    let machines = in_mid_broadcast().await;
    let first = &machines.all[0];
    first.to_database.as_ref().unwrap().silence();
    first.to_telegram.silence();
    until_the_other_goes_on(&machines, "cut off from everything").await;
    let record = assert_complete(&machines).await;
    let begun = record.count("select count(*) from delivery").await;
    let before = machines.copies();
    first.to_database.as_ref().unwrap().mend();
    first.to_telegram.mend();
    first.until_it_says(r#""name":"database","ok":true"#).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    // What had left it before is now delivered late, and was marked; nothing new has left.
    let late = machines.copies() - before;
    assert!(late <= MOST_IN_FLIGHT, "{late} of {begun}");
    let marked = record.count("select count(*) from delivery where maybe_double = 1");
    assert!(i64::try_from(late).unwrap() <= marked.await);
    assert!(machines.conflicts() <= 1);
    machines.close(record).await;
}
