//! Things that go wrong on order.

use std::time::Duration;

use satupintu_simulator::{Fault, Outcome};
use serde_json::json;

use crate::harness::World;

async fn reachable() -> (World, satupintu_simulator::User) {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    (world, budi)
}

async fn raw(world: &World, chat: i64) -> Result<(u16, String), reqwest::Error> {
    let parameters = json!({ "chat_id": chat, "text": "a" });
    let answer = world
        .http
        .post(world.url("SendMessage"))
        .json(&parameters)
        .send()
        .await?;
    let status = answer.status().as_u16();
    Ok((status, answer.text().await?))
}

#[tokio::test]
async fn a_refusal_strikes_the_calls_it_names_and_no_others() {
    let (world, budi) = reachable().await;
    let fault = world.sim.fault(
        Fault::too_many_requests(7)
            .method("sendmessage")
            .chat(budi.id())
            .skip(1)
            .times(2),
    );
    world.ok("getMe", json!({})).await;
    world.send(budi.id(), "lewat").await;
    assert_eq!(
        world.send_refused(budi.id()).await,
        "429 Too Many Requests: retry after 7"
    );
    assert_eq!(
        world.send_refused(budi.id()).await,
        "429 Too Many Requests: retry after 7"
    );
    world.send(budi.id(), "lewat lagi").await;
    assert_eq!(fault.hits(), 2);
    assert_eq!(
        world.sim.stats().too_many_requests,
        0,
        "only the rates count"
    );
    assert_eq!(budi.inbox().len(), 2);
}

#[tokio::test]
async fn every_third_call_or_a_share_of_them_can_fail() {
    let (world, budi) = reachable().await;
    let third = world
        .sim
        .fault(Fault::server_error().method("sendMessage").every(3));
    let mut failed = Vec::new();
    for n in 1..=6 {
        if raw(&world, budi.id()).await.unwrap().0 == 500 {
            failed.push(n);
        }
    }
    assert_eq!(failed, [3, 6]);
    third.release();
    let share = world
        .sim
        .fault(Fault::server_error().method("sendMessage").chance(0.25, 7));
    for _ in 0..200 {
        raw(&world, budi.id()).await.unwrap();
    }
    assert!((30..=70).contains(&share.hits()), "{}", share.hits());
}

#[tokio::test]
async fn a_bad_gateway_speaks_html() {
    let (world, budi) = reachable().await;
    world.sim.fault(Fault::bad_gateway().once());
    let (status, body) = raw(&world, budi.id()).await.unwrap();
    assert_eq!(status, 502);
    assert!(body.starts_with("<html>"));
    assert!(budi.inbox().is_empty());
}

#[tokio::test]
async fn a_connection_cut_before_the_effect_leaves_nothing() {
    let (world, budi) = reachable().await;
    world
        .sim
        .fault(Fault::cut_before().method("sendMessage").once());
    assert!(raw(&world, budi.id()).await.is_err());
    assert!(budi.inbox().is_empty());
    assert_eq!(
        world.sim.calls_of("sendMessage")[0].outcome,
        Outcome::Lost { effect: false }
    );
    assert_eq!(raw(&world, budi.id()).await.unwrap().0, 200);
}

#[tokio::test]
async fn a_connection_cut_after_the_effect_leaves_the_message() {
    let (world, budi) = reachable().await;
    world
        .sim
        .fault(Fault::cut_after().method("sendMessage").once());
    assert!(raw(&world, budi.id()).await.is_err());
    let call = world.sim.calls_of("sendMessage").remove(0);
    assert_eq!(call.outcome, Outcome::Lost { effect: true });
    assert_eq!(call.message_ids, [budi.last().unwrap().id]);
}

#[tokio::test]
async fn malformed_json_comes_with_200_after_the_effect() {
    let (world, budi) = reachable().await;
    world
        .sim
        .fault(Fault::malformed_json().method("sendMessage").once());
    let (status, body) = raw(&world, budi.id()).await.unwrap();
    assert_eq!(status, 200);
    assert!(serde_json::from_str::<serde_json::Value>(&body).is_err());
    assert_eq!(budi.inbox().len(), 1);
}

#[tokio::test]
async fn a_hang_ends_when_released_or_after_its_time() {
    let (world, budi) = reachable().await;
    let hang = world.sim.fault(
        Fault::hang(None)
            .after_effect()
            .method("sendMessage")
            .once(),
    );
    let release = async {
        let written = |_: &_| (!budi.inbox().is_empty()).then_some(());
        world
            .sim
            .wait_for(Duration::from_secs(5), written)
            .await
            .unwrap();
        hang.release();
    };
    let (answer, ()) = tokio::join!(raw(&world, budi.id()), release);
    assert_eq!(answer.unwrap().0, 200);
    let briefly = Some(Duration::from_millis(50));
    world
        .sim
        .fault(Fault::hang(briefly).method("sendMessage").once());
    assert!(raw(&world, budi.id()).await.is_err());
    assert_eq!(budi.inbox().len(), 1);
}

#[tokio::test]
async fn latency_delays_an_answer_and_nothing_else() {
    let (world, budi) = reachable().await;
    world
        .sim
        .fault(Fault::latency(Duration::from_millis(120)).method("sendMessage"));
    let started = std::time::Instant::now();
    assert_eq!(raw(&world, budi.id()).await.unwrap().0, 200);
    assert!(started.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn a_server_that_stops_cuts_what_waits_and_can_come_back() {
    let (world, budi) = reachable().await;
    world.updates().await;
    let poll = world
        .http
        .post(world.url("getUpdates"))
        .json(&json!({ "timeout": 50 }))
        .send();
    let stop = async {
        let polling = |sim: &satupintu_simulator::Simulator| sim.is_polling().then_some(());
        world
            .sim
            .wait_for(Duration::from_secs(5), polling)
            .await
            .unwrap();
        world.sim.shutdown().await;
    };
    let (answer, ()) = tokio::join!(poll, stop);
    assert!(answer.is_err());
    assert!(raw(&world, budi.id()).await.is_err());
    world.sim.restart_server().await.unwrap();
    assert_eq!(raw(&world, budi.id()).await.unwrap().0, 200);
}
