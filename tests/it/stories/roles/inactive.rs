//! Institutions leave the forum, and come back.

use super::data;
use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn an_institution_that_left_is_in_no_audience_until_it_is_back() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let campus = office.join_group("ITH").await;
    office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let person_link = office.invite("petugas POLRES-PAREPARE").await;
    let group_link = office.invite("grup POLRES-PAREPARE").await;
    let welcome = police.last().unwrap();
    office.announce(&staff, "Pertama.").await;
    office.moment().await;
    let first = police.last().unwrap();

    let asked = office.say(&office.owner, "/nonaktif polres-parepare").await;
    for part in [
        "Polres Parepare (POLRES-PAREPARE)?",
        "siaran: 2",
        "tidak menerima siaran: 1",
    ] {
        assert!(asked.contains(part), "{asked}");
    }
    office.press(&office.owner, "Tidak jadi").await;
    office.say(&office.owner, "/nonaktif POLRES-PAREPARE").await;
    let (question, surely) = data(&office.owner, "⛔ Ya, nonaktifkan");
    for other in [&staff.author, &staff.approver, &staff.coordinator] {
        let told = office.say(other, "/nonaktif POLRES-PAREPARE").await;
        assert!(
            told.contains("hanya dapat dilakukan oleh pemilik"),
            "{told}"
        );
        let at = other.last().unwrap();
        let pop_up = office.press_data(other, &at, &surely).await;
        assert!(
            pop_up.contains("hanya dapat dilakukan oleh pemilik"),
            "{pop_up}"
        );
    }
    office.press_data(&office.owner, &question, &surely).await;
    office.moment().await;
    let told = office.last_said_to(&staff.coordinator);
    assert!(told.contains("dinonaktifkan oleh Sri Wahyuni"), "{told}");
    let again = office.press_data(&office.owner, &question, &surely).await;
    assert!(again.contains("sudah dinonaktifkan"), "{again}");

    office.announce(&staff, "Kedua.").await;
    office.a_minute().await;
    assert!(office.last_in(&campus).contains("2/2026"));
    assert!(!office.last_in(&police).contains("2/2026"));
    // Links that were made before, and those that are asked for now.
    let joko = office.sim.user("Joko").create();
    let told = office.open_link(&joko, &person_link).await;
    assert!(told.contains("sudah dinonaktifkan"), "{told}");
    let other = office.sim.group("Lain");
    joko.add_by_link(&group_link, &other).unwrap();
    office.moment().await;
    let told = office.last_in(&other);
    assert!(told.contains("sudah dinonaktifkan"), "{told}");
    let told = office
        .say(&office.owner, "/undang petugas POLRES-PAREPARE")
        .await;
    assert!(told.contains("sudah dinonaktifkan"), "{told}");
    police.add_member(&joko);
    let pop_up = office.press_on(&joko, &welcome, "Daftar petugas").await;
    assert!(pop_up.contains("sudah dinonaktifkan"), "{pop_up}");
    // What was sent can still be confirmed, and stays on record.
    let pop_up = office.press_on(&joko, &first, "Diterima").await;
    assert!(pop_up.contains("tercatat diterima"), "{pop_up}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Diterima 1/2"), "{card}");

    let told = office.say(&office.owner, "/aktifkan POLRES-PAREPARE").await;
    assert!(told.contains("diaktifkan kembali"), "{told}");
    let told = office.say(&office.owner, "/aktifkan POLRES-PAREPARE").await;
    assert!(told.contains("masih aktif"), "{told}");
    office.announce(&staff, "Ketiga.").await;
    office.a_minute().await;
    assert!(office.last_in(&police).contains("3/2026"));
    assert_eq!(
        office
            .texts("select kind from event where kind like 'institution.%' order by id")
            .await,
        ["institution.deactivated", "institution.activated"]
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_reached_its_chats_yet_does_not_leave() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let campus = office.join_group("ITH").await;
    office.say(&staff.approver, "/bekukan").await;
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    let asked = office.say(&office.owner, "/nonaktif POLRES-PAREPARE").await;
    assert!(asked.contains("tidak akan dikirim: 1"), "{asked}");
    office.press(&office.owner, "Ya, nonaktifkan").await;
    office.say(&office.owner, "/cairkan").await;
    office.a_minute().await;
    assert!(office.last_in(&campus).contains("1/2026"));
    assert!(!office.last_in(&police).contains("1/2026"));
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("saluran atau petugasnya sudah dilepas: 1"),
        "{card}"
    );
    // Nor when it is back, or when somebody sends again what failed.
    office.say(&office.owner, "/aktifkan POLRES-PAREPARE").await;
    office.a_minute().await;
    assert!(!office.last_in(&police).contains("1/2026"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_author_of_an_institution_that_left_is_told_so() {
    let office = Office::with_roster("kpu-2021").open().await;
    let author = office.appoint("Budi Santoso", "penyusun KPU-64").await;
    let approver = office.appoint("Ratna Dewi", "penyetuju").await;
    office.join_group("KPU-64.74").await;
    office.submit(&author, "Halo.").await;
    office.say(&office.owner, "/nonaktif KPU-64").await;
    office.press(&office.owner, "Ya, nonaktifkan").await;
    let pop_up = office.press(&approver, "Setujui").await;
    assert!(pop_up.contains("KPU-64 sudah dinonaktifkan"), "{pop_up}");
    let told = office.say(&author, "/siaran Lagi.").await;
    assert!(told.contains("KPU-64 sudah dinonaktifkan"), "{told}");
    office.close().await;
}
