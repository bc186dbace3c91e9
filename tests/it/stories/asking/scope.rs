//! Who sees what: a part of the registry each, and nothing beyond it.

use satupintu_simulator::User;

use super::{SECOND, all_pages, assert_sorted, entries};
use crate::office::{Office, Staff};

/// East Kalimantan and South Sulawesi, each with a coordinator, and one announcement to all of it.
struct TwoProvinces {
    office: Office,
    staff: Staff,
    east: User,
    south: User,
    officer: User,
}

impl TwoProvinces {
    async fn open() -> Self {
        let office = Office::with_roster("kpu-2021").open().await;
        let staff = office.staff().await;
        let east = office
            .appoint("Koordinator Kaltim", "koordinator KPU-64")
            .await;
        let south = office
            .appoint("Koordinator Sulsel", "koordinator KPU-73")
            .await;
        let officer = office.officer("Petugas provinsi", "KPU-64").await;
        let codes: Vec<String> = Office::codes("kpu-2021")
            .into_iter()
            .filter(|code| code.starts_with("KPU-64.") || code.starts_with("KPU-73"))
            .collect();
        office.import_groups(&codes).await;
        office.announce(&staff, "Jadwal debat publik.").await;
        office.advance(SECOND * 10).await;
        Self {
            office,
            staff,
            east,
            south,
            officer,
        }
    }

