//! What the simulator says is held against the documentation, as what it hears is.

use serde_json::{Map, Value, json};

use crate::{
    Config, Limits, MessageRef, Post, Simulator,
    api::{Ctx, carry_out, params::Params, schema::Schema},
};

/// Runs one call without HTTP and checks the result's type.
fn call(sim: &Simulator, method: &'static str, result: &str, parameters: Value) -> Value {
    let Value::Object(values) = parameters else {
        panic!("parameters are an object")
    };
    let params = Params {
        values,
        ..Params::default()
    };
    let answer = sim.core.with(|world, now_ms| {
        let mut ctx = Ctx {
            world,
            params: &params,
            method,
            now_ms,
            written: Vec::new(),
        };
        carry_out(&mut ctx)
    });
    let answer = answer.unwrap_or_else(|refusal| panic!("{method}: {}", refusal.description));
    Schema::get()
        .check(&answer, &[result.to_owned()], method)
        .expect("a documented result");
    answer
}

async fn simulator() -> Simulator {
    let config = Config {
        limits: Limits::off(),
        ..Config::default()
    };
    Simulator::start(config)
        .await
        .expect("a free port on loopback")
}

fn everything_happens(sim: &Simulator) {
    let budi = sim
        .user("Budi")
        .last_name("S")
        .username("budi")
        .language("id")
        .create();
    let first = budi.send_private("/cek 📢 kpu.go.id @humas_kpu");
    budi.edit(first, "diubah");
    for post in [
        Post::photo(b"a"),
        Post::video(b"b"),
        Post::document("a.csv", b"c"),
    ] {
        budi.send_private(post.caption("isi").reply_to(first));
    }
    budi.send_album(vec![Post::photo(b"1"), Post::photo(b"2")]);
    budi.press_data(first, "a");
    budi.press_data(
        MessageRef {
            chat: budi.id(),
            message: 99_999,
        },
        "b",
    );
    budi.forward(first);
    budi.block_bot();
    budi.unblock_bot();
    let group = sim.group("Grup");
    group.add_bot(&budi);
    group.rename("Baru");
    group.promote_bot();
    group.add_member(&sim.user("Sari").create());
    let supergroup = group.migrate();
    supergroup.restrict_bot();
    supergroup.promote_bot();
    supergroup.send_anonymous("a");
    supergroup.kick_bot(&budi);
    let forum = sim.forum("Forum").public("forum_humas");
    forum.add_bot(&budi);
    let topic = forum.topic("Siaran");
    topic.send(&budi, "/status");
    topic.close();
    topic.reopen();
    let channel = sim.channel("Kanal");
    channel.add_bot(&budi);
    let post = channel.post("isi");
    budi.forward(post);
    forum.promote_bot();
    forum.send_as(&channel, "a");
}

#[tokio::test]
async fn every_update_is_a_documented_one() {
    let sim = simulator().await;
    let kinds = [
        "message",
        "edited_message",
        "channel_post",
        "callback_query",
        "my_chat_member",
        "chat_member",
    ]
    .map(Value::from);
    sim.core.with(|world, _| world.updates.allow(&kinds));
    everything_happens(&sim);
    let updates = sim.core.look(|world| world.updates.first(1000));
    assert!(updates.len() > 30);
    for kind in kinds {
        let kind = kind.as_str().expect("a name");
        assert!(
            updates.iter().any(|update| update.get(kind).is_some()),
            "no {kind}"
        );
    }
    for update in updates {
        Schema::get()
            .check(&update, &["Update".to_owned()], "update")
            .unwrap_or_else(|error| panic!("{error}\n{update:#}"));
    }
}

#[tokio::test]
async fn every_result_is_a_documented_one() {
    let sim = simulator().await;
    let budi = sim.user("Budi").create();
    let photo = budi.send_private(Post::photo(b"a"));
    let file = sim
        .message(photo)
        .and_then(|message| message.attachment)
        .expect("a photo")
        .file_id;
    let group = sim.supergroup("KPU");
    group.add_bot(&budi);
    let chat = |id: i64| json!({ "chat_id": id });
    let with = |id: i64, more: Value| {
        let mut call = Map::from_iter([("chat_id".to_owned(), json!(id))]);
        call.extend(more.as_object().cloned().unwrap_or_default());
        Value::Object(call)
    };
    call(&sim, "getMe", "User", json!({}));
    let sent = call(
        &sim,
        "sendMessage",
        "Message",
        with(budi.id(), json!({ "text": "a" })),
    );
    let id = &sent["message_id"];
    call(
        &sim,
        "sendPhoto",
        "Message",
        with(budi.id(), json!({ "photo": file })),
    );
    let media = json!({ "media": vec![json!({ "type": "photo", "media": file }); 2] });
    call(
        &sim,
        "sendMediaGroup",
        "Array of Message",
        with(budi.id(), media),
    );
    let from = json!({ "from_chat_id": budi.id(), "message_id": photo.message });
    call(
        &sim,
        "copyMessage",
        "MessageId",
        with(group.id(), from.clone()),
    );
    call(&sim, "forwardMessage", "Message", with(group.id(), from));
    let edit = json!({ "message_id": id, "text": "b" });
    call(&sim, "editMessageText", "Message", with(budi.id(), edit));
    call(&sim, "getFile", "File", json!({ "file_id": file }));
    for id in [budi.id(), group.id()] {
        call(&sim, "getChat", "ChatFullInfo", chat(id));
        call(&sim, "getChatMemberCount", "Integer", chat(id));
        call(
            &sim,
            "getChatMember",
            "ChatMember",
            with(id, json!({ "user_id": budi.id() })),
        );
    }
    call(
        &sim,
        "getChatAdministrators",
        "Array of ChatMember",
        chat(group.id()),
    );
    call(&sim, "getMyCommands", "Array of BotCommand", json!({}));
    call(&sim, "getWebhookInfo", "WebhookInfo", json!({}));
}
