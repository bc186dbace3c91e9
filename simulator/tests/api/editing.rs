//! Changing and deleting messages.

use serde_json::json;

use crate::harness::World;

const NOT_MODIFIED: &str = "400 Bad Request: message is not modified: specified new message \
                            content and reply markup are exactly the same as a current content \
                            and reply markup of the message";

#[tokio::test]
async fn an_edit_keeps_the_history_and_drops_the_keyboard_not_given_again() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let markup = json!({ "inline_keyboard": [[{ "text": "Ya", "callback_data": "y" }]] });
    let sent = world
        .ok(
            "sendMessage",
            json!({ "chat_id": budi.id(), "text": "satu", "reply_markup": markup }),
        )
        .await;
    world.advance(60);
    let edit = json!({ "chat_id": budi.id(), "message_id": sent["message_id"], "text": "dua" });
    let edited = world.ok("editMessageText", edit.clone()).await;
    assert_eq!(
        edited["edit_date"].as_i64().unwrap() - edited["date"].as_i64().unwrap(),
        60
    );
    let seen = budi.last().unwrap();
    assert_eq!((seen.text.as_str(), seen.buttons.len()), ("dua", 0));
    assert_eq!(
        (seen.edits[0].text.as_str(), seen.edits[0].buttons.len()),
        ("satu", 1)
    );
    assert_eq!(world.refused("editMessageText", edit).await, NOT_MODIFIED);
    world.assert_clean();
}

#[tokio::test]
async fn a_keyboard_alone_can_be_changed() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let id = world.send(budi.id(), "satu").await["message_id"].clone();
    let markup = json!({ "inline_keyboard": [[{ "text": "Ya", "callback_data": "y" }]] });
    let edit = json!({ "chat_id": budi.id(), "message_id": id, "reply_markup": markup });
    world.ok("editMessageReplyMarkup", edit.clone()).await;
    assert_eq!(budi.last().unwrap().labels(), ["Ya"]);
    assert_eq!(
        world.refused("editMessageReplyMarkup", edit).await,
        NOT_MODIFIED
    );
    world.assert_clean();
}

#[tokio::test]
async fn what_is_gone_or_not_the_bots_own_is_not_edited() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let own = budi.send_private("hai").message;
    let edit = |id: i64| json!({ "chat_id": budi.id(), "message_id": id, "text": "b" });
    let refused = world.refused("editMessageText", edit(9999)).await;
    assert_eq!(refused, "400 Bad Request: message to edit not found");
    let refused = world.refused("editMessageText", edit(own)).await;
    assert_eq!(refused, "400 Bad Request: message can't be edited");
    world.assert_clean();
}

#[tokio::test]
async fn texts_have_no_caption_to_edit() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let id = world.send(budi.id(), "satu").await["message_id"].clone();
    let edit = json!({ "chat_id": budi.id(), "message_id": id, "caption": "b" });
    let refused = world.refused("editMessageCaption", edit).await;
    assert_eq!(
        refused,
        "400 Bad Request: there is no caption in the message to edit"
    );
    world.assert_clean();
}

#[tokio::test]
async fn a_message_can_be_deleted_for_two_days() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let (old, new) = (
        world.send(budi.id(), "a").await,
        world.send(budi.id(), "b").await,
    );
    let delete = |id: &serde_json::Value| json!({ "chat_id": budi.id(), "message_id": id });
    world.ok("deleteMessage", delete(&new["message_id"])).await;
    let refused = world
        .refused("deleteMessage", delete(&new["message_id"]))
        .await;
    assert_eq!(refused, "400 Bad Request: message to delete not found");
    world.advance(48 * 3600);
    let refused = world
        .refused("deleteMessage", delete(&old["message_id"]))
        .await;
    assert_eq!(
        refused,
        "400 Bad Request: message can't be deleted for everyone"
    );
    assert_eq!(budi.inbox().len(), 1);
    world.assert_clean();
}
