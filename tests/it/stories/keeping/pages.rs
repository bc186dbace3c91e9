//! The page of a chat and of an officer.

use std::time::Duration;

use satupintu_simulator::Fault;

use super::{chat_page, turn};
use crate::office::{Office, copies};

#[tokio::test(flavor = "multi_thread")]
async fn a_chats_page_says_how_it_stands_and_lets_it_go() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    let page = chat_page(&office, "Humas POLRES-PAREPARE").await;
    let text = turn(&office, &staff.coordinator, &page).await;
    for part in [
        "Saluran Polres Parepare",
        "“Humas POLRES-PAREPARE”",
        "Jenis: grup",
        &police.id().to_string(),
        "Status: aktif sejak",
        "otomatis (sekarang menerima)",
        "Siaran terakhir yang sampai: No. 1/2026",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }

    office.press(&staff.coordinator, "Halaman lembaga").await;
    office.moment().await;
    let text = office.last_said_to(&staff.coordinator);
    assert!(text.contains("Kode: POLRES-PAREPARE"), "{text}");

    // What waits for it when it is let go does not leave.
    let away = Fault::too_many_requests(60).method("sendMessage");
    let away = office.sim.fault(away.chat(police.id()));
    office.announce(&staff, "Dua.").await;
    office.advance(Duration::from_secs(5)).await;
    turn(&office, &staff.coordinator, &page).await;
    office.press(&staff.coordinator, "Lepaskan").await;
    office.moment().await;
    let asked = office.sim.messages(staff.coordinator.id());
    let asked = asked.iter().rfind(|it| it.button("Ya, lepaskan").is_some());
    assert!(asked.is_some());
    office.press(&staff.coordinator, "Ya, lepaskan").await;
    away.release();
    office.advance(Duration::from_secs(120)).await;
    assert_eq!(copies(&police, "2/2026").len(), 0);
    assert_eq!(copies(&army, "2/2026").len(), 1);
    let told = office.last_in(&police);
    assert!(told.contains("tidak lagi terdaftar"), "{told}");
    let card = office.say(&staff.author, "/status 2").await;
    assert!(
        card.contains("Terkirim 1/2") && card.contains("Gagal 1"),
        "{card}"
    );
    assert!(card.contains("sudah dilepas: 1"), "{card}");
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("Terkirim 2/2"), "{card}");

    // From now on the officer has it in private, and a press in the group speaks for nobody.
    office.announce(&staff, "Tiga.").await;
    office.moment().await;
    assert_eq!(copies(&police, "3/2026").len(), 0);
    let member = office.sim.user("Anggota").create();
    police.add_member(&member);
    let first = copies(&police, "1/2026").remove(0);
    let pop_up = office.press_on(&member, &first, "Diterima").await;
    assert!(pop_up.contains("hanya petugas"), "{pop_up}");
    office.say(&staff.coordinator, "/status 1").await;
    let text = turn(&office, &staff.coordinator, &page).await;
    assert!(text.contains("Status: dilepas sejak"), "{text}");
    office.say(&staff.coordinator, "/status 1").await;
    let again = page.replace("cp:", "cX:");
    let pop_up = turn(&office, &staff.coordinator, &again).await;
    assert!(pop_up.contains("sudah dilepas"), "{pop_up}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_after_an_institution_says_which_chats_receive() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let in_group = chat_page(&office, "Humas POLRES-PAREPARE").await;
    let in_private = chat_page(&office, "Iptu Hasan").await;
    let text = turn(&office, &staff.coordinator, &in_private).await;
    assert!(
        text.contains("otomatis (sekarang tidak menerima)"),
        "{text}"
    );
    let mut number = 0;
    for (say, page, label, chats, without) in [
        ("both", &in_private, "Terima siaran: selalu", 2, 15),
        (
            "the officer alone",
            &in_group,
            "Terima siaran: tidak",
            1,
            15,
        ),
        ("nobody", &in_private, "Terima siaran: tidak", 0, 16),
        (
            "the group alone",
            &in_group,
            "Terima siaran: otomatis",
            1,
            15,
        ),
    ] {
        turn(&office, &staff.coordinator, page).await;
        office.press(&staff.coordinator, label).await;
        let panel = office.say(&staff.author, "/siaran Jam layanan.").await;
        assert!(
            panel.contains(&format!("{chats} saluran")),
            "{say}: {panel}"
        );
        if chats == 0 {
            assert!(panel.contains("16"), "{say}: {panel}");
            office.press(&staff.author, "Batal").await;
            continue;
        }
        office.submit_and_approve(&staff).await;
        office.advance(Duration::from_secs(10)).await;
        number += 1;
        let card = office
            .say(&staff.author, &format!("/status {number}"))
            .await;
        assert!(
            card.contains(&format!("Terkirim {chats}/{chats}")),
            "{say}: {card}"
        );
        assert!(
            card.contains(&format!("Tanpa saluran {without}")),
            "{say}: {card}"
        );
    }
    assert_eq!(copies(&group, "1/2026").len(), 1);
    assert_eq!(copies(&group, "2/2026").len(), 0);
    assert_eq!(copies(&group, "3/2026").len(), 1);
    let texts = office.said_to(&officer);
    assert!(texts.contains("No. 1/2026") && texts.contains("No. 2/2026"));
    assert!(!texts.contains("No. 3/2026"), "{texts}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officers_page_says_what_they_confirmed_last_and_revokes() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let id = office
        .count("select id from role_grant where role = 'officer'")
        .await;
    let page = format!("gp:{id}");
    let text = turn(&office, &staff.coordinator, &page).await;
    for part in [
        "Petugas Polres Parepare",
        "Nama: Iptu Hasan",
        "Petugas sejak",
        "Belum pernah mengonfirmasi",
        &officer.id().to_string(),
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    office.press(&staff.coordinator, "Halaman lembaga").await;
    office.moment().await;
    let text = office.last_said_to(&staff.coordinator);
    assert!(text.contains("Kode: POLRES-PAREPARE"), "{text}");
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    office.press(&officer, "Diterima").await;
    let text = turn(&office, &staff.coordinator, &page).await;
    assert!(
        text.contains("Konfirmasi terakhir: Siaran No. 1/2026"),
        "{text}"
    );
    office.press(&staff.coordinator, "Cabut").await;
    office.moment().await;
    assert!(
        office
            .last_said_to(&officer)
            .contains("bukan lagi petugas Polres Parepare")
    );
    office.say(&staff.coordinator, "/status 1").await;
    let text = turn(&office, &staff.coordinator, &page).await;
    assert!(text.contains("Bukan petugas lagi sejak"), "{text}");
    // Who confirmed then is still known.
    let list = office.say(&staff.coordinator, "/sudah 1").await;
    assert!(list.contains("Iptu Hasan"), "{list}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_for_those_in_whose_scope_they_are_and_in_private() {
    let office = Office::with_roster("kpu-2021").open().await;
    let east = office.appoint("Andi Pratama", "koordinator KPU-64").await;
    let south = office.appoint("Maya", "koordinator KPU-63").await;
    let author = office.appoint("Budi", "penyusun KPU-64").await;
    let group = office.join_group("KPU-64.74").await;
    let officer = office.officer("Iptu Hasan", "KPU-64.74").await;
    office.officer("Ibu Rina", "KPU-63.01").await;
    let chat = chat_page(&office, "Humas KPU-64.74").await;
    let grant =
        "select max(id) from role_grant where role = 'officer' and area_value = 'KPU-64.74'";
    let grant = office.count(grant).await;
    let number = chat.trim_start_matches("cp:").to_owned();
    let mut all: Vec<String> = ["cp", "ca", "cy", "cn", "cx", "cX"]
        .iter()
        .map(|tag| format!("{tag}:{number}"))
        .collect();
    all.push(format!("gp:{grant}"));
    let changes = "select count(*) from event where kind <> 'request.refused'";
    let before = office.count(changes).await;
    for data in &all {
        for (who, no) in [
            (&south, "di luar cakupan"),
            (&author, "hanya dapat dilakukan"),
            (&officer, "hanya dapat dilakukan"),
        ] {
            let at = who.last().unwrap();
            let pop_up = office.press_data(who, &at, data).await;
            assert!(pop_up.contains(no), "{}, {data}: {pop_up}", who.name());
        }
        // A coordinator may, but what a page says is not for the group.
        group.add_member(&east);
        let welcome = group.last().unwrap();
        let pop_up = office.press_data(&east, &welcome, data).await;
        assert!(pop_up.contains("percakapan pribadi"), "{data}: {pop_up}");
    }
    assert_eq!(office.count(changes).await, before);
    let text = turn(&office, &east, &chat).await;
    assert!(text.contains("Humas KPU-64.74"), "{text}");
    office.close().await;
}
