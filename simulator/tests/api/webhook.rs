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
use satupintu_simulator::Simulator;
use serde_json::{Value, json};

use crate::harness::World;

const LONG: Duration = Duration::from_secs(5);

/// What a bot's endpoint has taken, after refusing `refusals` times.
#[derive(Clone, Default)]
struct Endpoint {
    taken: Arc<Mutex<Vec<(String, Value)>>>,
    refusals: Arc<AtomicUsize>,
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
