//! Updates that are posted to the bot.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};
use std::time::Duration;

use axum::{
    Router,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use satupintu_simulator::{Fault, Simulator};
use serde_json::{Value, json};

use crate::harness::World;

const LONG: Duration = Duration::from_secs(5);

/// What a bot's endpoint has taken, after refusing `refusals` times.
#[derive(Clone, Default)]
struct Endpoint {
    taken: Arc<Mutex<Vec<(String, Value)>>>,
    refusals: Arc<AtomicUsize>,
    /// Posts that are being taken now, and the most that ever were.
    open: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Endpoint {
    async fn listen(&self) -> String {
        let endpoint = self.clone();
        let take = move |headers: HeaderMap, body: String| async move {
            if endpoint
                .refusals
                .fetch_update(Ordering::AcqRel, Ordering::Acquire, |left| {
                    left.checked_sub(1)
                })
                .is_ok()
            {
                return StatusCode::SERVICE_UNAVAILABLE;
            }
            let open = endpoint.open.fetch_add(1, Ordering::AcqRel) + 1;
            endpoint.most.fetch_max(open, Ordering::AcqRel);
            tokio::time::sleep(Duration::from_millis(2)).await;
            endpoint.open.fetch_sub(1, Ordering::AcqRel);
            let secret = headers.get("X-Telegram-Bot-Api-Secret-Token");
            let secret = secret
                .map_or("", |value| value.to_str().unwrap())
                .to_owned();
            let update = serde_json::from_str(&body).unwrap();
            endpoint.taken.lock().unwrap().push((secret, update));
            StatusCode::OK
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/telegram", post(take));
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}/telegram")
    }
}

fn all_taken(sim: &Simulator) -> Option<()> {
    (sim.pending_updates() == 0).then_some(())
}

#[tokio::test]
async fn updates_are_posted_in_order_with_the_secret() {
    let world = World::new().await;
    let endpoint = Endpoint::default();
    let url = endpoint.listen().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("satu");
    world
        .ok(
            "setWebhook",
            json!({ "url": url, "secret_token": "rahasia_1" }),
        )
        .await;
    budi.send_private("dua");
    world.sim.wait_for(LONG, all_taken).await.unwrap();
    let taken = endpoint.taken.lock().unwrap().clone();
    let texts: Vec<_> = taken
        .iter()
        .map(|(_, update)| update["message"]["text"].clone())
        .collect();
    assert_eq!(texts, ["satu", "dua"]);
    assert!(taken.iter().all(|(secret, _)| secret == "rahasia_1"));
    world.assert_clean();
}

#[tokio::test]
async fn an_update_that_was_refused_comes_again() {
    let world = World::new().await;
    let endpoint = Endpoint::default();
    endpoint.refusals.store(2, Ordering::Release);
    let url = endpoint.listen().await;
    world.ok("setWebhook", json!({ "url": url })).await;
    world.sim.user("Budi").create().send_private("satu");
    world.sim.wait_for(LONG, all_taken).await.unwrap();
    assert_eq!(endpoint.taken.lock().unwrap().len(), 1);
    let info = world.ok("getWebhookInfo", json!({})).await;
    assert!(info["last_error_message"].as_str().unwrap().contains("503"));
    world.assert_clean();
}

#[tokio::test]
async fn as_many_are_on_their_way_as_the_bot_allows_and_each_chat_is_in_order() {
    let world = World::new().await;
    let endpoint = Endpoint::default();
    let people: Vec<_> = ["Budi", "Sri", "Andi", "Wati"]
        .into_iter()
        .map(|name| world.sim.user(name).create())
        .collect();
    for n in 0..10 {
        for user in &people {
            user.send_private(n.to_string().as_str());
        }
    }
    let set = json!({ "url": endpoint.listen().await, "max_connections": 3 });
    world.ok("setWebhook", set).await;
    world.sim.wait_for(LONG, all_taken).await.unwrap();
    assert_eq!(endpoint.most.load(Ordering::Acquire), 3);
    let taken = endpoint.taken.lock().unwrap().clone();
    for user in &people {
        let said: Vec<_> = taken
            .iter()
            .filter(|(_, update)| update["message"]["chat"]["id"] == user.id())
            .map(|(_, update)| update["message"]["text"].as_str().unwrap().to_owned())
            .collect();
        let in_order: Vec<_> = (0..10).map(|n| n.to_string()).collect();
        assert_eq!(said, in_order);
    }
    let info = world.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["max_connections"], 3);
    world.assert_clean();
}

#[tokio::test]
async fn a_post_whose_answer_is_lost_is_made_again() {
    let world = World::new().await;
    let endpoint = Endpoint::default();
    let after = world.sim.fault(Fault::cut_after().method("webhook").once());
    let before = world
        .sim
        .fault(Fault::cut_before().method("webhook").once());
    world
        .ok("setWebhook", json!({ "url": endpoint.listen().await }))
        .await;
    world.sim.user("Budi").create().send_private("satu");
    world.sim.wait_for(LONG, all_taken).await.unwrap();
    let taken = endpoint.taken.lock().unwrap().clone();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0], taken[1]);
    assert_eq!((after.hits(), before.hits()), (1, 1));
    world.assert_clean();
}

#[tokio::test]
async fn polling_and_a_webhook_exclude_each_other() {
    let world = World::new().await;
    let url = Endpoint::default().listen().await;
    world.ok("setWebhook", json!({ "url": url })).await;
    let refused = world.refused("getUpdates", json!({})).await;
    assert_eq!(
        refused,
        "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to \
         delete the webhook first"
    );
    world
        .ok("deleteWebhook", json!({ "drop_pending_updates": true }))
        .await;
    world.ok("getUpdates", json!({})).await;
    world.assert_clean();
}

#[tokio::test]
async fn a_webhook_beyond_this_machine_is_not_supported() {
    let world = World::new().await;
    world
        .refused("setWebhook", json!({ "url": "https://example.org/" }))
        .await;
    assert_eq!(world.sim.violations().len(), 1);
}
