//! `/lembaga`: found as people call it, in pages, and never beyond what the asker may see.

use satupintu_simulator::{SentMessage, User};

use super::turn;
use crate::office::Office;

/// Somebody asks `/lembaga …`; the answer.
async fn look_up(office: &Office, user: &User, typed: &str) -> SentMessage {
    office.say(user, &format!("/lembaga {typed}")).await;
    user.last().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_is_found_as_people_call_it() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let coordinator = office.appoint("Andi Pratama", "koordinator").await;
    for (typed, name) in [
        (
            "diskominfo ppu",
            "Dinas Komunikasi dan Informatika Kabupaten Penajam Paser Utara",
        ),
        ("polres bpp", "Balikpapan"),
        ("UNIV. Mulawarman", "Universitas Mulawarman"),
        ("mulawraman univ", "Universitas Mulawarman"),
        (
            "komisi pemilihan umum kukar",
            "KPU Kabupaten Kutai Kartanegara",
        ),
        ("kpu-kukar", "KPU Kabupaten Kutai Kartanegara"),
    ] {
        let page = look_up(&office, &coordinator, typed).await;
        let (title, _) = page.text.split_once('\n').unwrap();
        assert!(title.contains(name), "{typed}: {}", page.text);
        assert!(page.text.contains("Belum ada saluran"), "{}", page.text);
    }
    let told = look_up(&office, &coordinator, "kpu zamboanga").await.text;
    assert!(
        told.contains("Tidak ada lembaga yang cocok dengan “kpu zamboanga”"),
        "{told}"
    );
    let told = look_up(&office, &coordinator, "🌊 !").await.text;
    assert!(told.contains("Tidak ada lembaga"), "{told}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hits_come_in_pages_and_a_tap_leads_to_an_office_up_down_and_back() {
    let office = Office::with_roster("kpu-2021").open().await;
    let coordinator = office.appoint("Andi Pratama", "koordinator KPU-64").await;
    let page = look_up(&office, &coordinator, "kpu").await;
    assert!(page.text.contains("11 lembaga cocok"), "{}", page.text);
    assert!(page.text.contains("Halaman 1/2"), "{}", page.text);
    assert_eq!(page.labels().len(), 9);
    let second = turn(&office, &coordinator, "Berikutnya").await;
    assert!(second.text.contains("Halaman 2/2"), "{}", second.text);
    let name = second.labels()[0].clone();
    let one = turn(&office, &coordinator, &name).await;
    assert!(one.text.starts_with(&name), "{}", one.text);
    let back = turn(&office, &coordinator, "‹ Kembali").await;
    assert_eq!(back.text, second.text);

    turn(&office, &coordinator, &name).await;
    let above = turn(&office, &coordinator, "⬆️ Ke atas").await;
    assert!(
        above.text.starts_with("KPU Provinsi Kalimantan Timur"),
        "{}",
        above.text
    );
    // Above that lies what the coordinator does not see.
    assert!(!above.labels().iter().any(|label| label.contains("Ke atas")));
    assert!(!above.text.contains("KPU-RI"), "{}", above.text);
    let below = turn(&office, &coordinator, "⬇️ Di bawahnya (10)").await;
    assert!(below.text.contains("10 lembaga di bawah"), "{}", below.text);

    let all = look_up(&office, &coordinator, "").await;
    assert!(all.text.contains("Lembaga: 11"), "{}", all.text);
    assert!(
        all.text.contains("Dengan saluran: 0 · tanpa: 11"),
        "{}",
        all.text
    );
    assert!(all.text.contains("(KPU-64), membawahi 10"), "{}", all.text);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offices_page_says_what_it_has_and_invites_who_is_missing() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let coordinator = &staff.coordinator;
    let page = look_up(&office, coordinator, "polres").await;
    assert!(page.text.contains("Belum ada saluran"), "{}", page.text);
    office.press(coordinator, "👤 Undang petugas").await;
    office.moment().await;
    let officer = office.sim.user("Iptu Hasan").create();
    let link = office.link_to(coordinator);
    let told = office.open_link(&officer, &link).await;
    assert!(told.contains("Anda kini petugas"), "{told}");
    let group = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Satu.").await;
    office.moment().await;
    let copy = group.last().unwrap();
    office.press_on(&officer, &copy, "Diterima").await;

    let page = look_up(&office, coordinator, "humas polres").await.text;
    for line in [
        "Polres Parepare",
        "Humas POLRES-PAREPARE (grup, terjangkau)",
        "Petugas: 1",
        "• Iptu Hasan",
        "Konfirmasi terakhir: Siaran No. 1/2026",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    look_up(&office, coordinator, "polres").await;
    let chat = turn(&office, coordinator, "💬 Humas POLRES-PAREPARE").await;
    assert!(chat.text.contains("Polres Parepare"), "{}", chat.text);
    look_up(&office, coordinator, "polres").await;
    let person = turn(&office, coordinator, "👤 Iptu Hasan").await;
    assert!(person.text.contains("Iptu Hasan"), "{}", person.text);
    assert_ne!(chat.text, person.text);
    group.kick_bot(&officer);
    office.moment().await;
    let page = look_up(&office, coordinator, "POLRES-PAREPARE").await.text;
    assert!(page.contains("(grup, tidak terjangkau)"), "{page}");
    office.press(coordinator, "🔗 Tautan grup").await;
    office.moment().await;
    assert!(office.link_to(coordinator).contains("startgroup="));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_shown_another_scopes_office_however_they_ask() {
    let office = Office::with_roster("kpu-2021").open().await;
    let south = office
        .appoint("Koordinator Sulsel", "koordinator KPU-73")
        .await;
    let officer = office.officer("Petugas", "KPU-64.71").await;
    let stranger = office.sim.user("Orang Lain").create();
    let told = office.say(&stranger, "/lembaga kpu").await;
    assert!(told.contains("hanya dapat dilakukan"), "{told}");
    for (asker, typed) in [
        (&south, "KPU-64.71"),
        (&south, "kpu balikpapan"),
        (&officer, "KPU-73"),
        (&officer, "kpu samarinda"),
    ] {
        let told = look_up(&office, asker, typed).await.text;
        assert!(told.contains("Tidak ada lembaga"), "{typed}: {told}");
    }
    let own = look_up(&office, &officer, "kpu").await;
    assert!(own.text.starts_with("KPU Kota Balikpapan"), "{}", own.text);
    assert!(!own.labels().iter().any(|label| label.contains("Undang")));

    let list = look_up(&office, &south, "kpu kota").await;
    for data in [
        "i:KPU-64:0:0",
        "b:KPU-64:0",
        "b:KPU-RI:0",
        "io:KPU-64.71",
        "ig:KPU-64.71",
        "ls:999:0",
        "i:kpu-73:0:0",
        "i:XXXX:0:0",
    ] {
        let pop_up = office.press_data(&south, &list, data).await;
        assert!(!pop_up.is_empty(), "{data}");
    }
    // A search that somebody else made shows what this one may see.
    office.press_data(&officer, &own, "ls:1:0").await;
    office.moment().await;
    let seen = officer.last().unwrap().text;
    assert!(!seen.contains("KPU-73"), "{seen}");
    assert_eq!(south.last().unwrap(), list);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_sees_its_own_office_and_no_names_of_people() {
    let office = Office::of_parepare().await;
    office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let member = office.sim.user("Anggota").create();
    police.add_member(&member);
    police.send(&member, "/lembaga KODIM-1405");
    office.moment().await;
    let told = office.last_in(&police);
    assert!(told.starts_with("Polres Parepare"), "{told}");
    assert!(
        told.contains("Petugas: 1") && !told.contains("Hasan"),
        "{told}"
    );
    assert!(police.last().unwrap().labels().is_empty());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_sought_is_shown_to_nobody_else() {
    let office = Office::with_roster("kpu-2021").open().await;
    let [asker, other] = [
        office.appoint("Andi Pratama", "koordinator KPU-64").await,
        office.appoint("Dewi Lestari", "koordinator KPU-64").await,
    ];
    let words = "komisi pemilihan umum";
    let page = look_up(&office, &asker, words).await;
    assert!(page.text.contains(words), "{}", page.text);
    let data = page.button("Berikutnya").unwrap().data.clone().unwrap();
    let own = look_up(&office, &other, "kpu").await;
    let wires = (0..4).map(|number| format!("ls:{number}:0"));
    for wire in wires.chain([data]) {
        let told = office.press_data(&other, &own, &wire).await;
        assert!(!told.contains(words), "{wire}: {told}");
        for shown in other.inbox() {
            assert!(!shown.text.contains(words), "{wire}: {}", shown.text);
        }
    }
    // The same words of two people are two searches, and each goes on with their own.
    let again = look_up(&office, &other, words).await;
    assert_eq!(again.text, page.text);
    let sought = "select count(*) from search where typed = 'komisi pemilihan umum'";
    assert_eq!(office.count(sought).await, 2);
    turn(&office, &asker, "Berikutnya").await;
    office.close().await;
}
