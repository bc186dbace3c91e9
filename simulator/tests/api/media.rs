//! Files: sending, albums, copies, downloads.

use reqwest::multipart::{Form, Part};
use satupintu_simulator::{FileKind, Post};
use serde_json::{Value, json};

use crate::harness::World;

async fn upload(world: &World, method: &str, form: Form) -> Value {
    let answer = world
        .http
        .post(world.url(method))
        .multipart(form)
        .send()
        .await
        .unwrap();
    answer.json().await.unwrap()
}

#[tokio::test]
async fn an_upload_is_kept_and_can_be_sent_again_and_downloaded() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private("hai");
    let form = Form::new()
        .text("chat_id", budi.id().to_string())
        .text("caption", "Rekap")
        .text("document", "attach://berkas")
        .part(
            "berkas",
            Part::bytes(b"a;b".to_vec()).file_name("rekap.csv"),
        );
    let sent = upload(&world, "SendDocument", form).await["result"].clone();
    assert_eq!(sent["document"]["file_name"], "rekap.csv");
    assert_eq!(sent["caption"], "Rekap");
    let id = sent["document"]["file_id"].as_str().unwrap();
    assert_eq!(&*world.sim.file(id).unwrap().bytes, b"a;b");
    world
        .ok(
            "sendDocument",
            json!({ "chat_id": budi.id(), "document": id }),
        )
        .await;
    let refused = world
        .refused("sendPhoto", json!({ "chat_id": budi.id(), "photo": id }))
        .await;
    assert_eq!(
        refused,
        "400 Bad Request: can't use file of type Document as Photo"
    );
    let path = world.ok("getFile", json!({ "file_id": id })).await["file_path"].clone();
    let (base, token) = (world.sim.base_url(), world.sim.token());
    let url = format!("{base}/file/bot{token}/{}", path.as_str().unwrap());
    let bytes = world
        .http
        .get(url)
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert_eq!(&bytes[..], b"a;b");
    world.assert_clean();
}

#[tokio::test]
async fn files_of_people_can_be_fetched_up_to_20_megabytes() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private(Post::document("a.csv", b"kode").caption("/impor"));
    budi.send_private(Post::video(b"film").size(20 * 1024 * 1024 + 1));
    let updates = world.updates().await;
    let document = &updates[0]["message"]["document"];
    assert_eq!(document["file_size"], 4);
    assert_eq!(
        updates[0]["message"]["caption_entities"][0]["type"],
        "bot_command"
    );
    world
        .ok("getFile", json!({ "file_id": document["file_id"] }))
        .await;
    let video = &updates[1]["message"]["video"]["file_id"];
    let refused = world.refused("getFile", json!({ "file_id": video })).await;
    assert_eq!(refused, "400 Bad Request: file is too big");
    world.assert_clean();
}

#[tokio::test]
async fn a_caption_has_at_most_1024_units() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private(Post::photo(b"jpeg"));
    let photo = world.updates().await[0]["message"]["photo"][0]["file_id"].clone();
    let send =
        |caption: String| json!({ "chat_id": budi.id(), "photo": photo, "caption": caption });
    let refused = world.refused("sendPhoto", send("a".repeat(1025))).await;
    assert_eq!(refused, "400 Bad Request: message caption is too long");
    world.ok("sendPhoto", send("a".repeat(1024))).await;
    world.assert_clean();
}

#[tokio::test]
async fn an_album_has_two_to_ten_items_and_one_group() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_album(vec![Post::photo(b"1"), Post::photo(b"2").caption("dua")]);
    let updates = world.updates().await;
    let group = &updates[0]["message"]["media_group_id"];
    assert!(group.is_string());
    assert_eq!(group, &updates[1]["message"]["media_group_id"]);
    let photo = updates[0]["message"]["photo"][0]["file_id"].clone();
    let album = |count: usize| {
        let items = vec![json!({ "type": "photo", "media": photo }); count];
        json!({ "chat_id": budi.id(), "media": items })
    };
    let sent = world.ok("sendMediaGroup", album(3)).await;
    assert_eq!(sent.as_array().unwrap().len(), 3);
    assert_eq!(sent[0]["media_group_id"], sent[2]["media_group_id"]);
    let refused = world.refused("sendMediaGroup", album(11)).await;
    assert_eq!(
        refused,
        "400 Bad Request: too many messages to send as an album"
    );
    world.assert_clean();
    world.refused("sendMediaGroup", album(1)).await;
    assert_eq!(world.sim.violations().len(), 1);
}