    /// An author of one province announces there alone.
    async fn announce_in_the_east(&self) {
        let author = self
            .office
            .appoint("Penyusun Kaltim", "penyusun KPU-64")
            .await;
        let office = &self.office;
        office.say(&author, "/siaran Hanya untuk Kaltim.").await;
        office.press(&author, "Ajukan").await;
        office.advance(SECOND * 5).await;
        office.press(&self.staff.approver, "Setujui").await;
        office.advance(SECOND * 2).await;
        office.press(&self.staff.approver, "Ya, kirim").await;
        office.advance(SECOND * 10).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_sees_the_own_province_in_card_list_and_pages() {
    let story = TwoProvinces::open().await;
    let office = &story.office;
    let card = office.say(&story.east, "/status 1").await;
    assert!(card.contains("\nTerkirim 11/11\n"), "{card}");
    assert!(card.contains("\nDiterima 0/11\n"), "{card}");
    assert!(!card.contains("Tanpa saluran"), "{card}");
    assert!(!card.contains("Bulukumba"), "{card}");
    let list = office.say(&story.east, "/status").await;
    assert!(list.contains("Diterima 0/11"), "{list}");
    let missing = all_pages(office, &story.east, "/belum 1").await;
    assert_eq!(missing.len(), 11);
    assert_sorted(&missing);
    let everything = office.say(&story.staff.coordinator, "/status 1").await;
    assert!(everything.contains("\nDiterima 0/36\n"), "{everything}");

    // Pages of one's own making show no more than that.
    let page = story.east.last().unwrap();
    let data = page.button("Kartu").unwrap().data.clone().unwrap();
    let id = data.split(':').nth(1).unwrap().to_owned();
    for forged in ["m:ID:1", "m:ID:9999999999999", "m:ID:-5", "d:ID:1"] {
        let forged = forged.replace("ID", &id);
        office.press_data(&story.east, &page, &forged).await;
        office.advance(SECOND * 2).await;
        let shown = story.east.last().unwrap();
        for (_, name) in entries(&shown) {
            assert!(missing.iter().any(|(_, own)| *own == name), "{name}");
        }
        assert!(!shown.text.contains("Halaman 2"), "{}", shown.text);
    }
    story.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_sees_the_own_institution_alone_and_a_stranger_nothing() {
    let story = TwoProvinces::open().await;
    let office = &story.office;
    let card = office.say(&story.officer, "/status 1").await;
    assert!(card.contains("\nTerkirim 1/1\n"), "{card}");
    assert!(card.contains("\nDiterima 0/1\n"), "{card}");
    assert_eq!(
        all_pages(office, &story.officer, "/belum 1").await,
        [(
            "Provinsi Kalimantan Timur".to_owned(),
            "KPU Provinsi Kalimantan Timur".to_owned()
        )]
    );
    let stranger = office.sim.user("Orang lain").create();
    for asked in ["/status", "/status 1", "/belum 1", "/sudah 1", "/status 77"] {
        let refused = office.say(&stranger, asked).await;
        assert!(refused.contains("hanya dapat dilakukan oleh"), "{refused}");
    }

    // The officer's old card is of no use once the role has gone.
    office.say(&story.officer, "/status 1").await;
    let card = story.officer.last().unwrap();
    office.press(&story.east, "Cabut").await;
    office.advance(SECOND * 3).await;
    for label in ["Belum", "Sudah", "Segarkan"] {
        let refused = office.press_on(&story.officer, &card, label).await;
        assert!(refused.contains("hanya dapat dilakukan oleh"), "{refused}");
    }
    office.advance(SECOND * 3).await;
    assert_eq!(office.sim.message(&card).unwrap(), card);
    story.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_for_elsewhere_looks_like_one_that_does_not_exist() {
    let story = TwoProvinces::open().await;
    story.announce_in_the_east().await;
    let office = &story.office;
    let seen = office.say(&story.east, "/status 2").await;
    assert!(seen.contains("\nTerkirim 11/11\n"), "{seen}");
    for command in ["status", "belum", "sudah"] {
        let hidden = office.say(&story.south, &format!("/{command} 2")).await;
        let absent = office.say(&story.south, &format!("/{command} 3")).await;
        assert_eq!(hidden, absent.replace("No. 3", "No. 2"));
    }
    let list = office.say(&story.south, "/status").await;
    assert!(
        list.contains("1/2026") && !list.contains("2/2026"),
        "{list}"
    );

    office.say(&story.east, "/status 2").await;
    let card = story.east.last().unwrap();
    let data = card.button("Belum").unwrap().data.clone().unwrap();
    office.say(&story.south, "/status 1").await;
    let own = story.south.last().unwrap();
    let refused = office.press_data(&story.south, &own, &data).await;
    assert!(refused.contains("di luar cakupan"), "{refused}");
    office.advance(SECOND * 3).await;
    assert_eq!(story.south.last().unwrap(), own);
    story.office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_of_a_region_sees_all_institutions_there_whatever_they_belong_to() {
    let office = Office::with_roster("bakohumas-kaltim").open().await;
    let staff = office.staff().await;
    let bontang = office
        .appoint(
            "Koordinator Bontang",
            "koordinator wilayah:\"Kota Bontang\"",
        )
        .await;
    office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND * 20).await;
    let card = office.say(&bontang, "/status 1").await;
    let missing = all_pages(&office, &bontang, "/belum 1").await;
    let wanted = format!("\nTerkirim {0}/{0}\n", missing.len());
    assert!(missing.len() >= 4 && card.contains(&wanted), "{card}");
    assert!(missing.iter().all(|(region, _)| region == "Kota Bontang"));
    assert_sorted(&missing);
    // Other regions are not even named.
    for (typed, said) in [
        ("kota", "wilayah Kota Bontang"),
        ("balikpapan", "balikpapan"),
    ] {
        let answer = office
            .say(&bontang, &format!("/belum 1 wilayah:{typed}"))
            .await;
        assert!(
            answer.contains(said) && !answer.contains("Balikpapan"),
            "{answer}"
        );
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_hears_of_its_own_institution_alone_whoever_asks() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office
        .import_groups(&["KODIM-1405", "KEJARI-PAREPARE"])
        .await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    let reader = office.sim.user("Pembaca").create();
    for who in [&reader, &staff.coordinator, &office.owner] {
        let card = office.ask_in(&police, who, "/status 1").await;
        assert!(card.text.contains("\nTerkirim 1/1\n"), "{}", card.text);
        assert!(card.text.contains("\nDiterima 0/1\n"), "{}", card.text);
        let list = office.ask_in(&police, who, "/belum@SatuPintu_bot 1").await;
        assert_eq!(entries(&list).len(), 1, "{}", list.text);
        assert!(list.text.contains("Polres Parepare"), "{}", list.text);
        office.press_on(who, &list, "Kartu").await;
        office.advance(SECOND * 3).await;
        let shown = office.sim.message(&list).unwrap();
        assert!(shown.text.contains("\nTerkirim 1/1\n"), "{}", shown.text);
    }
    // A group is answered so often in a minute and no more.
    office.advance(SECOND * 60).await;
    let list = office.ask_in(&police, &reader, "/status").await;
    assert!(list.text.contains("Diterima 0/1"), "{}", list.text);

    // Meant for another bot: not a word.
    let before = police.inbox().len();
    police.send(&reader, "/status@lain_bot 1");
    office.advance(SECOND * 3).await;
    assert_eq!(police.inbox().len(), before);

    // A group that nobody registered hears how to change that.
    let other = office.sim.group("Obrolan");
    other.add_bot(&reader);
    office.advance(SECOND * 10).await;
    let refused = office.ask_in(&other, &staff.coordinator, "/status 1").await;
    assert!(refused.text.contains("belum terdaftar"), "{}", refused.text);
    office.close().await;
}
