//! Asked to stop in any state, the program is gone within ten seconds.

use std::time::Duration;

use satupintu_simulator::Fault;
use sqlx::{AnyConnection, Connection as _};

use crate::program::machines::{Machines, on_a_server};

/// What PRODUCT promises to service managers.
const GRACE: Duration = Duration::from_secs(10);
const OFFICES: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn one_that_stands_by_stops_at_once() {
    let mut machines = Machines::build(1, 30, &[]).await;
    machines.add().await;
    machines.all[1].until_it_says("standing by").await;
    let (status, took) = machines.all[1].take().terminate().await;
    assert_eq!(status.code(), Some(0), "{}", machines.logs());
    assert!(took < GRACE, "{took:?}");
    let record = machines.record().await;
    machines.close(record).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_nobody_answers_are_left_and_sent_again_later() {
    let mut machines = Machines::build(OFFICES, 30, &[]).await;
    machines.announce().await;
    machines.until_copies(OFFICES / 4).await;
    machines.sim.fault(Fault::hang(None).method("sendMessage"));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (status, took) = machines.all[0].take().terminate().await;
    assert_eq!(status.code(), Some(0), "{}", machines.logs());
    assert!(took < GRACE, "{took:?}");
    eprintln!("Telegram silent: stopped after {took:?}");
    machines.sim.clear_faults();
    machines.all[0].start();
    machines.until_copies(OFFICES).await;
    let record = machines.record().await;
    let tally = machines.check_complete(&record).await;
    assert_eq!(tally.doubles, 0);
    assert!(tally.marked > 0, "they might have arrived");
    machines.close(record).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_hangs_does_not_hold_it_up() {
    let mut machines = Machines::build(OFFICES, 30, &[]).await;
    machines.announce().await;
    machines.until_copies(OFFICES / 4).await;
    let mut other = None;
    match &machines.all[0].to_database {
        Some(line) => line.silence(),
        None => {
            let mut locking = AnyConnection::connect(machines.database.url())
                .await
                .unwrap();
            let lock = "pragma busy_timeout = 10000; begin immediate";
            sqlx::raw_sql(lock).execute(&mut locking).await.unwrap();
            other = Some(locking);
        }
    }
    // Before its turn has run out, and while a step hangs.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (status, took) = machines.all[0].take().terminate().await;
    eprintln!("database silent: stopped after {took:?}, {status}");
    assert!(took < GRACE, "{took:?}");
    if status.code() != Some(0) {
        // Its last words may be read a moment after its end.
        let why = "akan ditandai mungkin ganda";
        machines.all[0].until_logged(why, 1).await;
    }
    if let Some(mut other) = other {
        sqlx::raw_sql("rollback").execute(&mut other).await.unwrap();
        other.close().await.unwrap();
    }
    if on_a_server() {
        machines.all[0].to_database.as_ref().unwrap().mend();
    }
    machines.all[0].start();
    machines.until_copies(OFFICES).await;
    let record = machines.record().await;
    let tally = machines.check_complete(&record).await;
    assert!(tally.doubles <= 32 && tally.marked <= 32, "{tally:?}");
    machines.close(record).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_waits_for_telegram_or_for_the_database_stops_at_once() {
    let mut machines = Machines::build(1, 30, &[]).await;
    let (status, _) = machines.all[0].take().terminate().await;
    assert_eq!(status.code(), Some(0));
    machines.all[0].to_telegram.silence();
    machines.all[0].start();
    machines.all[0].until_it_says("standing by").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let (status, took) = machines.all[0].take().terminate().await;
    assert_eq!(status.code(), Some(0), "{}", machines.logs());
    assert!(took < Duration::from_secs(5), "{took:?}");
    machines.all[0].to_telegram.mend();
    if let Some(line) = &machines.all[0].to_database {
        line.silence();
        machines.all[0].start();
        tokio::time::sleep(Duration::from_secs(1)).await;
        let (status, took) = machines.all[0].take().terminate().await;
        assert_eq!(status.code(), Some(0), "{}", machines.logs());
        assert!(took < Duration::from_secs(5), "{took:?}");
        machines.all[0].to_database.as_ref().unwrap().mend();
    }
    machines.all[0].start();
    machines.all[0].until_it_says("\"ready\":true").await;
    let record = machines.record().await;
    machines.close(record).await;
}
