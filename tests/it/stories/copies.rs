//! A confirmation is of a copy that is there, and nobody gets one who may not have it any more.

use std::time::Duration;

use serde_json::json;

use crate::office::{Office, copies};

const SECOND: Duration = Duration::from_secs(1);
const RECORDED: &str = "select count(*) from acknowledgement";

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_arrived_cannot_be_confirmed() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let officer = office.officer("Hasan", "POLRES-PAREPARE").await;
    office.say(&office.owner, "/bekukan").await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    let ids = office
        .texts("select cast(id as text) from announcement")
        .await;
    let welcome = officer.last().unwrap();
    let data = format!("a:{}:1", ids[0]);
    let refused = office.press_data(&officer, &welcome, &data).await;
    assert!(refused.contains("tidak ditujukan"), "{refused}");
    assert_eq!(office.count(RECORDED).await, 0);

    office.say(&office.owner, "/cairkan").await;
    office.advance(SECOND * 5).await;
    let welcome = office.press(&officer, "Diterima").await;
    assert!(welcome.contains("Polres Parepare"), "{welcome}");
    assert_eq!(office.count(RECORDED).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_officer_gets_nothing_that_was_still_waiting() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("KODIM-1405").await;
    let officer = office.officer("Hasan", "POLRES-PAREPARE").await;
    office.say(&office.owner, "/bekukan").await;
    office
        .announce(&staff, "jenis=undangan\nRapat tertutup.")
        .await;
    office.advance(SECOND * 5).await;
    office.press(&staff.coordinator, "Cabut").await;
    office.advance(SECOND * 5).await;
    office.say(&office.owner, "/cairkan").await;
    office.advance(SECOND * 10).await;
    assert_eq!(copies(&group, "1/2026").len(), 1);
    let said = office.said_to(&officer);
    assert!(!said.contains("Rapat tertutup"), "{said}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("Terkirim 1/2") && card.contains("Gagal 1"),
        "{card}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broadcast_ends_when_its_last_reader_is_revoked() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.officer("Hasan", "POLRES-PAREPARE").await;
    office.say(&office.owner, "/bekukan").await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    office.press(&staff.coordinator, "Cabut").await;
    office.advance(SECOND * 5).await;
    let finished = "select count(*) from announcement where finished_at is not null";
    assert_eq!(office.count(finished).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_in_a_topic_is_confirmed_also_when_it_is_too_old_to_be_shown() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let (admin, forum, _) = office.register_topic("POLRES-PAREPARE").await;
    office.advance(SECOND * 3).await;
    office.announce(&staff, "Satu.").await;
    office.advance(SECOND * 10).await;
    let copy = copies(&forum, "1/2026").remove(0);
    let data = copy.button("Diterima").unwrap().data.clone().unwrap();
    for (message, recorded) in [(copy.id + 100, 0), (copy.id, 1)] {
        office.sim.inject_update(json!({ "callback_query": {
            "id": message.to_string(),
            "from": { "id": admin.id(), "is_bot": false, "first_name": "Admin" },
            "chat_instance": "1", "data": data,
            "message": { "message_id": message, "date": 0, "chat": {
                "id": forum.id(), "type": "supergroup", "title": "Forum", "is_forum": true } },
        }}));
        office.advance(SECOND * 5).await;
        assert_eq!(office.count(RECORDED).await, recorded);
    }
    office.close().await;
}
