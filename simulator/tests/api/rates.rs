//! 429 under the platform's rates.

use satupintu_simulator::Limits;
use serde_json::json;

use crate::harness::World;

#[tokio::test]
async fn the_thirty_first_message_at_once_is_too_many() {
    let world = World::with(Limits::default()).await;
    let users: Vec<_> = (0..31)
        .map(|n| world.sim.user(&format!("U{n}")).create())
        .collect();
    for user in &users {
        user.send_private("hai");
    }
    for user in &users[..30] {
        world.send(user.id(), "a").await;
    }
    let to = json!({ "chat_id": users[30].id(), "text": "a" });
    let answer = world.call("sendMessage", to.clone()).await;
    assert_eq!(answer["error_code"], 429);
    assert_eq!(answer["description"], "Too Many Requests: retry after 1");
    assert_eq!(answer["parameters"]["retry_after"], 1);
    assert_eq!(world.sim.stats().too_many_requests, 1);
    let paid = json!({ "chat_id": users[30].id(), "text": "a", "allow_paid_broadcast": true });
    world.ok("sendMessage", paid).await;
    world.advance(1);
    world.ok("sendMessage", to).await;
    assert_eq!(world.sim.stats().messages, 32);
    world.assert_clean();
}

#[tokio::test]
async fn edits_count_and_callback_answers_do_not() {
    let world = World::with(Limits::default()).await;
    let budi = world.sim.user("Budi").create();
    let message = budi.send_private("hai");
    let id = world.send(budi.id(), "0").await["message_id"].clone();
    let edit = |text: &str| json!({ "chat_id": budi.id(), "message_id": id, "text": text });
    world.ok("editMessageText", edit("1")).await;
    world.ok("editMessageText", edit("2")).await;
    let refused = world.refused("editMessageText", edit("3")).await;
    assert_eq!(refused, "429 Too Many Requests: retry after 1");
    for _ in 0..40 {
        let press = budi.press_data(message, "x");
        world
            .ok(
                "answerCallbackQuery",
                json!({ "callback_query_id": press.id() }),
            )
            .await;
    }
}

#[tokio::test]
async fn a_group_takes_twenty_messages_a_minute_and_an_album_is_as_many_as_it_holds() {
    let world = World::with(Limits {
        chat: None,
        overall: None,
        ..Limits::default()
    })
    .await;
    let budi = world.sim.user("Budi").create();
    let photo = budi.send_private(satupintu_simulator::Post::photo(b"a"));
    let photo = world
        .sim
        .message(photo)
        .unwrap()
        .attachment
        .unwrap()
        .file_id;
    let group = world.sim.group("Grup");
    group.add_bot(&budi);
    let items = vec![json!({ "type": "photo", "media": photo }); 10];
    let album = json!({ "chat_id": group.id(), "media": items });
    world.ok("sendMediaGroup", album.clone()).await;
    world.advance(10);
    for _ in 0..10 {
        world.send(group.id(), "a").await;
    }
    assert_eq!(
        world.send_refused(group.id()).await,
        "429 Too Many Requests: retry after 50"
    );
    let answer = world.call("sendMediaGroup", album.clone()).await;
    assert_eq!(answer["parameters"]["retry_after"], 50);
    world.advance(50);
    world.ok("sendMediaGroup", album).await;
    assert_eq!(group.inbox().len(), 30);
    world.assert_clean();
}

#[tokio::test]
async fn a_refused_send_uses_nothing_up() {
    let world = World::with(Limits::default()).await;
    let budi = world.sim.user("Budi").create();
    for _ in 0..5 {
        assert!(world.send_refused(budi.id()).await.starts_with("403"));
    }
    budi.send_private("hai");
    for _ in 0..3 {
        world.send(budi.id(), "a").await;
    }
    assert!(world.send_refused(budi.id()).await.starts_with("429"));
}
