//! Who lost a role does not take it again, and leaves no keys behind.

use crate::office::Office;

const OFFICERS: &str =
    "select count(*) from role_grant where role = 'officer' and state = 'active'";

#[tokio::test(flavor = "multi_thread")]
async fn a_former_officer_comes_back_by_a_new_link_alone() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let old = office.invite("petugas POLRES-PAREPARE").await;
    let spare = office.invite("petugas POLRES-PAREPARE").await;
    let hasan = office.sim.user("Iptu Hasan").create();
    group.add_member(&hasan);
    office.open_link(&hasan, &old).await;
    office.press(&staff.coordinator, "Cabut").await;
    assert_eq!(office.count(OFFICERS).await, 0);

    // Neither by the link that they had, nor by another from then, nor by the group's button.
    for link in [&old, &spare] {
        let told = office.open_link(&hasan, link).await;
        assert!(told.contains("pernah dicabut"), "{told}");
    }
    let press = hasan
        .press(&group.last().unwrap(), "Daftar petugas")
        .unwrap();
    office.settle().await;
    let link = press.answer().unwrap().url.unwrap();
    let told = office.open_link(&hasan, &link).await;
    assert!(told.contains("pernah dicabut"), "{told}");
    assert_eq!(office.count(OFFICERS).await, 0);

    // Others still come in by all of them, and the one who was let go by a link of today.
    let rina = office.sim.user("Aipda Rina").create();
    let told = office.open_link(&rina, &old).await;
    assert!(told.contains("Anda kini petugas"), "{told}");
    let new = office.invite("petugas POLRES-PAREPARE").await;
    let told = office.open_link(&hasan, &new).await;
    assert!(told.contains("Anda kini petugas"), "{told}");
    assert_eq!(office.count(OFFICERS).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_links_of_a_former_coordinator_end_with_the_role() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let of_owner = office.invite("petugas POLRES-PAREPARE").await;
    let andi = &staff.coordinator;
    office.say(andi, "/undang petugas POLRES-PAREPARE").await;
    let of_officer = office.link_to(andi);
    office.say(andi, "/undang grup POLRES-PAREPARE").await;
    let of_group = office.link_to(andi);
    let hasan = office.sim.user("Iptu Hasan").create();
    let told = office.open_link(&hasan, &of_officer).await;
    assert!(told.contains("Anda kini petugas"), "{told}");

    office.say(&office.owner, "/cabutperan andi").await;
    office.press(&office.owner, "Cabut: koordinator").await;
    office.moment().await;
    office.press(&office.owner, "Ya, cabut").await;
    office.moment().await;
    let joko = office.sim.user("Joko").create();
    let told = office.open_link(&joko, &of_officer).await;
    assert!(told.contains("sudah dicabut"), "{told}");
    let group = office.sim.group("Humas");
    group.add_admin(&joko);
    joko.add_by_link(&of_group, &group).unwrap();
    office.moment().await;
    let said = office.last_in(&group);
    assert!(said.contains("sudah dicabut"), "{said}");
    let groups = "select count(*) from chat where kind = 'group'";
    assert_eq!(office.count(groups).await, 0);

    // Who came in before stays, and so do the links of others.
    let told = office.open_link(&joko, &of_owner).await;
    assert!(told.contains("Anda kini petugas"), "{told}");
    assert_eq!(office.count(OFFICERS).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_does_not_confirm_a_role_of_their_own() {
    let office = Office::with_roster("bakohumas-parepare")
        .second_owner("Hendra")
        .open()
        .await;
    let hendra = office.other_owner.clone().unwrap();
    let link = office.invite("penyetuju").await;
    office.open_link(&hendra, &link).await;
    let pop_up = office.press(&hendra, "Sahkan").await;
    assert!(pop_up.contains("untuk Anda sendiri"), "{pop_up}");
    let active = "select count(*) from role_grant where role = 'approver' and state = 'active'";
    assert_eq!(office.count(active).await, 0);
    // There is no third owner, so the one who made the link does.
    office.press(&office.owner, "Sahkan").await;
    assert_eq!(office.count(active).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_hands_over_to_a_colleague_who_is_one_already() {
    let office = Office::of_parepare().await;
    let hasan = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let rina = office.officer("Aipda Rina", "POLRES-PAREPARE").await;
    office.say(&hasan, "/serahkan").await;
    let link = office.link_to(&hasan);
    let told = office.open_link(&rina, &link).await;
    assert!(told.contains("Anda kini petugas"), "{told}");
    assert!(office.last_said_to(&hasan).contains("bukan lagi petugas"));
    assert_eq!(office.count(OFFICERS).await, 1);
    let told = office.say(&hasan, "/serahkan").await;
    assert!(told.contains("hanya dapat dilakukan"), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_role_is_taken_in_an_institution_that_is_out_of_service() {
    let office = Office::of_parepare().await;
    let link = office.invite("koordinator POLRES-PAREPARE").await;
    office.say(&office.owner, "/nonaktif POLRES-PAREPARE").await;
    office.press(&office.owner, "Ya, nonaktifkan").await;
    let hasan = office.sim.user("Iptu Hasan").create();
    let told = office.open_link(&hasan, &link).await;
    assert!(told.contains("POLRES-PAREPARE"), "{told}");
    let roles = "select count(*) from role_grant where role = 'coordinator'";
    assert_eq!(office.count(roles).await, 0);
    // The link is not used up by that.
    office.say(&office.owner, "/aktifkan POLRES-PAREPARE").await;
    office.open_link(&hasan, &link).await;
    assert_eq!(office.count(roles).await, 1);
    office.close().await;
}
