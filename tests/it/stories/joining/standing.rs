//! Chats that are lost, come back, or move.

use std::time::Duration;

use crate::office::Office;

/// How often a text stands in what somebody was told.
fn times(said: &str, what: &str) -> usize {
    said.matches(what).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_throws_the_bot_out_is_reported_once_and_is_back_when_it_returns() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    let admin = office.sim.user("Admin").create();
    police.kick_bot(&admin);
    office.a_minute().await;
    let said = office.last_said_to(&staff.coordinator);
    assert!(
        said.contains("Saluran Polres Parepare tidak dapat dijangkau"),
        "{said}"
    );

    office.announce(&staff, "Satu.").await;
    office.moment().await;
    assert!(office.last_in(&army).contains("SIARAN RESMI No. 1/2026"));
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Terkirim 1/1"), "{card}");
    assert!(card.contains("Tanpa saluran 15"), "{card}");
    let all = office.said_to(&staff.coordinator);
    assert_eq!(times(&all, "tidak dapat dijangkau:"), 1, "{all}");

    police.add_bot(&admin);
    office.advance(Duration::from_secs(10)).await;
    let said = office.said_to(&staff.coordinator);
    assert_eq!(times(&said, "dapat dijangkau kembali"), 1, "{said}");
    assert!(!office.last_in(&police).contains("belum terdaftar"));
    office.announce(&staff, "Dua.").await;
    office.moment().await;
    assert!(office.last_in(&police).contains("SIARAN RESMI No. 2/2026"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_that_throws_the_bot_out_takes_its_topics_along() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let admin = office.sim.user("Admin").create();
    let forum = office.sim.forum("Kodim");
    forum.add_bot(&admin);
    let topic = forum.topic("Siaran");
    let link = office.invite("grup KODIM-1405").await;
    topic.send(&admin, office.start_command(&link));
    office.moment().await;

    forum.kick_bot(&admin);
    office.a_minute().await;
    let said = office.last_said_to(&staff.coordinator);
    assert!(
        said.contains("Kodim 1405/Mallusetasi tidak dapat dijangkau"),
        "{said}"
    );
    forum.add_bot(&admin);
    office.advance(Duration::from_secs(10)).await;
    let said = office.last_said_to(&staff.coordinator);
    assert!(said.contains("dapat dijangkau kembali"), "{said}");
    assert!(!office.last_in(&forum).contains("belum terdaftar"));
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    assert!(office.last_in(&forum).contains("SIARAN RESMI No. 1/2026"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_blocks_the_bot_is_reported_once_and_is_back_when_they_return() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    officer.block_bot();
    office.a_minute().await;
    let said = office.last_said_to(&staff.coordinator);
    assert!(
        said.contains("Saluran Polres Parepare tidak dapat dijangkau"),
        "{said}"
    );
    let panel = office.say(&staff.author, "/siaran Satu.").await;
    assert!(panel.contains("0 saluran"), "{panel}");
    officer.unblock_bot();
    office.moment().await;
    let said = office.said_to(&staff.coordinator);
    assert_eq!(times(&said, "tidak dapat dijangkau:"), 1, "{said}");
    assert_eq!(times(&said, "dapat dijangkau kembali"), 1, "{said}");
    office.submit_and_approve(&staff).await;
    office.moment().await;
    assert!(
        office
            .last_said_to(&officer)
            .contains("SIARAN RESMI No. 1/2026")
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_found_lost_while_sending_is_reported_too() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    police.delete();
    for text in ["Satu.", "Dua."] {
        let panel = office.say(&staff.author, &format!("/siaran {text}")).await;
        if text == "Dua." {
            assert!(panel.contains("0 saluran"), "{panel}");
            break;
        }
        office.submit_and_approve(&staff).await;
        office.advance(Duration::from_secs(10)).await;
    }
    office.a_minute().await;
    let said = office.said_to(&staff.coordinator);
    assert_eq!(times(&said, "tidak dapat dijangkau:"), 1, "{said}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("Terkirim 0/1") && card.contains("Gagal 1"),
        "{card}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_becomes_a_supergroup_stays_registered() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    let police = police.migrate();
    office.moment().await;
    office.announce(&staff, "Dua.").await;
    office.moment().await;
    let message = police.last().unwrap();
    assert!(
        message.text.contains("SIARAN RESMI No. 2/2026"),
        "{}",
        message.text
    );
    let officer = office.sim.user("Iptu Hasan").create();
    police.add_member(&officer);
    let pop_up = office.press_on(&officer, &message, "Diterima").await;
    assert!(pop_up.contains("Polres Parepare"), "{pop_up}");
    let said = office.said_to(&staff.coordinator);
    assert!(!said.contains("tidak dapat dijangkau"), "{said}");
    police.send(&officer, "/status");
    office.moment().await;
    let said = office.last_in(&police);
    assert!(said.contains("2/2026") && said.contains("1/2026"), "{said}");
    office.close().await;
}
