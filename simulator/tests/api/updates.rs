//! getUpdates: offsets, waiting, retention, conflicts.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::World;

fn ids(list: &Value) -> Vec<i64> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|update| update["update_id"].as_i64().unwrap())
        .collect()
}

#[tokio::test]
async fn an_offset_confirms_everything_below_it() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    for text in ["a", "b", "c"] {
        budi.send_private(text);
    }
    let all = ids(&world.ok("getUpdates", json!({})).await);
    assert_eq!(all, [730_114_209, 730_114_210, 730_114_211]);
    assert_eq!(
        ids(&world.ok("getUpdates", json!({ "limit": 2 })).await),
        all[..2]
    );
    assert_eq!(world.sim.pending_updates(), 3);
    assert_eq!(
        ids(&world.ok("getUpdates", json!({ "offset": all[1] })).await),
        all[1..]
    );
    assert_eq!(world.sim.pending_updates(), 2);
    assert_eq!(
        ids(&world.ok("getUpdates", json!({ "offset": -1 })).await),
        all[2..]
    );
    assert_eq!(world.sim.pending_updates(), 1);
    world.assert_clean();
}

#[tokio::test]
async fn a_poll_waits_for_an_update_and_not_longer() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let poll = world.ok("getUpdates", json!({ "timeout": 30 }));
    let speak = async {
        let polling = |sim: &satupintu_simulator::Simulator| sim.is_polling().then_some(());
        world
            .sim
            .wait_for(Duration::from_secs(5), polling)
            .await
            .unwrap();
        budi.send_private("hai");
        assert!(!world.sim.is_polling());
    };
    let started = Instant::now();
    let (list, ()) = tokio::join!(poll, speak);
    assert_eq!(list[0]["message"]["text"], "hai");
    assert!(started.elapsed() < Duration::from_secs(5));
    world.assert_clean();
}

#[tokio::test]
async fn an_empty_poll_ends_at_its_timeout() {
    let world = World::new().await;
    let started = Instant::now();
    assert_eq!(
        world.ok("getUpdates", json!({ "timeout": 1 })).await,
        json!([])
    );
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_second_poller_terminates_the_first() {
    let world = World::new().await;
    let first = world.refused("getUpdates", json!({ "timeout": 30 }));
    let second = async {
        let polling = |sim: &satupintu_simulator::Simulator| sim.is_polling().then_some(());
        world
            .sim
            .wait_for(Duration::from_secs(5), polling)
            .await
            .unwrap();
        world.ok("getUpdates", json!({ "timeout": 0 })).await
    };
    let (refused, _) = tokio::join!(first, second);
    assert_eq!(
        refused,
        "409 Conflict: terminated by other getUpdates request; make sure that only one bot \
         instance is running"
    );
    world.assert_clean();
}

#[tokio::test]
async fn a_poller_that_goes_away_is_no_longer_polling() {
    let world = World::new().await;
    let poll = world
        .http
        .post(world.url("getUpdates"))
        .json(&json!({ "timeout": 30 }))
        .send();
    assert!(
        tokio::time::timeout(Duration::from_millis(200), poll)
            .await
            .is_err()
    );
    let gone = |sim: &satupintu_simulator::Simulator| (!sim.is_polling()).then_some(());
    world
        .sim
        .wait_for(Duration::from_secs(5), gone)
        .await
        .unwrap();
}

#[tokio::test]
async fn updates_are_kept_for_a_day_and_presses_for_150_seconds() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let message = budi.send_private("hai");
    budi.press_data(message, "x");
    assert_eq!(world.sim.pending_updates(), 2);
    world.advance(150);
    assert_eq!(world.sim.pending_updates(), 1);
    world.advance(24 * 3600);
    assert_eq!(world.updates().await, [] as [Value; 0]);
}

#[tokio::test]
async fn the_kinds_asked_for_are_remembered() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    world
        .ok(
            "getUpdates",
            json!({ "allowed_updates": ["callback_query"] }),
        )
        .await;
    world.ok("getUpdates", json!({})).await;
    budi.send_private("tidak diminta");
    assert_eq!(world.sim.pending_updates(), 0);
    world
        .ok("getUpdates", json!({ "allowed_updates": [] }))
        .await;
    budi.send_private("diminta");
    assert_eq!(world.sim.pending_updates(), 1);
    world.assert_clean();
}

#[tokio::test]
async fn any_update_can_be_injected() {
    let world = World::new().await;
    let id = world
        .sim
        .inject_update(json!({ "poll_answer": { "poll_id": "1" } }));
    let list = world.updates().await;
    assert_eq!(list[0]["update_id"], id);
    assert_eq!(list[0]["poll_answer"]["poll_id"], "1");
}

#[tokio::test]
async fn a_misspelt_kind_of_update_is_a_violation() {
    let world = World::new().await;
    world
        .refused("getUpdates", json!({ "allowed_updates": ["mesage"] }))
        .await;
    assert_eq!(world.sim.violations().len(), 1);
}

#[tokio::test]
async fn five_thousand_presses_at_once_all_arrive_in_order() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let message = budi.send_private("hai");
    world.updates().await;
    for n in 0..5000 {
        budi.press_data(message, &n.to_string());
    }
    assert_eq!(world.sim.unanswered_presses(), 5000);
    let mut seen = 0;
    while world.sim.pending_updates() > 0 {
        for update in world.updates().await {
            assert_eq!(update["callback_query"]["data"], seen.to_string());
            seen += 1;
        }
    }
    assert_eq!(seen, 5000);
}
