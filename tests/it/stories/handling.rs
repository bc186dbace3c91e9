//! The inbox worker with handlers that fail in every way: each update is done once or set aside with its
//! error, and those behind it are handled.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use satupintu::domain::clock::{Clock, Timestamp};
use satupintu::domain::refusal::Refusal;
use satupintu::inbox::{Handle, Step, Worker};
use satupintu::service::Error;
use satupintu::store::inbox::{self, Waiting};
use satupintu::store::leader::{Bid, Fence, Lease};
use satupintu::store::{Db, Duty, Fault, Tx, pause};

use crate::office::{Database, ManualClock, START};
use crate::program::tables::Tables;

/// Does what an update's text says, and leaves a row of table `pause` behind as its effect.
#[derive(Debug, Clone, Default)]
struct Actor {
    tries: Arc<Mutex<HashMap<i64, u32>>>,
    /// Told when one begins that never ends.
    hangs: Arc<tokio::sync::Notify>,
}

impl Actor {
    async fn effect(tx: &mut Tx, what: &str, update: &Waiting) -> Result<(), Fault> {
        pause::set(tx, &format!("{what} {}", update.update_id), START).await
    }
}

impl Handle for Actor {
    async fn handle(&self, tx: &mut Tx, update: &Waiting, _: Timestamp) -> Result<(), Error> {
        Self::effect(tx, "handled", update).await?;
        let tries = {
            let mut tries = self.tries.lock().unwrap();
            let tries = tries.entry(update.update_id).or_default();
            *tries += 1;
            *tries
        };
        match update.raw.as_str() {
            "panic" => panic!("of update {}", update.update_id),
            "broken" => Err(Fault::unreadable("thing", "x").into()),
            "broken twice" if tries <= 2 => Err(Fault::unreadable("thing", "x").into()),
            "hang" => {
                self.hangs.notify_one();
                std::future::pending().await
            }
            "refuse" | "refuse, badly" => Err(Refusal::UnknownButton.into()),
            _ => Ok(()),
        }
    }

    fn remains(&self, update: &Waiting) -> String {
        format!("was {}", update.raw)
    }

    async fn explain(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        _: &Refusal,
        _: Timestamp,
    ) -> Result<(), Fault> {
        Self::effect(tx, "explained", update).await?;
        assert_ne!(update.raw, "refuse, badly");
        Ok(())
    }

    async fn apologise(
        &self,
        tx: &mut Tx,
        update: &Waiting,
        _: &str,
        _: Timestamp,
    ) -> Result<(), Fault> {
        Self::effect(tx, "apologised", update).await?;
        assert_ne!(update.update_id, 8, "this one's sender cannot even be told");
        Ok(())
    }
}

/// A database of one's own and the turn on it, with when that was asked for.
async fn leading() -> (Database, Db, Lease, (Instant, SystemTime)) {
    let database = Database::create().await;
    let db = Db::open(database.url()).await.unwrap();
    let asked = (Instant::now(), SystemTime::now());
    let Bid::Taken(lease) = db.bid("worker", 60_000, None).await.unwrap() else {
        panic!("nobody else is there");
    };
    (database, db, lease, asked)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_handler_does_the_rest_is_handled_once_and_in_order() {
    let (database, db, lease, asked) = leading().await;
    let mut tx = db.write_as(&lease, Duty::Intake).await.unwrap();
    let raws = [
        "fine",
        "panic",
        "fine",
        "broken",
        "broken twice",
        "refuse",
        "refuse, badly",
        "panic",
        "fine",
    ];
    let rows: Vec<(i64, &str)> = (1..).zip(raws).collect();
    assert_eq!(inbox::insert(&mut tx, 7, &rows, START).await.unwrap(), 9);
    assert_eq!(
        inbox::insert(&mut tx, 7, &rows[2..], START).await.unwrap(),
        0
    );
    tx.commit().await.unwrap();

    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(START));
    let fence = Arc::new(Fence::new(lease, Duration::from_secs(60), asked));
    let actor = Actor::default();
    let worker = Worker::new(db.clone(), fence, clock, actor.clone(), 100);
    let mut worked = Vec::new();
    while let Step::Worked(updates) = worker.step().await.unwrap() {
        worked.push(updates);
    }
    // A batch also ends by its time, so that a slow machine takes more of them.
    assert_eq!(
        worked.iter().sum::<usize>(),
        9 + 2 + 2 + 1 + 1,
        "only what failed by itself comes again: {worked:?}"
    );

    let tables = Tables::of(database.url());
    let effects = tables.texts("select scope from pause order by scope").await;
    assert_eq!(
        effects,
        [
            "apologised 2",
            "apologised 4",
            "apologised 7",
            "explained 6",
            "handled 1",
            "handled 3",
            "handled 5",
            "handled 9",
        ]
    );
    let states = "select update_id || ' ' || state || ' ' || faults || ' ' || coalesce(error, '-') \
         from inbox order by update_id";
    let states = tables.texts(states).await;
    let unreadable = "stored thing cannot be read: \"x\"";
    assert_eq!(
        states,
        [
            "1 done 0 -",
            "2 dead 1 panic: of update 2",
            "3 done 0 -",
            &format!("4 dead 5 {unreadable}"),
            "5 done 2 -",
            "6 done 0 -",
            &states[6],
            "8 dead 1 panic: of update 8",
            "9 done 0 -",
        ]
    );
    assert!(
        states[6].starts_with("7 dead 1 panic: assertion"),
        "{}",
        states[6]
    );
    assert_eq!(actor.tries.lock().unwrap()[&4], 5);
    // Of what is done with, only that is kept which its handler says; what was given up is kept whole.
    let raws = tables
        .texts("select raw from inbox order by update_id")
        .await;
    assert_eq!(
        raws,
        [
            "was fine",
            "panic",
            "was fine",
            "broken",
            "was broken twice",
            "was refuse",
            "refuse, badly",
            "panic",
            "was fine",
        ]
    );
    tables.close().await;
    db.close().await;
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_ends_the_turn_each_time_is_set_aside() {
    let (database, db, lease, asked) = leading().await;
    let mut tx = db.write_as(&lease, Duty::Intake).await.unwrap();
    let rows = [(1, "fine"), (2, "hang"), (3, "fine")];
    inbox::insert(&mut tx, 7, &rows, START).await.unwrap();
    tx.commit().await.unwrap();

    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(START));
    let fence = Arc::new(Fence::new(lease, Duration::from_secs(60), asked));
    let actor = Actor::default();
    let mut turns = 0;
    loop {
        let (clock, fence) = (Arc::clone(&clock), Arc::clone(&fence));
        let worker = Worker::new(db.clone(), fence, clock, actor.clone(), 100);
        let works = async { while worker.step().await.unwrap() != Step::Idle {} };
        // The turn is over in the middle of it, and the next one begins.
        tokio::select! {
            () = works => break,
            () = actor.hangs.notified() => turns += 1,
        }
        assert!(turns < 100, "it comes again for ever");
    }
    // Twenty-one tries, and nine times it let others go first.
    assert_eq!(turns, 21);
    let tables = Tables::of(database.url());
    let effects = "select scope from pause order by scope";
    assert_eq!(
        tables.texts(effects).await,
        ["apologised 2", "handled 1", "handled 3"]
    );
    let states = "select update_id || ' ' || state || ' ' || coalesce(error, '-') from inbox \
                  order by update_id";
    assert_eq!(
        tables.texts(states).await,
        [
            "1 done -",
            "2 dead begun 30 times, and never ended",
            "3 done -"
        ]
    );
    tables.close().await;
    db.close().await;
    database.drop().await;
}
