//! Groups, supergroups, forums and channels.

use serde_json::{Value, json};

use crate::harness::World;

fn texts(updates: &[Value]) -> Vec<String> {
    updates
        .iter()
        .filter_map(|update| {
            update
                .get("message")?
                .get("text")?
                .as_str()
                .map(str::to_owned)
        })
        .collect()
}

#[tokio::test]
async fn privacy_mode_shows_a_member_bot_only_what_is_meant_for_it() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let group = world.sim.supergroup("KPU");
    group.add_bot(&budi);
    world.updates().await;
    let own = world.send(group.id(), "siaran").await["message_id"]
        .as_i64()
        .unwrap();
    group.send(&budi, "obrolan");
    group.send(&budi, "/status");
    group.send(&budi, format!("/belum@{} 1", world.sim.bot_username()));
    group.send(&budi, "/help@lain_bot");
    budi.reply(
        satupintu_simulator::MessageRef {
            chat: group.id(),
            message: own,
        },
        "balasan",
    );
    let seen = texts(&world.updates().await);
    assert_eq!(seen, ["/status", "/belum@satupintu_bot 1", "balasan"]);
    group.promote_bot();
    group.send(&budi, "obrolan");
    assert_eq!(texts(&world.updates().await), ["obrolan"]);
}

#[tokio::test]
async fn a_bot_that_is_out_is_told_why() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let chats = [
        (world.sim.group("A"), "group"),
        (world.sim.supergroup("B"), "supergroup"),
        (world.sim.channel("C"), "channel"),
    ];
    for (chat, word) in chats {
        assert_eq!(
            world.send_refused(chat.id()).await,
            "400 Bad Request: chat not found"
        );
        chat.add_bot(&budi);
        world.send(chat.id(), "hai").await;
        chat.kick_bot(&budi);
        let refused = world.send_refused(chat.id()).await;
        assert_eq!(
            refused,
            format!("403 Forbidden: bot was kicked from the {word} chat")
        );
        chat.add_bot(&budi);
        world.ok("leaveChat", json!({ "chat_id": chat.id() })).await;
        let refused = world.send_refused(chat.id()).await;
        assert_eq!(
            refused,
            format!("403 Forbidden: bot is not a member of the {word} chat")
        );
    }
    let group = world.sim.group("D");
    group.add_bot(&budi);
    group.delete();
    let refused = world.send_refused(group.id()).await;
    assert_eq!(refused, "403 Forbidden: the group chat was deleted");
    world.assert_clean();
}

#[tokio::test]
async fn a_public_chat_is_found_by_its_username() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let group = world.sim.supergroup("KPU").public("kpu_bontang");
    let to = json!({ "chat_id": "@KPU_Bontang", "text": "a" });
    let refused = world.refused("sendMessage", to.clone()).await;
    assert_eq!(
        refused,
        "403 Forbidden: bot is not a member of the supergroup chat"
    );
    group.add_bot(&budi);
    let sent = world.ok("sendMessage", to).await;
    assert_eq!(sent["chat"]["username"], "kpu_bontang");
    world.assert_clean();
}

#[tokio::test]
async fn a_group_that_turns_supergroup_has_a_new_id() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let group = world.sim.group("Humas");
    group.add_bot(&budi);
    world.updates().await;
    let supergroup = group.migrate();
    assert!(supergroup.id() < -1_000_000_000_000);
    let updates = world.updates().await;
    assert_eq!(updates[0]["message"]["migrate_to_chat_id"], supergroup.id());
    assert_eq!(updates[0]["message"]["chat"]["id"], group.id());
    assert_eq!(updates[1]["message"]["migrate_from_chat_id"], group.id());
    assert_eq!(updates[1]["message"]["chat"]["id"], supergroup.id());
    let answer = world
        .call("sendMessage", json!({ "chat_id": group.id(), "text": "a" }))
        .await;
    assert_eq!(
        answer["description"],
        "Bad Request: group chat was upgraded to a supergroup chat"
    );
    assert_eq!(answer["parameters"]["migrate_to_chat_id"], supergroup.id());
    world.send(supergroup.id(), "a").await;
    group.send(&budi, "/status");
    assert_eq!(
        world.sim.pending_updates(),
        0,
        "nobody can write in the old group"
    );
    world.assert_clean();
}

