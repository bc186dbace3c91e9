//! Calls that no correct bot makes.

use serde_json::json;

use crate::harness::World;

#[tokio::test]
async fn unknown_methods_parameters_and_types_are_violations() {
    let world = World::new().await;
    let refused = world.refused("sendMessages", json!({})).await;
    assert_eq!(refused, "404 Not Found: method not found");
    let refused = world
        .refused("sendMessage", json!({ "chat_id": 1, "text": "a", "x": 1 }))
        .await;
    assert_eq!(
        refused,
        "400 Bad Request: unknown parameter \"x\" of sendMessage"
    );
    let refused = world.refused("sendMessage", json!({ "chat_id": 1 })).await;
    assert_eq!(
        refused,
        "400 Bad Request: parameter \"text\" of sendMessage is required"
    );
    let refused = world
        .refused("sendMessage", json!({ "chat_id": 1, "text": 2 }))
        .await;
    assert_eq!(
        refused,
        "400 Bad Request: sendMessage.text must be String, is 2"
    );
    let methods: Vec<_> = world
        .sim
        .violations()
        .into_iter()
        .map(|v| v.method)
        .collect();
    assert_eq!(
        methods,
        ["sendMessages", "sendMessage", "sendMessage", "sendMessage"]
    );
}

#[tokio::test]
async fn a_method_that_is_not_simulated_says_so() {
    let world = World::new().await;
    let refused = world.refused("getMyStarBalance", json!({})).await;
    assert_eq!(
        refused,
        "501 Not Implemented: the simulator does not support the method getMyStarBalance"
    );
    assert_eq!(world.sim.violations().len(), 1);
}

#[tokio::test]
async fn the_platforms_own_refusals_are_no_violations() {
    let world = World::new().await;
    assert_eq!(
        world.send_refused(42).await,
        "400 Bad Request: chat not found"
    );
    world.assert_clean();
}

#[tokio::test]
async fn a_wrong_token_is_unauthorized_and_a_malformed_one_not_found() {
    let world = World::new().await;
    for (token, status) in [("123:abc", 401), ("abc", 404)] {
        let url = format!("{}/bot{token}/getMe", world.sim.base_url());
        assert_eq!(
            world.http.get(url).send().await.unwrap().status().as_u16(),
            status
        );
    }
    let me = world.ok("getMe", json!({})).await;
    assert_eq!(me["username"], world.sim.bot_username());
}

#[tokio::test]
async fn only_loopback_is_listened_on() {
    let config = satupintu_simulator::Config {
        listen: Some(([0, 0, 0, 0], 0).into()),
        ..satupintu_simulator::Config::default()
    };
    assert!(satupintu_simulator::Simulator::start(config).await.is_err());
}
