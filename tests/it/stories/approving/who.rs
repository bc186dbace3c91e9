//! Who is asked, and who may answer.

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn an_author_does_not_approve_their_own_whatever_else_they_are() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.appoint_again(&staff.author, "penyetuju").await;
    office.submit(&staff.author, "Banjir.").await;
    assert!(!office.said_to(&staff.author).contains("Mohon persetujuan"));
    let panel = staff.approver.last().unwrap();
    let own = staff.author.last().unwrap();
    for (label, forged) in [
        ("Setujui", "y"),
        ("Setujui", "Y"),
        ("Kembalikan", "r"),
        ("Tolak", "n"),
    ] {
        let data = panel.button(label).unwrap().data.clone().unwrap();
        let (_, rest) = data.split_once(':').unwrap();
        let pop_up = office
            .press_data(&staff.author, &own, &format!("{forged}:{rest}"))
            .await;
        assert!(pop_up.contains("susun sendiri"), "{forged}: {pop_up}");
    }
    office.approve(&staff.approver).await;
    office.moment().await;
    assert!(office.last_in(&police).contains("Banjir."));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_second_person_ajukan_names_the_owners_to_ask() {
    let office = Office::of_parepare().await;
    office.join_group("POLRES-PAREPARE").await;
    let author = office.appoint("Budi Santoso", "penyusun").await;
    office.appoint_again(&author, "penyetuju").await;
    office.say(&author, "/siaran Banjir.").await;
    let pop_up = office.press(&author, "Ajukan").await;
    assert!(pop_up.contains("Tidak ada penyetuju lain"), "{pop_up}");
    assert!(pop_up.contains("Sri Wahyuni"), "{pop_up}");
    // The draft is still there, and goes as soon as there is somebody.
    let approver = office.appoint("Ratna Dewi", "penyetuju").await;
    office.press(&author, "Ajukan").await;
    office.moment().await;
    office.approve(&approver).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_any_chat_there_is_nobody_to_announce_to() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let panel = office.say(&staff.author, "/siaran Banjir.").await;
    assert!(panel.contains("16 lembaga, 0 saluran"), "{panel}");
    let pop_up = office.press(&staff.author, "Ajukan").await;
    assert!(pop_up.contains("Belum satu pun"), "{pop_up}");
    // A group that leaves between the two presses leaves nobody either.
    let police = office.join_group("POLRES-PAREPARE").await;
    office.press(&staff.author, "Ajukan").await;
    office.advance(std::time::Duration::from_secs(5)).await;
    office.press(&staff.approver, "Setujui").await;
    office.moment().await;
    police.kick_bot(&office.sim.user("Admin").create());
    office.moment().await;
    let pop_up = office.press(&staff.approver, "Ya, kirim").await;
    assert!(pop_up.contains("Belum satu pun"), "{pop_up}");
    assert_eq!(office.count("select count(*) from numbering").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approver_of_elsewhere_is_not_asked_and_may_not_answer() {
    let office = Office::with_roster("kpu-2021").open().await;
    office.join_group("KPU-64.74").await;
    let author = office.appoint("Budi Santoso", "penyusun KPU-64").await;
    let elsewhere = office.appoint("Nurul", "penyetuju KPU-63").await;
    // One below the issuer does not speak for it.
    let below = office.appoint("Maya", "penyetuju KPU-64.74").await;
    let covering = office.appoint("Ratna Dewi", "penyetuju KPU-64").await;
    let root = office.appoint("Hasan Basri", "penyetuju").await;
    office.submit(&author, "Rapat.").await;
    for who in [&elsewhere, &below] {
        assert!(
            !office.said_to(who).contains("Mohon persetujuan"),
            "{}",
            who.name()
        );
    }
    for who in [&covering, &root] {
        assert!(
            office.last_said_to(who).contains("Mohon persetujuan"),
            "{}",
            who.name()
        );
    }
    let panel = covering.last().unwrap();
    let approve = panel.button("Setujui").unwrap().data.clone().unwrap();
    for who in [&elsewhere, &below] {
        let at = who.last().unwrap();
        for forged in [approve.clone(), approve.replacen('y', "Y", 1)] {
            let pop_up = office.press_data(who, &at, &forged).await;
            assert!(
                pop_up.contains("di luar cakupan"),
                "{}: {pop_up}",
                who.name()
            );
        }
    }
    office.approve(&covering).await;
    office.close().await;
}