#[tokio::test]
async fn topics_are_opened_closed_and_missed() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let forum = world.sim.forum("Bakohumas");
    forum.add_bot(&budi);
    let topic = forum.topic("Siaran");
    world.updates().await;
    let to =
        |thread: i64| json!({ "chat_id": forum.id(), "message_thread_id": thread, "text": "a" });
    let sent = world.ok("sendMessage", to(topic.id())).await;
    assert_eq!(sent["message_thread_id"], topic.id());
    assert_eq!(sent["is_topic_message"], true);
    topic.send(&budi, "/status");
    let seen = world.updates().await.pop().unwrap()["message"].clone();
    assert_eq!(seen["message_thread_id"], topic.id());
    assert!(seen["reply_to_message"]["forum_topic_created"].is_object());
    let refused = world.refused("sendMessage", to(999)).await;
    assert_eq!(refused, "400 Bad Request: message thread not found");
    topic.close();
    let refused = world.refused("sendMessage", to(topic.id())).await;
    assert_eq!(refused, "400 Bad Request: TOPIC_CLOSED");
    topic.reopen();
    world.ok("sendMessage", to(topic.id())).await;
    topic.delete();
    let refused = world.refused("sendMessage", to(topic.id())).await;
    assert_eq!(refused, "400 Bad Request: message thread not found");
    world.assert_clean();
}

#[tokio::test]
async fn a_bot_without_the_right_to_write_is_told_so() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let group = world.sim.supergroup("KPU");
    group.add_bot(&budi);
    group.restrict_bot();
    let refused = world.send_refused(group.id()).await;
    assert_eq!(
        refused,
        "400 Bad Request: not enough rights to send text messages to the chat"
    );
    let channel = world.sim.channel("Kanal");
    channel.add_bot(&budi);
    channel.demote_bot();
    let refused = world.send_refused(channel.id()).await;
    assert_eq!(
        refused,
        "400 Bad Request: need administrator rights in the channel chat"
    );
    world.assert_clean();
}

#[tokio::test]
async fn channel_posts_and_anonymous_admins_have_no_person() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let channel = world.sim.channel("Kanal").public("kanal_humas");
    channel.add_bot(&budi);
    let group = world.sim.supergroup("Grup");
    group.add_bot(&budi);
    world.updates().await;
    channel.post("/start@satupintu_bot abc");
    group.send_anonymous("/status");
    group.send_as(&channel, "/status");
    let updates = world.updates().await;
    let post = &updates[0]["channel_post"];
    assert!(post.get("from").is_none());
    assert_eq!(post["sender_chat"]["id"], channel.id());
    assert_eq!(updates[1]["message"]["sender_chat"]["id"], group.id());
    assert_eq!(
        updates[1]["message"]["from"]["username"],
        "GroupAnonymousBot"
    );
    assert_eq!(updates[2]["message"]["sender_chat"]["id"], channel.id());
    assert_eq!(updates[2]["message"]["from"]["username"], "Channel_Bot");
}

#[tokio::test]
async fn members_are_told_of_only_to_an_admin_bot_that_asked() {
    let world = World::new().await;
    let (budi, sari) = (
        world.sim.user("Budi").create(),
        world.sim.user("Sari").create(),
    );
    let group = world.sim.supergroup("KPU");
    group.add_bot(&budi);
    group.promote_bot();
    let changes = |updates: Vec<Value>| {
        updates
            .iter()
            .filter(|update| update.get("chat_member").is_some())
            .count()
    };
    group.add_member(&sari);
    assert_eq!(changes(world.updates().await), 0);
    let kinds = json!(["message", "chat_member"]);
    world
        .ok("getUpdates", json!({ "allowed_updates": kinds }))
        .await;
    group.remove_member(&sari);
    assert_eq!(changes(world.updates().await), 1);
    group.demote_bot();
    group.add_member(&sari);
    assert_eq!(changes(world.updates().await), 0);
}

#[tokio::test]
async fn chats_and_members_can_be_asked_for() {
    let world = World::new().await;
    let (budi, sari) = (
        world.sim.user("Budi").create(),
        world.sim.user("Sari").create(),
    );
    let group = world.sim.supergroup("KPU").public("kpu");
    group.add_bot(&budi);
    group.add_admin(&sari);
    let chat = json!({ "chat_id": group.id() });
    let info = world.ok("getChat", chat.clone()).await;
    assert_eq!(
        (&info["title"], &info["type"]),
        (&json!("KPU"), &json!("supergroup"))
    );
    let status = |user: i64| {
        let asked = json!({ "chat_id": group.id(), "user_id": user });
        let world = &world;
        async move { world.ok("getChatMember", asked).await["status"].clone() }
    };
    assert_eq!(status(budi.id()).await, "member");
    assert_eq!(status(sari.id()).await, "administrator");
    let stranger = world.sim.user("Ani").create();
    assert_eq!(status(stranger.id()).await, "left");
    let admins = world.ok("getChatAdministrators", chat.clone()).await;
    assert_eq!(admins.as_array().unwrap().len(), 2);
    assert_eq!(world.ok("getChatMemberCount", chat).await, 4);
    world.assert_clean();
}

#[tokio::test]
async fn a_new_title_is_announced() {
    let world = World::new().await;
    let budi = world.sim.user("Budi").create();
    let group = world.sim.group("Lama");
    group.add_bot(&budi);
    group.rename("Baru");
    let last = world.updates().await.pop().unwrap();
    assert_eq!(last["message"]["new_chat_title"], "Baru");
    assert_eq!(last["message"]["chat"]["title"], "Baru");
}
