//! Chats that were lost and show by themselves that they can be reached again.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault, User};

use crate::office::{Office, Staff, copies};

const SECOND: Duration = Duration::from_secs(1);
const REACHABLE: &str = "select count(*) from chat where state = 'active'";

/// The chat of somebody who is listed as an officer and never opened the bot, found lost by sending.
async fn listed_officer(office: &Office) -> (Staff, User) {
    let staff = office.staff().await;
    let user = office.sim.user("Kapten Rudi").create();
    let file = format!(
        "kode,chat_id,jenis,topik\nKODIM-1405,{},pribadi,\n",
        user.id()
    );
    satupintu::app::import::chats(&office.db, file.as_bytes(), office.now())
        .await
        .unwrap();
    office.announce(&staff, "Satu.").await;
    office.a_minute().await;
    assert_eq!(office.count(REACHABLE).await, 0);
    (staff, user)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listed_officer_is_reached_after_start_and_after_a_link() {
    for by_link in [false, true] {
        let office = Office::of_parepare().await;
        let (staff, user) = listed_officer(&office).await;
        if by_link {
            let link = office.invite("petugas KODIM-1405").await;
            office.open_link(&user, &link).await;
            let told = office.said_to(&user);
            assert!(told.contains("sudah memiliki peran"), "{told}");
        } else {
            office.say(&user, "/start").await;
        }
        assert_eq!(office.count(REACHABLE).await, 1);
        office.announce(&staff, "Dua.").await;
        office.advance(SECOND * 10).await;
        assert!(office.last_said_to(&user).contains("No. 2/2026"));
        let said = office.said_to(&staff.coordinator);
        assert_eq!(said.matches("dapat dijangkau kembali").count(), 1, "{said}");
        office.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn anything_a_person_says_brings_their_chat_back_once_even_if_it_is_refused() {
    let office = Office::of_parepare().await;
    let (staff, user) = listed_officer(&office).await;
    office.say(&user, "/cuaca").await;
    office.say(&user, "Halo").await;
    assert_eq!(office.count(REACHABLE).await, 1);
    let said = office.said_to(&staff.coordinator);
    assert_eq!(said.matches("dapat dijangkau kembali").count(), 1, "{said}");
    office.close().await;
}

/// A group that the bot may not write in, found out by sending.
async fn silenced_group(office: &Office) -> (Staff, Chat) {
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    group.restrict_bot();
    office.settle().await;
    // Told by the event; nothing has to fail first.
    assert_eq!(office.count(REACHABLE).await, 0);
    (staff, group)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_lets_the_bot_write_again_is_back() {
    let office = Office::of_parepare().await;
    let (staff, group) = silenced_group(&office).await;
    group.promote_bot();
    office.moment().await;
    assert_eq!(office.count(REACHABLE).await, 1);
    office.announce(&staff, "Dua.").await;
    office.advance(SECOND * 10).await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_in_a_lost_group_brings_it_back_after_a_while() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let muted = "Bad Request: not enough rights to send text messages to the chat";
    let refused = Fault::refuse(400, muted).method("sendMessage");
    let refused = office.sim.fault(refused.chat(group.id()));
    office.announce(&staff, "Satu.").await;
    office.advance(SECOND * 10).await;
    assert_eq!(office.count(REACHABLE).await, 0);
    let user = office.sim.user("Wati").create();
    group.add_member(&user);
    // Just after the loss it only shows that others may write.
    group.send(&user, "/cuaca@satupintu_bot");
    office.moment().await;
    assert_eq!(office.count(REACHABLE).await, 0);
    assert_eq!(refused.hits(), 1);
    // Tried again with what the group has missed, and lost again.
    office.advance(SECOND * 600).await;
    group.send(&user, "/cuaca@satupintu_bot");
    office.moment().await;
    assert_eq!(refused.hits(), 2);
    assert_eq!(office.count(REACHABLE).await, 0);
    refused.release();
    office.advance(SECOND * 600).await;
    group.send(&user, "/cuaca@satupintu_bot");
    office.moment().await;
    assert_eq!(office.count(REACHABLE).await, 1);
    assert_eq!(copies(&group, "1/2026").len(), 1);
    let told = office.said_to(&staff.coordinator);
    assert_eq!(told.matches("tidak dapat dijangkau:").count(), 2, "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_that_is_opened_again_is_back() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let (_, forum, topic) = office.register_topic("POLRES-PAREPARE").await;
    office.moment().await;
    topic.close();
    forum.demote_bot();
    office.settle().await;
    office.announce(&staff, "Satu.").await;
    office.advance(SECOND * 10).await;
    assert_eq!(office.count(REACHABLE).await, 0);
    topic.reopen();
    office.moment().await;
    assert_eq!(office.count(REACHABLE).await, 1);
    office.announce(&staff, "Dua.").await;
    office.advance(SECOND * 10).await;
    assert_eq!(copies(&forum, "2/2026").len(), 1);
    office.close().await;
}
