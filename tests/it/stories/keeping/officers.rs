//! Officers change.

use std::time::Duration;

use super::turn;
use crate::office::Office;

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_hands_over_and_is_none_from_then_on() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let hasan = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    let first = hasan.last().unwrap();
    office.press_on(&hasan, &first, "Diterima").await;

    let said = office.say(&hasan, "/serahkan").await;
    assert!(
        said.contains("peran petugas yang sekarang berakhir"),
        "{said}"
    );
    let link = office.link_to(&hasan);
    // Until it is opened nothing changes, also when its maker opens it.
    let told = office.open_link(&hasan, &link).await;
    assert!(told.contains("sudah memiliki peran ini"), "{told}");
    let rina = office.sim.user("Aipda Rina").create();
    let told = office.open_link(&rina, &link).await;
    assert!(told.contains("Anda kini petugas Polres Parepare"), "{told}");
    let told = office.last_said_to(&hasan);
    assert!(
        told.contains("Aipda Rina") && told.contains("bukan lagi petugas"),
        "{told}"
    );
    office.a_minute().await;
    let news = office.last_said_to(&staff.coordinator);
    for part in [
        "Iptu Hasan",
        "Aipda Rina",
        "Polres Parepare",
        &rina.id().to_string(),
    ] {
        assert!(news.contains(part), "{part}: {news}");
    }
    assert!(staff.coordinator.last().unwrap().button("Cabut").is_some());

    let pop_up = office.press_on(&hasan, &first, "Diterima").await;
    assert!(pop_up.contains("hanya petugas"), "{pop_up}");
    let late = office.sim.user("Joko").create();
    let told = office.open_link(&late, &link).await;
    assert!(told.contains("sudah terpakai"), "{told}");
    office.announce(&staff, "Dua.").await;
    office.moment().await;
    assert!(office.last_said_to(&rina).contains("No. 2/2026"));
    assert!(!office.said_to(&hasan).contains("No. 2/2026"));
    // Who confirmed then is still on record.
    let list = office.say(&staff.coordinator, "/sudah 1").await;
    assert!(list.contains("Iptu Hasan"), "{list}");
    office.press(&staff.coordinator, "Cabut").await;
    office.moment().await;
    assert!(office.last_said_to(&rina).contains("bukan lagi petugas"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_replaces_an_officer_and_old_links_die_with_the_role() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let hasan = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    office.say(&hasan, "/serahkan POLRES-PAREPARE").await;
    let own = office.link_to(&hasan);
    let said = office.say(&hasan, "/serahkan ITH").await;
    assert!(said.contains("/serahkan"), "{said}");
    office.say(&hasan, "/serahkan").await;
    let expired = office.link_to(&hasan);
    let id = office
        .count("select id from role_grant where role = 'officer'")
        .await;
    turn(&office, &staff.coordinator, &format!("gp:{id}")).await;
    office.press(&staff.coordinator, "Ganti").await;
    office.moment().await;
    let link = office.link_to(&staff.coordinator);
    let stranger = office.sim.user("Joko").create();
    let said = office.say(&stranger, "/serahkan").await;
    assert!(said.contains("hanya dapat dilakukan"), "{said}");
    let rina = office.sim.user("Aipda Rina").create();
    let told = office.open_link(&rina, &link).await;
    assert!(told.contains("Anda kini petugas Polres Parepare"), "{told}");
    let told = office.open_link(&stranger, &own).await;
    assert!(told.contains("sudah dicabut"), "{told}");
    office.advance(DAY * 8).await;
    let told = office.open_link(&stranger, &expired).await;
    assert!(told.contains("sudah habis"), "{told}");
    let officers = "select count(*) from role_grant where role = 'officer' and state = 'active'";
    assert_eq!(office.count(officers).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_leaves_the_group_is_asked_about_once() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let hasan = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let rina = office.officer("Aipda Rina", "POLRES-PAREPARE").await;
    let stranger = office.sim.user("Joko").create();
    for person in [&hasan, &rina, &stranger] {
        group.add_member(person);
    }
    // The second of them has been told by then.
    office.a_minute().await;
    group.promote_bot();
    let asked = |office: &Office| {
        let said = office.said_to(&staff.coordinator);
        said.matches("Masih petugas").count()
    };
    group.remove_member(&stranger);
    group.remove_member(&hasan);
    office.a_minute().await;
    assert_eq!(asked(&office), 1);
    let said = office.last_said_to(&staff.coordinator);
    assert!(
        said.contains("Iptu Hasan keluar dari") && said.contains("Polres Parepare"),
        "{said}"
    );
    office.press(&staff.coordinator, "Tetap").await;
    office.moment().await;
    assert!(
        office
            .last_said_to(&staff.coordinator)
            .contains("tetap petugas")
    );
    // Where the bot is no admin, a message in the group tells.
    group.demote_bot();
    group.remove_member(&rina);
    office.a_minute().await;
    assert_eq!(asked(&office), 1);
    let said = office.last_said_to(&staff.coordinator);
    assert!(said.contains("Aipda Rina keluar dari"), "{said}");
    office.press(&staff.coordinator, "Cabut").await;
    office.moment().await;
    assert!(office.last_said_to(&rina).contains("bukan lagi petugas"));
    office.close().await;
}
