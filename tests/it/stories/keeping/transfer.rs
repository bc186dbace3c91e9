//! A link of one institution in a chat of another.

use std::time::Duration;

use satupintu_simulator::{Fault, SentMessage, User};

use crate::office::{Office, copies};

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_goes_over_when_its_coordinator_agrees() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    let first = copies(&group, "1/2026").remove(0);
    let admin = office.sim.user("Admin").create();
    let link = office.invite("grup KODIM-1405").await;
    for _ in 0..2 {
        admin.add_by_link(&link, &group).unwrap();
        office.advance(Duration::from_secs(5)).await;
    }
    let said = office.last_in(&group);
    assert!(
        said.contains("sudah terdaftar untuk Polres Parepare") && said.contains("ditanya"),
        "{said}"
    );
    let asked = office.said_to(&staff.coordinator);
    assert_eq!(asked.matches("Pindahkan “").count(), 1, "{asked}");

    // What waits for it as the former institution's does not leave; the new one gets what is valid as its own.
    let away = Fault::too_many_requests(60).method("sendMessage");
    let away = office.sim.fault(away.chat(group.id()));
    office.announce(&staff, "Dua.").await;
    office.advance(Duration::from_secs(5)).await;
    office.press(&staff.coordinator, "Pindahkan").await;
    away.release();
    office.advance(Duration::from_secs(90)).await;
    let second = copies(&group, "2/2026");
    assert_eq!(second.len(), 1);
    assert!(second[0].button("Siaran sebelumnya").is_some());
    let welcome = |text: &str| text.contains("terdaftar sebagai saluran Kodim");
    assert!(group.inbox().iter().any(|it| welcome(&it.text)));
    let member = office.sim.user("Serka Amir").create();
    group.add_member(&member);
    let pop_up = office.press_on(&member, &first, "Diterima").await;
    // The new institution has it by now; for the former one nobody here speaks.
    assert!(pop_up.contains("diterima oleh Kodim"), "{pop_up}");
    let former = "select count(*) from acknowledgement where institution = 'POLRES-PAREPARE'";
    assert_eq!(office.count(former).await, 0);

    office.announce(&staff, "Tiga.").await;
    office.moment().await;
    let third = copies(&group, "3/2026").remove(0);
    let pop_up = office.press_on(&member, &third, "Diterima").await;
    assert!(pop_up.contains("Kodim 1405"), "{pop_up}");
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("Terkirim 1/1"), "{card}");
    let card = office.say(&staff.author, "/status 2").await;
    assert!(card.contains("Gagal 1"), "{card}");
    // The link was for one chat.
    let other = office.sim.group("Lain");
    admin.add_by_link(&link, &other).unwrap();
    office.moment().await;
    assert!(office.last_in(&other).contains("sudah terpakai"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_stays_when_its_coordinator_refuses_and_nobody_else_decides() {
    let office = Office::with_roster("kpu-2021").open().await;
    let losing = office.appoint("Andi Pratama", "koordinator KPU-64").await;
    let winning = office.appoint("Maya", "koordinator KPU-63").await;
    let group = office.join_group("KPU-64.74").await;
    let admin = office.sim.user("Admin").create();
    let link = office.invite("grup KPU-63.01").await;
    admin.add_by_link(&link, &group).unwrap();
    office.moment().await;
    let asked = office.last_said_to(&losing);
    assert!(asked.contains("Pindahkan “Humas KPU-64.74”?"), "{asked}");
    assert!(!office.said_to(&winning).contains("Pindahkan"));
    let id = office.count("select id from transfer").await;
    office.say(&winning, "/status").await;
    for data in [format!("tm:{id}"), format!("tk:{id}")] {
        let at = winning.last().unwrap();
        let pop_up = office.press_data(&winning, &at, &data).await;
        assert!(pop_up.contains("di luar cakupan"), "{pop_up}");
    }
    office.press(&losing, "Tolak").await;
    office.moment().await;
    let said = office.last_in(&group);
    assert!(
        said.contains("tetap saluran") && said.contains("ditolak"),
        "{said}"
    );
    let at = losing.last().unwrap();
    let pop_up = office.press_data(&losing, &at, &format!("tm:{id}")).await;
    assert!(pop_up.contains("sudah diputuskan"), "{pop_up}");
    // The token was not spent.
    let other = office.sim.group("Kotabaru");
    admin.add_by_link(&link, &other).unwrap();
    office.moment().await;
    assert!(office.last_in(&other).contains("terdaftar sebagai saluran"));
    office.close().await;
}

/// The questions that somebody has, oldest first.
fn questions(user: &User) -> Vec<SentMessage> {
    let inbox = user.inbox().into_iter();
    inbox.filter(|it| it.button("Tolak").is_some()).collect()
}

const OPEN: &str = "select count(*) from transfer where state = 'open'";

#[tokio::test(flavor = "multi_thread")]
async fn one_decision_settles_all_that_ask_the_same_and_a_move_settles_all() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let admin = office.sim.user("Admin").create();
    let mut links = Vec::new();
    for code in ["KODIM-1405", "KODIM-1405", "ITH"] {
        let link = office.invite(&format!("grup {code}")).await;
        admin.add_by_link(&link, &group).unwrap();
        office.moment().await;
        links.push(link);
    }
    let asked = questions(&staff.coordinator);
    assert_eq!(asked.len(), 3, "{asked:?}");
    office
        .press_on(&staff.coordinator, &asked[0], "Tolak")
        .await;
    assert_eq!(office.count(OPEN).await, 1);
    let pop_up = office
        .press_on(&staff.coordinator, &asked[1], "Pindahkan")
        .await;
    assert!(pop_up.contains("sudah diputuskan"), "{pop_up}");

    // It may be asked again; when the chat goes over, nothing is left to ask.
    admin.add_by_link(&links[1], &group).unwrap();
    office.moment().await;
    assert_eq!(office.count(OPEN).await, 2);
    let again = questions(&staff.coordinator).pop().unwrap();
    office
        .press_on(&staff.coordinator, &again, "Pindahkan")
        .await;
    office.moment().await;
    let said = office.last_in(&group);
    assert!(said.contains("terdaftar sebagai saluran Kodim"), "{said}");
    assert_eq!(office.count(OPEN).await, 0);
    let moved = "select count(*) from transfer where state = 'moved'";
    assert_eq!(office.count(moved).await, 1);
    let pop_up = office
        .press_on(&staff.coordinator, &asked[2], "Pindahkan")
        .await;
    assert!(pop_up.contains("sudah diputuskan"), "{pop_up}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_does_not_go_over_to_an_institution_that_left_and_that_can_be_said() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let admin = office.sim.user("Admin").create();
    let link = office.invite("grup KODIM-1405").await;
    admin.add_by_link(&link, &group).unwrap();
    office.moment().await;
    office.say(&office.owner, "/nonaktif KODIM-1405").await;
    office.press(&office.owner, "Ya, nonaktifkan").await;
    office.moment().await;
    let pop_up = office.press(&staff.coordinator, "Pindahkan").await;
    assert!(pop_up.contains("sudah dinonaktifkan"), "{pop_up}");
    assert_eq!(office.count(OPEN).await, 1);
    let pop_up = office.press(&staff.coordinator, "Tolak").await;
    assert_eq!(pop_up, "");
    office.moment().await;
    let said = office.last_in(&group);
    assert!(
        said.contains("tetap saluran Polres Parepare") && said.contains("ditolak"),
        "{said}"
    );
    assert_eq!(office.count(OPEN).await, 0);
    office.close().await;
}