#[tokio::test]
async fn a_copy_has_no_origin_and_may_have_another_caption() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let photo = budi.send_private(Post::photo(b"jpeg").caption("lama"));
    let copy = json!({ "chat_id": budi.id(), "from_chat_id": budi.id(),
        "message_id": photo.message, "caption": "baru" });
    let copied = world.ok("copyMessage", copy).await;
    let seen = budi.last().unwrap();
    assert_eq!(copied["message_id"], seen.id);
    assert_eq!(seen.text, "baru");
    assert_eq!(seen.attachment.unwrap().kind, FileKind::Photo);
    let copy = json!({ "chat_id": budi.id(), "from_chat_id": budi.id(), "message_id": 9999 });
    let refused = world.refused("copyMessage", copy).await;
    assert_eq!(refused, "400 Bad Request: message to copy not found");
    world.assert_clean();
}

#[tokio::test]
async fn captions_and_files_can_be_exchanged() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    budi.send_private(Post::photo(b"1"));
    let photo = world.updates().await[0]["message"]["photo"][0]["file_id"].clone();
    let sent = world
        .ok("sendPhoto", json!({ "chat_id": budi.id(), "photo": photo }))
        .await;
    let at = |mut call: Value| {
        call["chat_id"] = json!(budi.id());
        call["message_id"] = sent["message_id"].clone();
        call
    };
    world
        .ok("editMessageCaption", at(json!({ "caption": "RALAT" })))
        .await;
    assert_eq!(budi.last().unwrap().text, "RALAT");
    let media = json!({ "type": "document", "media": "attach://baru" });
    let form = Form::new()
        .text("chat_id", budi.id().to_string())
        .text("message_id", sent["message_id"].to_string())
        .text("media", media.to_string())
        .part("baru", Part::bytes(b"pdf".to_vec()).file_name("baru.pdf"));
    assert_eq!(upload(&world, "editMessageMedia", form).await["ok"], true);
    assert_eq!(
        budi.last().unwrap().attachment.unwrap().kind,
        FileKind::Document
    );
    let refused = world
        .refused("editMessageText", at(json!({ "text": "a" })))
        .await;
    assert_eq!(
        refused,
        "400 Bad Request: there is no text in the message to edit"
    );
    world.assert_clean();
}

#[tokio::test]
async fn commands_are_kept_by_scope_and_language() {
    let world = World::new().await;
    let commands = json!([{ "command": "status", "description": "Keadaan siaran" }]);
    let scope = json!({ "type": "all_private_chats" });
    let set = json!({ "commands": commands, "scope": scope, "language_code": "id" });
    world.ok("setMyCommands", set).await;
    let asked = json!({ "scope": scope, "language_code": "id" });
    assert_eq!(world.ok("getMyCommands", asked.clone()).await, commands);
    assert_eq!(world.ok("getMyCommands", json!({})).await, json!([]));
    let published = world.sim.commands();
    assert_eq!(
        published[0].commands,
        [("status".to_owned(), "Keadaan siaran".to_owned())]
    );
    world.ok("deleteMyCommands", asked).await;
    assert!(world.sim.commands().is_empty());
    let wrong = json!([{ "command": "Status", "description": "a" }]);
    let refused = world
        .refused("setMyCommands", json!({ "commands": wrong }))
        .await;
    assert_eq!(refused, "400 Bad Request: BOT_COMMAND_INVALID");
    world.assert_clean();
}

#[tokio::test]
async fn a_forward_by_the_bot_names_its_origin_and_a_copy_of_it_does_not() {
    let world = World::new().await;
    let (budi, sari) = (
        world.sim.user("Budi").create(),
        world.sim.user("Sari").create(),
    );
    let (from, _) = (budi.send_private("asli"), sari.send_private("hai"));
    let forward =
        json!({ "chat_id": sari.id(), "from_chat_id": from.chat, "message_id": from.message });
    let sent = world.ok("forwardMessage", forward).await;
    assert_eq!(sent["forward_origin"]["sender_user"]["id"], budi.id());
    let copy = json!({ "chat_id": budi.id(), "from_chat_id": sari.id(),
        "message_id": sent["message_id"] });
    world.ok("copyMessage", copy).await;
    budi.reply(&budi.last().unwrap(), "balasan");
    let reply = world.updates().await.pop().unwrap()["message"].clone();
    let copied = &reply["reply_to_message"];
    assert_eq!(copied["text"], "asli");
    assert!(copied.get("forward_origin").is_none());
    world.assert_clean();
}
