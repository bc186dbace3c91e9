//! Officers: invited, shown to their coordinator, taken back.

use std::time::Duration;

use satupintu::domain::clock::Clock as _;
use satupintu_simulator::Fault;

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn five_people_become_officers_by_one_link_and_the_sixth_is_refused() {
    let office = Office::of_parepare().await;
    let link = office.invite("petugas POLRES-PAREPARE").await;
    for number in 1..=5 {
        let user = office.sim.user(&format!("Petugas {number}")).create();
        let told = office.open_link(&user, &link).await;
        assert!(
            told.contains("Anda kini petugas Polres Parepare"),
            "{number}: {told}"
        );
        // Opening it again costs nothing.
        let told = office.open_link(&user, &link).await;
        assert!(
            told.contains("sudah") && !told.contains("kini"),
            "{number}: {told}"
        );
    }
    let sixth = office.sim.user("Petugas 6").create();
    let told = office.open_link(&sixth, &link).await;
    assert!(told.contains("sudah terpakai"), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn coordinators_invite_members_in_their_scope_and_nobody_else_does() {
    let office = Office::with_roster("kpu-2021").open().await;
    let east = office.appoint("Andi Pratama", "koordinator KPU-64").await;
    let bontang = office
        .appoint("Maya", "koordinator wilayah:\"Kota Bontang\"")
        .await;
    let officer = office.officer("Iptu Hasan", "KPU-64.74").await;
    let stranger = office.sim.user("Joko").create();

    for (who, what, link) in [
        (&east, "petugas KPU-64.74", true),
        (&east, "grup KPU-64", true),
        (&east, "petugas KPU-63", false),
        (&east, "grup KPU-RI", false),
        (&east, "penyusun KPU-64", false),
        (&east, "koordinator KPU-64.74", false),
        (&bontang, "petugas KPU-64.74", true),
        (&bontang, "grup KPU-64.71", false),
        (&officer, "petugas KPU-64.74", false),
        (&officer, "grup KPU-64.74", false),
        (&stranger, "petugas KPU-64.74", false),
        (&stranger, "petugas", false),
        (&stranger, "grup TIDAK-ADA", false),
    ] {
        let said = office.say(who, &format!("/undang {what}")).await;
        assert_eq!(
            said.contains("https://t.me/"),
            link,
            "{}, {what}: {said}",
            who.name()
        );
        if !link {
            // Why, and not whether such an institution exists.
            let reason =
                said.contains("hanya dapat dilakukan") || said.contains("dalam cakupan Anda");
            assert!(reason, "{}, {what}: {said}", who.name());
        }
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_taken_back_can_do_nothing_from_the_next_press_on() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let news = office.last_said_to(&staff.coordinator);
    for part in [
        "Petugas baru Polres Parepare",
        "Iptu Hasan",
        &officer.id().to_string(),
    ] {
        assert!(news.contains(part), "{news}");
    }

    office
        .announce(&staff, "Banjir di Jalan Bau Massepe.")
        .await;
    office.moment().await;
    let announcement = officer.last().unwrap();
    assert!(announcement.text.contains("SIARAN RESMI No. 1/2026"));

    office.press(&staff.coordinator, "Cabut").await;
    office.moment().await;
    let told = office.last_said_to(&officer);
    assert!(
        told.contains("bukan lagi petugas Polres Parepare"),
        "{told}"
    );
    let pop_up = office.press_on(&officer, &announcement, "Diterima").await;
    assert!(pop_up.contains("hanya petugas"), "{pop_up}");
    let status = office.say(&officer, "/status").await;
    assert!(!status.contains("1/2026"), "{status}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Diterima 0/1"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_had_to_wait_does_not_reach_somebody_who_is_no_officer_any_more() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let later = Fault::hang(None).method("sendMessage").chat(officer.id());
    let later = office.sim.fault(later);
    office.submit(&staff.author, "Banjir.").await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    let panel = staff.approver.last().unwrap();
    staff.approver.press(&panel, "Ya, kirim").unwrap();
    let struck = |_: &_| (later.hits() > 0).then_some(());
    for _ in 0..100 {
        office
            .clock
            .set(office.clock.now().plus(Duration::from_millis(100)));
        if office
            .sim
            .wait_for(Duration::from_millis(50), struck)
            .await
            .is_some()
        {
            break;
        }
    }
    // The call is under way: it will end without an answer, and would be tried again.
    assert_eq!(later.hits(), 1);
    let news = staff.coordinator.inbox();
    let news = news
        .iter()
        .rfind(|it| it.button("Cabut").is_some())
        .unwrap();
    let revoked = staff.coordinator.press(news, "Cabut").unwrap();
    assert!(revoked.wait_answer(Duration::from_secs(30)).await.is_some());
    later.release();
    office.advance(Duration::from_secs(120)).await;

    assert!(!office.said_to(&officer).contains("SIARAN RESMI"));
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nGagal 1\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_cabut_says_that_it_is_done() {
    let office = Office::of_parepare().await;
    let coordinator = office.appoint("Andi", "koordinator").await;
    office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let news = coordinator.last().unwrap();
    let revoke = news.button("Cabut").unwrap().data.clone().unwrap();
    let stranger = office.sim.user("Joko").create();
    let pop_up = office.press_data(&stranger, &news, &revoke).await;
    assert!(pop_up.contains("hanya dapat dilakukan"), "{pop_up}");
    office.press(&coordinator, "Cabut").await;
    let pop_up = office.press_data(&coordinator, &news, &revoke).await;
    assert!(pop_up.contains("sudah diputuskan"), "{pop_up}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn daftar_petugas_under_the_welcome_makes_the_presser_an_officer() {
    let office = Office::of_parepare().await;
    let coordinator = office.appoint("Andi", "koordinator").await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let hasan = office.sim.user("Iptu Hasan").create();
    group.add_member(&hasan);
    let press = hasan
        .press(&group.last().unwrap(), "Daftar petugas")
        .unwrap();
    office.settle().await;
    let link = press.answer().unwrap().url.unwrap();
    let told = office.open_link(&hasan, &link).await;
    assert!(told.contains("Anda kini petugas Polres Parepare"), "{told}");
    let news = office.last_said_to(&coordinator);
    assert!(news.contains("Iptu Hasan"), "{news}");
    // The link was for one.
    let other = office.sim.user("Joko").create();
    let told = office.open_link(&other, &link).await;
    assert!(told.contains("sudah terpakai"), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_strangers_can_read_nobody_becomes_an_officer_by_a_press() {
    let office = Office::of_parepare().await;
    let group = office.sim.supergroup("Warga").public("warga_parepare");
    let admin = office.sim.user("Admin").create();
    group.add_admin(&admin);
    let link = office.invite("grup HUMAS-PAREPARE").await;
    admin.add_by_link(&link, &group).unwrap();
    office.moment().await;
    let welcome = group.last().unwrap();
    assert!(welcome.text.contains("terdaftar"), "{}", welcome.text);
    assert!(welcome.button("Daftar petugas").is_none());
    let stranger = office.sim.user("Joko").create();
    let press = stranger.press_data(&welcome, "of");
    office.settle().await;
    let answer = press.answer().unwrap();
    assert_eq!(answer.url, None);
    assert!(answer.text.unwrap().contains("koordinator"));
    office.close().await;
}
