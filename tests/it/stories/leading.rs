//! One process at a time, seen from the database.

use std::time::Duration;

use satupintu::domain::clock::Timestamp;
use satupintu::store::leader::{Bid, Lease};
use satupintu::store::{Db, Duty, Fault};

use crate::office::Database;

const NOW: Timestamp = Timestamp(0);

/// Asks for the turn; the lease if it is granted.
async fn bid(db: &Db, holder: &str, lease_ms: i64) -> Option<Lease> {
    match db.bid(holder, lease_ms, None).await.unwrap() {
        Bid::Taken(lease) => Some(lease),
        Bid::Held(_) => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_over_before_the_old_leader_has_finished_its_transaction() {
    let database = Database::create().await;
    let old = Db::open(database.url()).await.unwrap();
    let new = Db::open(database.url()).await.unwrap();
    let lease = bid(&old, "old", 500).await.unwrap();
    assert_eq!(bid(&new, "new", 500).await, None);
    let writing = old.write_as(&lease, Duty::Inbox).await.unwrap();
    tokio::time::sleep(Duration::from_millis(700)).await;

    let taking = {
        let new = new.clone();
        tokio::spawn(async move { bid(&new, "new", 60_000).await })
    };
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!taking.is_finished(), "taken while the old one writes");
    writing.commit().await.unwrap();
    let taken = taking.await.unwrap().expect("it had run out");
    assert_eq!(taken.epoch, lease.epoch + 1);
    assert!(matches!(
        old.write_as(&lease, Duty::Inbox).await,
        Err(Fault::Deposed)
    ));
    assert!(matches!(
        old.renew_lease(&lease, 60_000, NOW).await,
        Err(Fault::Deposed)
    ));

    old.close().await;
    new.close().await;
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_is_renewed_however_busy_its_holder_is() {
    let database = Database::create().await;
    let db = Db::open(database.url()).await.unwrap();
    let lease = bid(&db, "busy", 60_000).await.unwrap();
    let writing = db.write_as(&lease, Duty::Inbox).await.unwrap();
    let renewing = {
        let (db, lease) = (db.clone(), lease.clone());
        tokio::spawn(async move { db.renew_lease(&lease, 60_000, NOW).await })
    };
    if database.url().starts_with("postgres") {
        // One of many overlapping transactions: the renewal does not wait for any of them.
        let waited = tokio::time::timeout(Duration::from_secs(2), renewing).await;
        waited.expect("it waits for the writer").unwrap().unwrap();
        writing.commit().await.unwrap();
    } else {
        // A file has one writer at a time; the renewal is the next.
        writing.commit().await.unwrap();
        renewing.await.unwrap().unwrap();
    }
    assert!(db.write_as(&lease, Duty::Inbox).await.is_ok());
    db.close().await;
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_turn_that_ends_far_ahead_is_taken_from_the_dead_and_never_from_the_living() {
    let database = Database::create().await;
    let db = Db::open(database.url()).await.unwrap();
    let lease = bid(&db, "old", 60_000).await.unwrap();
    let Bid::Held(seen) = db.bid("new", 60_000, None).await.unwrap() else {
        panic!("it is held");
    };
    // A renewal changes what was seen, so the holder lives.
    tokio::time::sleep(Duration::from_millis(20)).await;
    db.renew_lease(&lease, 60_000, NOW).await.unwrap();
    let Bid::Held(seen) = db.bid("new", 60_000, Some(&seen)).await.unwrap() else {
        panic!("taken from the living");
    };
    let Bid::Taken(taken) = db.bid("new", 60_000, Some(&seen)).await.unwrap() else {
        panic!("still as it was seen");
    };
    assert_eq!(taken.epoch, lease.epoch + 1);
    assert!(matches!(
        db.write_as(&lease, Duty::Inbox).await,
        Err(Fault::Deposed)
    ));
    db.close().await;
    database.drop().await;
}
