//! Private chats, buttons and deep links.

use std::time::Duration;

use satupintu_simulator::{Post, PressError};
use serde_json::{Value, json};

use crate::harness::World;

#[tokio::test]
async fn a_bot_does_not_speak_first_nor_to_those_who_block_it() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let refused = world.send_refused(budi.id()).await;
    assert_eq!(
        refused,
        "403 Forbidden: bot can't initiate conversation with a user"
    );
    budi.send_private("hai");
    world.send(budi.id(), "hai").await;
    budi.block_bot();
    let refused = world.send_refused(budi.id()).await;
    assert_eq!(refused, "403 Forbidden: bot was blocked by the user");
    budi.unblock_bot();
    world.send(budi.id(), "hai lagi").await;
    budi.deactivate();
    let refused = world.send_refused(budi.id()).await;
    assert_eq!(refused, "403 Forbidden: user is deactivated");
    let statuses: Vec<Value> = world
        .updates()
        .await
        .iter()
        .filter_map(|update| update.get("my_chat_member"))
        .map(|change| change["new_chat_member"]["status"].clone())
        .collect();
    assert_eq!(statuses, ["kicked", "member"]);
    world.assert_clean();
}

#[tokio::test]
async fn what_people_write_has_its_entities() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").language("id").create();
    budi.send_private("/cek 📢 https://kpu.go.id");
    let message = world.updates().await[0]["message"].clone();
    assert_eq!(message["from"]["language_code"], "id");
    assert_eq!(message["entities"][0]["type"], "bot_command");
    assert_eq!(
        message["entities"][1],
        json!({ "type": "url", "offset": 8, "length": 17 })
    );
}

#[tokio::test]
async fn an_edit_of_a_person_is_an_edited_message() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let first = budi.send_private("satu");
    budi.edit(first, "dua");
    let updates = world.updates().await;
    assert_eq!(updates[1]["edited_message"]["text"], "dua");
    assert_eq!(updates[1]["edited_message"]["message_id"], first.message);
    let photo = budi.send_private(Post::photo(b"jpeg").caption("lama"));
    budi.edit(photo, "baru");
    let updates = world.updates().await;
    assert_eq!(updates[1]["edited_message"]["caption"], "baru");
    assert!(updates[1]["edited_message"]["photo"].is_array());
}

#[tokio::test]
async fn a_forward_names_its_origin() {
    let world = World::new().await;
    let (budi, sari) = (
        world.sim.user("Budi").create(),
        world.sim.user("Sari").create(),
    );
    sari.send_private("hai");
    world.send(sari.id(), "Lihat kpu.go.id").await;
    budi.forward(&sari.last().unwrap()).unwrap();
    let message = world.updates().await.last().unwrap()["message"].clone();
    assert_eq!(message["forward_origin"]["sender_user"]["is_bot"], true);
    assert_eq!(message["entities"][0]["type"], "url");
    assert_eq!(message["from"]["id"], budi.id());
}

async fn with_buttons(world: &World, chat: i64) {
    let markup = json!({ "inline_keyboard": [[{ "text": "✅ Diterima (3)", "callback_data": "ack" }],
        [{ "text": "Situs", "url": "https://kpu.go.id" }]] });
    world
        .ok(
            "sendMessage",
            json!({ "chat_id": chat, "text": "a", "reply_markup": markup }),
        )
        .await;
}

#[tokio::test]
async fn a_press_reaches_the_bot_and_its_answer_the_presser_once() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    with_buttons(&world, budi.id()).await;
    let shown = budi.last().unwrap();
    let press = budi.press(&shown, "Diterima").unwrap();
    let query = world.updates().await.pop().unwrap()["callback_query"].clone();
    assert_eq!(query["data"], "ack");
    assert_eq!(query["from"]["id"], budi.id());
    assert_eq!(query["message"]["message_id"], shown.id);
    let answer =
        json!({ "callback_query_id": query["id"], "text": "Tercatat", "show_alert": true });
    let (_, heard) = tokio::join!(
        world.ok("answerCallbackQuery", answer.clone()),
        press.wait_answer(Duration::from_secs(5))
    );
    let heard = heard.unwrap();
    assert_eq!(
        (heard.text.as_deref(), heard.show_alert),
        (Some("Tercatat"), true)
    );
    let refused = world.refused("answerCallbackQuery", answer).await;
    assert_eq!(
        refused,
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    );
    world.assert_clean();
}

#[tokio::test]
async fn a_press_is_too_old_to_answer_after_150_seconds() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let press = budi.press_data(budi.send_private("hai"), "forged");
    world.advance(150);
    let refused = world
        .refused(
            "answerCallbackQuery",
            json!({ "callback_query_id": press.id() }),
        )
        .await;
    assert!(refused.contains("query is too old"));
    assert_eq!(press.answer(), None);
    world.assert_clean();
}

#[tokio::test]
async fn an_answer_has_at_most_200_characters() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let press = budi.press_data(budi.send_private("hai"), "x");
    let answer = |length| json!({ "callback_query_id": press.id(), "text": "é".repeat(length) });
    world.refused("answerCallbackQuery", answer(201)).await;
    world.ok("answerCallbackQuery", answer(200)).await;
}

#[tokio::test]
async fn pressing_what_is_not_there_lists_what_is() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    with_buttons(&world, budi.id()).await;
    let shown = budi.last().unwrap();
    let error = budi.press(&shown, "Setujui").err().unwrap();
    assert_eq!(
        error.to_string(),
        "no button \"Setujui\" among [\"✅ Diterima (3)\", \"Situs\"]"
    );
    assert_eq!(
        budi.press(&shown, "Situs").err(),
        Some(PressError::NoCallback("Situs".to_owned()))
    );
}

#[tokio::test]
async fn a_deep_link_starts_the_bot_with_its_token() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let link = format!("https://t.me/{}?start=Ab_-9", world.sim.bot_username());
    budi.open_link(&link).unwrap();
    let updates = world.updates().await;
    assert_eq!(updates[0]["message"]["text"], "/start Ab_-9");
    assert!(budi.open_link("https://t.me/lain_bot?start=a").is_err());
    assert!(budi.open_link(&link.replace("Ab_-9", "a%20b")).is_err());
}

#[tokio::test]
async fn a_group_link_adds_the_bot_and_greets_it_in_the_group() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let group = world.sim.group("Humas Bontang");
    let link = format!("https://t.me/{}?startgroup=abc", world.sim.bot_username());
    budi.add_by_link(&link, &group).unwrap();
    let updates = world.updates().await;
    assert_eq!(
        updates[0]["my_chat_member"]["new_chat_member"]["status"],
        "member"
    );
    assert_eq!(
        updates[1]["message"]["new_chat_members"][0]["id"],
        world.sim.bot_id()
    );
    let text = format!("/start@{} abc", world.sim.bot_username());
    assert_eq!(updates[2]["message"]["text"], text);
    assert_eq!(updates.len(), 3);
}

#[tokio::test]
async fn kinds_of_messages_without_a_handle_are_sent_raw() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let voice = json!({ "voice": { "file_id": "a", "file_unique_id": "b", "duration": 3 } });
    budi.send_private(Post::raw(&voice));
    let message = world.updates().await[0]["message"].clone();
    assert_eq!(message["voice"], voice["voice"]);
    assert_eq!(message["from"]["id"], budi.id());
    assert!(message.get("text").is_none());
}
