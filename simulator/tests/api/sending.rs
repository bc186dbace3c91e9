//! sendMessage and what it refuses.

use serde_json::{Value, json};

use crate::harness::World;

#[tokio::test]
async fn a_message_comes_back_as_the_platform_shows_it() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").username("budi").create();
    let asked = budi.send_private("/start");
    let keyboard = json!({ "inline_keyboard": [[
        { "text": "✅ Diterima", "callback_data": "ack:1" },
        { "text": "Situs", "url": "https://kpu.go.id" },
    ]] });
    let sent = world
        .ok(
            "SendMessage",
            json!({
                "chat_id": budi.id(), "text": "📢 Siaran resmi",
                "entities": [{ "type": "italic", "offset": 10, "length": 5 },
                             { "type": "bold", "offset": 3, "length": 6 }],
                "reply_markup": keyboard, "reply_parameters": { "message_id": asked.message },
            }),
        )
        .await;
    assert_eq!(sent["chat"]["type"], "private");
    assert_eq!(sent["from"]["username"], world.sim.bot_username());
    assert_eq!(sent["entities"][0]["type"], "bold");
    assert_eq!(sent["reply_markup"], keyboard);
    assert_eq!(sent["reply_to_message"]["text"], "/start");
    assert_eq!(sent["date"].as_i64().unwrap(), world.sim.now_ms() / 1000);
    let seen = budi.last().unwrap();
    assert_eq!(seen.parts("bold"), ["Siaran"]);
    assert_eq!(seen.labels(), ["✅ Diterima", "Situs"]);
    assert_eq!(seen.method, Some("sendMessage"));
    assert_eq!(seen.reply_to, Some(asked.message));
    world.assert_clean();
}

#[tokio::test]
async fn empty_and_overlong_texts_are_refused_in_utf16_units() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let text = |text: String| json!({ "chat_id": budi.id(), "text": text });
    let refused = world.refused("sendMessage", text(" \n".to_owned())).await;
    assert_eq!(refused, "400 Bad Request: message text is empty");
    let refused = world.refused("sendMessage", text("📢".repeat(2049))).await;
    assert_eq!(refused, "400 Bad Request: message is too long");
    world.ok("sendMessage", text("📢".repeat(2048))).await;
    world.assert_clean();
}

#[tokio::test]
async fn faulty_entities_are_violations() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let entity = json!([{ "type": "bold", "offset": 1, "length": 3 }]);
    world
        .refused(
            "sendMessage",
            json!({ "chat_id": budi.id(), "text": "📢 a", "entities": entity }),
        )
        .await;
    assert_eq!(world.sim.violations().len(), 1);
}

async fn with_button(world: &World, chat: i64, button: Value) -> Value {
    let markup = json!({ "inline_keyboard": [[button]] });
    world
        .call(
            "sendMessage",
            json!({ "chat_id": chat, "text": "a", "reply_markup": markup }),
        )
        .await
}

#[tokio::test]
async fn buttons_are_held_to_their_limits() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let data = |data: String| json!({ "text": "a", "callback_data": data });
    for wrong in [String::new(), "x".repeat(65), "é".repeat(33)] {
        let answer = with_button(&world, budi.id(), data(wrong)).await;
        assert_eq!(answer["description"], "Bad Request: BUTTON_DATA_INVALID");
    }
    assert_eq!(
        with_button(&world, budi.id(), data("x".repeat(64))).await["ok"],
        true
    );
    let answer = with_button(&world, budi.id(), json!({ "text": "a", "url": "ftp://a" })).await;
    assert!(
        answer["description"]
            .as_str()
            .unwrap()
            .contains("Unsupported URL protocol")
    );
    world.assert_clean();
}

#[tokio::test]
async fn a_button_without_or_with_two_actions_and_an_empty_row_are_violations() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    with_button(&world, budi.id(), json!({ "text": "a" })).await;
    let two = json!({ "text": "a", "url": "https://a.id", "callback_data": "x" });
    with_button(&world, budi.id(), two).await;
    let markup = json!({ "inline_keyboard": [[]] });
    world
        .refused(
            "sendMessage",
            json!({ "chat_id": budi.id(), "text": "a", "reply_markup": markup }),
        )
        .await;
    assert_eq!(world.sim.violations().len(), 3);
    assert!(budi.inbox().is_empty());
}

#[tokio::test]
async fn a_reply_to_nothing_is_refused_unless_allowed() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let reply = |parameters: Value| json!({ "chat_id": budi.id(), "text": "a", "reply_parameters": parameters });
    let refused = world
        .refused("sendMessage", reply(json!({ "message_id": 999 })))
        .await;
    assert_eq!(refused, "400 Bad Request: message to be replied not found");
    let forbidden = json!({ "message_id": 999, "allow_sending_without_reply": false });
    world.refused("sendMessage", reply(forbidden)).await;
    let allowed = json!({ "message_id": 999, "allow_sending_without_reply": true });
    world.ok("sendMessage", reply(allowed)).await;
    world.assert_clean();
}

#[tokio::test]
async fn message_ids_count_up_bot_wide_in_private_and_alone_in_supergroups() {
    let world = World::new().await;
    let (budi, sari) = (
        world.sim.user("Budi").create(),
        world.sim.user("Sari").create(),
    );
    let first = budi.send_private("a").message;
    let second = sari.send_private("b").message;
    let third = world.send(budi.id(), "c").await["message_id"]
        .as_i64()
        .unwrap();
    assert_eq!([second - first, third - second], [1, 1]);
    let group = world.sim.supergroup("KPU");
    group.add_bot(&budi);
    assert_eq!(
        world.send(group.id(), "a").await["message_id"],
        2,
        "joining was message 1"
    );
    world.assert_clean();
}

#[tokio::test]
async fn forms_and_query_strings_are_understood_too() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let query = format!(
        "{}?chat_id={}&text=dari%20kueri",
        world.url("sendmessage"),
        budi.id()
    );
    assert!(
        world
            .http
            .get(query)
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
    let form = reqwest::multipart::Form::new()
        .text("chat_id", budi.id().to_string())
        .text("text", "123")
        .text("disable_notification", "true");
    let answer = world
        .http
        .post(world.url("sendMessage"))
        .multipart(form)
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success());
    let texts: Vec<_> = budi
        .inbox()
        .into_iter()
        .map(|message| message.text)
        .collect();
    assert_eq!(texts, ["dari kueri", "123"]);
    world.assert_clean();
}
